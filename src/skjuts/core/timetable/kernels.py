"""Connection scan, both ways, with labels by number of rides. Compiled, and readable as plain Python.

One pass over the day's connections in order of departure (Dibbelt, Pajor, Strasser and Wagner
2018, "Connection Scan Algorithm"). A change takes at least a second, so a connection can only be
reached by connections before it in that order; those of one trip that leave in the same second
keep the order of driving. Labels are kept for each number of rides, so that a limit on changes is
exact. All times are int32 seconds; `NEVER` and `LONG_AGO` stand for what has not been reached.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

NEVER: Final = 2**30
LONG_AGO: Final = -(2**30)
NOT_ABOARD: Final = 127

type Times = NDArray[np.int32]


class Connections(NamedTuple):
    """The day's connections in order of departure, shape (connections,) each.

    `trip` numbers the trip of a service day, `board_by` and `leave_by` are the last moments to book
    boarding and leaving (2**30: nothing to book, `LONG_AGO` - 1: not allowed at all). `access` is
    the trip's; `row` is the stop time that it departs from.
    """

    trip: NDArray[np.int32]
    from_stop: NDArray[np.int32]
    to_stop: NDArray[np.int32]
    departure_s: Times
    arrival_s: Times
    board_by: Times
    leave_by: Times
    access: NDArray[np.uint8]
    row: NDArray[np.int32]


class Footpaths(NamedTuple):
    """Ways from one vehicle to the next, on foot or at the same stop (0 metres), by rising metres.

    `first[s] : first[s + 1]` are those of stop `s`; `least_s` is the feed's least time, -1 where it
    says none. The same form serves the ways *to* each stop.
    """

    first: NDArray[np.int64]
    stop: NDArray[np.int32]
    metres: NDArray[np.int32]
    least_s: NDArray[np.int32]


class Ground(NamedTuple):
    """The stops: ways between them in the direction of the scan, `Access` of each, and `rides_left`.

    `rides_left[s]` is a number of rides below which the far door is certainly not reached from a
    vehicle at stop `s` (forward), or a vehicle at `s` not from the near door (backward).
    """

    paths: Footpaths
    access: NDArray[np.uint8]
    rides_left: NDArray[np.int8]


class Patterns(NamedTuple):
    """The different ways of trips: `first[p] : first[p + 1]` are pattern `p`'s stops in order of driving."""

    first: NDArray[np.int64]
    stops: NDArray[np.int32]


class Limits(NamedTuple):
    """What the search must keep to. `access_floor` is the least `Access` that counts."""

    rides: int
    walk_m: int
    pace_mm_s: int
    min_change_s: int
    access_floor: int
    booked_at_s: int


class Labels(NamedTuple):
    """What a scan fills in.

    `at[s, k]`: forward, the earliest second at which one is ready to board at stop `s` after `k`
    rides; backward, the latest second at which one may arrive there aboard with `k` rides still to
    go. `best[s]` is the best of them. `entered` and `left` [s, k] are the connections where the ride
    behind the label was boarded and left (-1: none). `end_at[k]` is the time at the far door, with
    `end_entered` and `end_left`. `useful[s]` is what the scan the other way has found: forward, no
    arrival after it can be of use; backward, no departure before it.
    """

    at: Times
    best: Times
    useful: Times
    entered: NDArray[np.int32]
    left: NDArray[np.int32]
    end_at: Times
    end_entered: NDArray[np.int32]
    end_left: NDArray[np.int32]


type Forward = tuple[int, int, int, bool]
type Backward = tuple[int, int, int]


@njit(cache=True, nogil=True)
def walk_seconds(metres: int, pace_mm_s: int) -> int:
    """Seconds that a walk takes, rounded up."""
    return (metres * 1000 + pace_mm_s - 1) // pace_mm_s


@njit(cache=True, nogil=True)
def change_seconds(metres: int, least_s: int, limits: Limits) -> int:
    """Least seconds from one vehicle to the next over a footpath."""
    stated_s = least_s if least_s >= 0 else limits.min_change_s
    return max(walk_seconds(metres, limits.pace_mm_s), stated_s, 1)


@njit(cache=True, nogil=True)
def _may_board(net: Connections, stop_access: NDArray[np.uint8], limits: Limits, c: int) -> bool:
    floor = limits.access_floor
    is_open = net.access[c] >= floor and stop_access[net.from_stop[c]] >= floor
    return is_open and net.board_by[c] >= limits.booked_at_s


@njit(cache=True, nogil=True)
def _may_leave(net: Connections, stop_access: NDArray[np.uint8], limits: Limits, c: int) -> bool:
    floor = limits.access_floor
    is_open = net.access[c] >= floor and stop_access[net.to_stop[c]] >= floor
    return is_open and net.leave_by[c] >= limits.booked_at_s


@njit(cache=True, nogil=True)
def _fewest_ready(labels: Labels, stop: int, departure_s: int, below: int) -> int:
    """Fewest rides (fewer than `below`) after which one is ready at a stop by a second, else `below`."""
    for k in range(below):
        if labels.at[stop, k] <= departure_s:
            return k
    return below


@njit(cache=True, nogil=True)
def _fewest_left(labels: Labels, stop: int, arrival_s: int, below: int) -> int:
    """Fewest rides still to go (fewer than `below`) for who arrives at a stop then, else `below`."""
    for k in range(below):
        if labels.at[stop, k] >= arrival_s:
            return k
    return below


@njit(cache=True, nogil=True)
def _is_beaten(labels: Labels, stop: int, ready_s: int, k: int) -> bool:
    """Whether one is ready there as early after at most `k` rides, but at least one.

    A last ride by zone service follows upon a vehicle, so a walk from the door beats nothing.
    """
    for j in range(1, k + 1):
        if labels.at[stop, j] <= ready_s:
            return True
    return False


@njit(cache=True, nogil=True)
def _reach_onward(
    labels: Labels, paths: Footpaths, limits: Limits, ride: tuple[int, int, int], where: tuple[int, int]
) -> None:
    """From leaving a vehicle to being ready for the next, at the stops around."""
    k, entered, left = ride
    stop, arrival_s = where
    for p in range(paths.first[stop], paths.first[stop + 1]):
        if paths.metres[p] > limits.walk_m:
            break
        to = paths.stop[p]
        ready_s = arrival_s + change_seconds(paths.metres[p], paths.least_s[p], limits)
        if not _is_beaten(labels, to, ready_s, k):
            labels.at[to, k] = ready_s
            labels.best[to] = min(labels.best[to], ready_s)
            labels.entered[to, k] = entered
            labels.left[to, k] = left


@njit(cache=True, nogil=True)
def _lower(arrived: NDArray[np.int32], stop: int, k: int, arrival_s: int) -> None:
    """Whoever arrives after `k` rides has also arrived after more."""
    for j in range(k, arrived.shape[1]):
        arrived[stop, j] = min(arrived[stop, j], arrival_s)


@njit(cache=True, nogil=True)
def _ends_earlier(labels: Labels, k: int, home_s: int, entered: int, left: int) -> bool:
    """Keep the end of a journey with `k` rides if there is none earlier."""
    if home_s >= labels.end_at[k]:
        return False
    labels.end_at[k] = home_s
    labels.end_entered[k] = entered
    labels.end_left[k] = left
    return True


@njit(cache=True, nogil=True)
def scan_forward(
    net: Connections, ground: Ground, limits: Limits, far_walk_s: Times, labels: Labels, span: Forward
) -> None:
    """Earliest arrivals. `labels.at` holds where one is ready at first; `far_walk_s` the walks to the door.

    `span` is (first connection, number of trips, latest arrival, whether the earliest arrival is
    enough). If it is, scanning ends when nothing later can arrive earlier; if not, the earliest
    arrival with every number of rides is found.
    """
    first, trips, latest_s, is_earliest_enough = span
    aboard = np.full(trips, NOT_ABOARD, dtype=np.int8)
    boarded = np.full(trips, -1, dtype=np.int32)
    arrived = np.full(labels.at.shape, NEVER, dtype=np.int32)
    for c in range(first, len(net.trip)):
        departure_s = net.departure_s[c]
        if departure_s > latest_s:
            break
        trip, origin = net.trip[c], net.from_stop[c]
        k = aboard[trip]
        if k > 1 and labels.best[origin] <= departure_s and _may_board(net, ground.access, limits, c):
            most = min(k - 1, limits.rides)
            before = _fewest_ready(labels, origin, departure_s, most)
            if before < most:
                k = before + 1
                aboard[trip] = k
                boarded[trip] = c
        if k > limits.rides:
            continue
        stop, arrival_s = net.to_stop[c], net.arrival_s[c]
        is_no_better = arrival_s >= arrived[stop, k] or arrival_s > labels.useful[stop]
        is_too_far = k + ground.rides_left[stop] > limits.rides
        if is_no_better or is_too_far or not _may_leave(net, ground.access, limits, c):
            continue
        _lower(arrived, stop, k, arrival_s)
        home_s = arrival_s + far_walk_s[stop]
        if home_s <= latest_s and _ends_earlier(labels, k, home_s, boarded[trip], c) and is_earliest_enough:
            latest_s = home_s
        _reach_onward(labels, ground.paths, limits, (k, boarded[trip], c), (stop, arrival_s))


@njit(cache=True, nogil=True)
def _reach_back(labels: Labels, paths: Footpaths, limits: Limits, k: int, where: tuple[int, int]) -> None:
    """From boarding a vehicle back to the latest arrivals that still catch it, at the stops around."""
    stop, departure_s = where
    for p in range(paths.first[stop], paths.first[stop + 1]):
        if paths.metres[p] > limits.walk_m:
            break
        origin = paths.stop[p]
        by_s = departure_s - change_seconds(paths.metres[p], paths.least_s[p], limits)
        if by_s > labels.at[origin, k]:
            labels.at[origin, k] = by_s
            labels.best[origin] = max(labels.best[origin], by_s)


@njit(cache=True, nogil=True)
def _raise(boarded: NDArray[np.int32], stop: int, k: int, departure_s: int) -> None:
    """Whoever boards with `k` rides to go could also board with more."""
    for j in range(k, boarded.shape[1]):
        boarded[stop, j] = max(boarded[stop, j], departure_s)


@njit(cache=True, nogil=True)
def scan_backward(
    net: Connections, ground: Ground, limits: Limits, near_walk_s: Times, labels: Labels, span: Backward
) -> None:
    """Latest departures. `labels.at` holds the latest arrivals aboard that end in time at first.

    `near_walk_s` are the walks from the door to the first stop. `span` is (connections that leave in
    time, number of trips, earliest departure). Only the times are filled in: the legs are found by
    scanning forward from the time that this scan gives.
    """
    end, trips, earliest_s = span
    to_go = np.full(trips, NOT_ABOARD, dtype=np.int8)
    boarded = np.full(labels.at.shape, LONG_AGO, dtype=np.int32)
    for c in range(end - 1, -1, -1):
        departure_s = net.departure_s[c]
        if departure_s < earliest_s:
            break
        trip, target = net.trip[c], net.to_stop[c]
        k = to_go[trip]
        if k > 1 and labels.best[target] >= net.arrival_s[c] and _may_leave(net, ground.access, limits, c):
            most = min(k - 1, limits.rides)
            after = _fewest_left(labels, target, net.arrival_s[c], most)
            if after < most:
                k = after + 1
                to_go[trip] = k
        if k > limits.rides:
            continue
        stop = net.from_stop[c]
        is_no_better = departure_s <= boarded[stop, k] or departure_s < labels.useful[stop]
        is_too_far = k + ground.rides_left[stop] > limits.rides
        if is_no_better or is_too_far or not _may_board(net, ground.access, limits, c):
            continue
        _raise(boarded, stop, k, departure_s)
        leave_s = departure_s - near_walk_s[stop]
        if leave_s >= earliest_s and leave_s > labels.end_at[k]:
            labels.end_at[k] = leave_s
            earliest_s = leave_s
        _reach_back(labels, ground.paths, limits, k, (stop, departure_s))


@njit(cache=True, nogil=True)
def reach_from(
    labels: Labels, paths: Footpaths, limits: Limits, stops: NDArray[np.int32], arrivals_s: Times
) -> None:
    """Being left at stops by a first ride that no trip makes: option `i` is marked as -2 - i."""
    for i in range(len(stops)):
        _reach_onward(labels, paths, limits, (1, -2 - i, -1), (stops[i], arrivals_s[i]))


@njit(cache=True, nogil=True)
def reach_back_from(
    labels: Labels, paths_to: Footpaths, limits: Limits, stops: NDArray[np.int32], departures_s: Times
) -> None:
    """Being fetched at stops for a last ride that no trip makes."""
    for i in range(len(stops)):
        _reach_back(labels, paths_to, limits, 1, (stops[i], departures_s[i]))


@njit(cache=True, nogil=True)
def count_rides(
    patterns: Patterns, paths: Footpaths, limits: Limits, near: NDArray[np.bool_]
) -> NDArray[np.int8]:
    """The fewest rides, whatever the hour, that lead on from each stop to one that is `near`.

    Patterns and paths stand against the direction of travel: from the stops that are near, backward.
    """
    rides_left = np.full(len(near), NOT_ABOARD, dtype=np.int8)
    boarded = rides_left.copy()
    rides_left[near] = 0
    for rides in range(1, limits.rides + 1):
        for p in range(len(patterns.first) - 1):
            is_reached = False
            for at in range(patterns.first[p], patterns.first[p + 1]):
                stop = patterns.stops[at]
                if is_reached and boarded[stop] > rides:
                    boarded[stop] = rides
                    _mark_around(rides_left, paths, limits, stop, rides)
                is_reached = is_reached or rides_left[stop] < rides
    return rides_left


@njit(cache=True, nogil=True)
def _mark_around(
    rides_left: NDArray[np.int8], paths: Footpaths, limits: Limits, stop: int, rides: int
) -> None:
    for p in range(paths.first[stop], paths.first[stop + 1]):
        if paths.metres[p] > limits.walk_m:
            break
        rides_left[paths.stop[p]] = min(rides_left[paths.stop[p]], rides)
