"""What a route costs under its contract: `core.tariffs.contract.price_run`, compiled."""

from __future__ import annotations

from typing import NamedTuple

from skjuts.core.planning.search.arrays import FAR, NOBODY, NOWHERE, Data, Scratch
from skjuts.core.planning.search.kernel import kernel, wide
from skjuts.core.planning.search.schedule import reach, tighten


class Price(NamedTuple):
    """A route's price: the contract's before the guarantee, and what promises broken cost."""

    bare: int
    extra: int


@kernel
def metres(data: Data, a: int, b: int) -> int:
    """Metres between two places; nothing to or from NOWHERE."""
    if a == NOWHERE or b == NOWHERE:
        return wide(0)
    return wide(data.legs[a, b, 1])


@kernel
def seconds(data: Data, a: int, b: int) -> int:
    """Free-flow seconds between two places; none to or from NOWHERE."""
    if a == NOWHERE or b == NOWHERE:
        return wide(0)
    return wide(data.legs[a, b, 0])


@kernel
def rate(quantity: int, price: int, per: int) -> int:
    """`quantity` × `price` / `per`, rounded half up."""
    return (quantity * price + per // 2) // per


@kernel
def order_price(data: Data, tariff: int, loaded_m: int, busy_s: int, waiting_s: int) -> int:
    """One order's price: start, metres band by band, minutes and waiting, at least the minimum."""
    row = data.tariffs[tariff]
    total = row.start + rate(busy_s, row.minute, 60) + rate(waiting_s, row.waiting, 60)
    for k in range(row.bands):
        upper = loaded_m if k + 1 == row.bands else min(loaded_m, row.band_from[k + 1])
        total += rate(max(wide(0), upper - row.band_from[k]), row.band_rate[k], 1000)
    return max(total, row.minimum)


@kernel
def sum_orders(data: Data, scratch: Scratch, route: int, length: int) -> int:
    """The price of all orders and empty legs, from `scratch.start`."""
    requests = data.requests.shape[0]
    row = data.routes[route]
    total = approach = loaded = waiting = wide(0)
    begun = wide(0)
    aboard = 0
    place = row.start_place
    ready = wide(0)
    for k in range(length):
        index = scratch.sequence[k]
        node = data.nodes[index]
        if aboard == 0 and node.hold < 0:
            approach += metres(data, place, node.place)
            begun = scratch.start[k]
            loaded = waiting = wide(0)
        else:
            loaded += metres(data, place, node.place)
            waiting += scratch.start[k] - reach(data, place, node.place, ready)
        aboard += 1 if index < requests else -1
        place = node.place
        ready = scratch.start[k] + node.service
        held = k + 1 < length and data.nodes[scratch.sequence[k + 1]].hold >= 0
        if aboard == 0 and not held:
            total += order_price(data, row.tariff, loaded, ready - begun - waiting, waiting)
    tariff = data.tariffs[row.tariff]
    back = rate(metres(data, place, row.end_place), tariff.back, 1000)
    return total + rate(approach, tariff.approach, 1000) + back + row.entry


@kernel
def sum_extras(data: Data, scratch: Scratch, route: int, length: int) -> int:
    """Lateness at the reference sides and riders moved from their published vehicle."""
    requests = data.requests.shape[0]
    vehicle = data.routes[route].vehicle
    total = wide(0)
    for k in range(length):
        index = scratch.sequence[k]
        due = data.nodes[index].due
        if due < FAR and scratch.start[k] > due:
            total += rate(scratch.start[k] - due, data.terms[0], 60)
        if index < requests:
            published = data.requests[index].published
            if published != NOBODY and published != vehicle:
                total += data.terms[1]
    return total


@kernel
def price_route(data: Data, scratch: Scratch, route: int, length: int) -> Price:
    """Price the scheduled sequence; moves it to its comfortable schedule when waiting is paid."""
    if length == 0:
        return Price(wide(0), wide(0))
    tariff = data.tariffs[data.routes[route].tariff]
    if tariff.waiting > 0 or (tariff.minute > 0 and data.work.shape[0] > 0):
        tighten(data, scratch, length)
    bare = sum_orders(data, scratch, route, length)
    return Price(bare, sum_extras(data, scratch, route, length))


@kernel
def total_price(data: Data, route: int, price: Price) -> int:
    """A route's whole price: at least its guarantee, and the extras."""
    return max(price.bare, data.tariffs[data.routes[route].tariff].guarantee) + price.extra
