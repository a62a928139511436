"""From labels to legs: the journey behind an arrival."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from skjuts.core.timetable.booking import DEADLINE_UNKNOWN, NOTHING_TO_BOOK, BookingRule
from skjuts.core.timetable.doors import Doors
from skjuts.core.timetable.feed import NONE, Access, StopService
from skjuts.core.timetable.journey import Halt, Journey, Leg, LegBooking, RideLeg, WalkLeg
from skjuts.core.timetable.kernels import walk_seconds
from skjuts.core.timetable.line_kinds import find_mode
from skjuts.core.timetable.question import Spot
from skjuts.core.timetable.scanning import UNSET, Found
from skjuts.core.timetable.zone_rides import DOOR, ZoneOptions

FIRST_OPTION = -2
"""The label of a first ride by zone option `i` is this minus `i`."""


def trace(doors: Doors, found: Found) -> Journey:
    """The legs of the earliest arrival with the fewest rides. The first walk ends as the vehicle leaves."""
    legs = list(_Tracer(doors, found).legs())[::-1]
    shown = [leg for leg in legs if isinstance(leg, RideLeg) or leg.metres > 0]
    return Journey(legs[0].depart_s, legs[-1].arrive_s, tuple(shown))


class _Tracer:
    """Walks back from the far door, one leg at a time, last leg first."""

    def __init__(self, doors: Doors, found: Found) -> None:
        self._doors, self._found = doors, found
        self._timetable, self._net = doors.feed.timetable, doors.day.net

    def legs(self) -> Iterator[Leg]:
        found, doors = self._found, self._doors
        rides = found.fewest_rides
        end_s = int(found.labels.end_at[rides])
        if rides == 0:
            yield self._walk(doors.origin.name, doors.target.name, end_s, doors.between_m)
        elif rides == 1 and found.whole != UNSET:
            yield self._zone_ride(found.whole_options, found.whole, found.bound.earliest_s, 0)
        elif found.last[rides] != UNSET:
            option = found.last[rides]
            stop = int(found.last_options.stop[option])
            ready_s = int(found.labels.at[stop, rides - 1])
            last = self._zone_ride(found.last_options, option, ready_s, 0)
            yield from self._until(rides - 1, stop, last)
        else:
            left = int(found.labels.end_left[rides])
            stop = int(self._net.to_stop[left])
            yield self._walk(self._name(stop), doors.target.name, end_s, int(doors.target_m[stop]))
            yield from self._ride_and_before(rides, int(found.labels.end_entered[rides]), left)

    def _ride_and_before(self, rides: int, entered: int, left: int) -> Iterator[Leg]:
        ride = self._ride(entered, left)
        yield from self._until(rides - 1, int(self._net.from_stop[entered]), ride)

    def _until(self, rides: int, stop: int, ride: RideLeg) -> Iterator[Leg]:
        """A ride that is boarded at a stop, and everything before it; `rides` come before."""
        if rides == 0:
            metres = int(self._doors.origin_m[stop])
            yield ride
            yield self._walk(self._doors.origin.name, self._name(stop), ride.depart_s, metres)
            return
        entered, left = (
            int(self._found.labels.entered[stop, rides]),
            int(self._found.labels.left[stop, rides]),
        )
        if entered <= FIRST_OPTION:
            yield from self._after_zone_ride(FIRST_OPTION - entered, stop, ride)
            return
        yield from self._onward(int(self._net.to_stop[left]), int(self._net.arrival_s[left]), stop, ride)
        yield from self._ride_and_before(rides, entered, left)

    def _after_zone_ride(self, option: int, stop: int, ride: RideLeg) -> Iterator[Leg]:
        options = self._found.first_options
        zone_ride = self._zone_ride(options, option, self._found.bound.earliest_s, 1)
        yield from self._onward(int(options.stop[option]), zone_ride.arrive_s, stop, ride)
        yield zone_ride

    def _onward(self, from_stop: int, arrival_s: int, stop: int, ride: RideLeg) -> Iterator[Leg]:
        """The ride with its wait, and the walk to it from where the vehicle before was left."""
        metres = self._metres_between(from_stop, stop)
        walk_s = walk_seconds(metres, self._found.limits.pace_mm_s)
        yield _with_wait(ride, ride.depart_s - arrival_s - walk_s)
        if from_stop != stop:
            yield self._walk(self._name(from_stop), self._name(stop), arrival_s + walk_s, metres)

    def _walk(self, from_name: str, to_name: str, arrive_s: int, metres: int) -> WalkLeg:
        depart_s = arrive_s - walk_seconds(metres, self._found.limits.pace_mm_s)
        return WalkLeg(from_name, to_name, depart_s, arrive_s, metres, self._doors.is_estimate)

    def _metres_between(self, from_stop: int, to_stop: int) -> int:
        paths = self._doors.feed.paths
        begin, end = int(paths.first[from_stop]), int(paths.first[from_stop + 1])
        place = begin + int(np.flatnonzero(paths.stop[begin:end] == to_stop)[0])
        return int(paths.metres[place])

    def _ride(self, entered: int, left: int) -> RideLeg:
        net, stops, trips = self._net, self._timetable.stops, self._timetable.trips
        trip = int(net.trip[entered]) % len(trips)
        line = self._timetable.lines[int(trips.line[trip])]
        from_stop, to_stop = int(net.from_stop[entered]), int(net.to_stop[left])
        return RideLeg(
            line=line.number or line.name,
            mode=find_mode(line.route_type) or "fordon",
            headsign=trips.headsigns[trip],
            trip_id=trips.ids[trip],
            from_halt=self._halt(from_stop),
            to_halt=self._halt(to_stop),
            depart_s=int(net.departure_s[entered]),
            arrive_s=int(net.arrival_s[left]),
            wait_s=0,
            access=Access(min(trips.access[trip], stops.access[from_stop], stops.access[to_stop])),
            booking=self._booking(entered, left),
            is_zone=False,
        )

    def _booking(self, entered: int, left: int) -> LegBooking | None:
        by_s = int(min(self._net.board_by[entered], self._net.leave_by[left]))
        if by_s == NOTHING_TO_BOOK:
            return None
        times = self._timetable.stop_times
        row, last = int(self._net.row[entered]), int(self._net.row[left]) + 1
        ways = (times.boarding, times.boarding_rule, row), (times.leaving, times.leaving_rule, last)
        numbers = [int(rule[at]) for kind, rule, at in ways if kind[at] == StopService.BOOKED]
        return self._leg_booking(None if by_s == DEADLINE_UNKNOWN else by_s, numbers)

    def _leg_booking(self, latest_s: int | None, numbers: list[int]) -> LegBooking:
        rules: list[BookingRule] = [
            self._timetable.booking_rules[number] for number in numbers if number != NONE
        ]
        rule = rules[0] if rules else None
        return LegBooking(
            latest_s, rule.phone if rule else "", rule.message if rule else "", rule.url if rule else ""
        )

    def _zone_ride(self, options: ZoneOptions, option: int, ready_s: int, from_door: int) -> RideLeg:
        """A ride by zone option, fetched as soon as one is ready; `from_door` tells which end the stop is."""
        service = self._timetable.zone_services[int(options.service[option])]
        line = self._timetable.lines[int(self._timetable.trips.line[service.trip])]
        stop = int(options.stop[option])
        at_stop = self._halt(stop) if stop != DOOR else None
        origin, target = _door(self._doors.origin), _door(self._doors.target)
        fetched_s = max(int(options.opens_s[option]), ready_s)
        return RideLeg(
            line=line.number or line.name,
            mode=find_mode(line.route_type) or "fordon",
            headsign=self._timetable.trips.headsigns[service.trip],
            trip_id=self._timetable.trips.ids[service.trip],
            from_halt=origin if from_door or at_stop is None else at_stop,
            to_halt=at_stop if from_door and at_stop is not None else target,
            depart_s=fetched_s,
            arrive_s=fetched_s + int(options.ride_s[option]),
            wait_s=0,
            access=Access(int(options.access[option])),
            booking=self._zone_booking(options, option, fetched_s),
            is_zone=True,
        )

    def _zone_booking(self, options: ZoneOptions, option: int, fetched_s: int) -> LegBooking:
        service = self._timetable.zone_services[int(options.service[option])]
        numbers = [number for number in (service.boarding_rule, service.leaving_rule) if number != NONE]
        by_s = int(options.book_by_s[option])
        if by_s == DEADLINE_UNKNOWN:
            by_s = fetched_s - int(options.notice_s[option])
        return self._leg_booking(by_s if numbers else None, numbers)

    def _halt(self, stop: int) -> Halt:
        stops = self._timetable.stops
        return Halt(stops.ids[stop], stops.names[stop], float(stops.lat[stop]), float(stops.lon[stop]))

    def _name(self, stop: int) -> str:
        return self._timetable.stops.names[stop]


def _door(spot: Spot) -> Halt:
    return Halt("", spot.name, spot.lat, spot.lon)


def _with_wait(ride: RideLeg, wait_s: int) -> RideLeg:
    return replace(ride, wait_s=wait_s)
