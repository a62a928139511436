"""Two doors on a day: what lies around them, and within which times and limits one travels between them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from skjuts.core.network.great_circle import crow_m, unit_vectors
from skjuts.core.network.travel_times import Point, Profile
from skjuts.core.timetable.booking import NOTHING_TO_BOOK
from skjuts.core.timetable.feed import Access
from skjuts.core.timetable.kernels import LONG_AGO, NEVER, Footpaths, Limits
from skjuts.core.timetable.opening import OpenDay, OpenFeed
from skjuts.core.timetable.question import LONGEST_WALK_M, MOST_CHANGES, Spot, Traveller
from skjuts.core.timetable.rides_left import NO_WAY, STANDING, Ways, count_rides_left
from skjuts.core.timetable.zone_rides import ZoneRides, list_zone_rides

OUT_OF_REACH_M: Final = 2**28
"""Metres to a stop that lies beyond any walk."""


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
    _rides_left: dict[tuple[bool, int], NDArray[np.int8]] = field(default_factory=dict, init=False)

    def rides_to_target(self, limits: Limits) -> NDArray[np.int8]:
        """The fewest rides on from each stop (see `count_rides_left`); counted once for each longest walk."""
        key = True, limits.walk_m
        if key not in self._rides_left:
            ways, paths = self.day.ways_against, self.feed.paths_to
            self._rides_left[key] = _count(ways, paths, limits, self.target_m)
        return self._rides_left[key]

    def rides_to_origin(self, limits: Limits) -> NDArray[np.int8]:
        """The same for a search against time."""
        key = False, limits.walk_m
        if key not in self._rides_left:
            ways, paths = self.day.ways_onward, self.feed.paths
            self._rides_left[key] = _count(ways, paths, limits, self.origin_m)
        return self._rides_left[key]

    def is_far_apart(self, limits: Limits) -> bool:
        """Whether neither a walk nor trips lead from door to door, whatever the hour. Either count tells."""
        if self.between_m <= limits.walk_m:
            return False
        if (True, limits.walk_m) in self._rides_left:
            standing = self.rides_to_target(limits)[STANDING, self.origin_m <= limits.walk_m]
        else:
            standing = self.rides_to_origin(limits)[STANDING, self.target_m <= limits.walk_m]
        return bool(standing.min(initial=NO_WAY) > limits.rides)


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


def _count(ways: Ways, paths: Footpaths, limits: Limits, metres: NDArray[np.int32]) -> NDArray[np.int8]:
    near = np.flatnonzero(metres <= limits.walk_m)
    return count_rides_left(ways, paths, limits, near, MOST_CHANGES + 1)


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
    seconds = np.full(len(metres), NEVER, dtype=np.int32)
    near = np.flatnonzero(metres <= limits.walk_m)
    seconds[near] = (metres[near].astype(np.int64) * 1000 + limits.pace_mm_s - 1) // limits.pace_mm_s
    return seconds
