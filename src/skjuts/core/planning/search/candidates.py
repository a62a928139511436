"""The best place for a request in a route: cheap tests first, the exact one for the few left.

For each pair of gaps the change in price is estimated from the legs that change. Only a pair
that would beat the best so far, and that passes the tests on windows, room and company in
constant time, is spliced in and judged exactly: about one candidate in thirty.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from skjuts.core.planning.search.kernel import kernel

from skjuts.core.planning.search.arrays import ALL_LAYOUTS, FAR, NOBODY, Data, Plan, Scratch
from skjuts.core.planning.search.price import metres, price_route, seconds, total_price
from skjuts.core.planning.search.rng import next_share
from skjuts.core.planning.search.route import fitting_layouts, may_join, splice
from skjuts.core.planning.search.schedule import mark_pickups, reach, run_forward, schedule

QUALIFICATION, SHIFT, COMPANY, CAPACITY, WINDOW, RIDE_TIME, SERVABLE = range(7)
"""How far the most promising vehicle came; `scratch.hurdle[0]` keeps the greatest."""
BLINK = 0.01
"""Share of gaps passed over at random (Christiaens and Vanden Berghe 2020, SISR)."""


NO_PRICE = 1e18
EXACTLY, ESTIMATES = 0, 1
"""What a scan of a route leaves in `scratch.best`: a place judged exactly, or the least estimate."""


class Rates(NamedTuple):
    """Marginal öre a metre (aboard, approaching, going home) and a second, of one tariff."""

    loaded: float
    approach: float
    back: float
    second: float


@kernel
def marginal_rates(data: Data, route: int) -> Rates:
    """The rates by which candidates are estimated: the first band stands for all."""
    row = data.tariffs[data.routes[route].tariff]
    return Rates(row.band_rate[0] / 1000.0, row.approach / 1000.0, row.back / 1000.0, row.minute / 60.0)


@kernel
def loaded_leg(data: Data, rates: Rates, a: int, b: int) -> float:
    """Estimated price of a leg with riders aboard."""
    price = rates.loaded * metres(data, a, b)
    if rates.second > 0.0:
        price += rates.second * seconds(data, a, b)
    return price


@kernel
def leg(data: Data, rates: Rates, a: int, b: int, aboard: int, is_last: bool) -> float:
    """Estimated price of a leg, by who is aboard and whether it leads home."""
    if aboard > 0:
        return loaded_leg(data, rates, a, b)
    return (rates.back if is_last else rates.approach) * metres(data, a, b)


@kernel
def place_after(data: Data, plan: Plan, route: int, k: int) -> int:
    """Where the leg before stop k leads: that stop's place, or the end place."""
    if k < plan.length[route]:
        return data.nodes[plan.stops[route, k]].place
    return data.routes[route].end_place


@kernel
def in_time(data: Data, plan: Plan, route: int, k: int, place: int, ready: int) -> bool:
    """Can a vehicle that is ready at `place` still make stop k (or the end of the shift)?"""
    if k < plan.length[route]:
        return reach(data, place, data.nodes[plan.stops[route, k]].place, ready) <= plan.at[route, k].latest
    row = data.routes[route]
    return reach(data, place, row.end_place, ready) <= row.end


@kernel
def first_gap(data: Data, plan: Plan, route: int, ready: int) -> int:
    """The first gap whose following stop can come after a pickup done at `ready`."""
    low, high = np.int64(data.routes[route].frozen), np.int64(plan.length[route])
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
    paid = max(data.tariffs[data.routes[route].tariff].guarantee - plan.bare[route], np.int64(0))
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
        scratch.best[0] -= np.int64(price_limit(data, plan, scratch, route, request) - estimate)
        return
    scratch.hurdle[0] = max(scratch.hurdle[0], RIDE_TIME)
    length = splice(data, plan, scratch, route, request, i, j)
    if not has_schedule(data, plan, scratch, route, i, j):
        return
    scratch.hurdle[0] = SERVABLE
    price = np.int64(np.floor(estimate + 0.5))
    if data.tariffs[data.routes[route].tariff].additive == 0 or data.terms[0] > 0:
        price = total_price(data, route, price_route(data, scratch, route, length)) - plan.cost[route]
    if price < scratch.best[0]:
        scratch.best[0], scratch.best[1], scratch.best[2], scratch.best[3] = price, route, i, j


@kernel
def adjacent_estimate(
    data: Data, plan: Plan, route: int, request: int, rates: Rates, i: int, place: int, aboard: int
) -> float:
    """Estimated price of driving pickup and dropoff one after the other in gap i."""
    pickup, dropoff = data.nodes[request], data.nodes[request + data.requests.shape[0]]
    row = data.routes[route]
    after, is_last = place_after(data, plan, route, i), i == plan.length[route]
    ride = loaded_leg(data, rates, pickup.place, dropoff.place)
    ride += rates.second * (pickup.service + dropoff.service)
    if aboard == 0:
        tariff = data.tariffs[row.tariff]
        ride = max(ride + tariff.start, float(tariff.minimum))
    price = ride + leg(data, rates, place, pickup.place, aboard, False)
    price += leg(data, rates, dropoff.place, after, aboard, is_last)
    if plan.length[route] == 0:
        return price + row.entry
    return price - leg(data, rates, place, after, aboard, is_last)


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
    aboard = plan.at[route, i - 1].aboard if i > 0 else np.int16(0)
    estimate = adjacent_estimate(data, plan, route, request, rates, i, place, aboard)
    if estimate >= price_limit(data, plan, scratch, route, request):
        return
    if i > 0 and (fits & plan.at[route, i - 1].layouts_after) == 0:
        return
    pickup, dropoff = data.nodes[request], data.nodes[request + data.requests.shape[0]]
    time = reach(data, pickup.place, dropoff.place, start + pickup.service)
    time = max(time, np.int64(dropoff.earliest))
    if time > dropoff.latest or not in_time(data, plan, route, i, dropoff.place, time + dropoff.service):
        return
    try_pair(data, plan, scratch, route, request, i, i, estimate)


@kernel
def bridge(data: Data, plan: Plan, route: int, rates: Rates, k: int, place: int, after: int) -> float:
    """What changes on the old leg before stop k when a rider stays aboard over it."""
    if plan.at[route, k - 1].aboard > 0:
        return 0.0
    tariff = data.tariffs[data.routes[route].tariff]
    return loaded_leg(data, rates, place, after) - rates.approach * metres(data, place, after) - tariff.start


@kernel
def estimate_drops(
    data: Data, plan: Plan, scratch: Scratch, route: int, request: int, rates: Rates, first: int
) -> None:
    """Price a dropoff in each gap after stop `first`, and the least of what follows each gap."""
    dropoff = data.nodes[request + data.requests.shape[0]]
    length = plan.length[route]
    bridged, last = 0.0, first
    for j in range(first + 1, length + 1):
        at = plan.at[route, j - 1]
        if at.ready > dropoff.latest:
            break
        place = data.nodes[plan.stops[route, j - 1]].place
        after, is_last = place_after(data, plan, route, j), j == length
        price = loaded_leg(data, rates, place, dropoff.place)
        price += leg(data, rates, dropoff.place, after, at.aboard, is_last)
        price -= leg(data, rates, place, after, at.aboard, is_last)
        scratch.drop[j] = price + bridged
        if not is_last:
            bridged += bridge(data, plan, route, rates, j, place, after)
        scratch.bridged[j] = bridged
        last = j
    least = NO_PRICE
    for j in range(length + 1, first, -1):
        if j <= last:
            least = min(least, scratch.drop[j])
        scratch.least_drop[j] = least


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
    last_start = np.int64(pickup.latest) + pickup.service + pickup.ride_limit
    limit = price_limit(data, plan, scratch, route, request)
    for j in range(i + 1, length + 1):
        if picked + scratch.least_drop[j] >= limit:
            return
        stop = data.nodes[plan.stops[route, j - 1]]
        at = plan.at[route, j - 1]
        time = max(reach(data, place, stop.place, ready), np.int64(at.start))
        if time > at.latest or not may_join(data, at.groups, pickup.group):
            return
        fits = fits & fitting_layouts(data, route, at.load + pickup.load)
        if fits == 0 or (j < length and plan.at[route, j].closed > 0):
            return
        place, ready = stop.place, time + stop.service
        arrive = max(reach(data, place, dropoff.place, ready), np.int64(dropoff.earliest))
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
    place, ready, aboard = row.start_place, np.int64(row.start), np.int16(0)
    load, groups, fits = np.int64(0), np.int64(0), np.int64(ALL_LAYOUTS)
    if i > 0:
        at = plan.at[route, i - 1]
        place, ready, aboard = data.nodes[plan.stops[route, i - 1]].place, np.int64(at.ready), at.aboard
        load, groups, fits = at.load, at.groups, np.int64(at.layouts_before)
    start = max(reach(data, place, pickup.place, ready), np.int64(pickup.earliest))
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
def pickup_estimate(
    data: Data, plan: Plan, route: int, request: int, rates: Rates, i: int, place: int, aboard: int
) -> float:
    """Estimated price of a pickup in gap i whose rider stays aboard past the next stop."""
    pickup, dropoff = data.nodes[request], data.nodes[request + data.requests.shape[0]]
    after = place_after(data, plan, route, i)
    price = leg(data, rates, place, pickup.place, aboard, False)
    price += loaded_leg(data, rates, pickup.place, after)
    price -= leg(data, rates, place, after, aboard, False)
    return price + rates.second * (pickup.service + dropoff.service)


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
    first = first_gap(data, plan, route, np.int64(pickup.earliest) + pickup.service)
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
