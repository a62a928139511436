"""Put the absent requests back, each in its best place (greedy with blinks)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from skjuts.core.planning.search.arrays import DEAR, NOBODY, Data, Plan, Scratch
from skjuts.core.planning.search.candidates import estimate_route, scan_route
from skjuts.core.planning.search.kernel import kernel
from skjuts.core.planning.search.linked import scan_linked, splice_linked
from skjuts.core.planning.search.rng import next_below, next_share
from skjuts.core.planning.search.route import admit, splice, store

FEW_ROUTES = 24
"""Up to so many routes, all are candidates for every request."""
LONGEST_FIRST, EARLIEST_FIRST, TIGHTEST_FIRST, LARGEST_FIRST = 1, 2, 3, 4
"""Orders of insertion; any other number means at random."""
ORDERS = 8
"""Numbers drawn for an order: half of them mean at random."""


@kernel
def touch(scratch: Scratch, route: int) -> None:
    """Remember that a route changed in this iteration."""
    for k in range(scratch.banked[1]):
        if scratch.touched[k] == route:
            return
    scratch.touched[scratch.banked[1]] = route
    scratch.banked[1] += 1


@kernel
def add_candidate(scratch: Scratch, count: int, route: int) -> int:
    """Add a route to the candidates once; returns their new number."""
    if scratch.route_stamp[route] == scratch.tick[0]:
        return count
    scratch.route_stamp[route] = scratch.tick[0]
    scratch.candidates[count] = route
    return count + 1


@kernel
def add_empty(data: Data, plan: Plan, scratch: Scratch, count: int) -> int:
    """Add the first empty route of each kind (routes lie sorted by kind)."""
    kind = -1
    for route in range(data.routes.shape[0]):
        if plan.length[route] == 0 and data.routes[route].kind != kind:
            kind = data.routes[route].kind
            count = add_candidate(scratch, count, route)
    return count


@kernel
def list_candidates(data: Data, plan: Plan, scratch: Scratch, request: int) -> int:
    """Routes worth scanning: all when few, else those of related requests; idle kinds unless barred."""
    scratch.tick[0] += 1
    count = 0
    if data.routes.shape[0] <= FEW_ROUTES:
        for route in range(data.routes.shape[0]):
            if plan.length[route] > 0:
                count = add_candidate(scratch, count, route)
    else:
        for k in range(data.near.shape[1]):
            route = plan.route_of[data.near[request, k]]
            if route != NOBODY:
                count = add_candidate(scratch, count, route)
    if scratch.mode[1] != 0:
        return count
    return add_empty(data, plan, scratch, count)


@kernel
def find_best(data: Data, plan: Plan, scratch: Scratch, request: int, blink: float) -> bool:
    """Leave the best place for a request in `scratch.best`; False when there is none worth it.

    A place is worth it when it costs less than leaving the request out.
    """
    home = data.requests[request].returned_by
    worth = data.requests[request].unserved
    if home != NOBODY:
        worth += data.requests[home].unserved
    worth = min(worth, DEAR)
    count = list_candidates(data, plan, scratch, request)
    if home == NOBODY:
        scan_by_promise(data, plan, scratch, request, count, worth, blink)
    else:
        scratch.best[0], scratch.best[1] = worth, NOBODY
        for k in range(count):
            scan_linked(data, plan, scratch, scratch.candidates[k], request)
    return scratch.best[1] != NOBODY


@kernel
def scan_by_promise(
    data: Data, plan: Plan, scratch: Scratch, request: int, count: int, worth: int, blink: float
) -> None:
    """Estimate all candidates, then judge them exactly in order of promise until none can be better."""
    for k in range(count):
        scratch.promise[k] = estimate_route(data, plan, scratch, scratch.candidates[k], request, worth)
    scratch.best[0], scratch.best[1] = worth, NOBODY
    for left in range(count, 0, -1):
        k = 0
        for other in range(1, left):
            if scratch.promise[other] < scratch.promise[k]:
                k = other
        if scratch.promise[k] >= scratch.best[0]:
            return
        scan_route(data, plan, scratch, scratch.candidates[k], request, blink)
        scratch.promise[k] = scratch.promise[left - 1]
        scratch.candidates[k] = scratch.candidates[left - 1]


@kernel
def insert_best(data: Data, plan: Plan, scratch: Scratch, request: int) -> None:
    """Carry out the insertion that `scratch.best` describes."""
    route = scratch.best[1]
    touch(scratch, route)
    home = data.requests[request].returned_by
    if home == NOBODY:
        length = splice(data, plan, scratch, route, request, scratch.best[2], scratch.best[3])
    else:
        length = splice_linked(data, plan, scratch, route, request, scratch.best[2])
        admit(data, plan, home)
    admit(data, plan, request)
    store(data, plan, scratch, route, length)


@kernel
def sort_key(data: Data, scratch: Scratch, request: int, order: int) -> float:
    """The key by which an order of insertion sorts: lower comes first."""
    pickup, dropoff = data.nodes[request], data.nodes[request + data.requests.shape[0]]
    if order == LONGEST_FIRST:
        return -float(data.legs[pickup.place, dropoff.place, 0])
    if order == EARLIEST_FIRST:
        return float(pickup.soonest)
    if order == TIGHTEST_FIRST:
        return float(min(pickup.hopeful - pickup.soonest, dropoff.hopeful - dropoff.soonest))
    if order == LARGEST_FIRST:
        return -float(pickup.load)
    return next_share(scratch.random)


@kernel
def sort_bank(data: Data, scratch: Scratch) -> None:
    """Put the bank in one of the orders of insertion, at random."""
    order = next_below(scratch.random, ORDERS)
    count = scratch.banked[0]
    for k in range(count):
        scratch.keys[k] = sort_key(data, scratch, scratch.bank[k], order)
    for k in range(1, count):
        key, request = scratch.keys[k], scratch.bank[k]
        m = k - 1
        while m >= 0 and scratch.keys[m] > key:
            scratch.keys[m + 1], scratch.bank[m + 1] = scratch.keys[m], scratch.bank[m]
            m -= 1
        scratch.keys[m + 1], scratch.bank[m + 1] = key, request


@kernel
def recreate(data: Data, plan: Plan, scratch: Scratch, blink: float) -> None:
    """Insert the bank's requests one by one; those without a place worth it stay in the bank."""
    left = 0
    for k in range(scratch.banked[0]):
        request = scratch.bank[k]
        if find_best(data, plan, scratch, request, blink):
            insert_best(data, plan, scratch, request)
        else:
            scratch.bank[left] = request
            left += 1
    scratch.banked[0] = left


@kernel
def insert_in_order(data: Data, plan: Plan, scratch: Scratch, order: NDArray[np.int32]) -> None:
    """Sequential insertion: each request in its best place, in the given order."""
    for k in range(order.shape[0]):
        scratch.banked[1] = 0
        if find_best(data, plan, scratch, order[k], 0.0):
            insert_best(data, plan, scratch, order[k])
