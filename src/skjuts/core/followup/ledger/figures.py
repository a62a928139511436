"""A row of the ledger's answers as figures: what a trip cost, and how pooled rides were."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from skjuts.core.followup.decomposition import SegmentMonths
from skjuts.core.followup.ledger.bands import DistanceBands
from skjuts.core.followup.ledger.segments import Segment
from skjuts.core.followup.months import Month


@dataclass(frozen=True, slots=True)
class Figures:
    """Summed measures and the ratios that follow; a ratio with nothing to divide by is None, never nought."""

    trips: int
    invoiced_trips: int
    person_m: int
    vehicle_m: int
    cost_ore: int

    @property
    def ore_a_trip(self) -> float | None:
        """Öre a trip, over the trips that have been invoiced."""
        return self.cost_ore / self.invoiced_trips if self.invoiced_trips else None

    @property
    def pooling(self) -> float | None:
        """Person metres over vehicle metres: 1 is everyone alone, 2 is two in every car."""
        return self.person_m / self.vehicle_m if self.vehicle_m else None

    def __add__(self, other: Figures) -> Figures:
        return Figures(
            self.trips + other.trips,
            self.invoiced_trips + other.invoiced_trips,
            self.person_m + other.person_m,
            self.vehicle_m + other.vehicle_m,
            self.cost_ore + other.cost_ore,
        )


NOTHING: Final = Figures(0, 0, 0, 0, 0)


def read_figures(row: Mapping[str, Any]) -> Figures:
    """The measures of an answer's row."""
    return Figures(row["trips"], row["invoiced_trips"], row["person_m"], row["vehicle_m"], row["cost_ore"])


def form_segments(
    segments: Sequence[Segment],
    months: tuple[Month, ...],
    bands: DistanceBands,
    levels: Mapping[str, Mapping[Month, float]] | None = None,
) -> SegmentMonths:
    """The segments of `merge_thin_segments` as arrays of months by segments, in their order.

    `levels` are the contracts' index levels by month; a contract without any stays at 1, and its index
    changes are then part of its price.
    """
    shape = len(segments), len(months)
    measures = ("trips", "person_m", "vehicle_m", "cost_ore")
    trips, person_m, vehicle_m, cost_ore = (
        np.array([getattr(one, name) for one in segments], dtype=np.int64).reshape(shape).T
        for name in measures
    )
    known = levels or {}
    index = [[known.get(one.contract, {}).get(month, 1.0) for month in months] for one in segments]
    return SegmentMonths(
        months,
        tuple(one.write_name(bands) for one in segments),
        trips,
        person_m,
        vehicle_m,
        cost_ore,
        np.array(index, dtype=np.float64).reshape(shape).T,
    )
