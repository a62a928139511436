"""Connection scan, with labels by number of rides and the legs behind them. Compiled, readable as Python.

One pass over the day's connections in order of departure (Dibbelt, Pajor, Strasser and Wagner
2018, "Connection Scan Algorithm"). A change takes at least a second, so a connection can only be
reached by connections before it in that order; those of one trip that leave in the same second
keep the order of driving. Labels are kept for each number of rides, so that a limit on changes is
exact. All times are int32 seconds; `NEVER` and `LONG_AGO` stand for what has not been reached.

`rounds` finds the times; the scan then finds which journey it is, the same one each time. It walks on
only from where the far door can still be reached in time.
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
    """The stops: ways on from each, and `Access` of each."""

    paths: Footpaths
    access: NDArray[np.uint8]


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

    `at[s, k]` is the earliest second at which one is ready to board at stop `s` after `k` rides, and
    `best[s]` the best of them. `entered` and `left` [s, k] are the connections where the ride behind
    the label was boarded and left (-1: none). `end_at[k]` is the time at the far door, with
    `end_entered` and `end_left`.
    """

    at: Times
    best: Times
    entered: NDArray[np.int32]
    left: NDArray[np.int32]
    end_at: Times
    end_entered: NDArray[np.int32]
    end_left: NDArray[np.int32]


class Far(NamedTuple):
    """What is known of the far door: `walk_s[s]` to it, and `useful_s[j, s]`.

    Whoever arrives at stop `s` after `useful_s[j, s]` is not in time with at most `j` rides more.
    """

    walk_s: Times
    useful_s: Times


type Span = tuple[int, int, int]


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
    net: Connections, ground: Ground, limits: Limits, far: Far, labels: Labels, span: Span
) -> None:
    """Earliest arrivals. `labels.at` holds where one is ready at first.

    `span` is (first connection, number of trips, latest arrival). Scanning ends when nothing later
    can arrive earlier.
    """
    first, trips, latest_s = span
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
        is_no_better = arrival_s >= arrived[stop, k] or arrival_s > far.useful_s[limits.rides - k, stop]
        if is_no_better or not _may_leave(net, ground.access, limits, c):
            continue
        _lower(arrived, stop, k, arrival_s)
        home_s = arrival_s + far.walk_s[stop]
        if home_s <= latest_s and _ends_earlier(labels, k, home_s, boarded[trip], c):
            latest_s = home_s
        _reach_onward(labels, ground.paths, limits, (k, boarded[trip], c), (stop, arrival_s))


@njit(cache=True, nogil=True)
def reach_from(
    labels: Labels, paths: Footpaths, limits: Limits, stops: NDArray[np.int32], arrivals_s: Times
) -> None:
    """Being left at stops by a first ride that no trip makes: option `i` is marked as -2 - i."""
    for i in range(len(stops)):
        _reach_onward(labels, paths, limits, (1, -2 - i, -1), (stops[i], arrivals_s[i]))
