"""How early one can be there, and how late one can leave: the times, by rounds of rides between two doors."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from skjuts.core.timetable.doors import Bound, Doors, walks_s
from skjuts.core.timetable.kernels import LONG_AGO, NEVER, Limits, walk_seconds
from skjuts.core.timetable.rounds import Field, Rounds, ride_in_rounds
from skjuts.core.timetable.zone_rides import ZoneOptions


@dataclass(frozen=True, slots=True, eq=False)
class Arrival:
    """The earliest second at the far door (`NEVER`: not in time), and the fewest rides that give it.

    `ready_s[s]` is the earliest second at which one is ready to board at stop `s`.
    """

    arrive_s: int
    rides: int
    ready_s: NDArray[np.int32]


@dataclass(frozen=True, slots=True, eq=False)
class Departure:
    """The latest second to leave (`LONG_AGO`: none in time), and the fewest rides that allow it.

    `by_s[j, s]` is the latest second at which one may arrive at stop `s` aboard, to be in time with
    at most `j` rides more.
    """

    leave_s: int
    rides: int
    by_s: NDArray[np.int32]


@dataclass(frozen=True, slots=True, eq=False)
class _Trek:
    """One search: with time from the first door, or against time from the last.

    `rides_left` tells how many rides at the least lead from each stop to the end.
    """

    field: Field
    start_m: NDArray[np.int32]
    end_m: NDArray[np.int32]
    between_m: int
    first: ZoneOptions
    last: ZoneOptions
    whole: ZoneOptions
    rides_left: NDArray[np.int8]


def find_arrivals(doors: Doors, limits: Limits, bound: Bound) -> Arrival:
    """Leave the first door at the bound's first second or later; be at the other as early as possible."""
    first, last, whole = doors.zone_rides.open_for(limits)
    if _is_hopeless(doors, limits, (first, last, whole)):
        return Arrival(NEVER, 0, np.empty(0, dtype=np.int32))
    field = Field(doors.day.onward, doors.feed.paths, doors.feed.timetable.stops.access)
    left = doors.rides_to_target(limits) if len(last.stop) == 0 else _none_counted(doors)
    trek = _Trek(field, doors.origin_m, doors.target_m, doors.between_m, first, last, whole, left)
    labels = _search(trek, limits, bound, None)
    return Arrival(int(labels.end_at.min()), int(labels.end_at.argmin()), labels.at.min(axis=0))


def find_departure(doors: Doors, limits: Limits, bound: Bound, found: Arrival | None = None) -> Departure:
    """The latest second at which one can leave the first door and be in time.

    `found` is what was found the other way from the bound's first second, to look nowhere else.
    """
    last, first, whole = (options.against_time() for options in doors.zone_rides.open_for(limits))
    if found is None and _is_hopeless(doors, limits, (first, last, whole)):
        return Departure(LONG_AGO, 0, np.empty((0, 0), dtype=np.int32))
    field = Field(doors.day.against, doors.feed.paths_to, doors.feed.timetable.stops.access)
    is_counted = found is None and len(last.stop) == 0
    left = doors.rides_to_origin(limits) if is_counted else _none_counted(doors)
    trek = _Trek(field, doors.target_m, doors.origin_m, doors.between_m, first, last, whole, left)
    labels = _search(trek, limits, Bound(-bound.latest_s, -bound.earliest_s), found)
    by_s = -np.minimum.accumulate(labels.at, axis=0)
    return Departure(-int(labels.end_at.min()), int(labels.end_at.argmin()), by_s)


def _is_hopeless(doors: Doors, limits: Limits, options: tuple[ZoneOptions, ...]) -> bool:
    """Whether nothing leads from door to door whatever the hour, so that there is nothing to search."""
    return not any(len(one.stop) for one in options) and doors.is_far_apart(limits)


def _none_counted(doors: Doors) -> NDArray[np.int8]:
    """Where a last ride by zone service may begin anywhere, or the other search has looked already."""
    return np.zeros((2, len(doors.origin_m)), dtype=np.int8)


def _search(trek: _Trek, limits: Limits, bound: Bound, found: Arrival | None) -> Rounds:
    labels = _labels_at_start(trek, limits, bound, found)
    if trek.between_m <= limits.walk_m:
        _end(labels, 0, bound.earliest_s + walk_seconds(trek.between_m, limits.pace_mm_s), bound)
    if len(trek.whole.stop):
        _end(labels, 1, _earliest(trek.whole, bound.earliest_s), bound)
    ride_in_rounds(labels, trek.field, limits, _fetched(trek.first, bound), bound.latest_s)
    for rides in range(2, limits.rides + 1) if len(trek.last.stop) else ():
        _end(labels, rides, _earliest(trek.last, labels.at[rides - 1, trek.last.stop]), bound)
    return labels


def _fetched(first: ZoneOptions, bound: Bound) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Where the first rides by zone service leave one, and when."""
    arrivals_s = np.maximum(first.opens_s, bound.earliest_s) + first.ride_s
    in_time = arrivals_s <= first.closes_s
    return first.stop[in_time], arrivals_s[in_time]


def _labels_at_start(trek: _Trek, limits: Limits, bound: Bound, found: Arrival | None) -> Rounds:
    """The labels before any ride. A last ride by zone service follows upon a vehicle: no walk beats that."""
    stops = len(trek.start_m)
    at = np.full((limits.rides, stops), NEVER, dtype=np.int32)
    near = np.flatnonzero(trek.start_m <= limits.walk_m)
    at[0, near] = bound.earliest_s + walks_s(trek.start_m[near], limits)
    return Rounds(
        at=at,
        end_at=np.full(limits.rides + 1, NEVER, dtype=np.int32),
        ready_s=np.full(stops, NEVER, dtype=np.int32) if len(trek.last.stop) else at[0].copy(),
        far_s=walks_s(trek.end_m, limits),
        useful_s=np.full(stops, NEVER, dtype=np.int32) if found is None else -found.ready_s,
        rides_left=trek.rides_left,
    )


def _end(labels: Rounds, rides: int, at_s: int, bound: Bound) -> None:
    """Note a second at the far door if it is in time and earlier than what was found."""
    if at_s <= bound.latest_s:
        labels.end_at[rides] = min(labels.end_at[rides], at_s)


def _earliest(options: ZoneOptions, ready_s: int | NDArray[np.int32]) -> int:
    """The earliest second at which any of the options leaves one; `NEVER` when none does."""
    arrive_s = np.maximum(options.opens_s, ready_s) + options.ride_s
    return int(np.where(arrive_s <= options.closes_s, arrive_s, NEVER).min(initial=NEVER))
