"""What a place for a request may cost: an estimate from the legs that change.

Estimates choose what is judged exactly, and are exact themselves where a tariff only adds up legs.
"""

from __future__ import annotations

from typing import NamedTuple

from skjuts.core.planning.search.arrays import Data, Plan, Scratch
from skjuts.core.planning.search.kernel import kernel
from skjuts.core.planning.search.price import metres, seconds

NO_PRICE = 1e18
"""Dearer than any estimate."""


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
