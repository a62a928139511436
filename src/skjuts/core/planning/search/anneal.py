"""The search itself: ruin, recreate, accept as a cooling metal does.

Three copies of the plan: `trial` is worked on, `kept` is the accepted one (a rejected trial's
touched routes are copied back from it), and `Record` holds the best one and a memory of good
routes for `pool`.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from skjuts.core.planning.search.arrays import NOBODY, Data, Plan, Scratch
from skjuts.core.planning.search.candidates import BLINK
from skjuts.core.planning.search.frame import Frame
from skjuts.core.planning.search.kernel import kernel
from skjuts.core.planning.search.recreate import recreate, sort_bank
from skjuts.core.planning.search.rng import next_below, next_share
from skjuts.core.planning.search.ruin import ruin

MOST_RETRIED = 10
"""Unserved requests that each iteration tries to fit in beside those it removed."""


class Record(Frame):
    """The best plan so far and the routes remembered for recombination.

    Shapes: stops (R, K) and length R of the best plan; `objective` [best, kept, improvements, pool on];
    `stale` R marks routes that differ from the best; pool_* hold one route a slot.
    """

    stops: NDArray[np.int32]
    length: NDArray[np.int32]
    objective: NDArray[np.int64]
    stale: NDArray[np.int8]
    pool_key: NDArray[np.uint64]
    pool_price: NDArray[np.int64]
    pool_kind: NDArray[np.int32]
    pool_length: NDArray[np.int32]
    pool_stops: NDArray[np.int32]


def make_record(data: Data, capacity: int, slots: int) -> Record:
    """An empty record with a memory of `slots` (a power of two) routes."""
    routes = len(data.routes)
    return Record(
        stops=np.zeros((routes, capacity), np.int32),
        length=np.zeros(routes, np.int32),
        objective=np.zeros(4, np.int64),
        stale=np.ones(routes, np.int8),
        pool_key=np.zeros(slots, np.uint64),
        pool_price=np.zeros(slots, np.int64),
        pool_kind=np.zeros(slots, np.int32),
        pool_length=np.zeros(slots, np.int32),
        pool_stops=np.zeros((slots, capacity), np.int32),
    )


@kernel
def copy_route(source: Plan, target: Plan, route: int) -> None:
    """Copy one route, without the requests' own tables."""
    length = source.length[route]
    for k in range(length):
        target.stops[route, k] = source.stops[route, k]
        target.at[route, k] = source.at[route, k]
    target.length[route] = length
    target.cost[route] = source.cost[route]
    target.bare[route] = source.bare[route]


@kernel
def copy_touched(data: Data, scratch: Scratch, source: Plan, target: Plan) -> None:
    """Make the target's touched routes, and the requests on either side of them, the source's."""
    requests = data.requests.shape[0]
    for t in range(scratch.banked[1]):
        route = scratch.touched[t]
        for k in range(target.length[route]):
            index = target.stops[route, k]
            target.route_of[index if index < requests else index - requests] = NOBODY
    for t in range(scratch.banked[1]):
        route = scratch.touched[t]
        copy_route(source, target, route)
        for k in range(source.length[route]):
            index = source.stops[route, k]
            target.position[index] = k
            target.route_of[index if index < requests else index - requests] = route
    for k in range(target.totals.shape[0]):
        target.totals[k] = source.totals[k]


@kernel
def remember(data: Data, plan: Plan, record: Record, route: int) -> None:
    """Put a route into its slot of the memory unless a cheaper one of the same riders is there."""
    requests = data.requests.shape[0]
    key = data.marks[requests + data.routes[route].kind]
    for k in range(plan.length[route]):
        if plan.stops[route, k] < requests:
            key ^= data.marks[plan.stops[route, k]]
    slot = int(key & np.uint64(record.pool_key.shape[0] - 1))
    if record.pool_key[slot] == key and record.pool_price[slot] <= plan.cost[route]:
        return
    record.pool_key[slot] = key
    record.pool_price[slot] = plan.cost[route]
    record.pool_kind[slot] = data.routes[route].kind
    record.pool_length[slot] = plan.length[route]
    for k in range(plan.length[route]):
        record.pool_stops[slot, k] = plan.stops[route, k]


@kernel
def keep_best(plan: Plan, record: Record) -> None:
    """Copy the plan's changed routes to the record of the best one."""
    record.objective[0] = plan.totals[0] + plan.totals[1]
    record.objective[2] += 1
    for route in range(plan.length.shape[0]):
        if record.stale[route]:
            record.stale[route] = 0
            record.length[route] = plan.length[route]
            for k in range(plan.length[route]):
                record.stops[route, k] = plan.stops[route, k]


@kernel
def draw_absent(scratch: Scratch) -> int:
    """Start the bank with some of the unserved; returns how many were drawn from the list."""
    count = scratch.tick[1]
    drawn = min(count, MOST_RETRIED)
    for k in range(drawn):
        last = count - 1 - k
        other = next_below(scratch.random, last + 1)
        scratch.absent[last], scratch.absent[other] = scratch.absent[other], scratch.absent[last]
        scratch.bank[k] = scratch.absent[last]
    scratch.banked[0] = drawn
    return drawn


@kernel
def accept(data: Data, trial: Plan, kept: Plan, scratch: Scratch, record: Record, drawn: int) -> None:
    """Let the trial be the accepted plan; remember its routes, and the plan if it is the best."""
    left = scratch.tick[1] - drawn
    for k in range(scratch.banked[0]):
        scratch.absent[left + k] = scratch.bank[k]
    scratch.tick[1] = left + scratch.banked[0]
    copy_touched(data, scratch, trial, kept)
    for t in range(scratch.banked[1]):
        route = scratch.touched[t]
        record.stale[route] = 1
        if record.objective[3] > 0 and trial.length[route] > 0:
            remember(data, trial, record, route)
    record.objective[1] = kept.totals[0] + kept.totals[1]
    if record.objective[1] < record.objective[0]:
        keep_best(kept, record)


@kernel
def anneal(
    data: Data,
    trial: Plan,
    kept: Plan,
    scratch: Scratch,
    record: Record,
    iterations: int,
    hot: float,
    cold: float,
    size: float,
) -> None:
    """Run iterations while the temperature falls geometrically from `hot` to `cold` (öre)."""
    cooling = (cold / hot) ** (1.0 / max(1, iterations))
    heat = hot
    for _ in range(iterations):
        scratch.banked[1] = 0
        drawn = draw_absent(scratch)
        ruin(data, trial, scratch, size)
        sort_bank(data, scratch)
        recreate(data, trial, scratch, BLINK)
        fresh = trial.totals[0] + trial.totals[1]
        present = kept.totals[0] + kept.totals[1]
        if fresh < present - heat * np.log(max(next_share(scratch.random), 1e-12)):
            accept(data, trial, kept, scratch, record, drawn)
        else:
            copy_touched(data, scratch, kept, trial)
        heat *= cooling


@kernel
def list_absent(data: Data, plan: Plan, scratch: Scratch) -> None:
    """Start the list of unserved requests from the plan."""
    count = 0
    for request in range(data.requests.shape[0]):
        if plan.route_of[request] == NOBODY and data.requests[request].return_of == NOBODY:
            scratch.absent[count] = request
            count += 1
    scratch.tick[1] = count
