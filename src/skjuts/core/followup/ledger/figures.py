"""A row of the ledger's answers as figures: what a trip and a kilometre cost, and how pooled rides were."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from skjuts.core.followup.decomposition import SegmentMonths
from skjuts.core.followup.ledger.bands import DistanceBands
from skjuts.core.followup.months import Month

METRES_A_KM: Final = 1000


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
    def ore_a_km(self) -> float | None:
        """Öre a kilometre that a rider was taken."""
        return self.cost_ore * METRES_A_KM / self.person_m if self.person_m else None

    @property
    def pooling(self) -> float | None:
        """Person metres over vehicle metres: 1 is everyone alone, 2 is two in every car."""
        return self.person_m / self.vehicle_m if self.vehicle_m else None

    @property
    def invoiced_share(self) -> float | None:
        """How much of the trips has been invoiced."""
        return self.invoiced_trips / self.trips if self.trips else None

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


def add_figures(rows: Iterable[Mapping[str, Any]]) -> Figures:
    """The measures of some rows together."""
    return sum((read_figures(row) for row in rows), NOTHING)


def form_segments(
    rows: Iterable[Mapping[str, Any]],
    months: tuple[Month, ...],
    bands: DistanceBands,
    levels: Mapping[str, Mapping[Month, float]] | None = None,
) -> SegmentMonths:
    """The rows of `list_segments` as arrays of months by segments; a segment without trips is nought.

    `levels` are the contracts' index levels by month; a contract without any stays at 1, and its index
    changes are then part of its price.
    """
    kept = [row for row in rows if row["month"] in months]
    keys = sorted({_key(row) for row in kept})
    places = {key: place for place, key in enumerate(keys)}
    at = {month: place for place, month in enumerate(months)}
    counts = np.zeros((4, len(months), len(keys)), dtype=np.int64)
    for row in kept:
        cell = (slice(None), at[row["month"]], places[_key(row)])
        counts[cell] = (row["trips"], row["person_m"], row["vehicle_m"], row["cost_ore"])
    known = levels or {}
    index = np.array([[known.get(key[3], {}).get(month, 1.0) for key in keys] for month in months])
    names = tuple(
        f"{mode}, {bands.names[band]}, {category}, {contract}" for mode, band, category, contract in keys
    )
    levels_by_cell = index.reshape(len(months), len(keys))
    return SegmentMonths(months, names, counts[0], counts[1], counts[2], counts[3], levels_by_cell)


def _key(row: Mapping[str, Any]) -> tuple[str, int, str, str]:
    return row["travel_mode"], row["band"], row["category"], row["contract"]
