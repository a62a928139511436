"""stop_times.txt: each trip's calls in order, and its rows that name zones instead of stops."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from skjuts.adapters.gtfs.booking_rules import FeedRules
from skjuts.adapters.gtfs.errors import Faults
from skjuts.adapters.gtfs.places import FeedStops
from skjuts.adapters.gtfs.tables import Row, Table
from skjuts.core.timetable.assembling import CallRow
from skjuts.core.timetable.feed import NONE, StopService
from skjuts.core.timetable.zones import Zone

FILE: Final = "stop_times.txt"
UNTOLD: Final = -1
"""A time between two timing points that the feed leaves open."""


@dataclass(frozen=True, slots=True)
class ZoneCall:
    """A row that names a zone: within which hours one is fetched and left there."""

    zone: Zone
    opens_s: int
    closes_s: int
    may_board: bool
    may_leave: bool
    factor: float
    offset_s: int
    boarding_rule: int
    leaving_rule: int


@dataclass(slots=True)
class TripCalls:
    """What stop_times.txt says of one trip: (sequence, line, call) at stops and in zones."""

    stops: list[tuple[int, int, CallRow]] = field(default_factory=list)
    zones: list[tuple[int, int, ZoneCall]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Known:
    """What the rows refer to."""

    stops: FeedStops
    zones: Mapping[str, Zone]
    rules: FeedRules
    trips: Mapping[str, int]


def read_calls(files: Mapping[str, bytes], known: Known, faults: Faults) -> dict[str, TripCalls]:
    """Read every row, sort each trip's by sequence, fill in open times and check that time goes forward."""
    calls: dict[str, TripCalls] = {trip: TripCalls() for trip in known.trips}
    for row in Table(files, FILE, faults, ("trip_id", "stop_sequence")):
        trip = row.required("trip_id")
        if trip not in calls:
            row.fault("trip_id", f"turen {trip} finns inte i trips.txt.")
            continue
        sequence = row.whole("stop_sequence")
        zone = _find_zone(row, known)
        if zone is None:
            calls[trip].stops.append((sequence, row.line, _read_call(row, known)))
        else:
            calls[trip].zones.append((sequence, row.line, _read_zone_call(row, zone, known)))
    for trip, found in calls.items():
        _put_in_order(trip, found, faults)
    return calls


def _find_zone(row: Row, known: Known) -> Zone | None:
    """The zone that a row names; a stop with hours instead of a time is a zone of its own."""
    named = row.text("location_id") or row.text("location_group_id")
    if named:
        if named not in known.zones:
            row.fault(
                "location_id", f"området {named} finns varken i locations.geojson eller bland grupperna."
            )
        return known.zones.get(named)
    stop = row.text("stop_id")
    if stop in known.zones and stop not in known.stops.row_of:
        return known.zones[stop]
    if row.text("start_pickup_drop_off_window") and stop in known.stops.row_of:
        number = known.stops.row_of[stop]
        return Zone(stop, known.stops.rows[number].name, (), (number,))
    return None


def _read_call(row: Row, known: Known) -> CallRow:
    stop_id = row.required("stop_id")
    stop = known.stops.row_of.get(stop_id, NONE)
    if stop == NONE and stop_id:
        why = (
            "är ingen hållplats där fordon stannar"
            if stop_id in known.stops.others
            else "finns inte i stops.txt"
        )
        row.fault("stop_id", f"{stop_id} {why}.")
    arrival, departure = row.clock("arrival_time"), row.clock("departure_time")
    first = departure if arrival is None else arrival
    last = arrival if departure is None else departure
    return CallRow(
        stop,
        UNTOLD if first is None else first,
        UNTOLD if last is None else last,
        row.one_of("pickup_type", range(4)),
        row.one_of("drop_off_type", range(4)),
        _rule(row, "pickup_booking_rule_id", known, known.stops.boarding_rules.get(stop, "")),
        _rule(row, "drop_off_booking_rule_id", known, known.stops.leaving_rules.get(stop, "")),
    )


def _rule(row: Row, column: str, known: Known, of_stop: str) -> int:
    return known.rules.find(row.text(column) or of_stop, row, column)


def _read_zone_call(row: Row, zone: Zone, known: Known) -> ZoneCall:
    opens, closes = row.clock("start_pickup_drop_off_window"), row.clock("end_pickup_drop_off_window")
    if opens is None or closes is None:
        row.fault("start_pickup_drop_off_window", "ett område måste ha tider från och till.")
    elif closes < opens:
        row.fault("end_pickup_drop_off_window", "slutar innan den börjar.")
    careful = "safe" if row.text("safe_duration_factor") or row.text("safe_duration_offset") else "mean"
    return ZoneCall(
        zone=zone,
        opens_s=opens or 0,
        closes_s=closes or 0,
        may_board=row.one_of("pickup_type", range(4)) != StopService.NONE,
        may_leave=row.one_of("drop_off_type", range(4)) != StopService.NONE,
        factor=row.decimal(f"{careful}_duration_factor", 0.01, 100, 1.0),
        offset_s=round(60 * row.decimal(f"{careful}_duration_offset", -1440, 1440, 0.0)),
        boarding_rule=_rule(row, "pickup_booking_rule_id", known, ""),
        leaving_rule=_rule(row, "drop_off_booking_rule_id", known, ""),
    )


def _put_in_order(trip: str, found: TripCalls, faults: Faults) -> None:
    found.stops.sort(key=lambda one: one[:2])
    found.zones.sort(key=lambda one: one[:2])
    for before, after in pairwise(found.stops):
        if before[0] == after[0]:
            faults.add(FILE, after[1], "stop_sequence", f"tur {trip} har {after[0]} två gånger.")
    found.stops[:] = _with_all_times(trip, found.stops, faults)
    latest_s = 0
    for _, line, call in found.stops:
        if call.arrival_s < latest_s:
            faults.add(FILE, line, "arrival_time", f"tur {trip} kommer fram innan den har gått.")
        if call.departure_s < call.arrival_s:
            faults.add(FILE, line, "departure_time", f"tur {trip} går innan den har kommit.")
        latest_s = max(call.departure_s, call.arrival_s, latest_s)


def _with_all_times(
    trip: str, calls: list[tuple[int, int, CallRow]], faults: Faults
) -> list[tuple[int, int, CallRow]]:
    """Times between timing points, spread evenly; the first and the last must be told."""
    told = [at for at, (_, _, call) in enumerate(calls) if call.arrival_s != UNTOLD]
    if len(told) == len(calls):
        return calls
    if not told or told[0] != 0 or told[-1] != len(calls) - 1:
        faults.add(
            FILE, calls[0][1], "arrival_time", f"tur {trip} saknar tid vid sin första eller sista hållplats."
        )
        return []
    filled = list(calls)
    for begin, end in pairwise(told):
        start_s, stop_s = calls[begin][2].departure_s, calls[end][2].arrival_s
        for at in range(begin + 1, end):
            sequence, line, call = calls[at]
            at_s = start_s + (stop_s - start_s) * (at - begin) // (end - begin)
            filled[at] = sequence, line, call._replace(arrival_s=at_s, departure_s=at_s)
    return filled
