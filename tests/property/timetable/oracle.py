"""A slow, obvious answer written from the README of core/timetable, sharing no code with the search.

Rides are counted in layers. In each layer every trip is tried from every stop where it can be
boarded to every later stop where it can be left. The latest departure is found by trying every
second at which leaving could make a difference, latest first.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from skjuts.core.timetable.assembling import CallRow, FeedRows, TripRow
from skjuts.core.timetable.booking import BookingRule, Notice
from skjuts.core.timetable.feed import Access, Services
from skjuts.core.timetable.question import Spot, Traveller
from skjuts.core.timetable.zones import Zone

STOCKHOLM = ZoneInfo("Europe/Stockholm")
NEVER = 10**9
UNKNOWN_DEADLINE_IS_FINE = 10**8
LATEST_BOARDING_S = 30 * 3600
MOST_BETWEEN_VEHICLES_M = 1_000
GRID_M = 120
GRID_DEGREES = 0.001
DRIVE_S_PER_M = 0.1

type Pair = tuple[float, float]


def grid_m(a: Pair, b: Pair) -> int:
    """Metres along a grid of streets."""
    steps = abs(a[0] - b[0]) / GRID_DEGREES + abs(a[1] - b[1]) / GRID_DEGREES
    return round(steps) * GRID_M


@dataclass(frozen=True)
class Asked:
    """A feed, a day, two doors, a traveller."""

    rows: FeedRows
    services: Services
    day: date
    origin: Spot
    target: Spot
    traveller: Traveller
    booked_at_s: int | None


@dataclass(frozen=True)
class Driven:
    """A trip on one service day, in seconds of the day asked about."""

    trip: TripRow
    day: date
    shift_s: int


def noon_minus_twelve(day: date) -> float:
    """Second 0 of a service day, as a moment."""
    return datetime(day.year, day.month, day.day, 12, tzinfo=STOCKHOLM).timestamp() - 12 * 3600


def walk_s(asked: Asked, metres: int) -> int:
    """Seconds on foot, rounded up."""
    return -(-metres * 1000 // asked.traveller.pace_mm_s)


def list_driven(asked: Asked) -> Iterator[Driven]:
    """The trips of the day before, the day and the day after, each by its own days."""
    for offset in (-1, 0, 1):
        day = asked.day + timedelta(days=offset)
        shift_s = round(noon_minus_twelve(day) - noon_minus_twelve(asked.day))
        at = (day - asked.services.first_day).days
        if 0 <= at < asked.services.runs.shape[1]:
            for trip in asked.rows.trips:
                if asked.services.runs[trip.service, at]:
                    yield Driven(trip, day, shift_s)


def can_be_booked(asked: Asked, kind: int, rule: int, at_s: int, driven: Driven) -> bool:
    """Whether a call may be used: regular, or booked in time."""
    if kind != 2:
        return kind != 1
    if not asked.traveller.may_book:
        return False
    if asked.booked_at_s is None or rule < 0:
        return True
    return last_moment(asked, asked.rows.booking_rules[rule], at_s, driven) >= asked.booked_at_s


def last_moment(asked: Asked, rule: BookingRule, at_s: int, driven: Driven) -> int:
    """As a second of the day asked about."""
    if rule.notice is Notice.EARLIER_DAY:
        day, left = driven.day, rule.days_before
        for _ in range(60):
            if left == 0:
                break
            day -= timedelta(days=1)
            at = (day - asked.services.first_day).days
            is_counted = rule.counted_service is None or (
                0 <= at < asked.services.runs.shape[1] and asked.services.runs[rule.counted_service, at]
            )
            left -= bool(is_counted)
        return round(noon_minus_twelve(day) - noon_minus_twelve(asked.day)) + rule.latest_s
    return at_s + driven.shift_s - (rule.least_notice_s if rule.notice is Notice.SAME_DAY else 0)


def is_open(asked: Asked, trip: TripRow, stop: int) -> bool:
    """Whether the traveller may board or leave there."""
    if not asked.traveller.needs_accessible:
        return True
    return trip.access is Access.YES and asked.rows.stops[stop].access is Access.YES


def kind_of_boarding(asked: Asked, trip: TripRow, call: CallRow) -> int:
    """What the feed says, unless nothing of that line comes uncalled."""
    called = asked.rows.lines[trip.line].route_type in {715, 717, 1501}
    return 2 if called and call.boarding != 1 else call.boarding


def list_rides(asked: Asked, driven: Driven) -> Iterator[tuple[int, int, int, int]]:
    """(from stop, departure, to stop, arrival) of every ride that a trip offers this traveller."""
    calls = driven.trip.calls
    for i, call in enumerate(calls):
        depart_s = call.departure_s + driven.shift_s
        kind = kind_of_boarding(asked, driven.trip, call)
        if not 0 <= depart_s < LATEST_BOARDING_S or not is_open(asked, driven.trip, call.stop):
            continue
        if not can_be_booked(asked, kind, call.boarding_rule, call.departure_s, driven):
            continue
        for j in range(i + 1, len(calls)):
            end = calls[j]
            may_leave = can_be_booked(asked, end.leaving, end.leaving_rule, end.arrival_s, driven)
            is_covered = all(0 <= one.departure_s + driven.shift_s < LATEST_BOARDING_S for one in calls[i:j])
            if may_leave and is_covered and is_open(asked, driven.trip, end.stop):
                yield call.stop, depart_s, end.stop, end.arrival_s + driven.shift_s


def change_s(asked: Asked, a: int, b: int) -> int | None:
    """Least seconds from one vehicle to the next, or None where one cannot change."""
    stated = {(row.from_stop, row.to_stop): row.least_s for row in asked.rows.changes}
    here, there = asked.rows.stops[a], asked.rows.stops[b]
    metres = grid_m((here.lat, here.lon), (there.lat, there.lon))
    if metres > asked.traveller.walk_limit_m or stated.get((a, b)) == -1:
        return None
    if (a, b) in stated:
        return max(walk_s(asked, metres), stated[a, b], 1)
    if metres > MOST_BETWEEN_VEHICLES_M:
        return None
    return max(walk_s(asked, metres), asked.traveller.min_change_s, 1)


def door_m(asked: Asked, door: Spot, stop: int) -> int:
    """Metres from a door to a stop."""
    there = asked.rows.stops[stop]
    return grid_m((door.lat, door.lon), (there.lat, there.lon))


@dataclass(frozen=True)
class Fetched:
    """A zone ride between two places: how long, from when, until when."""

    ride_s: int
    opens_s: int
    closes_s: int


def list_zone_rides(asked: Asked, begin: Spot | int, end: Spot | int) -> Iterator[Fetched]:
    """Zone rides between doors (spots) and stops (numbers)."""
    at = (asked.day - asked.services.first_day).days
    for service in asked.rows.zone_services:
        trip = asked.rows.trips[service.trip]
        is_today = 0 <= at < asked.services.runs.shape[1] and asked.services.runs[trip.service, at]
        if not is_today or not asked.traveller.may_book:
            continue
        ends = (service.origin, begin), (service.target, end)
        if not all(is_in(asked, zone, place, trip) for zone, place in ends):
            continue
        a, b = locate(asked, begin), locate(asked, end)
        ride_s = max(round(grid_m(a, b) * DRIVE_S_PER_M * service.factor) + service.offset_s, 1)
        opens_s = service.opens_s
        number = service.boarding_rule if service.boarding_rule >= 0 else service.leaving_rule
        if asked.booked_at_s is not None and number >= 0:
            rule = asked.rows.booking_rules[number]
            by_s = last_moment(asked, rule, 0, Driven(trip, asked.day, 0))
            if rule.notice is Notice.EARLIER_DAY and by_s < asked.booked_at_s:
                continue
            if rule.notice is not Notice.EARLIER_DAY:
                opens_s = max(opens_s, asked.booked_at_s - by_s)
        elif asked.booked_at_s is not None:
            opens_s = max(opens_s, asked.booked_at_s)
        yield Fetched(ride_s, opens_s, service.closes_s)


def is_in(asked: Asked, zone: Zone, place: Spot | int, trip: TripRow) -> bool:
    """Whether a place lies in a zone, and is known to be accessible where that is asked for."""
    lat, lon = locate(asked, place)
    if isinstance(place, int) and zone.stops and place not in zone.stops:
        return False
    inside = isinstance(place, int) and place in zone.stops
    for ring in zone.rings:
        inside |= ring[:, 0].min() < lat < ring[:, 0].max() and ring[:, 1].min() < lon < ring[:, 1].max()
    needed = asked.traveller.needs_accessible
    known = trip.access is Access.YES and (
        not isinstance(place, int) or asked.rows.stops[place].access is Access.YES
    )
    return bool(inside and (known or not needed))


def locate(asked: Asked, place: Spot | int) -> Pair:
    """Degrees of a stop or a door."""
    there = asked.rows.stops[place] if isinstance(place, int) else place
    return there.lat, there.lon


def list_arrivals(asked: Asked, leave_s: int) -> list[int]:
    """Earliest second at the far door with exactly 0, 1, 2 … rides (`NEVER`: not at all)."""
    limit_m = asked.traveller.walk_limit_m
    stops = range(len(asked.rows.stops))
    rides = [ride for driven in list_driven(asked) for ride in list_rides(asked, driven)]
    between_m = grid_m(locate(asked, asked.origin), locate(asked, asked.target))
    ends = [leave_s + walk_s(asked, between_m) if between_m <= limit_m else NEVER]
    ready = {s: leave_s + walk_s(asked, door_m(asked, asked.origin, s)) for s in stops}
    ready = {s: at for s, at in ready.items() if door_m(asked, asked.origin, s) <= limit_m}
    for layer in range(1, asked.traveller.most_changes + 2):
        arrived: dict[int, int] = {}
        for from_stop, depart_s, to_stop, arrive_s in rides:
            if ready.get(from_stop, NEVER) <= depart_s:
                arrived[to_stop] = min(arrived.get(to_stop, NEVER), arrive_s)
        walked = [
            at + walk_s(asked, door_m(asked, asked.target, s))
            for s, at in arrived.items()
            if door_m(asked, asked.target, s) <= limit_m
        ]
        fetched = list(_fetched_last(asked, ready, leave_s, layer))
        if layer == 1:
            _leave_first_zone_rides(asked, leave_s, arrived)
        ends.append(min([*walked, *fetched], default=NEVER))
        ready = _ready_after(asked, arrived)
    return ends


def _leave_first_zone_rides(asked: Asked, leave_s: int, arrived: dict[int, int]) -> None:
    for s in range(len(asked.rows.stops)):
        for ride in list_zone_rides(asked, asked.origin, s):
            done_s = max(leave_s, ride.opens_s) + ride.ride_s
            if done_s <= ride.closes_s:
                arrived[s] = min(arrived.get(s, NEVER), done_s)


def _ready_after(asked: Asked, arrived: dict[int, int]) -> dict[int, int]:
    ready: dict[int, int] = {}
    for a, at in arrived.items():
        for b in range(len(asked.rows.stops)):
            change = change_s(asked, a, b)
            if change is not None:
                ready[b] = min(ready.get(b, NEVER), at + change)
    return ready


def _fetched_last(asked: Asked, ready: dict[int, int], leave_s: int, layer: int) -> Iterator[int]:
    if layer == 1:
        for ride in list_zone_rides(asked, asked.origin, asked.target):
            done_s = max(leave_s, ride.opens_s) + ride.ride_s
            if done_s <= ride.closes_s:
                yield done_s
        return
    for stop, at in ready.items():
        for ride in list_zone_rides(asked, stop, asked.target):
            done_s = max(at, ride.opens_s) + ride.ride_s
            if done_s <= ride.closes_s:
                yield done_s


def fewest_and_earliest(asked: Asked, leave_s: int, by_s: int) -> tuple[int, int] | None:
    """Fewest rides that are in time, and the earliest arrival with no more rides than that."""
    for rides, at in enumerate(list_arrivals(asked, leave_s)):
        if at <= by_s:
            return rides, at
    return None


def latest_departure(asked: Asked, earliest_s: int, by_s: int) -> tuple[int, int, int] | None:
    """(leave, rides, arrive) of the way there: leave as late as possible, fewest rides, arrive early."""
    for leave_s in sorted(_moments(asked, by_s), reverse=True):
        if leave_s >= earliest_s:
            found = fewest_and_earliest(asked, leave_s, by_s)
            if found is not None:
                return leave_s, *found
    return None


def earliest_return(asked: Asked, earliest_s: int, by_s: int) -> tuple[int, int, int] | None:
    """(leave, rides, arrive) of the way home: arrive as early as possible, fewest rides, leave late."""
    arrivals = list_arrivals(asked, earliest_s)
    best_s = min(arrivals)
    if best_s > by_s:
        return None
    rides = arrivals.index(best_s)
    for leave_s in sorted(_moments(asked, best_s), reverse=True):
        if leave_s >= earliest_s and min(list_arrivals(asked, leave_s)[: rides + 1]) <= best_s:
            return leave_s, rides, best_s
    return None


def _moments(asked: Asked, by_s: int) -> set[int]:
    """Every second at which leaving later would make a difference."""
    stops = range(len(asked.rows.stops))
    between_m = grid_m(locate(asked, asked.origin), locate(asked, asked.target))
    moments = {by_s - walk_s(asked, between_m)}
    boardings: dict[int, set[int]] = {s: set() for s in stops}
    for driven in list_driven(asked):
        for from_stop, depart_s, _, _ in list_rides(asked, driven):
            boardings[from_stop].add(depart_s)
            moments.add(depart_s - walk_s(asked, door_m(asked, asked.origin, from_stop)))
    for ride in list_zone_rides(asked, asked.origin, asked.target):
        moments.add(min(ride.closes_s, by_s) - ride.ride_s)
    for s in stops:
        for ride in list_zone_rides(asked, asked.origin, s):
            moments.add(ride.closes_s - ride.ride_s)
            moments |= {
                done_s - ride.ride_s
                for b in stops
                for done_s in _arrivals_in_time(asked, s, b, boardings[b], by_s)
            }
    return moments


def _arrivals_in_time(asked: Asked, a: int, b: int, boardings: set[int], by_s: int) -> Iterator[int]:
    """When one must be left at `a` to board at `b`, whether a trip or a last zone ride."""
    change = change_s(asked, a, b)
    if change is None:
        return
    yield from (depart_s - change for depart_s in boardings)
    for ride in list_zone_rides(asked, b, asked.target):
        yield min(ride.closes_s, by_s) - ride.ride_s - change
