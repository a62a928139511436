"""What lies around the doors of a way without a journey: how far to a stop, and whether anything calls."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

import numpy as np
from numpy.typing import NDArray

from skjuts.core.network.travel_times import Point, Profile
from skjuts.core.timetable.doors import OUT_OF_REACH_M, Doors, crow_to_stops_m
from skjuts.core.timetable.journey import Hindrance, Obstacle
from skjuts.core.timetable.question import Spot
from skjuts.core.timetable.telling import tell_day, tell_metres
from skjuts.core.timetable.ways import Way
from skjuts.core.timetable.zone_rides import ZoneOptions

DAYS_AHEAD: Final = 14
"""How far ahead the next day with traffic is looked for."""


def without_service(way: Way) -> Iterator[Obstacle]:
    """A door whose stops within a walk have no traffic that day, though they have on another."""
    for door, metres, rides in _ends(way.doors):
        near = np.flatnonzero(metres <= way.limits.walk_m)
        if len(near) == 0 or way.doors.day.served[near].any() or len(rides.stop):
            continue
        later = _next_day_served(way.doors, near)
        if later is not None:
            days = (later - way.doors.day.day).days
            sentence = (
                f"Inget går {tell_day(way.doors.day.day)} från hållplatserna "
                f"inom gångavstånd från {door.name}. "
                f"Nästa dag med trafik är {tell_day(later)}."
            )
            yield Obstacle(Hindrance.NO_SERVICE, None, days, None, sentence)


def far_from_stops(way: Way) -> Iterator[Obstacle]:
    """A door without any stop within the limit, and without zone traffic."""
    for door, metres, rides in _ends(way.doors):
        if len(rides.stop) or (metres <= way.limits.walk_m).any() or len(metres) == 0:
            continue
        stop, nearest_m = _nearest_stop(way.doors, door, metres)
        about = "ungefär " if way.doors.is_estimate else ""
        sentence = (
            f"Närmaste hållplats till {door.name} är {stop}, {about}{tell_metres(nearest_m)} bort; "
            f"gränsen för en gångväg är {tell_metres(way.limits.walk_m)}."
        )
        yield Obstacle(Hindrance.WALK_TOO_LONG, way.limits.walk_m, nearest_m, None, sentence)


def _ends(doors: Doors) -> list[tuple[Spot, NDArray[np.int32], ZoneOptions]]:
    return [
        (doors.origin, doors.origin_m, doors.zone_rides.first),
        (doors.target, doors.target_m, doors.zone_rides.last),
    ]


def _nearest_stop(doors: Doors, door: Spot, metres: NDArray[np.int32]) -> tuple[str, int]:
    stops = doors.feed.timetable.stops
    stop = int(metres.argmin())
    nearest_m = int(metres[stop])
    if nearest_m == OUT_OF_REACH_M:
        stop = int(crow_to_stops_m(doors.feed, door).argmin())
        there = [Point(float(stops.lat[stop]), float(stops.lon[stop]))]
        walked = doors.feed.walks.legs([Point(door.lat, door.lon)], there, Profile.FOOT)
        nearest_m = int(walked.array[0, 0, 1])
    return stops.names[stop], nearest_m


def _next_day_served(doors: Doors, near: NDArray[np.int64]) -> date | None:
    timetable = doors.feed.timetable
    rows = np.flatnonzero(np.isin(timetable.stop_times.stop, near))
    trips = np.unique(np.searchsorted(timetable.trips.first, rows, side="right") - 1)
    services = np.unique(timetable.trips.service[trips])
    for days in range(1, DAYS_AHEAD + 1):
        later = doors.day.day + timedelta(days=days)
        if timetable.services.active_on(later)[services].any():
            return later
    return None
