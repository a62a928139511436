"""Prices far from what the same contract charges for about as long a way: anomalies, without a rule broken.

Lines of one contract and travel mode are set in order of the vehicle's way. What a line costs a kilometre is
compared with the median of the lines nearest in length, in logarithms; how far lines usually lie from it is
the median of their distances. Source: Hampel, JASA 69 (1974) 383-393; Iglewicz and Hoaglin, How to Detect and
Handle Outliers (1993).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Final

import numpy as np
from numpy.typing import NDArray

from skjuts.core.control.billed import BilledTrip
from skjuts.core.control.finding import BillingFinding, BillingRule, form, write_kronor

PEERS: Final = 50
"""Lines on each side that a line is compared with."""
FEWEST: Final = 30
SPREADS: Final = 6.0
LEAST_FACTOR: Final = 1.5
"""A line that costs less than this many times its peers' median is left in peace, however even they are."""
NORMAL: Final = 1.4826
"""Median distance as the standard deviation of a normal distribution."""

type Numbers = NDArray[np.float64]


def find_prices(lines: Iterable[BilledTrip]) -> Iterator[BillingFinding]:
    """Lines that cost much more than others like them; groups of fewer than `FEWEST` are not tried."""
    kinds: dict[tuple[str, str], list[BilledTrip]] = defaultdict(list)
    for trip in lines:
        if trip.contract and trip.vehicle_m and trip.amount_ore:
            kinds[trip.contract, trip.travel_mode].append(trip)
    for peers in kinds.values():
        if len(peers) >= FEWEST:
            yield from _find_apart(sorted(peers, key=lambda one: (one.vehicle_m or 0, one.id)))


def _find_apart(peers: list[BilledTrip]) -> Iterator[BillingFinding]:
    prices = np.log([one.amount_ore / (one.vehicle_m or 1) for one in peers])
    usual = _find_medians(prices)
    apart = prices - usual
    spread = NORMAL * float(np.median(np.abs(apart)))
    limit = max(SPREADS * spread, float(np.log(LEAST_FACTOR)))
    for place in np.flatnonzero(apart > limit):
        trip = peers[int(place)]
        expected = round(float(np.exp(usual[place])) * (trip.vehicle_m or 1))
        told, wanted = write_kronor(trip.amount_ore), write_kronor(expected)
        reason = f"{told} kr är fakturerade; lika långa resor på avtalet kostar omkring {wanted} kr."
        yield form(BillingRule.PRICE_APART, [trip], trip.amount_ore - expected, reason)


def _find_medians(values: Numbers) -> Numbers:
    """The median of each value and up to `PEERS` on each side of it; the ends repeat their nearest window."""
    width = min(2 * PEERS + 1, len(values) - (len(values) + 1) % 2)
    windows = np.lib.stride_tricks.sliding_window_view(values, width)
    middle = np.median(windows, axis=1)
    before = width // 2
    return np.pad(middle, (before, len(values) - len(middle) - before), mode="edge")
