"""Days beside days: what a variation costs more than what it is held against, with its interval."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import sqrt

from skjuts.core.simulation.errors import BadScenario
from skjuts.core.simulation.plans.past_day import DayFigures

FEWEST_DAYS = 5
"""Fewer days give a mean and no interval."""
STUDENT = (
    *(12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228),
    *(2.201, 2.179, 2.160, 2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086),
    *(2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042),
)
"""Student's t, 97.5 %, for 1 to 30 degrees of freedom."""
NORMAL, NORMAL_TAIL = 1.960, 2.46


@dataclass(frozen=True, slots=True)
class Paired:
    """The same days by two variations. Öre a day, with the ends of 95 %; None with few days."""

    variation: str
    against: str
    days: int
    mean_ore: int
    low_ore: int | None
    high_ore: int | None
    unserved: float
    """Riders a day more who are not served."""

    @property
    def text(self) -> str:
        """Whether the days show a difference."""
        if self.low_ore is None or self.high_ore is None:
            return f"För få dagar ({self.days}) för ett intervall."
        if self.low_ore <= 0 <= self.high_ore:
            return "Dagarna visar ingen säker skillnad."
        return "Dyrare." if self.low_ore > 0 else "Billigare."

    def scale(self, days: int) -> tuple[int, int | None, int | None]:
        """The same over a number of days like these: mean, low and high, in öre."""
        ends = (None if one is None else one * days for one in (self.low_ore, self.high_ore))
        low, high = ends
        return self.mean_ore * days, low, high


def measure_paired(figures: Iterable[DayFigures], variation: str, against: str) -> Paired:
    """What a variation costs a day more than another, on days that both have. Raises `BadScenario`."""
    listed = list(figures)
    one, other = (
        {figure.day: figure for figure in listed if figure.variation == name} for name in (variation, against)
    )
    days = sorted(one.keys() & other.keys())
    if not days:
        raise BadScenario("Ingen dag är planerad på båda sätten.", field="days")
    differences = [one[day].cost_ore - other[day].cost_ore for day in days]
    mean = sum(differences) / len(days)
    half = find_half_width(differences)
    return Paired(
        variation,
        against,
        len(days),
        round(mean),
        None if half is None else round(mean - half),
        None if half is None else round(mean + half),
        sum(one[day].unserved - other[day].unserved for day in days) / len(days),
    )


def find_half_width(values: Sequence[float]) -> float | None:
    """Half of the 95 % interval of a mean (Student); None for fewer than five values."""
    count = len(values)
    if count < FEWEST_DAYS:
        return None
    mean = sum(values) / count
    variance = sum((value - mean) ** 2 for value in values) / (count - 1)
    freedom = count - 1
    quantile = STUDENT[freedom - 1] if freedom <= len(STUDENT) else NORMAL + NORMAL_TAIL / freedom
    return quantile * sqrt(variance / count)
