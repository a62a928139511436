"""A period's trips and money by segment: what a change of cost is decomposed from.

A segment is a mode, a distance band and a category under one contract. Counts, metres and öre are whole;
the contract's index level is a ratio to its base.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from skjuts.core.followup.errors import ImpossibleFigure, UnequalFigures
from skjuts.core.followup.months import Month


@dataclass(frozen=True, slots=True)
class SegmentPeriod:
    """One period's figures, each an array with one value a segment.

    `person_m` is how far the riders went, `vehicle_m` their shares of how far the vehicles went; the
    ratio of their sums is the pooling. `index` is the level that the contract's price has reached.
    """

    names: tuple[str, ...]
    trips: NDArray[np.int64]
    person_m: NDArray[np.int64]
    vehicle_m: NDArray[np.int64]
    cost_ore: NDArray[np.int64]
    index: NDArray[np.float64]

    def __post_init__(self) -> None:
        _require_possible(
            len(self.names), (self.trips, self.person_m, self.vehicle_m, self.cost_ore), self.index
        )


@dataclass(frozen=True, slots=True)
class SegmentMonths:
    """The same figures for a run of months: each an array of months by segments."""

    months: tuple[Month, ...]
    names: tuple[str, ...]
    trips: NDArray[np.int64]
    person_m: NDArray[np.int64]
    vehicle_m: NDArray[np.int64]
    cost_ore: NDArray[np.int64]
    index: NDArray[np.float64]

    def __post_init__(self) -> None:
        counts = (self.trips, self.person_m, self.vehicle_m, self.cost_ore)
        _require_possible(len(self.names), counts, self.index)
        if any(len(one) != len(self.months) for one in (*counts, self.index)):
            raise UnequalFigures(field="months")

    def add_up(self, places: Sequence[int]) -> SegmentPeriod:
        """The months at these places as one period; the index level is weighted by vehicle metres."""
        chosen = list(places)
        vehicle_m = self.vehicle_m[chosen]
        metres = vehicle_m.sum(axis=0)
        weighted = (vehicle_m * self.index[chosen]).sum(axis=0)
        plain = self.index[chosen].mean(axis=0)
        return SegmentPeriod(
            self.names,
            self.trips[chosen].sum(axis=0),
            self.person_m[chosen].sum(axis=0),
            metres,
            self.cost_ore[chosen].sum(axis=0),
            np.where(metres > 0, weighted / np.maximum(metres, 1), plain),
        )


def _require_possible(
    segments: int, counts: tuple[NDArray[np.int64], ...], index: NDArray[np.float64]
) -> None:
    if any(one.shape != index.shape for one in counts) or index.shape[-1] != segments:
        raise UnequalFigures(field="names")
    if any((one < 0).any() for one in counts):
        raise ImpossibleFigure("Antal, sträckor och kostnader kan inte vara negativa.")
    if not np.isfinite(index).all() or (index <= 0).any():
        raise ImpossibleFigure("Ett indexläge måste vara ett tal över noll.", field="index")
