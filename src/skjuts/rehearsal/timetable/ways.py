"""When a trip calls where: along the demonstration roads, and along the straight town lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from skjuts.core.kernel.geography import Point, distance_m
from skjuts.rehearsal.roads import DemoRoads
from skjuts.rehearsal.timetable.plan import REGIONAL_TRAIN, PlannedLine
from skjuts.rehearsal.timetable.stops import EDGE_M, TOWN_STEP_M, DemoStop, StopRegister

BUS_SHARE: Final = 0.85
"""Of the road's own speed, stops and slopes included (assumed)."""
EDGE_KMH, TOWN_KMH, TRAIN_KMH = 30, 22, 85
DETOUR: Final = 1.2
STATION_TO_HOSPITAL_S: Final = 240
MINUTE_S: Final = 60


class TimedCall(NamedTuple):
    """A stop's id, and when the trip is there."""

    stop: str
    at_s: int


def way_calls(
    stops: StopRegister, hospital_town: str, line: PlannedLine, way: Sequence[str], depart_s: int
) -> list[TimedCall]:
    """The calls of a trip between towns; buses go on to the hospital's own stop, and begin there."""
    if line.route_type == REGIONAL_TRAIN:
        return list(_train_calls(stops, way, depart_s))
    calls = list(_bus_calls(stops, way, depart_s))
    by_hospital = stops.in_hospital_town("Sjukhuset", 63.1795, 14.6362).id
    if way[-1] == hospital_town:
        calls.append(TimedCall(by_hospital, calls[-1].at_s + STATION_TO_HOSPITAL_S))
    if way[0] == hospital_town:
        calls = [TimedCall(by_hospital, depart_s)] + [
            TimedCall(call.stop, call.at_s + STATION_TO_HOSPITAL_S) for call in calls
        ]
    return calls


def _bus_calls(stops: StopRegister, way: Sequence[str], depart_s: int) -> Iterator[TimedCall]:
    at_s = depart_s
    yield TimedCall(_middle(stops, way[0]).id, at_s)
    for here, there in pairwise(way):
        drive_s = _drive_s(stops.roads, here, there)
        edge_s = _minutes(EDGE_M / EDGE_KMH * 3.6)
        leaving, entering = stops.on_the_way_out(here, there), stops.on_the_way_out(there, here)
        if leaving is not None:
            yield TimedCall(leaving.id, at_s + edge_s)
        if entering is not None:
            yield TimedCall(entering.id, at_s + drive_s - edge_s)
        at_s += drive_s
        yield TimedCall(_middle(stops, there).id, at_s)


def _middle(stops: StopRegister, town: str) -> DemoStop:
    """The stop in a town's middle; in the hospital's town that is the bus station."""
    if town == "Östersund":
        return stops.in_hospital_town("Busstationen", 63.1752, 14.6402)
    return stops.at_town(town)


def _train_calls(stops: StopRegister, way: Sequence[str], depart_s: int) -> Iterator[TimedCall]:
    at_s = depart_s
    yield TimedCall(stops.at_station(way[0]).id, at_s)
    for here, there in pairwise(way):
        a, b = stops.roads.towns[here], stops.roads.towns[there]
        metres = distance_m(Point(a.lat, a.lon), Point(b.lat, b.lon)) * DETOUR
        at_s += _minutes(metres / TRAIN_KMH * 3.6) + MINUTE_S
        yield TimedCall(stops.at_station(there).id, at_s)


def town_calls(
    stops: StopRegister, way: Sequence[tuple[str, float, float]], depart_s: int
) -> list[TimedCall]:
    """The calls of a town line: its named stops, and some between them."""
    calls = [TimedCall(stops.in_hospital_town(*way[0]).id, depart_s)]
    for (here, lat, lon), (there, lat_to, lon_to) in pairwise(way):
        metres = distance_m(Point(lat, lon), Point(lat_to, lon_to)) * DETOUR
        steps = max(1, round(metres / TOWN_STEP_M))
        ride_s = _minutes(metres / TOWN_KMH * 3.6)
        first, last = sorted([here, there])
        start_s = calls[-1].at_s
        for step in range(1, steps + 1):
            share = step / steps
            number = step if here == first else steps - step
            name = there if step == steps else f"{first}–{last} {number}"
            stop = stops.in_hospital_town(name, lat + share * (lat_to - lat), lon + share * (lon_to - lon))
            calls.append(TimedCall(stop.id, start_s + _floor_minutes(ride_s * share)))
    return calls


def _drive_s(roads: DemoRoads, here: str, there: str) -> int:
    link = next(link for link in roads.links if {link.start, link.end} == {here, there})
    return _minutes(link.road_m / (link.speed_kmh * BUS_SHARE) * 3.6) + MINUTE_S


def _minutes(seconds: float) -> int:
    """Whole minutes, rounded up, in seconds."""
    return -(-int(seconds) // MINUTE_S) * MINUTE_S


def _floor_minutes(seconds: float) -> int:
    return int(seconds) // MINUTE_S * MINUTE_S
