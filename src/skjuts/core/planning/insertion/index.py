"""Which vehicles can be where when: an index by cell of the map and quarter of an hour.

A vehicle can be in a cell at a time if, in some gap of its route, it can have come there from
the stop before and still make the stop after. Ways to and from a cell are the shortest to and
from any of its places at free flow, so a vehicle outside the index could not have served the
ride, and asking only those inside it loses nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from skjuts.core.network.place import Place
from skjuts.core.planning.insertion.arrays import (
    BUCKET_S,
    BUCKETS,
    GAP,
    OUTLOOK_ROUTE,
    STOP,
    SUM,
    WORD_BITS,
    Outlook,
    Query,
)
from skjuts.core.planning.insertion.bounds import tabulate_rates
from skjuts.core.planning.insertion.tables import Tables
from skjuts.core.planning.search.arrays import Data, Plan
from skjuts.core.planning.search.kernel import kernel, wide

KM_PER_DEGREE = 111.2
ROWS_AT_ONCE = 512


def number_cells(places: Sequence[Place], cell_km: float) -> NDArray[np.int32]:
    """The cell of each place, in a grid of squares of `cell_km` that has only cells with places."""
    lat = np.array([place.lat for place in places])
    lon = np.array([place.lon for place in places])
    shrink = np.cos(np.radians(lat.mean())) if len(lat) else 1.0
    rows = np.floor(lat * KM_PER_DEGREE / cell_km)
    columns = np.floor(lon * KM_PER_DEGREE * shrink / cell_km)
    _, cells = np.unique(np.stack([rows, columns], axis=1), axis=0, return_inverse=True)
    return cells.reshape(-1).astype(np.int32)


def tabulate_ways(
    legs: NDArray[np.int32], cells: NDArray[np.int32]
) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Least seconds from each place to each cell and back, two arrays of shape (places + 1, cells).

    The row after the last is for no place at all, from and to which no time is lost.
    """
    order = np.argsort(cells, kind="stable")
    starts = np.searchsorted(cells[order], np.arange(cells.max(initial=-1) + 1))
    to_cell = np.zeros((len(cells) + 1, len(starts)), np.int32)
    from_cell = np.zeros_like(to_cell)
    for first in range(0, len(cells), ROWS_AT_ONCE):
        some = slice(first, min(first + ROWS_AT_ONCE, len(cells)))
        to_cell[some] = np.minimum.reduceat(legs[some, :, 0][:, order], starts, axis=1)
        from_cell[some] = np.minimum.reduceat(legs[:, some, 0][order], starts, axis=0).T
    return to_cell, from_cell


def make_outlook(tables: Tables, cell_km: float) -> Outlook:
    """An outlook of the right shapes, of which nothing is known yet."""
    data, plan = tables.data, tables.plan
    cells = number_cells(tables.problem.places, cell_km)
    to_cell, from_cell = tabulate_ways(data.legs, cells)
    routes, capacity = plan.stops.shape
    return Outlook(
        stops=np.zeros((routes, capacity + 1), STOP),
        routes=np.zeros(routes, OUTLOOK_ROUTE),
        gaps=np.zeros((routes, capacity + 1), GAP),
        latest=np.zeros((routes, capacity + 1), np.int32),
        sums=np.zeros(capacity + 1, SUM),
        rates=tabulate_rates(data.tariffs),
        reach=np.zeros((to_cell.shape[1], routes, 2), np.uint64),
        cells=cells,
        to_cell=to_cell,
        from_cell=from_cell,
    )


@kernel
def bucket(time_s: int) -> int:
    """The bucket of a time."""
    return min(max(time_s // BUCKET_S, 0), BUCKETS - 1)


@kernel
def bits(first: int, last: int) -> np.uint64:
    """The bits `first` to `last` of a word; bits outside it are left out."""
    low, high = max(first, 0), min(last, WORD_BITS - 1)
    if low > high:
        return np.uint64(0)
    ones = np.uint64(0xFFFFFFFFFFFFFFFF) >> np.uint64(WORD_BITS - 1 - (high - low))
    return ones << np.uint64(low)


@kernel
def enter_gap(outlook: Outlook, route: int, k: int) -> None:
    """Enter where the vehicle can be during a gap, and when."""
    gap = outlook.gaps[route, k]
    if gap.closed > 0:
        return
    for cell in range(outlook.reach.shape[0]):
        first_s = gap.ready + wide(outlook.to_cell[gap.before, cell])
        last_s = gap.latest - wide(outlook.from_cell[gap.after, cell])
        if first_s <= last_s:
            first, last = bucket(first_s), bucket(last_s)
            outlook.reach[cell, route, 0] |= bits(first, last)
            outlook.reach[cell, route, 1] |= bits(first - WORD_BITS, last - WORD_BITS)


@kernel
def enter_route(data: Data, plan: Plan, outlook: Outlook, route: int) -> None:
    """Enter a surveyed route in the index, in place of what stood there."""
    row, length = data.routes[route], plan.length[route]
    for cell in range(outlook.reach.shape[0]):
        outlook.reach[cell, route, 0] = outlook.reach[cell, route, 1] = 0
    for gap in range(row.frozen, length + 1):
        enter_gap(outlook, route, gap)


@kernel
def note_buckets(data: Data, query: Query, ask: int) -> None:
    """Write down the windows of a time asked about as bits of the index."""
    for end in range(2):
        node = data.nodes[query.first[0] + ask + end * data.requests.shape[0]]
        first, last = bucket(wide(node.earliest)), bucket(wide(node.latest))
        query.buckets[ask, end, 0] = bits(first, last)
        query.buckets[ask, end, 1] = bits(first - WORD_BITS, last - WORD_BITS)


@kernel
def can_come(outlook: Outlook, query: Query, ask: int, route: int, pickup: int, dropoff: int) -> bool:
    """Whether the vehicle can be in both cells within the windows of a time asked about."""
    here, there, buckets = outlook.reach[pickup, route], outlook.reach[dropoff, route], query.buckets[ask]
    comes = (here[0] & buckets[0, 0]) | (here[1] & buckets[0, 1])
    leaves = (there[0] & buckets[1, 0]) | (there[1] & buckets[1, 1])
    return comes != 0 and leaves != 0
