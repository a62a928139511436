"""The least that an insertion can cost, from the outlook alone.

The metres of the new run are known exactly, and with them starts, kilometres and empty ways. New
legs count at free flow, the others as fast as any hour within reach allows, waiting as none, and
the orders that are only moved in time as cheap as they could be. So no insertion costs less than
its bound, and the cheapest one is found by judging pairs in order of their bounds until the next is
no better. Bounds are reckoned without the contract's roundings, for which ROUNDING makes up.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from skjuts.core.planning.insertion.arrays import RATES, Outlook, Query
from skjuts.core.planning.search.arrays import FAR, Data
from skjuts.core.planning.search.kernel import kernel, wide

ROUNDING = 6
"""Öre by which the roundings of minutes, waiting, three bands and two empty ways can differ in all."""


class Opening(NamedTuple):
    """The new order so far, from its first stop: least seconds, metres, and what else it costs in öre."""

    seconds: int
    metres: int
    price: float


def tabulate_rates(tariffs: NDArray[np.void]) -> NDArray[np.void]:
    """The contracts without roundings."""
    rates = np.zeros(len(tariffs), RATES)
    rates["start"], rates["minimum"] = tariffs["start"], tariffs["minimum"]
    rates["second"], rates["band_rate"] = tariffs["minute"] / 60, tariffs["band_rate"] / 1000
    rates["band_from"] = FAR
    for row, tariff in zip(rates, tariffs, strict=True):
        row["band_from"][: tariff["bands"]] = tariff["band_from"][: tariff["bands"]]
    return rates


@kernel
def least_order(outlook: Outlook, tariff: int, metres: int, seconds: int) -> float:
    """The least price of an order, without waiting."""
    rates = outlook.rates[tariff]
    price = rates.start + rates.second * seconds
    for k in range(3):
        if metres <= rates.band_from[k]:
            break
        price += rates.band_rate[k] * (min(float(metres), rates.band_from[k + 1]) - rates.band_from[k])
    return max(price, rates.minimum)


@kernel
def open_adjacent(outlook: Outlook, query: Query, route: int, i: int, dropoff: int, own_s: int) -> Opening:
    """A pickup in gap i and the ride right to the dropoff at place `dropoff`."""
    gap = outlook.gaps[route, i]
    come, ride = query.ways[gap.before], query.ways[dropoff]
    seconds, metres = own_s + ride.from_pickup_s, wide(ride.from_pickup_m)
    if gap.inside == 0:
        return Opening(seconds, metres, gap.head_price + gap.nearing * come.to_pickup_m)
    seconds, metres = seconds + gap.head_s + come.to_pickup_s, metres + gap.head_m + come.to_pickup_m
    return Opening(seconds, metres, gap.head_price)


@kernel
def open_wide(outlook: Outlook, query: Query, route: int, i: int, own_s: int) -> Opening:
    """A pickup in gap i with the way on to the next stop, less all that lies before that stop."""
    gap = outlook.gaps[route, i]
    come, on = query.ways[gap.before], query.ways[gap.after]
    seconds = own_s + on.from_pickup_s - gap.past_s - gap.leg_s
    metres = wide(on.from_pickup_m) - gap.past_m - gap.leg_m
    if gap.inside == 0:
        return Opening(seconds, metres, gap.head_price + gap.nearing * come.to_pickup_m)
    seconds, metres = seconds + gap.head_s + come.to_pickup_s, metres + gap.head_m + come.to_pickup_m
    return Opening(seconds, metres, gap.head_price)


@kernel
def go_on(outlook: Outlook, query: Query, route: int, j: int, opening: Opening) -> Opening:
    """The wide opening continued to the dropoff in gap j."""
    gap = outlook.gaps[route, j]
    last = query.ways[gap.before]
    seconds = opening.seconds + gap.past_s + last.to_dropoff_s
    metres = opening.metres + gap.past_m + last.to_dropoff_m
    return Opening(seconds, metres, opening.price)


@kernel
def close(data: Data, outlook: Outlook, query: Query, route: int, j: int, opening: Opening) -> float:
    """The least by which the run's price before its guarantee changes, with the dropoff in gap j."""
    gap, tariff = outlook.gaps[route, j], wide(data.routes[route].tariff)
    on, metres, seconds = query.ways[gap.after], opening.metres, opening.seconds
    price = opening.price + gap.tail_price
    if gap.inside == 0:
        price += gap.onward * on.from_dropoff_m
    else:
        metres, seconds = metres + on.from_dropoff_m + gap.tail_m, seconds + on.from_dropoff_s + gap.tail_s
    return least_order(outlook, tariff, metres, seconds) + price


@kernel
def bound(outlook: Outlook, route: int, change: float) -> int:
    """The least by which the plan's price can rise, lateness aside, when the run's changes so much."""
    about = outlook.routes[route]
    return max(wide(np.floor(change)) - ROUNDING - about.covered, -about.spare)
