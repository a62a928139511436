"""The best place for a request in a route: cheap tests first, the exact one for the few left.

For each pair of gaps the change in price is estimated from the legs that change. Only a pair
that would beat the best so far, and that passes the tests on windows, room and company in
constant time, is spliced in and judged exactly: about one candidate in thirty.
"""

from __future__ import annotations

import numpy as np

from skjuts.core.planning.search.arrays import ALL_LAYOUTS, FAR, NOBODY, Data, Plan, Scratch
from skjuts.core.planning.search.estimates import (
    Rates,
    adjacent_estimate,
    estimate_drops,
    marginal_rates,
    pickup_estimate,
)
from skjuts.core.planning.search.kernel import kernel, wide
from skjuts.core.planning.search.price import price_route, total_price
from skjuts.core.planning.search.rng import next_share
from skjuts.core.planning.search.route import fitting_layouts, may_join, splice
from skjuts.core.planning.search.schedule import mark_pickups, reach, run_forward, schedule

QUALIFICATION, SHIFT, COMPANY, CAPACITY, WINDOW, RIDE_TIME, SERVABLE = range(7)
"""How far the most promising vehicle came; `scratch.hurdle[0]` keeps the greatest."""
BLINK = 0.01
"""Share of gaps passed over at random (Christiaens and Vanden Berghe 2020, SISR)."""
EXACTLY, ESTIMATES = 0, 1
"""What a scan of a route leaves in `scratch.best`: a place judged exactly, or the least estimate."""


@kernel
def in_time(data: Data, plan: Plan, route: int, k: int, place: int, ready: int) -> bool:
    """Tell whether a vehicle ready at `place` still makes stop k (or the end of the shift)."""
    if k < plan.length[route]:
        return reach(data, place, data.nodes[plan.stops[route, k]].place, ready) <= plan.at[route, k].latest
    row = data.routes[route]
    return reach(data, place, row.end_place, ready) <= row.end


@kernel
def first_gap(data: Data, plan: Plan, route: int, ready: int) -> int:
    """The first gap whose following stop can come after a pickup done at `ready`."""
    low, high = wide(data.routes[route].frozen), wide(plan.length[route])
    while low < high:
        middle = (low + high) // 2
        if plan.at[route, middle].latest < ready:
            low = middle + 1
        else:
            high = middle
    return low


@kernel
def known_schedule(data: Data, plan: Plan, scratch: Scratch, route: int, i: int, j: int) -> None:
    """Lay the route's present starts under the spliced sequence, as floors that still hold."""
    write = 0
    for k in range(plan.length[route] + 1):
        if k == i:
            write = note_new(data, scratch, write)
        if k == j:
            write = note_new(data, scratch, write)
        if k < plan.length[route]:
            start = plan.at[route, k].start
            scratch.floor[write] = scratch.previous[write] = scratch.start[write] = start
            write += 1


@kernel
def note_new(data: Data, scratch: Scratch, k: int) -> int:
    """A spliced-in stop has only its window as floor."""
    scratch.floor[k] = data.nodes[scratch.sequence[k]].earliest
    scratch.previous[k] = -1
    return k + 1


@kernel
def has_schedule(data: Data, plan: Plan, scratch: Scratch, route: int, i: int, j: int) -> bool:
    """Exact test: is there a schedule for the spliced sequence? Starts come out where needed."""
    length = plan.length[route] + 2
    row = data.routes[route]
    if row.breaks > 0:
        return schedule(data, scratch, route, length)
    mark_pickups(data, scratch, length)
    known_schedule(data, plan, scratch, route, i, j)
    settled = length if i == 0 and row.max_duration < FAR else j + 1
    return run_forward(data, scratch, route, length, i, settled)


@kernel
def price_limit(data: Data, plan: Plan, scratch: Scratch, route: int, request: int) -> float:
    """The estimate below which a pair of gaps can beat the best so far.

    What a guarantee has already paid for is free; another vehicle than the published one is not.
    """
    paid = max(data.tariffs[data.routes[route].tariff].guarantee - plan.bare[route], wide(0))
    published = data.requests[request].published
    if published != NOBODY and published != data.routes[route].vehicle:
        paid -= data.terms[1]
    return float(scratch.best[0] + paid)


@kernel
def try_pair(
    data: Data, plan: Plan, scratch: Scratch, route: int, request: int, i: int, j: int, estimate: float
) -> None:
    """Judge one pair of gaps exactly; keep it when it beats the best.

    While only estimates are wanted (`scratch.mode`), the estimate itself is kept.
    """
    if scratch.mode[0] == ESTIMATES:
        scratch.best[0] -= wide(price_limit(data, plan, scratch, route, request) - estimate)
        return
    scratch.hurdle[0] = max(scratch.hurdle[0], RIDE_TIME)
    length = splice(data, plan, scratch, route, request, i, j)
    if not has_schedule(data, plan, scratch, route, i, j):
        return
    scratch.hurdle[0] = SERVABLE
    price = wide(np.floor(estimate + 0.5))
    if data.tariffs[data.routes[route].tariff].additive == 0 or data.terms[0] > 0:
        price = total_price(data, route, price_route(data, scratch, route, length)) - plan.cost[route]
    if price < scratch.best[0]:
        scratch.best[0], scratch.best[1], scratch.best[2], scratch.best[3] = price, route, i, j


@kernel
def try_adjacent(
    data: Data,
    plan: Plan,
    scratch: Scratch,
    route: int,
    request: int,
    rates: Rates,
    i: int,
    place: int,
    start: int,
    fits: int,
) -> None:
    """The pair of gaps (i, i): straight from pickup to dropoff."""
    aboard = wide(plan.at[route, i - 1].aboard) if i > 0 else 0
    estimate = adjacent_estimate(data, plan, route, request, rates, i, place, aboard)
    if estimate >= price_limit(data, plan, scratch, route, request):
        return
    if i > 0 and (fits & plan.at[route, i - 1].layouts_after) == 0:
        return
    pickup, dropoff = data.nodes[request], data.nodes[request + data.requests.shape[0]]
    time = reach(data, pickup.place, dropoff.place, start + pickup.service)
    time = max(time, wide(dropoff.earliest))
    if time > dropoff.latest or not in_time(data, plan, route, i, dropoff.place, time + dropoff.service):
        return
    try_pair(data, plan, scratch, route, request, i, i, estimate)


@kernel
def try_later(
    data: Data,
    plan: Plan,
    scratch: Scratch,
    route: int,
    request: int,
    i: int,
    start: int,
    fits: int,
    picked: float,
) -> None:
    """All dropoff gaps after stop i, for a pickup in gap i that starts at `start`.

    `picked` is the price of the pickup, less what riding on from the beginning would change.
    """
    pickup, dropoff = data.nodes[request], data.nodes[request + data.requests.shape[0]]
    length = plan.length[route]
    place, ready = pickup.place, start + pickup.service
    last_start = wide(pickup.latest) + pickup.service + pickup.ride_limit
    limit = price_limit(data, plan, scratch, route, request)
    for j in range(i + 1, length + 1):
        if picked + scratch.least_drop[j] >= limit:
            return
        stop = data.nodes[plan.stops[route, j - 1]]
        at = plan.at[route, j - 1]
        time = max(reach(data, place, stop.place, ready), wide(at.start))
        if time > at.latest or not may_join(data, at.groups, pickup.group):
            return
        fits = fits & fitting_layouts(data, route, at.load + pickup.load)
        if fits == 0 or (j < length and plan.at[route, j].closed > 0):
            return
        place, ready = stop.place, time + stop.service
        arrive = max(reach(data, place, dropoff.place, ready), wide(dropoff.earliest))
        if arrive > dropoff.latest or arrive > last_start:
            return
        if picked + scratch.drop[j] >= limit or (fits & at.layouts_after) == 0:
            continue
        if in_time(data, plan, route, j, dropoff.place, arrive + dropoff.service):
            try_pair(data, plan, scratch, route, request, i, j, picked + scratch.drop[j])
            limit = price_limit(data, plan, scratch, route, request)


@kernel
def try_gap(data: Data, plan: Plan, scratch: Scratch, route: int, request: int, rates: Rates, i: int) -> bool:
    """All pairs whose pickup is in gap i; False when later gaps are too late."""
    pickup = data.nodes[request]
    row = data.routes[route]
    place, ready, aboard = row.start_place, wide(row.start), wide(0)
    load, groups, fits = wide(0), wide(0), wide(ALL_LAYOUTS)
    if i > 0:
        at = plan.at[route, i - 1]
        place, ready, aboard = data.nodes[plan.stops[route, i - 1]].place, wide(at.ready), wide(at.aboard)
        load, groups, fits = at.load, at.groups, wide(at.layouts_before)
    start = max(reach(data, place, pickup.place, ready), wide(pickup.earliest))
    if start > pickup.hopeful:
        return False
    scratch.hurdle[0] = max(scratch.hurdle[0], COMPANY)
    if (i < plan.length[route] and plan.at[route, i].closed > 0) or not may_join(data, groups, pickup.group):
        return True
    scratch.hurdle[0] = max(scratch.hurdle[0], CAPACITY)
    fits = fits & fitting_layouts(data, route, load + pickup.load)
    if fits == 0:
        return True
    scratch.hurdle[0] = max(scratch.hurdle[0], WINDOW)
    try_adjacent(data, plan, scratch, route, request, rates, i, place, start, fits)
    if i < plan.length[route]:
        picked = pickup_estimate(data, plan, route, request, rates, i, place, aboard) - scratch.bridged[i]
        try_later(data, plan, scratch, route, request, i, start, fits, picked)
    return True


@kernel
def scan_route(data: Data, plan: Plan, scratch: Scratch, route: int, request: int, blink: float) -> None:
    """Improve `scratch.best` (price, route, i, j) with the best place for the request in a route."""
    if (data.requests[request].needs & ~data.routes[route].skills) != 0:
        return
    if plan.length[route] + 2 > plan.stops.shape[1]:
        return
    scratch.hurdle[0] = max(scratch.hurdle[0], SHIFT)
    pickup = data.nodes[request]
    rates = marginal_rates(data, route)
    first = first_gap(data, plan, route, wide(pickup.earliest) + pickup.service)
    scratch.bridged[first] = 0.0
    estimate_drops(data, plan, scratch, route, request, rates, first)
    for i in range(first, plan.length[route] + 1):
        if blink > 0.0 and next_share(scratch.random) < blink:
            continue
        if not try_gap(data, plan, scratch, route, request, rates, i):
            return


@kernel
def estimate_route(data: Data, plan: Plan, scratch: Scratch, route: int, request: int, worth: int) -> int:
    """The least estimate of any place for the request in a route; `worth` when none is below it."""
    scratch.mode[0] = ESTIMATES
    scratch.best[0] = worth
    scan_route(data, plan, scratch, route, request, 0.0)
    scratch.mode[0] = EXACTLY
    return scratch.best[0]
