"""The factors of cost: C = sum over segments of N · s · d · (1/o) · I · r.

N trips in all, s the segment's share of them, d metres a trip, o pooling (person metres over vehicle
metres), I the contract's index level, r the price of a vehicle metre in the index's base prices.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final

import numpy as np
from numpy.typing import NDArray


class Factor(StrEnum):
    """One reason for a change of cost, in the order in which they are shown."""

    VOLUME = "volume"
    MIX = "mix"
    DISTANCE = "distance"
    POOLING = "pooling"
    INDEX = "index"
    PRICE = "price"


FACTORS: Final = tuple(Factor)


def form_factors(
    counts: tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]],
    index: NDArray[np.float64],
    comparable: NDArray[np.bool_],
) -> NDArray[np.float64]:
    """The factors' levels: an array of factors by the figures' own shape (periods by segments).

    `counts` are trips, person metres, vehicle metres and öre. Segments that are not comparable get ones,
    and weigh nothing because their cost is left out.
    """
    trips, person_m, vehicle_m, cost_ore = (np.where(comparable, one, 1).astype(np.float64) for one in counts)
    total = np.where(comparable, counts[0], 0).sum(axis=-1, keepdims=True).astype(np.float64)
    total = np.broadcast_to(np.maximum(total, 1.0), trips.shape)
    level = np.where(comparable, index, 1.0)
    return np.stack(
        [
            total,
            trips / total,
            person_m / trips,
            vehicle_m / person_m,
            level,
            cost_ore / (vehicle_m * level),
        ]
    )
