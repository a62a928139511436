"""What a driven insertion costs, from the orders alone that it has touched.

`drive` has left the spliced sequence and its earliest schedule in the scratch memory. Orders whose
times are as before cost what they did, which their survey has written down.
"""

from __future__ import annotations

from typing import NamedTuple

from skjuts.core.planning.insertion.arrays import Outlook
from skjuts.core.planning.insertion.gaps import empty_through, paid_through
from skjuts.core.planning.search.arrays import Data, Plan, Scratch
from skjuts.core.planning.search.kernel import kernel, wide
from skjuts.core.planning.search.price import metres, order_price, rate, sum_extras
from skjuts.core.planning.search.schedule import reach, tighten


class Touched(NamedTuple):
    """The old stops of the orders that an insertion touches; none when `last` is before `first`."""

    first: int
    last: int


class Orders(NamedTuple):
    """The price of some orders in a row, and the empty metres between them."""

    price: int
    empty_m: int


@kernel
def find_touched(scratch: Scratch, outlook: Outlook, route: int, length: int, i: int, j: int) -> Touched:
    """From the order that is open in gap i to the last one that starts at other times than before.

    Nobody before the open order moves, since nobody aboard then is aboard later.
    """
    stops, first, last = outlook.stops[route], wide(i), wide(j - 1)
    if outlook.gaps[route, i].inside != 0:
        first = wide(stops[i - 1].begin)
    if outlook.gaps[route, j].inside != 0:
        last = wide(stops[j].end)
    k = wide(j)
    while k < length and scratch.start[k + 2] != stops[k].start:
        last = max(last, wide(stops[k].end))
        k += 1
    return Touched(first, last)


@kernel
def take_part(scratch: Scratch, first: int, length: int) -> None:
    """Move so many stops of the scratch sequence, with their starts, to its beginning."""
    for k in range(length):
        scratch.sequence[k], scratch.start[k] = scratch.sequence[first + k], scratch.start[first + k]


@kernel
def sum_orders(data: Data, scratch: Scratch, tariff: int, length: int) -> Orders:
    """The price of the orders that the scratch sequence consists of."""
    total = empty_m = loaded = waiting = begun = wide(0)
    aboard = 0
    for k in range(length):
        index = scratch.sequence[k]
        node = data.nodes[index]
        before = data.nodes[scratch.sequence[max(k - 1, 0)]]
        if aboard == 0 and (node.hold < 0 or k == 0):
            empty_m += metres(data, before.place, node.place)
            begun, loaded, waiting = scratch.start[k], wide(0), wide(0)
        else:
            loaded += metres(data, before.place, node.place)
            ready = scratch.start[k - 1] + before.service
            waiting += scratch.start[k] - reach(data, before.place, node.place, ready)
        aboard += 1 if index < data.requests.shape[0] else -1
        held = k + 1 < length and data.nodes[scratch.sequence[k + 1]].hold >= 0
        if aboard == 0 and not held:
            span = scratch.start[k] + node.service - begun
            total += order_price(data, tariff, loaded, span - waiting, waiting)
    return Orders(total, empty_m)


@kernel
def price_empty(
    data: Data, plan: Plan, scratch: Scratch, outlook: Outlook, route: int, touched: Touched, inner_m: int
) -> int:
    """How the price of empty ways changes; `inner_m`: those between the orders in the scratch sequence."""
    row, length = data.routes[route], wide(plan.length[route])
    tariff, after = data.tariffs[row.tariff], touched.last + 1
    pickup = data.nodes[scratch.sequence[0]].place
    dropoff = data.nodes[scratch.sequence[after - touched.first + 1]].place
    before = row.start_place
    if touched.first > 0:
        before = data.nodes[plan.stops[route, touched.first - 1]].place
    home_m = wide(outlook.gaps[route, length].leg_m) if length > 0 else wide(0)
    old_m, new_home_m = empty_through(outlook, route, length - 1), home_m
    new_m = old_m + metres(data, before, pickup) + inner_m
    new_m -= empty_through(outlook, route, touched.last) - empty_through(outlook, route, touched.first - 1)
    if after < length:
        new_m += metres(data, dropoff, data.nodes[plan.stops[route, after]].place)
        new_m -= outlook.gaps[route, after].leg_m
    else:
        new_home_m = metres(data, dropoff, row.end_place)
    change = rate(new_m, tariff.approach, 1000) - rate(old_m, tariff.approach, 1000)
    return change + rate(new_home_m, tariff.back, 1000) - rate(home_m, tariff.back, 1000)


@kernel
def extra_through(outlook: Outlook, route: int, k: int) -> int:
    """What lateness and changes of vehicle cost up to stop k."""
    return wide(outlook.stops[route, k].extra) if k >= 0 else wide(0)


@kernel
def price_touched(
    data: Data, plan: Plan, scratch: Scratch, outlook: Outlook, route: int, i: int, j: int
) -> int:
    """What the driven insertion costs exactly, when its breaks are where they were."""
    tariff = data.tariffs[data.routes[route].tariff]
    touched = find_touched(scratch, outlook, route, wide(plan.length[route]), i, j)
    length = touched.last - touched.first + 3
    take_part(scratch, touched.first, length)
    if tariff.waiting > 0 or (tariff.minute > 0 and data.work.shape[0] > 0):
        tighten(data, scratch, length)
    orders = sum_orders(data, scratch, data.routes[route].tariff, length)
    bare = plan.bare[route] + orders.price
    bare -= paid_through(outlook, route, touched.last) - paid_through(outlook, route, touched.first - 1)
    bare += price_empty(data, plan, scratch, outlook, route, touched, orders.empty_m)
    late = sum_extras(data, scratch, route, length)
    late -= extra_through(outlook, route, touched.last) - extra_through(outlook, route, touched.first - 1)
    return max(bare, tariff.guarantee) - max(plan.bare[route], tariff.guarantee) + late
