"""A change as a report prints it: what it implies, how wide rounding makes that, and that it proves nothing.

`-11 % trips, -6 % cost, -2 Mkr` is one pair of figures. It implies a base and a price a trip, and allows no
verdict on what caused the change.
"""

from __future__ import annotations

from dataclasses import dataclass

from skjuts.core.followup.decomposition import Split, UnitCostMethod, split_change
from skjuts.core.followup.errors import ImpossibleFigure
from skjuts.core.followup.evaluation.effect import Estimate
from skjuts.core.followup.evaluation.verdict import EffectVerdict, describe_only

EVERYTHING = 100


@dataclass(frozen=True, slots=True)
class PrintedFigure:
    """A number as printed; `decimals` say how much rounding may hide, None that it is exact."""

    value: float
    decimals: int | None = 0

    @property
    def sides(self) -> tuple[float, float]:
        """The least and the most that the number can have been."""
        half = 0.0 if self.decimals is None else 0.5 * 10.0**-self.decimals
        return self.value - half, self.value + half


@dataclass(frozen=True, slots=True)
class ReportedChange:
    """Changes of trips and cost in per cent, and of cost in an amount, with the population as stated."""

    trips_percent: PrintedFigure
    cost_percent: PrintedFigure
    amount: PrintedFigure
    unit: str
    population: str


@dataclass(frozen=True, slots=True)
class Implication:
    """What the printed figures imply: the base, the change of cost a trip, the split, and the verdict."""

    base: Estimate
    unit_cost_percent: Estimate
    split: Split
    verdict: EffectVerdict


def read_implication(change: ReportedChange, method: UnitCostMethod = UnitCostMethod.LMDI) -> Implication:
    """Work out what a reported change implies, with every rounding the printed figures allow.

    Raises `ImpossibleFigure` when cost may not have changed at all, for then no base follows, and when no
    trips may be left, for then no trip has a price.
    """
    costs, amounts, trips = change.cost_percent.sides, change.amount.sides, change.trips_percent.sides
    if costs[0] * costs[1] <= 0 or amounts[0] * amounts[1] <= 0 or costs[0] * amounts[0] < 0:
        raise ImpossibleFigure("Kostnadens förändring i procent och i kronor säger inte samma sak.")
    if trips[0] <= -EVERYTHING:
        raise ImpossibleFigure("Alla resor kan inte ha försvunnit.")
    bases = sorted(100 * amount / cost for amount in amounts for cost in costs)
    ratios = sorted((100 + cost) / (100 + count) for cost in costs for count in trips)
    base = 100 * change.amount.value / change.cost_percent.value
    ratio = (100 + change.cost_percent.value) / (100 + change.trips_percent.value)
    after = 1 + change.trips_percent.value / 100
    return Implication(
        Estimate(base, bases[0], bases[-1]),
        Estimate(*(100 * (one - 1) for one in (ratio, ratios[0], ratios[-1]))),
        split_change((base, base + change.amount.value), (1.0, after), method),
        describe_only(_tell(change)),
    )


def _tell(change: ReportedChange) -> str:
    def write(figure: PrintedFigure) -> str:
        return f"{figure.value:+.{figure.decimals or 0}f}".replace(".", ",").replace("-", "\u2212")

    return (
        f"Antalet resor ändrades med {write(change.trips_percent)} procent och kostnaden med "
        f"{write(change.cost_percent)} procent ({write(change.amount)} {change.unit}), {change.population}."
    )
