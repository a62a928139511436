"""A change of cost divided on its reasons, to the last öre, with new and ended segments apart.

A segment is comparable when it had trips, metres and cost in both periods; tiny made-up constants in place
of zeros would let an ended contract look like a price cut. What is not comparable is shown by its cost.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from skjuts.core.followup.decomposition.exact_parts import round_to_total
from skjuts.core.followup.decomposition.factors import FACTORS, Factor, form_factors
from skjuts.core.followup.decomposition.logarithmic_mean import share_by_logarithmic_mean
from skjuts.core.followup.decomposition.segments import SegmentMonths, SegmentPeriod
from skjuts.core.followup.decomposition.shapley import share_by_shapley
from skjuts.core.followup.errors import TooFewMonths, UnequalFigures


class Method(StrEnum):
    """How the shares are formed. Both add up exactly; Shapley's is the cross-check."""

    LMDI = "lmdi"
    SHAPLEY = "shapley"


SHARERS = {Method.LMDI: share_by_logarithmic_mean, Method.SHAPLEY: share_by_shapley}


@dataclass(frozen=True, slots=True)
class Step:
    """One bar of the waterfall: a reason and how much it moved the cost."""

    name: str
    change_ore: int


@dataclass(frozen=True, slots=True)
class Decomposition:
    """A change of cost and its reasons; `by_factor`, `new_ore` and `ended_ore` add up to `change_ore`.

    `by_segment` holds the unrounded shares, factors by segments; what is not comparable has zeros there, and
    its change in `apart_ore`, where what is comparable has zeros.
    """

    names: tuple[str, ...]
    method: Method
    before_ore: int
    after_ore: int
    by_factor: dict[Factor, int]
    new_ore: int
    ended_ore: int
    by_segment: NDArray[np.float64]
    comparable: NDArray[np.bool_]
    apart_ore: NDArray[np.int64]

    @property
    def change_ore(self) -> int:
        """What there is to explain."""
        return self.after_ore - self.before_ore

    def list_steps(self) -> list[Step]:
        """The bars in the order in which they are shown."""
        apart = [Step("new", self.new_ore), Step("ended", self.ended_ore)]
        return [Step(factor.value, self.by_factor[factor]) for factor in FACTORS] + apart

    def list_segments(self, factor: Factor) -> list[tuple[str, float]]:
        """The segments behind one factor's share, the largest first whatever its sign."""
        shares = self.by_segment[FACTORS.index(factor)]
        order = np.argsort(-np.abs(shares), kind="stable")
        return [(self.names[place], float(shares[place])) for place in order]


def decompose(before: SegmentPeriod, after: SegmentPeriod, method: Method = Method.LMDI) -> Decomposition:
    """Divide the change between two periods of the same segments.

    Raises `UnequalFigures` when the segments differ.
    """
    if before.names != after.names:
        raise UnequalFigures(field="names")
    figures = [
        np.stack([getattr(before, name), getattr(after, name)])
        for name in ("trips", "person_m", "vehicle_m", "cost_ore", "index")
    ]
    months = SegmentMonths((0, 1), before.names, *figures)
    return decompose_months(months, 1, method)[0]


def decompose_months(
    figures: SegmentMonths, apart: int = 1, method: Method = Method.LMDI
) -> list[Decomposition]:
    """Divide the change of every month since `apart` months earlier in the run (12: same month last year).

    Raises `TooFewMonths` when no two months lie that far apart.
    """
    if not 0 < apart < len(figures.months):
        raise TooFewMonths(field="apart")
    halves = [_cut(figures, slice(None, -apart)), _cut(figures, slice(apart, None))]
    comparable = np.logical_and(*(_is_whole(half) for half in halves))
    levels = [form_factors(half[:4], half[4], comparable) for half in halves]
    shares = np.where(comparable, SHARERS[method](*levels), 0.0)
    return [
        _close(figures.names, method, (halves[0][3][place], halves[1][3][place]), part, comparable[place])
        for place, part in enumerate(np.moveaxis(shares, 1, 0))
    ]


type _Half = tuple[
    NDArray[np.int64], NDArray[np.int64], NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]
]


def _cut(figures: SegmentMonths, chosen: slice) -> _Half:
    return (
        figures.trips[chosen],
        figures.person_m[chosen],
        figures.vehicle_m[chosen],
        figures.cost_ore[chosen],
        figures.index[chosen],
    )


def _is_whole(half: _Half) -> NDArray[np.bool_]:
    return (half[0] > 0) & (half[1] > 0) & (half[2] > 0) & (half[3] > 0)


def _close(
    names: tuple[str, ...],
    method: Method,
    costs: tuple[NDArray[np.int64], NDArray[np.int64]],
    shares: NDArray[np.float64],
    comparable: NDArray[np.bool_],
) -> Decomposition:
    """Round one pair's shares to öre that add up, and put what is not comparable beside them."""
    change = costs[1] - costs[0]
    parts = round_to_total(shares.sum(axis=1).tolist(), int(change[comparable].sum()))
    alone = np.where(comparable, 0, change)
    return Decomposition(
        names,
        method,
        int(costs[0].sum()),
        int(costs[1].sum()),
        dict(zip(FACTORS, parts, strict=True)),
        int(alone[alone > 0].sum()),
        int(alone[alone < 0].sum()),
        shares,
        comparable,
        alone,
    )
