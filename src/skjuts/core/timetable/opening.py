"""A timetable opened for questions: its footpaths, and its days as connections in order of departure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from skjuts.core.kernel.service_time import HOUR_S, start_of
from skjuts.core.network.straight_line import StraightLine
from skjuts.core.network.travel_times import TravelTimes
from skjuts.core.timetable.convoys import Convoys, ServiceDay, against_time, line_up, list_ways, make_convoys
from skjuts.core.timetable.deadlines import Deadlines
from skjuts.core.timetable.feed import Timetable
from skjuts.core.timetable.footpaths import locate, make_footpaths, turn_round
from skjuts.core.timetable.kernels import Connections
from skjuts.core.timetable.question import Spot
from skjuts.core.timetable.rides_left import Ways
from skjuts.core.timetable.rounds import Schedule
from skjuts.core.timetable.zones import Zone

LAST_S: Final = 30 * HOUR_S
"""Trips of the day after are looked at until this second of the day that is asked about."""
DAYS_KEPT: Final = 4
"""Opened days that are kept ready."""


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
    `against` are the same trips in convoys, with time and against it, and so are their ways. `served` marks
    the stops where a trip of the day itself calls; `shifts_s` are the seconds by which the three
    service days begin later than the one asked about.
    """

    day: date
    net: Connections
    onward: Schedule
    against: Schedule
    ways_onward: Ways
    ways_against: Ways
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
        self._convoys = make_convoys(timetable)
        self._zone_stops: dict[Zone, list[int]] = {}
        self._days: dict[date, OpenDay] = {}

    def on(self, day: date) -> OpenDay:
        """The day's connections; the latest few days are kept."""
        found = self._days.get(day)
        if found is None:
            found = _open_day(self.timetable, self._all, self._convoys, day)
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


def _open_day(timetable: Timetable, every: _AllConnections, convoys: Convoys, day: date) -> OpenDay:
    days = [_service_day(timetable, day, offset) for offset in (-1, 0, 1)]
    parts = [_part(timetable, every, one, place) for place, one in enumerate(days)]
    joined = [np.concatenate(columns) for columns in zip(*parts, strict=True)]
    order = np.argsort(joined[3], kind="stable")
    net = Connections(*(np.ascontiguousarray(column[order]) for column in joined))
    is_covered = timetable.stamp.first_day <= day <= timetable.stamp.last_day
    onward = line_up(timetable, convoys, days, (0, LAST_S))
    against = against_time(onward)
    shifts = days[0].shift_s, days[1].shift_s, days[2].shift_s
    served = np.zeros(len(timetable.stops), dtype=np.bool_)
    served[parts[1].from_stop] = True
    served[parts[1].to_stop] = True
    ways = list_ways(onward), list_ways(against)
    return OpenDay(day, net, onward, against, *ways, served, 3 * len(timetable.trips), shifts, is_covered)


def _service_day(timetable: Timetable, day: date, offset: int) -> ServiceDay:
    """The service day so many days after the one asked about."""
    service_day = day + timedelta(days=offset)
    shift_s = int((start_of(service_day) - start_of(day)).total_seconds())
    deadlines = Deadlines(timetable, service_day, shift_s)
    return ServiceDay(timetable.services.active_on(service_day), deadlines, shift_s)


def _part(timetable: Timetable, every: _AllConnections, day: ServiceDay, place: int) -> Connections:
    """The connections of one service day that leave from second 0 of the day asked about until `LAST_S`."""
    shift_s = day.shift_s
    low, high = np.searchsorted(every.departure_s, [-shift_s, LAST_S - shift_s])
    is_active = day.is_active[timetable.trips.service]
    chosen = low + np.flatnonzero(is_active[every.trip[low:high]])
    row, trip, times = every.row[chosen], every.trip[chosen], timetable.stop_times
    departure_s, arrival_s = every.departure_s[chosen], every.arrival_s[chosen]
    return Connections(
        trip=(trip + place * len(timetable.trips)).astype(np.int32),
        from_stop=times.stop[row],
        to_stop=times.stop[row + 1],
        departure_s=departure_s + np.int32(shift_s),
        arrival_s=arrival_s + np.int32(shift_s),
        board_by=day.deadlines.of_boarding(row),
        leave_by=day.deadlines.of_leaving(row + 1),
        access=timetable.trips.access[trip],
        row=row.astype(np.int32),
    )
