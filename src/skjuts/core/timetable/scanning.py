"""Which journey it was: a connection scan between two doors, once the times are known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from skjuts.core.timetable.doors import Bound, Doors, walks_s
from skjuts.core.timetable.kernels import (
    NEVER,
    Far,
    Ground,
    Labels,
    Limits,
    reach_from,
    scan_forward,
    walk_seconds,
)
from skjuts.core.timetable.reach import Departure
from skjuts.core.timetable.zone_rides import ZoneOptions

UNSET: Final = -1
"""No connection, no option."""


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """What a scan gives: the labels, and for each number of rides the time at the far door.

    `whole` and `last[k]` are the zone option that reaches the far door with one and with `k` rides
    (-1: none).
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
    def fewest_rides(self) -> int:
        """The fewest rides with which the far door is reached in time at all."""
        return int((self.labels.end_at < NEVER).argmax())


def scan_from(doors: Doors, limits: Limits, late: Departure, latest_s: int) -> Found:
    """Leave as late as can be and be there within the second: with the fewest rides, as early as possible.

    `late` is what was found within the same limits with `latest_s` as the last second.
    """
    bound = Bound(late.leave_s, latest_s)
    limits = limits._replace(rides=max(late.rides, 1))
    labels = _labels_at_start(doors, limits, bound)
    first, last, whole = doors.zone_rides.open_for(limits)
    first = _leave_first(doors, limits, bound, labels, first)
    net = doors.day.net
    start = int(net.departure_s.searchsorted(np.int32(bound.earliest_s)))
    ground = Ground(doors.feed.paths, doors.feed.timetable.stops.access)
    far = Far(walks_s(doors.target_m, limits), late.by_s)
    scan_forward(net, ground, limits, far, labels, (start, doors.day.trips, bound.latest_s))
    best_whole = _take_whole(labels, whole, bound)
    best_last = tuple(_take_last(labels, last, k, bound) for k in range(limits.rides + 1))
    return Found(limits, bound, labels, best_whole, best_last, first, last, whole)


def _labels_at_start(doors: Doors, limits: Limits, bound: Bound) -> Labels:
    shape = (len(doors.feed.timetable.stops), limits.rides + 1)
    labels = Labels(
        at=np.full(shape, NEVER, dtype=np.int32),
        best=np.minimum(bound.earliest_s + walks_s(doors.origin_m, limits), NEVER),
        entered=np.full(shape, UNSET, dtype=np.int32),
        left=np.full(shape, UNSET, dtype=np.int32),
        end_at=np.full(shape[1], NEVER, dtype=np.int32),
        end_entered=np.full(shape[1], UNSET, dtype=np.int32),
        end_left=np.full(shape[1], UNSET, dtype=np.int32),
    )
    labels.at[:, 0] = labels.best
    if doors.between_m <= limits.walk_m:
        _reach_end(labels, 0, bound.earliest_s + walk_seconds(doors.between_m, limits.pace_mm_s), bound)
    return labels


def _leave_first(
    doors: Doors, limits: Limits, bound: Bound, labels: Labels, first: ZoneOptions
) -> ZoneOptions:
    """Start with the zone rides from the first door; returns those that are in time."""
    arrivals_s = np.maximum(first.opens_s, bound.earliest_s) + first.ride_s
    in_time = arrivals_s <= first.closes_s
    first = first.chosen(in_time)
    reach_from(labels, doors.feed.paths, limits, first.stop, arrivals_s[in_time])
    return first


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
