"""Which pairs of gaps of a route could take the new ride, each with the least it can cost.

The tests here take constant time and refuse no pair that could be driven, as long as no way
round is shorter than the way itself. What passes is judged exactly in `choice`.
"""

from __future__ import annotations

from skjuts.core.planning.insertion.approach import arrive, first_gap, reach_pickup
from skjuts.core.planning.insertion.arrays import (
    FROM_DROPOFF,
    FROM_PICKUP,
    KEPT,
    MOST_PAIRS,
    PRICE,
    TO_DROPOFF,
    Outlook,
    Query,
)
from skjuts.core.planning.insertion.bounds import (
    Part,
    bound,
    delay_price,
    extra_change,
    head,
    middle,
    order_of,
    straight,
    tail,
)
from skjuts.core.planning.insertion.choice import judge_pair, push
from skjuts.core.planning.insertion.survey import late_price
from skjuts.core.planning.search.arrays import ALL_LAYOUTS, Data, Plan, Scratch
from skjuts.core.planning.search.kernel import kernel, wide
from skjuts.core.planning.search.route import fitting_layouts, may_join


@kernel
def limit_of(query: Query, request: int) -> int:
    """The price to beat."""
    return query.answer[request - query.first[0], PRICE]


@kernel
def keep(
    data: Data,
    plan: Plan,
    scratch: Scratch,
    outlook: Outlook,
    query: Query,
    route: int,
    request: int,
    i: int,
    j: int,
    least: int,
) -> None:
    """Keep a pair for judging if it can be the best; when there is no room left, judge it now."""
    ask = request - query.first[0]
    if least >= limit_of(query, request):
        return
    if query.count[ask, KEPT] < MOST_PAIRS:
        push(query, ask, least, route, i, j)
    else:
        judge_pair(data, plan, scratch, outlook, query, request, route, i, j)


@kernel
def try_adjacent(
    data: Data,
    plan: Plan,
    scratch: Scratch,
    outlook: Outlook,
    query: Query,
    route: int,
    request: int,
    i: int,
    start_s: int,
    before: Part,
) -> None:
    """Pickup and dropoff one after the other in gap i."""
    pickup, dropoff = data.nodes[request], data.nodes[request + data.requests.shape[0]]
    following, after = outlook.stops[route, i], tail(outlook, query, route, i)
    order = query.own[data.routes[route].tariff]
    if following.inside != 0:
        order = order_of(data, route, request, before, straight(query, dropoff.place), after)
    least = bound(data, plan, outlook, route, i, i, before, after, order)
    if least >= limit_of(query, request):
        return
    dropped_s = arrive(data, query, FROM_PICKUP, pickup.place, dropoff.place, start_s + pickup.service)
    dropped_s = max(dropped_s, wide(dropoff.earliest))
    if dropped_s > dropoff.latest:
        return
    done_s = dropped_s + dropoff.service
    onward_s = arrive(data, query, FROM_DROPOFF, dropoff.place, following.place, done_s)
    if onward_s > following.latest:
        return
    least += extra_change(data, outlook, route, request, start_s, dropped_s)
    least += delay_price(data, outlook, route, wide(plan.length[route]), i, onward_s)
    keep(data, plan, scratch, outlook, query, route, request, i, i, least)


@kernel
def try_dropoff(
    data: Data,
    plan: Plan,
    scratch: Scratch,
    outlook: Outlook,
    query: Query,
    route: int,
    request: int,
    i: int,
    j: int,
    start_s: int,
    ready_s: int,
    late: int,
    before: Part,
) -> bool:
    """The dropoff in gap j for a pickup in gap i < j; False when later gaps are too late.

    `ready_s`: the earliest time at which stop j - 1 is done with the new rider aboard. `late`: how
    much lateness has been added until then.
    """
    dropoff = data.nodes[request + data.requests.shape[0]]
    place, following = outlook.stops[route, j - 1].place, outlook.stops[route, j]
    dropped_s = arrive(data, query, TO_DROPOFF, place, place, ready_s)
    dropped_s = max(dropped_s, wide(dropoff.earliest))
    if dropped_s > dropoff.latest:
        return False
    after = tail(outlook, query, route, j)
    order = order_of(data, route, request, before, middle(outlook, query, route, i, j), after)
    least = late + bound(data, plan, outlook, route, i, j, before, after, order)
    if least >= limit_of(query, request):
        return True
    done_s = dropped_s + dropoff.service
    onward_s = arrive(data, query, FROM_DROPOFF, dropoff.place, following.place, done_s)
    if onward_s > following.latest:
        return True
    least += extra_change(data, outlook, route, request, start_s, dropped_s)
    least += delay_price(data, outlook, route, wide(plan.length[route]), j, onward_s)
    keep(data, plan, scratch, outlook, query, route, request, i, j, least)
    return True


@kernel
def try_later(
    data: Data,
    plan: Plan,
    scratch: Scratch,
    outlook: Outlook,
    query: Query,
    route: int,
    request: int,
    i: int,
    start_s: int,
    fits: int,
    before: Part,
) -> None:
    """All dropoff gaps after stop i for a pickup in gap i."""
    pickup, stops, length = data.nodes[request], outlook.stops[route], plan.length[route]
    leaving_s, late = start_s + pickup.service, wide(0)
    time_s = arrive(data, query, FROM_PICKUP, pickup.place, stops[i].place, leaving_s)
    for j in range(i + 1, length + 1):
        stop, at = stops[j - 1], plan.at[route, j - 1]
        if j > i + 1:
            time_s = time_s + stop.seconds
        time_s = max(time_s, wide(stop.early))
        if time_s > stop.latest or not may_join(data, at.groups, pickup.group):
            return
        fits = fits & fitting_layouts(data, route, at.load + pickup.load)
        if fits == 0 or (j < length and plan.at[route, j].closed > 0):
            return
        if time_s > stop.start:
            late += late_price(data, stop.due, time_s) - late_price(data, stop.due, stop.start)
        time_s += stop.service
        if (fits & at.layouts_after) != 0 and not try_dropoff(
            data, plan, scratch, outlook, query, route, request, i, j, start_s, time_s, late, before
        ):
            return


@kernel
def try_gap(
    data: Data, plan: Plan, scratch: Scratch, outlook: Outlook, query: Query, route: int, request: int, i: int
) -> bool:
    """All pairs whose pickup is in gap i; False when later gaps are too late."""
    pickup, length = data.nodes[request], plan.length[route]
    load, groups, fits, later = wide(0), wide(0), wide(ALL_LAYOUTS), ALL_LAYOUTS
    if i > 0:
        at = plan.at[route, i - 1]
        load, groups, fits, later = at.load, at.groups, wide(at.layouts_before), at.layouts_after
    start_s = max(reach_pickup(data, outlook, query, route, i), wide(pickup.earliest))
    if start_s > pickup.latest:
        return False
    if (i < length and plan.at[route, i].closed > 0) or not may_join(data, groups, pickup.group):
        return True
    fits = fits & fitting_layouts(data, route, load + pickup.load)
    if fits == 0:
        return True
    before = head(data, outlook, query, route, i)
    if (fits & later) != 0:
        try_adjacent(data, plan, scratch, outlook, query, route, request, i, start_s, before)
    if i < length:
        try_later(data, plan, scratch, outlook, query, route, request, i, start_s, fits, before)
    return True


@kernel
def list_pairs(
    data: Data, plan: Plan, scratch: Scratch, outlook: Outlook, query: Query, route: int, request: int
) -> None:
    """Keep every pair of gaps of a route that could take the new ride."""
    pickup, length = data.nodes[request], plan.length[route]
    if length + 2 > plan.stops.shape[1]:
        return
    first = first_gap(data, outlook, route, length, wide(pickup.earliest) + pickup.service)
    for i in range(first, length + 1):
        if not try_gap(data, plan, scratch, outlook, query, route, request, i):
            return
