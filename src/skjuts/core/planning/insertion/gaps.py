"""Write down what a new ride in each gap of a surveyed route would come upon."""

from __future__ import annotations

from skjuts.core.planning.insertion.arrays import Outlook
from skjuts.core.planning.search.arrays import ALL_LAYOUTS, FAR, NOWHERE, Data, Plan
from skjuts.core.planning.search.kernel import kernel, wide


@kernel
def place_row(data: Data, place: int) -> int:
    """The row of a place in `Query.ways`; the last one is for NOWHERE."""
    return data.legs.shape[0] if place == NOWHERE else place


@kernel
def paid_through(outlook: Outlook, route: int, k: int) -> int:
    """What the orders begun by stop k cost."""
    return wide(outlook.stops[route, k].paid) if k >= 0 else wide(0)


@kernel
def saved_through(outlook: Outlook, k: int) -> int:
    """How much less the orders begun by stop k could cost at other times."""
    return outlook.sums[k].saved if k >= 0 else wide(0)


@kernel
def empty_through(outlook: Outlook, route: int, k: int) -> int:
    """Empty metres up to stop k."""
    return wide(outlook.stops[route, k].empty_m) if k >= 0 else wide(0)


@kernel
def note_ends(data: Data, plan: Plan, outlook: Outlook, route: int, length: int, k: int) -> None:
    """The gap's two ends: where, when, and who is aboard."""
    row, gap, stop, sums = data.routes[route], outlook.gaps[route, k], outlook.stops[route, k], outlook.sums
    gap.before, gap.ready = place_row(data, row.start_place), row.start
    gap.load, gap.groups, gap.fits, gap.later = wide(0), wide(0), ALL_LAYOUTS, ALL_LAYOUTS
    if k > 0:
        at = plan.at[route, k - 1]
        gap.before, gap.ready = place_row(data, sums[k - 1].place), at.ready
        gap.load, gap.groups, gap.fits, gap.later = at.load, at.groups, at.layouts_before, at.layouts_after
    if k == row.frozen:
        gap.ready = max(gap.ready, outlook.routes[route].available)
    gap.after = place_row(data, sums[k].place)
    gap.early, gap.latest, gap.service = stop.early, stop.latest, stop.service
    outlook.latest[route, k] = stop.latest
    gap.closed = plan.at[route, k].closed if k < length else 0


@kernel
def note_sums(outlook: Outlook, route: int, k: int) -> None:
    """The legs before the gap, over it, and of the order that is open there."""
    gap, stops, sums = outlook.gaps[route, k], outlook.stops[route], outlook.sums
    leg = sums[k]
    gap.inside, gap.leg_s, gap.leg_m = leg.inside, leg.seconds, leg.metres
    gap.past_s = gap.past_m = gap.head_s = gap.head_m = gap.tail_s = gap.tail_m = 0
    if k > 0:
        gap.past_s, gap.past_m = sums[k - 1].whole_s, sums[k - 1].whole_m
    if leg.inside != 0:
        before, first, last = sums[k - 1], sums[stops[k - 1].begin], sums[stops[k].end]
        gap.head_s = before.order_s - first.order_s + first.service
        gap.head_m = before.order_m - first.order_m
        gap.tail_s = leg.service + last.order_s - leg.order_s
        gap.tail_m = last.order_m - leg.order_m


@kernel
def note_prices(data: Data, outlook: Outlook, route: int, length: int, k: int) -> None:
    """What the present run pays before and after the gap, as far as a new ride would change it.

    Orders that are only moved in time count as cheap as they could be.
    """
    tariff, gap, stops = data.tariffs[data.routes[route].tariff], outlook.gaps[route, k], outlook.stops[route]
    loose, first, last = wide(outlook.routes[route].loose), wide(k), wide(k - 1)
    gap.nearing = tariff.approach / 1000.0
    gap.onward = (tariff.back if k == length else tariff.approach) / 1000.0
    if gap.inside != 0:
        first, last = wide(stops[k - 1].begin), wide(stops[k].end)
        gap.nearing = gap.onward = 0.0
    empty = empty_through(outlook, route, k - 1) * (tariff.approach / 1000.0)
    gap.head_price = paid_through(outlook, route, first - 1) + empty
    if loose < first:
        gap.head_price -= saved_through(outlook, first - 1) - saved_through(outlook, loose - 1)
    gap.tail_price = saved_through(outlook, last) - saved_through(outlook, length - 1)
    gap.tail_price -= paid_through(outlook, route, last) + empty
    if length > 0:
        gap.tail_price -= gap.onward * gap.leg_m


@kernel
def note_rooms(data: Data, plan: Plan, outlook: Outlook, route: int, length: int) -> None:
    """How much longer each rider may sit, in every gap on the way."""
    requests, sums = data.requests.shape[0], outlook.sums
    for k in range(length + 1):
        outlook.gaps[route, k].room_s = FAR
    for k in range(length):
        index = plan.stops[route, k]
        if index < requests:
            continue
        begin = plan.position[index - requests]
        seated_s = sums[k].whole_s - sums[k].service - sums[begin].whole_s
        room_s = data.nodes[index].ride_limit - seated_s
        for gap in range(begin + 1, k + 1):
            outlook.gaps[route, gap].room_s = min(wide(outlook.gaps[route, gap].room_s), room_s)


@kernel
def note_gaps(data: Data, plan: Plan, outlook: Outlook, route: int, length: int) -> None:
    """Write down every gap of the route."""
    for k in range(length + 1):
        note_ends(data, plan, outlook, route, length, k)
        note_sums(outlook, route, k)
        note_prices(data, outlook, route, length, k)
    note_rooms(data, plan, outlook, route, length)
