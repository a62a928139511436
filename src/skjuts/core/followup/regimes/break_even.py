"""How many trips a year it takes before an own fleet is cheaper than buying."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil


@dataclass(frozen=True, slots=True)
class BreakEven:
    """The fewest trips a year that pay the fixed cost; None when no number does."""

    trips: int | None
    cap: int

    @property
    def is_feasible(self) -> bool:
        """Whether the fleet can drive so many."""
        return self.trips is not None and self.trips <= self.cap

    @property
    def text(self) -> str:
        """The answer in Swedish."""
        if self.trips is None:
            return "Går inte att räkna hem: varje egen resa kostar minst lika mycket som en upphandlad."
        if not self.is_feasible:
            return f"Går inte att genomföra: {self.trips} resor om året krävs, men bilarna hinner {self.cap}."
        return f"Egen regi är billigare från {self.trips} resor om året; bilarna hinner {self.cap}."


def find_break_even(
    fixed_ore: int, procured_per_trip_ore: float, own_per_trip_ore: float, cap: int
) -> BreakEven:
    """N* = fixed / (bought price − own cost of driving), under what the schedule holds (`cap`)."""
    margin = procured_per_trip_ore - own_per_trip_ore
    return BreakEven(ceil(fixed_ore / margin) if margin > 0 else None, cap)
