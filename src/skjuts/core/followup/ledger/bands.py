"""Distance bands: where long trips begin is a choice, and shown as one."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from skjuts.core.followup.errors import ImpossibleFigure

METRES_A_KM: Final = 1000


@dataclass(frozen=True, slots=True)
class DistanceBands:
    """Upper limits in whole kilometres, each included in its band; beyond the last is a band of its own."""

    limits_km: tuple[int, ...] = (10, 30, 60, 100, 200)

    def __post_init__(self) -> None:
        """Refuse limits that do not rise."""
        if not self.limits_km or any(a >= b for a, b in pairwise((0, *self.limits_km))):
            raise ImpossibleFigure("Avståndsgränserna ska stiga och vara över noll.", field="limits_km")

    @property
    def names(self) -> tuple[str, ...]:
        """The bands as people say them, nearest first: `0–10 km`, `över 200 km`."""
        between = [f"{low}–{high} km" for low, high in pairwise((0, *self.limits_km))]
        return (*between, f"över {self.limits_km[-1]} km")

    def place(self, km: int) -> int:
        """The band (from 0) of a distance in whole kilometres, rounded up."""
        return sum(km > limit for limit in self.limits_km)
