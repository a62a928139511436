"""How many rides it takes at the least, whatever the hour: what a search need not look at.

Where trips lead nowhere near the far door with so few rides there is nothing to search; elsewhere
a round of `rounds` skips the stops from which the rides that are left are too few. Compiled.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from skjuts.core.timetable.kernels import Footpaths, Limits

ABOARD: Final = 0
STANDING: Final = 1
NO_WAY: Final = 127
"""More rides than anybody makes."""


class Ways(NamedTuple):
    """The different ways that trips drive: `first[w] : first[w + 1]` are the calls of way `w`, in order.

    `call_at[s] : call_at[s + 1]` are where in `call` the calls at stop `s` are told; `way[c]` is call
    `c`'s way.
    """

    first: NDArray[np.int64]
    stop: NDArray[np.int32]
    way: NDArray[np.int32]
    call_at: NDArray[np.int64]
    call: NDArray[np.int64]


def make_ways(stops: int, driven: set[bytes]) -> Ways:
    """Put ways, each the bytes of its stops, into arrays; always the same ones for the same ways."""
    ways = [np.frombuffer(one, dtype=np.int32) for one in sorted(driven)]
    lengths = np.array([len(one) for one in ways], dtype=np.int64)
    stop = np.concatenate([np.empty(0, dtype=np.int32), *ways])
    first = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
    call_at = np.concatenate([[0], np.cumsum(np.bincount(stop, minlength=stops))]).astype(np.int64)
    way = np.repeat(np.arange(len(ways), dtype=np.int32), lengths)
    return Ways(first, stop, way, call_at, np.argsort(stop, kind="stable"))


@njit(cache=True, nogil=True)
def count_rides_left(
    ways: Ways, paths: Footpaths, limits: Limits, near: NDArray[np.int64], most: int
) -> NDArray[np.int8]:
    """The fewest rides, whatever the hour, with which one gets from each stop to one of those `near`.

    Ways and paths stand against the direction of travel. Shape (2, stops): `ABOARD` for who leaves a
    vehicle there, `STANDING` for who stands there. Each part of a way is driven once.
    """
    stops = len(paths.first) - 1
    left = np.full((2, stops), NO_WAY, dtype=np.int8)
    left[ABOARD][near] = 0
    driven_from = ways.first[1:].copy()
    queue = np.empty(stops, dtype=np.int64)
    queue[: len(near)] = near
    begin, end = 0, len(near)
    for k in range(1, most + 1):
        for i in range(begin, end):
            _stand_along(ways, queue[i], k, driven_from, left[STANDING])
        begin = end
        for stop in range(stops):
            if left[STANDING, stop] == k:
                end = _leave_around(paths, limits, stop, left[ABOARD], (queue, end, k))
    return left


@njit(cache=True, nogil=True)
def _stand_along(
    ways: Ways, stop: int, k: int, driven_from: NDArray[np.int64], standing: NDArray[np.int8]
) -> None:
    """The stops that the ways from a stop lead to, as far as they are not driven already."""
    for i in range(ways.call_at[stop], ways.call_at[stop + 1]):
        call = ways.call[i]
        way = ways.way[call]
        for driven in range(call + 1, driven_from[way]):
            to = ways.stop[driven]
            standing[to] = min(standing[to], k)
        driven_from[way] = min(driven_from[way], call + 1)


@njit(cache=True, nogil=True)
def _leave_around(
    paths: Footpaths,
    limits: Limits,
    stop: int,
    aboard: NDArray[np.int8],
    found: tuple[NDArray[np.int64], int, int],
) -> int:
    """Queue the stops from which one walks to a stop where one boards; returns the queue's end."""
    queue, end, k = found
    for p in range(paths.first[stop], paths.first[stop + 1]):
        if paths.metres[p] > limits.walk_m:
            break
        other = paths.stop[p]
        if aboard[other] > k:
            aboard[other] = k
            queue[end] = other
            end += 1
    return end
