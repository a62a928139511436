"""What zone services offer between two doors on a day: first rides, last rides, and the whole way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from skjuts.core.network.travel_times import Point
from skjuts.core.timetable.booking import DEADLINE_UNKNOWN, NOTHING_TO_BOOK, Notice, last_moment_s
from skjuts.core.timetable.feed import NONE
from skjuts.core.timetable.kernels import Limits
from skjuts.core.timetable.opening import OpenDay, OpenFeed
from skjuts.core.timetable.question import Spot
from skjuts.core.timetable.zones import Zone, ZoneService

DOOR: Final = -1
"""In the place of a stop: the other end is the other door."""


class ZoneOptions(NamedTuple):
    """Zone rides of one kind, shape (options,) each: `service` is a row of the feed's zone services.

    A ride of `ride_s` is fetched from `opens_s` and left by `closes_s`. It must be booked `notice_s`
    before it is fetched and by `book_by_s`, whichever comes first.
    """

    service: NDArray[np.int32]
    stop: NDArray[np.int32]
    ride_s: NDArray[np.int32]
    opens_s: NDArray[np.int32]
    closes_s: NDArray[np.int32]
    notice_s: NDArray[np.int32]
    book_by_s: NDArray[np.int32]
    access: NDArray[np.int32]

    def chosen(self, which: NDArray[np.bool_]) -> ZoneOptions:
        """Some of them, in order."""
        if len(self.stop) == 0:
            return self
        return ZoneOptions(*(column[which] for column in self))

    def none(self) -> ZoneOptions:
        """No options of the same form."""
        return self.chosen(np.zeros(len(self.stop), dtype=np.bool_))

    def open_for(self, booked_at_s: int, access_floor: int) -> ZoneOptions:
        """Those that can still be booked at that moment, opening no earlier than that allows."""
        if len(self.stop) == 0:
            return self
        opens_s = np.maximum(self.opens_s, np.int64(booked_at_s) + self.notice_s)
        usable = (self.book_by_s >= booked_at_s) & (opens_s + self.ride_s <= self.closes_s)
        usable &= self.access >= access_floor
        later_s = np.minimum(opens_s, NOTHING_TO_BOOK).astype(np.int32)
        return self._replace(opens_s=later_s).chosen(usable)

    def against_time(self) -> ZoneOptions:
        """The same rides for a search against time, from where one is left to where one is fetched."""
        if len(self.stop) == 0:
            return self
        return self._replace(opens_s=-self.closes_s, closes_s=-self.opens_s)


@dataclass(frozen=True, slots=True, eq=False)
class ZoneRides:
    """What there is from the first door (`first`), to the last (`last`), and between them (`whole`)."""

    first: ZoneOptions
    last: ZoneOptions
    whole: ZoneOptions

    def open_for(self, limits: Limits) -> tuple[ZoneOptions, ZoneOptions, ZoneOptions]:
        """The first, last and whole rides that keep to the limits."""
        asked = limits.booked_at_s, limits.access_floor
        return self.first.open_for(*asked), self.last.open_for(*asked), self.whole.open_for(*asked)


_NO_OPTIONS: Final = ZoneOptions(*[np.empty(0, dtype=np.int32)] * len(ZoneOptions._fields))


class _Row(NamedTuple):
    service: int
    stop: int
    ride_s: int
    opens_s: int
    closes_s: int
    notice_s: int
    book_by_s: int
    access: int


def list_zone_rides(feed: OpenFeed, day: OpenDay, origin: Spot, target: Spot) -> ZoneRides:
    """Every zone ride of the day that begins or ends at one of the doors."""
    rows = list(_services_of(feed, day))
    first = [row for number, service, row in rows for row in _from_door(feed, service, row, origin)]
    last = [row for number, service, row in rows for row in _to_door(feed, service, row, target)]
    whole = [row for number, service, row in rows for row in _all_the_way(feed, service, row, origin, target)]
    return ZoneRides(_columns(first), _columns(last), _columns(whole))


def _services_of(feed: OpenFeed, day: OpenDay) -> Iterator[tuple[int, ZoneService, _Row]]:
    """The day's zone services, each with a row in which the stop and the ride's time are still to be set."""
    timetable = feed.timetable
    active = timetable.services.active_on(day.day)
    for number, service in enumerate(timetable.zone_services):
        if active[timetable.trips.service[service.trip]]:
            notice_s, book_by_s = _deadline(feed, day, service)
            access = int(timetable.trips.access[service.trip])
            yield (
                number,
                service,
                _Row(number, DOOR, 0, service.opens_s, service.closes_s, notice_s, book_by_s, access),
            )


def _deadline(feed: OpenFeed, day: OpenDay, service: ZoneService) -> tuple[int, int]:
    """Least notice before being fetched, and the last moment whatever the time."""
    number = service.boarding_rule if service.boarding_rule != NONE else service.leaving_rule
    if number == NONE:
        return 0, DEADLINE_UNKNOWN
    rule = feed.timetable.booking_rules[number]
    if rule.notice is Notice.EARLIER_DAY:
        return 0, last_moment_s(rule, day.day, 0, feed.timetable.services.runs_on)
    return rule.least_notice_s if rule.notice is Notice.SAME_DAY else 0, DEADLINE_UNKNOWN


def _from_door(feed: OpenFeed, service: ZoneService, row: _Row, door: Spot) -> Iterator[_Row]:
    if service.origin.holds(door.lat, door.lon):
        yield from _rides_to_stops(feed, service, row, service.target, door)


def _to_door(feed: OpenFeed, service: ZoneService, row: _Row, door: Spot) -> Iterator[_Row]:
    if service.target.holds(door.lat, door.lon):
        yield from _rides_to_stops(feed, service, row, service.origin, door)


def _rides_to_stops(
    feed: OpenFeed, service: ZoneService, row: _Row, zone: Zone, door: Spot
) -> Iterator[_Row]:
    stops = feed.stops_in(zone)
    spots = [feed.spot_of(stop) for stop in stops]
    for stop, drive_s in zip(stops, _drive_s(feed, door, spots), strict=True):
        access = min(row.access, int(feed.timetable.stops.access[stop]))
        if drive_s >= 0:
            yield row._replace(stop=stop, ride_s=_ride_s(service, drive_s), access=access)


def _all_the_way(
    feed: OpenFeed, service: ZoneService, row: _Row, origin: Spot, target: Spot
) -> Iterator[_Row]:
    if service.origin.holds(origin.lat, origin.lon) and service.target.holds(target.lat, target.lon):
        (drive_s,) = _drive_s(feed, origin, [target])
        if drive_s >= 0:
            yield row._replace(ride_s=_ride_s(service, drive_s))


def _ride_s(service: ZoneService, drive_s: int) -> int:
    return max(round(drive_s * service.factor) + service.offset_s, 1)


def _drive_s(feed: OpenFeed, door: Spot, others: list[Spot]) -> list[int]:
    """Seconds by car between a door and other places; -1 where no road joins them."""
    if not others:
        return []
    points = [Point(spot.lat, spot.lon) for spot in others]
    legs = feed.drives.legs([Point(door.lat, door.lon)], points)
    seconds: list[int] = legs.array[0, :, 0].tolist()
    return seconds


def _columns(rows: list[_Row]) -> ZoneOptions:
    if not rows:
        return _NO_OPTIONS
    table = np.array(rows, dtype=np.int32)
    return ZoneOptions(*(np.ascontiguousarray(column) for column in table.T))
