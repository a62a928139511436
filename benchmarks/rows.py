"""A measured figure beside its target."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

type Figure = float | int | None


@dataclass(frozen=True, slots=True)
class Row:
    """One figure: what it is, its value (None: could not be had), its unit and its target.

    A target is the most that the value may be, or with `is_floor` the least. Rows without a target
    tell what else was seen.
    """

    what: str
    value: Figure
    unit: str
    target: float | None = None
    is_floor: bool = False

    @property
    def met(self) -> bool | None:
        """Whether the target is met; None without a target. A figure that could not be had meets none."""
        if self.target is None:
            return None
        if self.value is None:
            return False
        return self.value >= self.target if self.is_floor else self.value <= self.target

    def as_fields(self) -> dict[str, str | float | bool | None]:
        """The row as programs outside read it."""
        return {
            "what": self.what,
            "value": self.value,
            "unit": self.unit,
            "target": self.target,
            "met": self.met,
        }

    def as_text(self) -> str:
        """The row as a person reads it."""
        value = (
            "–" if self.value is None else f"{self.value:g}" if abs(self.value) < 1e5 else f"{self.value:.0f}"
        )
        text = f"{self.what}: {value} {self.unit}"
        if self.target is None:
            return text
        sign = "≥" if self.is_floor else "≤"
        return f"{text}  (target {sign} {self.target:g}: {'met' if self.met else 'NOT met'})"


@dataclass(frozen=True, slots=True)
class Session:
    """One go at a part: the whole of it or the quick subset, and where to say how far it has come."""

    is_quick: bool
    say: Callable[[str], None]


def mean(values: Sequence[float]) -> float | None:
    """The mean rounded to three decimals; None of nothing."""
    return round(sum(values) / len(values), 3) if values else None


def percent_below(value: float, other: float) -> float:
    """How many per cent `value` lies below `other`."""
    return round(100 * (1 - value / other), 2)


def percent_above(value: float, best: float) -> float:
    """How many per cent `value` lies above `best`."""
    return round(100 * (value / best - 1), 3)
