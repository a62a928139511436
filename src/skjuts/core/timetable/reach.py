"""How early one can be there, and how late one can leave: two scans between two doors."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from skjuts.core.network.great_circle import crow_m, unit_vectors
from skjuts.core.network.travel_times import Point, Profile
from skjuts.core.timetable.booking import NOTHING_TO_BOOK
from skjuts.core.timetable.feed import Access
from skjuts.core.timetable.kernels import (
    LONG_AGO,
    NEVER,
    Footpaths,
    Ground,
    Labels,
    Limits,
    count_rides,
    reach_back_from,
    reach_from,
    scan_backward,
    scan_forward,
    walk_seconds,
)
from skjuts.core.timetable.opening import OpenDay, OpenFeed
from skjuts.core.timetable.question import LONGEST_WALK_M, Spot, Traveller
from skjuts.core.timetable.zone_rides import ZoneOptions, ZoneRides, list_zone_rides

OUT_OF_REACH_M: Final = 2**28
"""Metres to a stop that lies beyond any walk."""
UNSET: Final = -1
"""No connection, no option."""


class Bound(NamedTuple):
    """When one may set out and when one must be there, in seconds of the day."""

    earliest_s: int
    latest_s: int


@dataclass(frozen=True, slots=True, eq=False)
class Doors:
    """Two doors on a day: metres on foot from each to every stop and between them, and the zone rides."""

    feed: OpenFeed
    day: OpenDay
    origin: Spot
    target: Spot
    origin_m: NDArray[np.int32]
    target_m: NDArray[np.int32]
    between_m: int
    walks_from: str
    is_estimate: bool
    zone_rides: ZoneRides


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """What a scan forward gives: the labels, and for each number of rides the time at the far door.

    `whole[k]` and `last[k]` are the zone option that reaches the far door with `k` rides (-1: none).
    """

    limits: Limits
    bound: Bound
    labels: Labels
    whole: int
    last: tuple[int, ...]
    first_options: ZoneOptions
    last_options: ZoneOptions
    whole_options: ZoneOptions

    @property
    def arrive_s(self) -> int:
        """The earliest second at the far door; `NEVER` when it is not reached."""
        return int(self.labels.end_at.min())

    @property
    def rides(self) -> int:
        """The fewest rides with which the earliest arrival is reached."""
        return int(self.labels.end_at.argmin())

    @property
    def fewest_rides(self) -> int:
        """The fewest rides with which the far door is reached in time at all."""
        return int((self.labels.end_at < NEVER).argmax())


@dataclass(frozen=True, slots=True, eq=False)
class Departure:
    """What a scan backward gives: the latest second to leave (`LONG_AGO`: none in time), and labels."""

    leave_s: int
    labels: Labels


def open_doors(feed: OpenFeed, day: date, origin: Spot, target: Spot) -> Doors:
    """Measure what lies around two doors. Walks are measured from the door, and taken as long both ways."""
    opened = feed.on(day)
    from_origin = feed.walks.legs(
        [Point(origin.lat, origin.lon)], [Point(target.lat, target.lon)], Profile.FOOT
    )
    between_m = int(from_origin.array[0, 0, 1])
    return Doors(
        feed=feed,
        day=opened,
        origin=origin,
        target=target,
        origin_m=_metres_to_stops(feed, origin),
        target_m=_metres_to_stops(feed, target),
        between_m=between_m if between_m >= 0 else OUT_OF_REACH_M,
        walks_from=from_origin.provenance.source,
        is_estimate=from_origin.provenance.is_estimate,
        zone_rides=list_zone_rides(feed, opened, origin, target),
    )


def crow_to_stops_m(feed: OpenFeed, door: Spot) -> NDArray[np.float64]:
    """Metres as the crow flies from a door to every stop."""
    crow: NDArray[np.float64] = crow_m(unit_vectors([(door.lat, door.lon)]), feed.positions)[0]
    return crow


def _metres_to_stops(feed: OpenFeed, door: Spot) -> NDArray[np.int32]:
    metres = np.full(len(feed.timetable.stops), OUT_OF_REACH_M, dtype=np.int32)
    near = np.flatnonzero(crow_to_stops_m(feed, door) <= LONGEST_WALK_M)
    if len(near):
        stops = feed.timetable.stops
        points = [Point(lat, lon) for lat, lon in zip(stops.lat[near], stops.lon[near], strict=True)]
        walked = feed.walks.legs([Point(door.lat, door.lon)], points, Profile.FOOT).array[0, :, 1]
        metres[near] = np.where(walked >= 0, walked, OUT_OF_REACH_M)
    return metres


def limits_of(traveller: Traveller, booked_at_s: int | None) -> Limits:
    """What a traveller's limits mean to the search."""
    asked_s = LONG_AGO if booked_at_s is None else booked_at_s
    return Limits(
        rides=traveller.most_changes + 1,
        walk_m=traveller.walk_limit_m,
        pace_mm_s=traveller.pace_mm_s,
        min_change_s=traveller.min_change_s,
        access_floor=int(Access.YES) if traveller.needs_accessible else int(Access.NO),
        booked_at_s=asked_s if traveller.may_book else NOTHING_TO_BOOK,
    )


def walks_s(metres: NDArray[np.int32], limits: Limits) -> NDArray[np.int32]:
    """Seconds on foot; `NEVER` beyond the limit."""
    seconds = (metres.astype(np.int64) * 1000 + limits.pace_mm_s - 1) // limits.pace_mm_s
    return np.where(metres <= limits.walk_m, seconds, NEVER).astype(np.int32)


def find_arrivals(doors: Doors, limits: Limits, bound: Bound, late: Departure | None = None) -> Found:
    """Leave the first door at the bound's first second or later; be at the other as early as possible.

    With `late`, what was found the other way within the same bound and limits, the earliest arrival
    with every number of rides is found, else only the earliest of all.
    """
    labels = _empty_labels(doors, limits, NEVER, NEVER if late is None else late.labels.best)
    labels.at[:, 0] = np.minimum(bound.earliest_s + walks_s(doors.origin_m, limits), NEVER)
    labels.best[:] = labels.at[:, 0]
    if doors.between_m <= limits.walk_m:
        _reach_end(labels, 0, bound.earliest_s + walk_seconds(doors.between_m, limits.pace_mm_s), bound)
    first, last, whole = _usable(doors, limits)
    arrivals_s = np.maximum(first.opens_s, bound.earliest_s) + first.ride_s
    in_time = arrivals_s <= first.closes_s
    first, arrivals_s = first.chosen(in_time), arrivals_s[in_time]
    reach_from(labels, doors.feed.paths, limits, first.stop, arrivals_s)
    net = doors.day.net
    start = int(net.departure_s.searchsorted(np.int32(bound.earliest_s)))
    span = (start, doors.day.trips, bound.latest_s, late is None)
    ground = _ground(
        doors, limits, doors.feed.paths, doors.target_m if late is None and not len(last.stop) else None
    )
    scan_forward(net, ground, limits, walks_s(doors.target_m, limits), labels, span)
    best_whole = _take_whole(labels, whole, bound)
    best_last = tuple(_take_last(labels, last, k, bound) for k in range(limits.rides + 1))
    return Found(limits, bound, labels, best_whole, best_last, first, last, whole)


def find_departure(doors: Doors, limits: Limits, bound: Bound, ready: Found | None = None) -> Departure:
    """The latest second at which one can leave the first door and be in time.

    `ready` is what was found the other way from the bound's first second, to look nowhere else.
    """
    labels = _empty_labels(doors, limits, LONG_AGO, LONG_AGO if ready is None else ready.labels.best)
    far_s = walks_s(doors.target_m, limits)
    labels.at[:, 0] = np.where(far_s < NEVER, bound.latest_s - far_s, LONG_AGO)
    labels.best[:] = labels.at[:, 0]
    leave = [LONG_AGO]
    if doors.between_m <= limits.walk_m:
        leave.append(bound.latest_s - walk_seconds(doors.between_m, limits.pace_mm_s))
    first, last, whole = _usable(doors, limits)
    fetched_s = np.minimum(last.closes_s, bound.latest_s) - last.ride_s
    in_time = fetched_s >= last.opens_s
    reach_back_from(labels, doors.feed.paths_to, limits, last.stop[in_time], fetched_s[in_time])
    net = doors.day.net
    end = int(net.departure_s.searchsorted(np.int32(bound.latest_s), side="right"))
    span = (end, doors.day.trips, bound.earliest_s)
    ground = _ground(
        doors, limits, doors.feed.paths_to, doors.origin_m if ready is None and not len(first.stop) else None
    )
    scan_backward(net, ground, limits, walks_s(doors.origin_m, limits), labels, span)
    leave += labels.end_at.tolist()
    leave += _latest_fetched(whole, np.full(len(whole.stop), bound.latest_s))
    if limits.rides > 1:
        leave += _latest_fetched(first, labels.at[first.stop, 1 : limits.rides].max(axis=1, initial=LONG_AGO))
    latest = max(leave)
    return Departure(latest if latest >= bound.earliest_s else LONG_AGO, labels)


def _ground(doors: Doors, limits: Limits, paths: Footpaths, end_m: NDArray[np.int32] | None) -> Ground:
    """The stops for a scan along `paths` towards a door at `end_m`; None looks everywhere."""
    access = doors.feed.timetable.stops.access
    if end_m is None:
        return Ground(paths, access, np.zeros(len(access), dtype=np.int8))
    is_onward = paths is doors.feed.paths
    patterns = doors.day.against if is_onward else doors.day.onward
    back = doors.feed.paths_to if is_onward else doors.feed.paths
    return Ground(paths, access, count_rides(patterns, back, limits, end_m <= limits.walk_m))


def _latest_fetched(options: ZoneOptions, by_s: NDArray[np.int32]) -> list[int]:
    fetched_s = np.minimum(options.closes_s, by_s) - options.ride_s
    in_time: list[int] = fetched_s[fetched_s >= options.opens_s].tolist()
    return in_time


def _empty_labels(doors: Doors, limits: Limits, unreached: int, useful: int | NDArray[np.int32]) -> Labels:
    shape = (len(doors.feed.timetable.stops), limits.rides + 1)
    return Labels(
        at=np.full(shape, unreached, dtype=np.int32),
        best=np.full(shape[0], unreached, dtype=np.int32),
        useful=np.full(shape[0], useful, dtype=np.int32),
        entered=np.full(shape, UNSET, dtype=np.int32),
        left=np.full(shape, UNSET, dtype=np.int32),
        end_at=np.full(shape[1], unreached, dtype=np.int32),
        end_entered=np.full(shape[1], UNSET, dtype=np.int32),
        end_left=np.full(shape[1], UNSET, dtype=np.int32),
    )


def _usable(doors: Doors, limits: Limits) -> tuple[ZoneOptions, ZoneOptions, ZoneOptions]:
    rides = doors.zone_rides
    first, last, whole = (
        options.open_for(limits.booked_at_s, limits.access_floor)
        for options in (rides.first, rides.last, rides.whole)
    )
    return first, last, whole


def _reach_end(labels: Labels, rides: int, at_s: int, bound: Bound) -> bool:
    """Note an arrival at the far door if it is in time and earlier than what was found."""
    is_earlier = at_s <= bound.latest_s and at_s < labels.end_at[rides]
    if is_earlier:
        labels.end_at[rides] = at_s
        labels.end_entered[rides] = UNSET
    return is_earlier


def _take_whole(labels: Labels, whole: ZoneOptions, bound: Bound) -> int:
    """The option that goes all the way earliest, where it beats the trips; -1 when none does."""
    arrive_s = np.maximum(whole.opens_s, bound.earliest_s) + whole.ride_s
    return _take(labels, 1, np.where(arrive_s <= whole.closes_s, arrive_s, NEVER), bound)


def _take_last(labels: Labels, last: ZoneOptions, rides: int, bound: Bound) -> int:
    """The option that makes the last of so many rides earliest, where it beats the trips."""
    if rides <= 1:
        return UNSET
    ready_s = labels.at[last.stop, rides - 1]
    arrive_s = np.maximum(last.opens_s, ready_s) + last.ride_s
    return _take(labels, rides, np.where(arrive_s <= last.closes_s, arrive_s, NEVER), bound)


def _take(labels: Labels, rides: int, arrive_s: NDArray[np.int32], bound: Bound) -> int:
    if len(arrive_s) == 0:
        return UNSET
    option = int(arrive_s.argmin())
    return option if _reach_end(labels, rides, int(arrive_s[option]), bound) else UNSET
