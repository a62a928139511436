"""The shortest decomposition: trips and cost a trip, as when a report prints nothing more.

Three methods, because papers use all of them: two that treat both factors alike, and the one that moves
volume first and leaves the cross term with the price.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from skjuts.core.followup.decomposition.logarithmic_mean import share_by_logarithmic_mean
from skjuts.core.followup.decomposition.shapley import share_by_shapley
from skjuts.core.followup.errors import ImpossibleFigure


class UnitCostMethod(StrEnum):
    """How the change is divided on two factors."""

    LMDI = "lmdi"
    SHAPLEY = "shapley"
    LASPEYRES = "laspeyres"


@dataclass(frozen=True, slots=True)
class Split:
    """A change of cost in the unit in which cost was given; the two parts add up to it."""

    volume: float
    unit_cost: float
    unit_cost_ratio: float


def split_change(
    cost: tuple[float, float], trips: tuple[float, float], method: UnitCostMethod = UnitCostMethod.LMDI
) -> Split:
    """Divide a change of cost, (before, after), on trips and cost a trip.

    Raises `ImpossibleFigure` unless all four are above zero.
    """
    if min(*cost, *trips) <= 0:
        raise ImpossibleFigure("Kostnader och antal måste vara över noll.")
    before, after = (np.array([count, money / count]) for money, count in zip(cost, trips, strict=True))
    if method is UnitCostMethod.LASPEYRES:
        volume = float((after[0] - before[0]) * before[1])
        shares = (volume, cost[1] - cost[0] - volume)
    else:
        sharer = share_by_shapley if method is UnitCostMethod.SHAPLEY else share_by_logarithmic_mean
        shares = (float(sharer(before, after)[0]), float(sharer(before, after)[1]))
    return Split(shares[0], shares[1], float(after[1] / before[1]))
