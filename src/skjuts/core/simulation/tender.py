"""What each demand of a tender costs, tried on past trips."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from skjuts.core.simulation.plans.changes import Change
from skjuts.core.simulation.plans.past_day import DayFigures
from skjuts.core.simulation.plans.summing import Paired, measure_paired
from skjuts.core.simulation.plans.variation import Variation

WITHOUT = "utan_krav"


@dataclass(frozen=True, slots=True)
class Demand:
    """One demand: what bidders would read, and what it changes in how days can be driven."""

    id: str
    text: str
    change: Change


@dataclass(frozen=True, slots=True)
class PricedDemand:
    """A demand with what it alone costs a day, and what it costs on top of all the others."""

    demand: Demand
    alone: Paired
    last: Paired


def list_variations(demands: Sequence[Demand]) -> tuple[Variation, ...]:
    """The ways to plan: without demands, with each alone, with all, and with all but each.

    Demands lean on each other, so a price alone and a price on top are both told.
    """
    every = tuple(one.change for one in demands)
    return (
        Variation(WITHOUT, "Utan krav"),
        *(Variation(_alone(one), one.text, (one.change,)) for one in demands),
        Variation(ALL, "Alla krav", every),
        *(Variation(_but(one), f"Alla utom: {one.text}", _leave_out(demands, one)) for one in demands),
    )


ALL = "alla_krav"


def price_demands(demands: Sequence[Demand], figures: Sequence[DayFigures]) -> tuple[PricedDemand, ...]:
    """Each demand priced on the days that were planned in the ways above, the dearest alone first."""
    priced = [
        PricedDemand(
            one,
            measure_paired(figures, _alone(one), WITHOUT),
            measure_paired(figures, ALL, _but(one)),
        )
        for one in demands
    ]
    return tuple(sorted(priced, key=lambda one: -one.alone.mean_ore))


def _leave_out(demands: Sequence[Demand], one: Demand) -> tuple[Change, ...]:
    return tuple(other.change for other in demands if other is not one)


def _alone(one: Demand) -> str:
    return f"bara_{one.id}"


def _but(one: Demand) -> str:
    return f"utom_{one.id}"
