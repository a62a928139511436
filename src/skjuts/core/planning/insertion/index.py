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
    OUTLOOK_ROUTE,
    STOP,
    WORD_BITS,
    Outlook,
)
from skjuts.core.planning.insertion.tables import Tables
from skjuts.core.planning.search.arrays import NOWHERE, Data, Plan
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
    """Least seconds from each place to each cell and back, two arrays of shape (places, cells)."""
    order = np.argsort(cells, kind="stable")
    starts = np.searchsorted(cells[order], np.arange(cells.max(initial=-1) + 1))
    to_cell = np.empty((len(cells), len(starts)), np.int32)
    from_cell = np.empty_like(to_cell)
    for first in range(0, len(cells), ROWS_AT_ONCE):
        some = slice(first, first + ROWS_AT_ONCE)
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
def enter_gap(outlook: Outlook, route: int, begin: int, ready_s: int, end: int, latest_s: int) -> None:
    """Enter where the vehicle can be between two places, and when."""
    for cell in range(outlook.reach.shape[0]):
        first_s, last_s = ready_s, latest_s
        if begin != NOWHERE:
            first_s += outlook.to_cell[begin, cell]
        if end != NOWHERE:
            last_s -= outlook.from_cell[end, cell]
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
        if gap < length and plan.at[route, gap].closed > 0:
            continue
        place, ready = row.start_place, wide(row.start)
        if gap > 0:
            place, ready = outlook.stops[route, gap - 1].place, wide(outlook.stops[route, gap - 1].ready)
        if gap == row.frozen:
            ready = max(ready, wide(outlook.routes[route].available))
        following = outlook.stops[route, gap]
        enter_gap(outlook, route, place, ready, following.place, wide(following.latest))


@kernel
def is_within_reach(data: Data, outlook: Outlook, route: int, index: int) -> bool:
    """Whether the vehicle can be in the node's cell within the node's window."""
    node = data.nodes[index]
    cell = outlook.cells[node.place]
    first, last = bucket(wide(node.earliest)), bucket(wide(node.latest))
    here = outlook.reach[cell, route, 0] & bits(first, last)
    return (here | (outlook.reach[cell, route, 1] & bits(first - WORD_BITS, last - WORD_BITS))) != 0
