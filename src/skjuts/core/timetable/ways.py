"""One way between two doors: the best journey by the order that the README gives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from skjuts.core.timetable.doors import Bound, Doors
from skjuts.core.timetable.journey import Journey
from skjuts.core.timetable.kernels import LONG_AGO, NEVER, Limits
from skjuts.core.timetable.reach import Departure, find_arrivals, find_departure
from skjuts.core.timetable.scanning import scan_from
from skjuts.core.timetable.tracing import trace

MOST_DEPARTURES: Final = 100
"""More departures than this are not listed: nobody reads them."""


@dataclass(frozen=True, slots=True, eq=False)
class Way:
    """What is searched between two doors: within which times, with which limits, and from which end.

    `is_latest` asks for the latest departure that is in time; else for the earliest arrival.
    """

    doors: Doors
    limits: Limits
    bound: Bound
    is_latest: bool


def find_best(way: Way) -> Journey | None:
    """The best journey of a way, or None when there is none within its bound and limits."""
    return _leave_latest(way) if way.is_latest else _arrive_earliest(way)


def _leave_latest(way: Way) -> Journey | None:
    late = find_departure(way.doors, way.limits, way.bound)
    return None if late.leave_s == LONG_AGO else _journey(way, late, way.bound.latest_s)


def _arrive_earliest(way: Way) -> Journey | None:
    found = find_arrivals(way.doors, way.limits, way.bound)
    if found.arrive_s == NEVER:
        return None
    fewest = way.limits._replace(rides=max(found.rides, 1))
    late = find_departure(way.doors, fewest, Bound(way.bound.earliest_s, found.arrive_s), found)
    return _journey(way, late, found.arrive_s)


def _journey(way: Way, late: Departure, latest_s: int) -> Journey:
    return trace(way.doors, scan_from(way.doors, way.limits, late, latest_s))


def list_best(way: Way, last_departure_s: int) -> tuple[Journey, ...]:
    """Journeys that leave until a second and that no other beats, in order of departure."""
    listed: list[Journey] = []
    earliest_s = way.bound.earliest_s
    while len(listed) < MOST_DEPARTURES and earliest_s <= last_departure_s:
        found = find_arrivals(way.doors, way.limits, Bound(earliest_s, way.bound.latest_s))
        if found.arrive_s == NEVER:
            break
        late = find_departure(way.doors, way.limits, Bound(earliest_s, found.arrive_s), found)
        if late.leave_s <= last_departure_s:
            listed.append(_journey(way, late, found.arrive_s))
        earliest_s = late.leave_s + 1
    return tuple(listed)
