"""Ways from one vehicle to the next: the same stop, the stops around, and what the feed itself states."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from skjuts.core.network.great_circle import unit_vectors
from skjuts.core.network.travel_times import Point, Profile, TravelTimes
from skjuts.core.timetable.feed import NONE, Changes, Stops
from skjuts.core.timetable.kernels import Footpaths

FARTHEST_CHANGE_M: Final = 1_000
"""Nobody is asked to walk farther than this between two vehicles, unless the feed itself says so."""
CELL_M: Final = 1_000.0
"""Edge of the cubes in which neighbours are looked for: no shorter than the walk above."""
EARTH_RADIUS_M: Final = 6_371_009.0

type Pairs = NDArray[np.int64]
"""Rows of (from stop, to stop)."""


def make_footpaths(stops: Stops, changes: Changes, walks: TravelTimes) -> Footpaths:
    """Every way between stops within `FARTHEST_CHANGE_M` on foot, and every pair that the feed names."""
    itself = np.repeat(np.arange(len(stops), dtype=np.int64)[:, None], 2, axis=1)
    named = np.column_stack([changes.from_stop, changes.to_stop]).astype(np.int64)
    pairs, where = np.unique(np.concatenate([itself, _neighbours(stops), named]), axis=0, return_inverse=True)
    rows = where.ravel()[len(where) - len(changes) :]
    least_s = np.full(len(pairs), NONE, dtype=np.int32)
    least_s[rows] = changes.least_s
    is_named = np.zeros(len(pairs), dtype=np.bool_)
    is_named[rows] = True
    metres = _measure(stops, pairs, walks)
    is_near = ~is_named & (metres <= FARTHEST_CHANGE_M)
    kept = (metres >= 0) & (is_near | (is_named & (least_s != NONE)))
    return _index(len(stops), pairs[kept], metres[kept], least_s[kept])


def turn_round(paths: Footpaths) -> Footpaths:
    """The same ways, listed by the stop that they lead to."""
    stops = len(paths.first) - 1
    origin = np.repeat(np.arange(stops), np.diff(paths.first))
    return _index(stops, np.column_stack([paths.stop, origin]), paths.metres, paths.least_s)


def _index(stops: int, pairs: Pairs, metres: NDArray[np.int32], least_s: NDArray[np.int32]) -> Footpaths:
    order = np.lexsort((pairs[:, 1], metres, pairs[:, 0]))
    first = np.zeros(stops + 1, dtype=np.int64)
    np.cumsum(np.bincount(pairs[:, 0], minlength=stops), out=first[1:])
    onward = pairs[order, 1].astype(np.int32)
    return Footpaths(first, onward, metres[order].astype(np.int32), least_s[order].astype(np.int32))


def _neighbours(stops: Stops) -> Pairs:
    """Pairs of different stops no farther apart than `FARTHEST_CHANGE_M` through the Earth."""
    positions = locate(stops) * EARTH_RADIUS_M
    cells: dict[tuple[int, ...], list[int]] = {}
    for stop, cell in enumerate(np.floor(positions / CELL_M).astype(np.int64).tolist()):
        cells.setdefault(tuple(cell), []).append(stop)
    found = [_pairs_around(cells, cell) for cell in cells]
    pairs = np.concatenate([*found, np.empty((0, 2), dtype=np.int64)])
    apart_m = np.linalg.norm(positions[pairs[:, 0]] - positions[pairs[:, 1]], axis=1)
    near: Pairs = pairs[(apart_m <= FARTHEST_CHANGE_M) & (pairs[:, 0] != pairs[:, 1])]
    return near


def _pairs_around(cells: dict[tuple[int, ...], list[int]], cell: tuple[int, ...]) -> Pairs:
    steps = (-1, 0, 1)
    beside = [(cell[0] + x, cell[1] + y, cell[2] + z) for x in steps for y in steps for z in steps]
    around = [stop for one in beside for stop in cells.get(one, ())]
    here = cells[cell]
    return np.column_stack([np.repeat(here, len(around)), np.tile(around, len(here))]).astype(np.int64)


def _measure(stops: Stops, pairs: Pairs, walks: TravelTimes) -> NDArray[np.int32]:
    """Metres on foot of each pair, sorted by the first; -1 where no way joins them."""
    metres = np.zeros(len(pairs), dtype=np.int32)
    points = [Point(lat, lon) for lat, lon in zip(stops.lat.tolist(), stops.lon.tolist(), strict=True)]
    begins = np.searchsorted(pairs[:, 0], np.arange(len(stops) + 1))
    for stop in range(len(stops)):
        begin, end = int(begins[stop]), int(begins[stop + 1])
        if end - begin > 1:
            targets = [points[other] for other in pairs[begin:end, 1].tolist()]
            metres[begin:end] = walks.legs([points[stop]], targets, Profile.FOOT).array[0, :, 1]
    return metres


def locate(stops: Stops) -> NDArray[np.float64]:
    """The stops on the unit sphere, shape (stops, 3)."""
    return unit_vectors(zip(stops.lat.tolist(), stops.lon.tolist(), strict=True))
