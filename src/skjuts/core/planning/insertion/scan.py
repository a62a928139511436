"""Which pairs of gaps of a route could take the new ride, each with the least it can cost.

The tests here take constant time and refuse no pair that could be driven, as long as no way round
is shorter than the way itself. Ways count at free flow first; only the few pairs whose bound is
under the best price so far are asked how late they come. What passes is judged exactly in `choice`.
"""

from __future__ import annotations

from skjuts.core.planning.insertion.approach import least_lateness
from skjuts.core.planning.insertion.arrays import (
    KEPT,
    MOST_PAIRS,
    PRICE,
    Outlook,
    Query,
)
from skjuts.core.planning.insertion.bounds import ROUNDING, bound, close, go_on, open_adjacent, open_wide
from skjuts.core.planning.insertion.choice import judge_pair, push
from skjuts.core.planning.insertion.survey import change_price
from skjuts.core.planning.search.arrays import DEAR, Data, Plan, Scratch
from skjuts.core.planning.search.kernel import kernel, wide
from skjuts.core.planning.search.route import fitting_layouts, may_join


@kernel
def first_gap(data: Data, outlook: Outlook, route: int, length: int, ready_s: int) -> int:
    """The first gap whose following stop can come after a pickup done at `ready_s`."""
    low, high = wide(data.routes[route].frozen), wide(length)
    while low < high:
        half = (low + high) // 2
        if outlook.latest[route, half] < ready_s:
            low = half + 1
        else:
            high = half
    return low


@kernel
def weigh(
    data: Data,
    plan: Plan,
    scratch: Scratch,
    outlook: Outlook,
    query: Query,
    route: int,
    request: int,
    i: int,
    j: int,
    change: float,
) -> None:
    """Keep a pair whose run changes by at least `change` öre if it can be the best."""
    ask = request - query.first[0]
    least = bound(outlook, route, change) + change_price(data, route, request)
    if least - outlook.routes[route].extra >= query.answer[ask, PRICE]:
        return
    late = least_lateness(data, outlook, query, route, plan.length[route], request, i, j)
    if late == DEAR or least + late >= query.answer[ask, PRICE]:
        return
    if query.count[ask, KEPT] < MOST_PAIRS:
        push(query, ask, least + late, route, i, j)
    else:
        judge_pair(data, plan, scratch, outlook, query, request, route, i, j)


@kernel
def scan_adjacent(
    data: Data,
    plan: Plan,
    scratch: Scratch,
    outlook: Outlook,
    query: Query,
    route: int,
    request: int,
    i: int,
    come_s: int,
    ready_s: int,
    worth: float,
) -> None:
    """Pickup and dropoff one after the other in gap i, which is `come_s` from the pickup."""
    gap, dropoff = outlook.gaps[route, i], data.nodes[request + data.requests.shape[0]]
    ride_s, on_s = query.ways[dropoff.place].from_pickup_s, query.ways[gap.after].from_dropoff_s
    dropped_s = max(ready_s + ride_s, wide(dropoff.earliest))
    if dropped_s > dropoff.latest or dropped_s + dropoff.service + on_s > gap.latest:
        return
    own_s = wide(data.nodes[request].service + dropoff.service)
    if come_s + own_s + ride_s + on_s - gap.leg_s > gap.room_s:
        return
    change = close(
        data, outlook, query, route, i, open_adjacent(outlook, query, route, i, dropoff.place, own_s)
    )
    if change < worth:
        weigh(data, plan, scratch, outlook, query, route, request, i, i, change)


@kernel
def scan_dropoffs(
    data: Data,
    plan: Plan,
    scratch: Scratch,
    outlook: Outlook,
    query: Query,
    route: int,
    request: int,
    i: int,
    ready_s: int,
    fits: int,
    worth: float,
) -> None:
    """All gaps after stop i for the dropoff of a pickup in gap i that is done at `ready_s`."""
    dropoff = data.nodes[request + data.requests.shape[0]]
    own_s = wide(data.nodes[request].service + dropoff.service)
    opening = open_wide(outlook, query, route, i, own_s)
    seated_s = wide(query.ways[outlook.gaps[route, i].after].from_pickup_s)
    time_s = ready_s + seated_s
    for j in range(i + 1, plan.length[route] + 1):
        leg, gap = outlook.gaps[route, j - 1], outlook.gaps[route, j]
        if j > i + 1:
            time_s, seated_s = time_s + leg.leg_s, seated_s + leg.leg_s
        time_s = max(time_s, wide(leg.early))
        if time_s > leg.latest or gap.closed > 0 or not may_join(data, gap.groups, dropoff.group):
            return
        fits = fits & fitting_layouts(data, route, gap.load + dropoff.load)
        time_s, seated_s = time_s + leg.service, seated_s + leg.service
        last_s = query.ways[gap.before].to_dropoff_s
        if fits == 0 or time_s + last_s > dropoff.latest or seated_s + last_s > dropoff.ride_limit:
            return
        detour_s = last_s + dropoff.service + query.ways[gap.after].from_dropoff_s - gap.leg_s
        if (fits & gap.later) != 0 and detour_s <= gap.room_s:
            change = close(data, outlook, query, route, j, go_on(outlook, query, route, j, opening))
            if change < worth:
                weigh(data, plan, scratch, outlook, query, route, request, i, j, change)


@kernel
def scan_gap(
    data: Data,
    plan: Plan,
    scratch: Scratch,
    outlook: Outlook,
    query: Query,
    route: int,
    request: int,
    i: int,
    worth: float,
) -> bool:
    """All pairs whose pickup is in gap i; False when later gaps are too late."""
    pickup, gap = data.nodes[request], outlook.gaps[route, i]
    come_s = wide(query.ways[gap.before].to_pickup_s)
    start_s = max(gap.ready + come_s, wide(pickup.earliest))
    if start_s > pickup.latest:
        return False
    if gap.closed > 0 or not may_join(data, gap.groups, pickup.group):
        return True
    fits = wide(gap.fits) & fitting_layouts(data, route, gap.load + pickup.load)
    if fits == 0:
        return True
    ready_s, on_s = start_s + pickup.service, query.ways[gap.after].from_pickup_s
    if (fits & gap.later) != 0:
        scan_adjacent(data, plan, scratch, outlook, query, route, request, i, come_s, ready_s, worth)
    if ready_s + on_s <= gap.latest and come_s + pickup.service + on_s - gap.leg_s <= gap.room_s:
        scan_dropoffs(data, plan, scratch, outlook, query, route, request, i, ready_s, fits, worth)
    return True


@kernel
def scan_route(
    data: Data, plan: Plan, scratch: Scratch, outlook: Outlook, query: Query, route: int, request: int
) -> None:
    """Keep every pair of gaps of a route that could take the new ride for less than the best so far."""
    pickup, length, about = data.nodes[request], plan.length[route], outlook.routes[route]
    if length + 2 > plan.stops.shape[1]:
        return
    worth = float(query.answer[request - query.first[0], PRICE] + about.covered + about.extra + ROUNDING + 1)
    first = first_gap(data, outlook, route, length, wide(pickup.earliest) + pickup.service)
    for i in range(first, length + 1):
        if not scan_gap(data, plan, scratch, outlook, query, route, request, i, worth):
            return
