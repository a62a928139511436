"""The least that an insertion can cost, from the outlook alone.

The metres of the new run are known exactly, and with them starts, kilometres and empty ways.
New legs count at free flow, the others as fast as any hour within reach allows, waiting as none,
and the orders that are only moved in time as cheap as they could be. So no insertion costs less
than its bound, and
the cheapest one is found by judging pairs in order of their bounds until the next is no better.
"""

from __future__ import annotations

from typing import NamedTuple

from skjuts.core.planning.insertion.arrays import (
    FROM_DROPOFF,
    FROM_PICKUP,
    TO_DROPOFF,
    TO_PICKUP,
    Outlook,
    Query,
)
from skjuts.core.planning.insertion.survey import late_price
from skjuts.core.planning.search.arrays import NOBODY, NOWHERE, Data, Plan
from skjuts.core.planning.search.kernel import kernel, wide
from skjuts.core.planning.search.price import order_price, rate


class Part(NamedTuple):
    """A part of the order that the insertion makes.

    Least seconds and exact metres with the order open, the outermost stop of the old orders that
    it takes over, and the empty metres that it adds.
    """

    seconds: int
    metres: int
    stop: int
    empty_m: int


@kernel
def way_m(query: Query, way: int, place: int) -> int:
    """Metres between an end of the new ride and a place; none to or from NOWHERE."""
    if place == NOWHERE:
        return wide(0)
    return wide(query.ways[way, place, 1])


@kernel
def way_s(query: Query, way: int, place: int) -> int:
    """Free-flow seconds between an end of the new ride and a place: the least that it can take."""
    return wide(query.ways[way, place, 0])


@kernel
def head(data: Data, outlook: Outlook, query: Query, route: int, i: int) -> Part:
    """From the beginning of the order to the new pickup in gap i."""
    stops = outlook.stops[route]
    if stops[i].inside == 0:
        before = data.routes[route].start_place if i == 0 else stops[i - 1].place
        return Part(wide(0), wide(0), i, way_m(query, TO_PICKUP, before))
    last, first = stops[i - 1], stops[stops[i - 1].begin]
    seconds = last.order_s - first.order_s + first.service + way_s(query, TO_PICKUP, last.place)
    metres = last.order_m - first.order_m + way_m(query, TO_PICKUP, last.place)
    return Part(seconds, metres, wide(last.begin), wide(0))


@kernel
def tail(outlook: Outlook, query: Query, route: int, j: int) -> Part:
    """From the new dropoff in gap j to the end of the order.

    Where the order ends there, `empty_m` is the way to the next order, or home.
    """
    stops = outlook.stops[route]
    following = stops[j]
    if following.inside == 0:
        return Part(wide(0), wide(0), j - 1, way_m(query, FROM_DROPOFF, following.place))
    last = stops[following.end]
    on_s, on_m = way_s(query, FROM_DROPOFF, following.place), way_m(query, FROM_DROPOFF, following.place)
    seconds = on_s + following.service + last.order_s - following.order_s
    return Part(seconds, on_m + last.order_m - following.order_m, wide(following.end), wide(0))


@kernel
def straight(query: Query, dropoff: int) -> Part:
    """From pickup right to the dropoff at place `dropoff`."""
    return Part(way_s(query, FROM_PICKUP, dropoff), way_m(query, FROM_PICKUP, dropoff), wide(0), wide(0))


@kernel
def middle(outlook: Outlook, query: Query, route: int, i: int, j: int) -> Part:
    """From the pickup past stops i to j - 1 to the dropoff."""
    first, last = outlook.stops[route, i], outlook.stops[route, j - 1]
    seconds = way_s(query, FROM_PICKUP, first.place) + way_s(query, TO_DROPOFF, last.place)
    metres = way_m(query, FROM_PICKUP, first.place) + way_m(query, TO_DROPOFF, last.place)
    seconds += first.service + last.whole_s - first.whole_s
    return Part(seconds, metres + last.whole_m - first.whole_m, wide(0), wide(0))


@kernel
def paid_through(outlook: Outlook, route: int, k: int) -> int:
    """What the orders begun by stop k cost."""
    return wide(outlook.stops[route, k].paid) if k >= 0 else wide(0)


@kernel
def saved_through(outlook: Outlook, route: int, k: int) -> int:
    """How much less the orders begun by stop k could cost at other times."""
    return wide(outlook.stops[route, k].saved) if k >= 0 else wide(0)


@kernel
def empty_through(outlook: Outlook, route: int, k: int) -> int:
    """Empty metres up to stop k."""
    return wide(outlook.stops[route, k].empty_m) if k >= 0 else wide(0)


@kernel
def saving(outlook: Outlook, route: int, length: int, first: int, last: int) -> int:
    """How much less the orders outside `first` … `last` could cost when the rest of the run moves."""
    loose = outlook.routes[route].loose
    later = saved_through(outlook, route, length - 1) - saved_through(outlook, route, max(last, first - 1))
    if loose >= first:
        return later
    return later + saved_through(outlook, route, first - 1) - saved_through(outlook, route, loose - 1)


@kernel
def empty_change(
    data: Data, outlook: Outlook, route: int, length: int, i: int, j: int, before: Part, after: Part
) -> int:
    """How the price of empty metres changes."""
    tariff, stops = data.tariffs[data.routes[route].tariff], outlook.stops[route]
    approach_m = empty_through(outlook, route, length - 1)
    home_m = wide(stops[length].metres) if length > 0 else wide(0)
    more_m = before.empty_m - empty_through(outlook, route, j - 1) + empty_through(outlook, route, i - 1)
    new_home_m = home_m
    if j == length:
        new_home_m = after.empty_m
    elif stops[j].inside == 0:
        more_m += after.empty_m - stops[j].metres
    change = rate(approach_m + more_m, tariff.approach, 1000) - rate(approach_m, tariff.approach, 1000)
    return change + rate(new_home_m, tariff.back, 1000) - rate(home_m, tariff.back, 1000)


@kernel
def delay_price(data: Data, outlook: Outlook, route: int, length: int, k: int, time_s: int) -> int:
    """The least that others' lateness rises by when stop k starts no earlier than `time_s`."""
    total = wide(0)
    while k < length and data.terms[0] > 0:
        stop = outlook.stops[route, k]
        if time_s <= stop.start:
            break
        total += late_price(data, stop.due, time_s) - late_price(data, stop.due, stop.start)
        time_s += stop.service + outlook.stops[route, k + 1].seconds
        k += 1
    return total


@kernel
def extra_change(
    data: Data, outlook: Outlook, route: int, request: int, pickup_s: int, dropoff_s: int
) -> int:
    """Least change of what lateness and changes of vehicle cost, others' delays aside."""
    pickup, dropoff = data.nodes[request], data.nodes[request + data.requests.shape[0]]
    change = late_price(data, pickup.due, pickup_s) + late_price(data, dropoff.due, dropoff_s)
    published = data.requests[request].published
    if published != NOBODY and published != data.routes[route].vehicle:
        change += data.terms[1]
    return change - outlook.routes[route].extra


@kernel
def price_order(data: Data, tariff: int, request: int, metres: int, seconds: int) -> int:
    """The least price of an order with the new ride in it, `seconds` of driving and others' service."""
    own_s = wide(data.nodes[request].service) + data.nodes[request + data.requests.shape[0]].service
    return order_price(data, tariff, metres, seconds + own_s, wide(0))


@kernel
def price_alone(data: Data, query: Query, request: int) -> None:
    """The least price of the ride as an order of its own, under each contract."""
    ride = straight(query, data.nodes[request + data.requests.shape[0]].place)
    for tariff in range(data.tariffs.shape[0]):
        query.own[tariff] = price_order(data, tariff, request, ride.metres, ride.seconds)


@kernel
def order_of(data: Data, route: int, request: int, before: Part, between: Part, after: Part) -> int:
    """The least price of the order that these parts make."""
    metres = before.metres + between.metres + after.metres
    seconds = before.seconds + between.seconds + after.seconds
    return price_order(data, wide(data.routes[route].tariff), request, metres, seconds)


@kernel
def bound(
    data: Data,
    plan: Plan,
    outlook: Outlook,
    route: int,
    i: int,
    j: int,
    before: Part,
    after: Part,
    order: int,
) -> int:
    """The least by which the contract's price can rise; `order`: the least price of the new order."""
    row, length = data.routes[route], wide(plan.length[route])
    if after.stop >= before.stop:
        order -= paid_through(outlook, route, after.stop) - paid_through(outlook, route, before.stop - 1)
    bare = plan.bare[route] + order - saving(outlook, route, length, before.stop, after.stop)
    bare += empty_change(data, outlook, route, length, i, j, before, after)
    if length == 0:
        bare += row.entry
    guarantee = data.tariffs[row.tariff].guarantee
    return max(bare, guarantee) - max(plan.bare[route], guarantee)
