"""Write down the outlook of a route: early times, least legs, and what its orders cost.

`survey_route` reads nothing but the route in the plan; it is run whenever one changes.
"""

from __future__ import annotations

from skjuts.core.network.slowdown import LAST_QUARTER, QUARTER_S
from skjuts.core.planning.insertion.arrays import Outlook
from skjuts.core.planning.insertion.gaps import note_gaps
from skjuts.core.planning.search.arrays import FAR, NOBODY, Data, Plan, Scratch
from skjuts.core.planning.search.kernel import kernel, wide
from skjuts.core.planning.search.price import metres, order_price, price_route, rate, seconds
from skjuts.core.planning.search.route import load_sequence
from skjuts.core.planning.search.schedule import reach, schedule


@kernel
def quarter(time_s: int) -> int:
    """The quarter of the day that counts at a time."""
    return min(max(time_s // QUARTER_S, 0), LAST_QUARTER)


@kernel
def least_seconds(data: Data, place: int, free_s: int, begin_s: int, end_s: int) -> int:
    """Least time that a journey can take which leaves `place` and lies between two times."""
    if data.work.shape[0] == 0 or free_s == 0:
        return free_s
    zone = data.zones[place]
    fastest = wide(1)
    for k in range(quarter(begin_s), quarter(max(begin_s, end_s)) + 1):
        fastest = max(fastest, data.work[zone, 1, k])
    return (free_s * 1000 + fastest - 1) // fastest


@kernel
def note_times(data: Data, plan: Plan, scratch: Scratch, outlook: Outlook, route: int, length: int) -> None:
    """The earliest times, breaks left out: no insertion makes a stop earlier than that."""
    for k in range(length):
        node, stop, at = data.nodes[scratch.sequence[k]], outlook.stops[route, k], plan.at[route, k]
        outlook.sums[k].place, outlook.sums[k].service = node.place, node.service
        stop.service, stop.due, stop.early, stop.latest = node.service, node.due, at.start, at.latest
    row, home = data.routes[route], outlook.stops[route, length]
    outlook.sums[length].place, outlook.sums[length].service = row.end_place, 0
    home.service, home.due, home.early, home.start, home.latest = 0, FAR, 0, 0, row.end


@kernel
def note_legs(data: Data, plan: Plan, scratch: Scratch, outlook: Outlook, route: int, length: int) -> None:
    """Metres and least seconds of each leg, and their sums inside and outside orders."""
    row = data.routes[route]
    place, ready = row.start_place, wide(row.start)
    order_s = order_m = whole_s = whole_m = empty_m = wide(0)
    for k in range(length + 1):
        stop, leg = outlook.stops[route, k], outlook.sums[k]
        inside = k > 0 and k < length and plan.at[route, k - 1].aboard > 0
        if k < length and data.nodes[scratch.sequence[k]].hold >= 0:
            inside = True
        leg.inside, leg.metres = 1 if inside else 0, metres(data, place, leg.place)
        leg.seconds = least_seconds(data, place, seconds(data, place, leg.place), ready, wide(stop.latest))
        stop.seconds = leg.seconds
        whole_s, whole_m = whole_s + leg.seconds + leg.service, whole_m + leg.metres
        order_s += leg.service
        if inside:
            order_s, order_m = order_s + leg.seconds, order_m + leg.metres
        elif k < length:
            empty_m += leg.metres
        leg.order_s, leg.order_m, leg.whole_s, leg.whole_m = order_s, order_m, whole_s, whole_m
        stop.empty_m, place = empty_m, leg.place
        if k < length:
            ready = wide(plan.at[route, k].ready)


@kernel
def waiting_to(data: Data, scratch: Scratch, k: int) -> int:
    """How long the vehicle of the scheduled sequence waits with an order open before stop k."""
    before, node = data.nodes[scratch.sequence[k - 1]], data.nodes[scratch.sequence[k]]
    ready = scratch.start[k - 1] + before.service
    return scratch.start[k] - reach(data, before.place, node.place, ready)


@kernel
def note_order(data: Data, scratch: Scratch, outlook: Outlook, route: int, first: int, last: int) -> None:
    """The price of the order from stop `first` to stop `last`, and the least it could be."""
    sums = outlook.sums
    waiting = visiting = wide(0)
    for k in range(first + 1, last + 1):
        waiting += waiting_to(data, scratch, k)
        visiting += max(data.nodes[scratch.sequence[k]].hold - sums[k].seconds, wide(0))
    tariff = data.routes[route].tariff
    loaded = sums[last].order_m - sums[first].order_m
    span = scratch.start[last] + sums[last].service - scratch.start[first]
    least_s = sums[last].order_s - sums[first].order_s + sums[first].service
    price = order_price(data, tariff, loaded, span - waiting, waiting)
    spare = price - order_price(data, tariff, loaded, least_s, min(visiting, waiting))
    paid = saved = wide(0)
    if first > 0:
        paid, saved = wide(outlook.stops[route, first - 1].paid), sums[first - 1].saved
    for k in range(first, last + 1):
        stop = outlook.stops[route, k]
        stop.begin, stop.end, stop.paid, sums[k].saved = first, last, paid + price, saved + spare


@kernel
def late_price(data: Data, due_s: int, time_s: int) -> int:
    """What a start at `time_s` costs in lateness."""
    return rate(time_s - due_s, data.terms[0], 60) if time_s > due_s else wide(0)


@kernel
def note_extras(data: Data, scratch: Scratch, outlook: Outlook, route: int, length: int) -> None:
    """What lateness and changes of vehicle cost, stop by stop."""
    total = wide(0)
    for k in range(length):
        index, stop = scratch.sequence[k], outlook.stops[route, k]
        total += late_price(data, stop.due, scratch.start[k])
        if index < data.requests.shape[0]:
            total += change_price(data, route, index)
        stop.extra = total


@kernel
def change_price(data: Data, route: int, request: int) -> int:
    """What it costs that the rider was published with another vehicle."""
    published = data.requests[request].published
    if published == NOBODY or published == data.routes[route].vehicle:
        return wide(0)
    return data.terms[1]


@kernel
def lateness_of_breaks(data: Data, outlook: Outlook, route: int, length: int) -> int:
    """The lateness that would vanish if the breaks came after everybody."""
    total = wide(0)
    for k in range(outlook.routes[route].gap, length):
        stop = outlook.stops[route, k]
        total += late_price(data, stop.due, stop.start) - late_price(data, stop.due, stop.early)
    return total


@kernel
def note_orders(data: Data, scratch: Scratch, outlook: Outlook, route: int, length: int) -> None:
    """The price of every order at its present times, and which of them may move earlier."""
    row, about = data.routes[route], outlook.routes[route]
    schedule(data, scratch, route, length)
    for k in range(length):
        outlook.stops[route, k].start = scratch.start[k]
    price_route(data, scratch, route, length)
    note_extras(data, scratch, outlook, route, length)
    if row.breaks > 0:
        about.gap = about.loose = scratch.gaps[0]
        about.extra = lateness_of_breaks(data, outlook, route, length)
    if row.max_duration < FAR:
        about.loose = 0
    first = 0
    for k in range(length):
        if outlook.sums[k + 1].inside == 0:
            note_order(data, scratch, outlook, route, first, k)
            first = k + 1


@kernel
def survey_route(data: Data, plan: Plan, scratch: Scratch, outlook: Outlook, route: int) -> None:
    """Write down everything that a quote wants to know of a route."""
    length = load_sequence(plan, scratch, route)
    about, guarantee = outlook.routes[route], data.tariffs[data.routes[route].tariff].guarantee
    about.loose, about.gap, about.extra = FAR, 0, 0
    about.covered = max(guarantee - plan.bare[route], wide(0))
    about.spare = max(plan.bare[route] - guarantee, wide(0))
    note_times(data, plan, scratch, outlook, route, length)
    note_legs(data, plan, scratch, outlook, route, length)
    if length > 0:
        note_orders(data, scratch, outlook, route, length)
    note_gaps(data, plan, outlook, route, length)
