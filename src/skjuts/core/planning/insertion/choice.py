"""Judge pairs in order of what they can cost at least, until the next one cannot be better."""

from __future__ import annotations

from skjuts.core.planning.insertion.approach import reach_pickup
from skjuts.core.planning.insertion.arrays import (
    DROPOFF_GAP,
    DROPOFF_S,
    JUDGED,
    KEPT,
    LEAVE_S,
    PICKUP_GAP,
    PICKUP_S,
    PRICE,
    ROUTE,
    WAITING,
    Outlook,
    Query,
)
from skjuts.core.planning.insertion.pricing import price_touched
from skjuts.core.planning.insertion.trial import ANYWHERE, NEARBY, drive
from skjuts.core.planning.search.arrays import DEAR, Data, Plan, Scratch
from skjuts.core.planning.search.kernel import kernel, wide
from skjuts.core.planning.search.price import price_route, total_price
from skjuts.core.planning.search.route import judge, splice
from skjuts.core.planning.search.schedule import schedule, tighten


@kernel
def sink(query: Query, ask: int, k: int) -> None:
    """Let the pair at place k of the heap sink to where no pair below it has a lesser bound."""
    size = query.count[ask, WAITING]
    moved = query.heap[ask, k]
    while 2 * k + 1 < size:
        child = 2 * k + 1
        if (
            child + 1 < size
            and query.bounds[ask, query.heap[ask, child + 1]] < query.bounds[ask, query.heap[ask, child]]
        ):
            child += 1
        if query.bounds[ask, query.heap[ask, child]] >= query.bounds[ask, moved]:
            break
        query.heap[ask, k] = query.heap[ask, child]
        k = child
    query.heap[ask, k] = moved


@kernel
def push(query: Query, ask: int, least: int, route: int, i: int, j: int) -> None:
    """Keep a pair on the heap."""
    pair, k = query.count[ask, KEPT], query.count[ask, WAITING]
    query.count[ask, KEPT], query.count[ask, WAITING] = pair + 1, k + 1
    query.bounds[ask, pair] = least
    query.pairs[ask, pair, 0], query.pairs[ask, pair, 1], query.pairs[ask, pair, 2] = route, i, j
    while k > 0 and query.bounds[ask, query.heap[ask, (k - 1) // 2]] > least:
        query.heap[ask, k] = query.heap[ask, (k - 1) // 2]
        k = (k - 1) // 2
    query.heap[ask, k] = pair


@kernel
def pop(query: Query, ask: int) -> int:
    """Take the pair with the least bound off the heap (it is not empty)."""
    top = query.heap[ask, 0]
    query.count[ask, WAITING] -= 1
    query.heap[ask, 0] = query.heap[ask, query.count[ask, WAITING]]
    sink(query, ask, wide(0))
    return top


@kernel
def price_pair(
    data: Data,
    plan: Plan,
    scratch: Scratch,
    outlook: Outlook,
    route: int,
    request: int,
    i: int,
    j: int,
    leave_s: int,
) -> int:
    """What the insertion costs exactly; DEAR when it has no schedule.

    The pickup starts no earlier than `leave_s`.
    """
    pickup = data.nodes[request]
    asked = pickup.earliest
    pickup.earliest = max(wide(asked), leave_s)
    length = splice(data, plan, scratch, route, request, i, j)
    price, driven = wide(DEAR), drive(data, plan, scratch, outlook, route, request, i, j)
    if driven == NEARBY:
        price = price_touched(data, plan, scratch, outlook, route, i, j)
    elif driven == ANYWHERE:
        price = total_price(data, route, price_route(data, scratch, route, length)) - plan.cost[route]
    pickup.earliest = asked
    return price


@kernel
def price_by_all_rules(
    data: Data, plan: Plan, scratch: Scratch, route: int, request: int, i: int, j: int
) -> int:
    """What the insertion costs with nothing taken as known; DEAR when a rule is broken.

    The scratch sequence is left spliced and scheduled.
    """
    length = splice(data, plan, scratch, route, request, i, j)
    price = judge(data, scratch, route, length)
    if price.bare < 0:
        return wide(DEAR)
    return total_price(data, route, price) - plan.cost[route]


@kernel
def floor_of(data: Data, outlook: Outlook, query: Query, route: int, i: int) -> int:
    """The pickup's earliest start where the stop before it is frozen and cannot be left sooner."""
    if i != data.routes[route].frozen:
        return wide(0)
    return reach_pickup(data, outlook, query, route, i)


@kernel
def judge_pair(
    data: Data,
    plan: Plan,
    scratch: Scratch,
    outlook: Outlook,
    query: Query,
    request: int,
    route: int,
    i: int,
    j: int,
) -> None:
    """Judge one pair of gaps exactly; keep it when it beats the best."""
    ask = request - query.first[0]
    query.count[ask, JUDGED] += 1
    leave_s = floor_of(data, outlook, query, route, i)
    price = price_pair(data, plan, scratch, outlook, route, request, i, j, leave_s)
    answer = query.answer[ask]
    if price < answer[PRICE]:
        answer[PRICE], answer[ROUTE], answer[LEAVE_S] = price, route, leave_s
        answer[PICKUP_GAP], answer[DROPOFF_GAP] = i, j


@kernel
def judge_pairs(
    data: Data, plan: Plan, scratch: Scratch, outlook: Outlook, query: Query, request: int, most: int
) -> None:
    """Judge the pairs on the heap until none is left that could be better, or `most` are judged."""
    ask = request - query.first[0]
    for _ in range(most):
        if query.count[ask, WAITING] == 0:
            return
        if query.bounds[ask, query.heap[ask, 0]] >= query.answer[ask, PRICE]:
            return
        pair = query.pairs[ask, pop(query, ask)]
        judge_pair(data, plan, scratch, outlook, query, request, wide(pair[0]), wide(pair[1]), wide(pair[2]))


@kernel
def settle_best(data: Data, plan: Plan, scratch: Scratch, query: Query, request: int) -> None:
    """Judge the best insertion from the beginning, and write when it fetches and leaves the rider."""
    ask = request - query.first[0]
    answer = query.answer[ask]
    pickup = data.nodes[request]
    asked = pickup.earliest
    pickup.earliest = max(wide(asked), answer[LEAVE_S])
    route, i, j = answer[ROUTE], answer[PICKUP_GAP], answer[DROPOFF_GAP]
    answer[PRICE] = price_by_all_rules(data, plan, scratch, route, request, i, j)
    length = plan.length[route] + 2
    schedule(data, scratch, route, length)
    tighten(data, scratch, length)
    pickup.earliest = asked
    answer[PICKUP_S], answer[DROPOFF_S] = scratch.start[i], scratch.start[j + 1]
