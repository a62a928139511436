"""A timetable opened for questions: its footpaths, and its days as connections in order of departure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from skjuts.core.kernel.service_time import HOUR_S, start_of
from skjuts.core.network.straight_line import StraightLine
from skjuts.core.network.travel_times import TravelTimes
from skjuts.core.timetable.booking import DEADLINE_UNKNOWN, NOTHING_TO_BOOK, Notice, last_moment_s
from skjuts.core.timetable.feed import NONE, StopService, Timetable
from skjuts.core.timetable.footpaths import locate, make_footpaths, turn_round
from skjuts.core.timetable.kernels import LONG_AGO, Connections, Patterns
from skjuts.core.timetable.question import Spot
from skjuts.core.timetable.zones import Zone

LAST_S: Final = 30 * HOUR_S
"""Trips of the day after are looked at until this second of the day that is asked about."""
DAYS_KEPT: Final = 4
"""Opened days that are kept ready."""
NOT_ALLOWED: Final = LONG_AGO - 1
"""Earlier than any moment at which anybody books."""


class _AllConnections(NamedTuple):
    """Every trip's connections whatever the day, in order of departure: rows of the stop times."""

    row: NDArray[np.int64]
    trip: NDArray[np.int32]
    departure_s: NDArray[np.int32]
    arrival_s: NDArray[np.int32]


@dataclass(frozen=True, slots=True, eq=False)
class OpenDay:
    """One day of a feed, ready to be searched.

    `net.trip` numbers trips of the day before, the day and the day after, in that order; `onward` and
    `against` are the ways of these trips, in the direction of driving and against it. `served` marks
    the stops where a trip of the day itself calls; `shifts_s` are the seconds by which the three
    service days begin later than the one asked about.
    """

    day: date
    net: Connections
    onward: Patterns
    against: Patterns
    served: NDArray[np.bool_]
    trips: int
    shifts_s: tuple[int, int, int]
    is_covered: bool


class OpenFeed:
    """A timetable with what every question needs. Safe to ask from several threads.

    `walks` measures walks and `drives` the rides of zone services; both are estimates by the
    straight line unless something better is given.
    """

    def __init__(
        self, timetable: Timetable, walks: TravelTimes | None = None, drives: TravelTimes | None = None
    ) -> None:
        self.timetable = timetable
        self.walks: TravelTimes = StraightLine() if walks is None else walks
        self.drives: TravelTimes = StraightLine() if drives is None else drives
        self.paths = make_footpaths(timetable.stops, timetable.changes, self.walks)
        self.paths_to = turn_round(self.paths)
        self.positions = locate(timetable.stops)
        self._all = _order_connections(timetable)
        self._pattern_of = _number_patterns(timetable)
        self._zone_stops: dict[Zone, list[int]] = {}
        self._days: dict[date, OpenDay] = {}

    def on(self, day: date) -> OpenDay:
        """The day's connections; the latest few days are kept."""
        found = self._days.get(day)
        if found is None:
            found = _open_day(self.timetable, self._all, self._pattern_of, day)
            kept = dict(list(self._days.items())[-(DAYS_KEPT - 1) :])
            self._days = {**kept, day: found}
        return found

    def spot_of(self, stop: int) -> Spot:
        """A stop as a place to go to."""
        stops = self.timetable.stops
        return Spot(stops.names[stop], float(stops.lat[stop]), float(stops.lon[stop]))

    def stops_in(self, zone: Zone) -> list[int]:
        """The stops of a zone: those it names, or those that lie inside."""
        if zone.stops:
            return list(zone.stops)
        found = self._zone_stops.get(zone)
        if found is None:
            points = zip(self.timetable.stops.lat.tolist(), self.timetable.stops.lon.tolist(), strict=True)
            found = [stop for stop, (lat, lon) in enumerate(points) if zone.holds(lat, lon)]
            self._zone_stops[zone] = found
        return found


def _order_connections(timetable: Timetable) -> _AllConnections:
    first = timetable.trips.first
    rows = np.arange(len(timetable.stop_times), dtype=np.int64)
    is_last = np.zeros(len(rows), dtype=np.bool_)
    is_last[first[1:][np.diff(first) > 0] - 1] = True
    trip = np.repeat(np.arange(len(timetable.trips), dtype=np.int32), np.diff(first))
    begins = rows[~is_last]
    order = np.argsort(timetable.stop_times.departure_s[begins], kind="stable")
    row = begins[order]
    times = timetable.stop_times
    return _AllConnections(row, trip[row], times.departure_s[row], times.arrival_s[row + 1])


def _number_patterns(timetable: Timetable) -> NDArray[np.int32]:
    """A number for each trip, the same for trips that call at the same stops in the same order."""
    numbers: dict[bytes, int] = {}
    first, stop = timetable.trips.first.tolist(), timetable.stop_times.stop
    ways = (stop[begin:end].tobytes() for begin, end in pairwise(first))
    return np.array([numbers.setdefault(way, len(numbers)) for way in ways], dtype=np.int32)


def _list_patterns(
    timetable: Timetable, pattern_of: NDArray[np.int32], net: Connections
) -> list[NDArray[np.int32]]:
    """The stops of each pattern that some trip of the day follows."""
    is_driven = np.zeros(max(len(timetable.trips), 1), dtype=np.bool_)
    is_driven[net.trip % max(len(timetable.trips), 1)] = True
    driven = np.flatnonzero(is_driven)
    _, one_of_each = np.unique(pattern_of[driven], return_index=True) if len(driven) else (driven, driven)
    first = timetable.trips.first
    return [timetable.stop_times.stop[first[trip] : first[trip + 1]] for trip in driven[one_of_each].tolist()]


def _as_patterns(ways: list[NDArray[np.int32]]) -> Patterns:
    first = np.zeros(len(ways) + 1, dtype=np.int64)
    np.cumsum([len(way) for way in ways], out=first[1:])
    return Patterns(first, np.concatenate([*ways, np.empty(0, dtype=np.int32)]).astype(np.int32))


def _open_day(
    timetable: Timetable, every: _AllConnections, pattern_of: NDArray[np.int32], day: date
) -> OpenDay:
    parts, shifts_s = [], []
    for place, offset in enumerate((-1, 0, 1)):
        service_day = day + timedelta(days=offset)
        shift_s = int((start_of(service_day) - start_of(day)).total_seconds())
        parts.append(_part(timetable, every, service_day, shift_s, place))
        shifts_s.append(shift_s)
    joined = [np.concatenate(columns) for columns in zip(*parts, strict=True)]
    order = np.argsort(joined[3], kind="stable")
    net = Connections(*(np.ascontiguousarray(column[order]) for column in joined))
    is_covered = timetable.stamp.first_day <= day <= timetable.stamp.last_day
    ways = _list_patterns(timetable, pattern_of, net)
    onward, against = _as_patterns(ways), _as_patterns([way[::-1] for way in ways])
    shifts = shifts_s[0], shifts_s[1], shifts_s[2]
    served = np.zeros(len(timetable.stops), dtype=np.bool_)
    served[parts[1].from_stop] = True
    served[parts[1].to_stop] = True
    return OpenDay(day, net, onward, against, served, 3 * len(timetable.trips), shifts, is_covered)


def _part(
    timetable: Timetable, every: _AllConnections, service_day: date, shift_s: int, place: int
) -> Connections:
    """The connections of one service day that leave from second 0 of the day asked about until `LAST_S`."""
    low, high = np.searchsorted(every.departure_s, [-shift_s, LAST_S - shift_s])
    is_active = timetable.services.active_on(service_day)[timetable.trips.service]
    chosen = low + np.flatnonzero(is_active[every.trip[low:high]])
    row, trip, times = every.row[chosen], every.trip[chosen], timetable.stop_times
    departure_s, arrival_s = every.departure_s[chosen], every.arrival_s[chosen]
    deadlines = _Deadlines(timetable, service_day, shift_s)
    return Connections(
        trip=(trip + place * len(timetable.trips)).astype(np.int32),
        from_stop=times.stop[row],
        to_stop=times.stop[row + 1],
        departure_s=departure_s + np.int32(shift_s),
        arrival_s=arrival_s + np.int32(shift_s),
        board_by=deadlines.of(times.boarding[row], times.boarding_rule[row], departure_s),
        leave_by=deadlines.of(times.leaving[row + 1], times.leaving_rule[row + 1], arrival_s),
        access=timetable.trips.access[trip],
        row=row.astype(np.int32),
    )


class _Deadlines:
    """Last moments to book on one service day, as seconds of the day asked about."""

    def __init__(self, timetable: Timetable, service_day: date, shift_s: int) -> None:
        self._timetable, self._day, self._shift_s = timetable, service_day, shift_s

    def of(
        self, kind: NDArray[np.uint8], rule: NDArray[np.int32], at_s: NDArray[np.int32]
    ) -> NDArray[np.int32]:
        by = np.full(len(kind), NOTHING_TO_BOOK, dtype=np.int32)
        by[kind == StopService.NONE] = NOT_ALLOWED
        booked = kind == StopService.BOOKED
        by[booked] = DEADLINE_UNKNOWN
        for one in np.unique(rule[booked & (rule != NONE)]).tolist():
            chosen = booked & (rule == one)
            by[chosen] = self._of_rule(one, at_s[chosen])
        return by

    def _of_rule(self, number: int, at_s: NDArray[np.int32]) -> NDArray[np.int32]:
        rule = self._timetable.booking_rules[number]
        base_s = self._shift_s + last_moment_s(rule, self._day, 0, self._timetable.services.runs_on)
        if rule.notice is Notice.EARLIER_DAY:
            return np.full(len(at_s), base_s, dtype=np.int32)
        return (at_s + base_s).astype(np.int32)
