"""Placebo in time: would a beginning in a month in which nothing began have looked as strong."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from skjuts.core.followup.evaluation.design import Model, MonthlySeries
from skjuts.core.followup.evaluation.effect import Effect, estimate_effect
from skjuts.core.followup.months import Month, name_month

LEAST_BEFORE: Final = 12
LEAST_AFTER: Final = 4


@dataclass(frozen=True, slots=True)
class PlaceboRank:
    """How the measure's strength (effect over its error) ranks among pretended beginnings.

    `rank` is 1 when no pretended beginning looks as strong; `starts` are the pretended beginnings.
    """

    rank: int
    starts: tuple[Month, ...]
    strengths: tuple[float, ...]
    strength: float

    @property
    def count(self) -> int:
        """How many there are to rank among, the real one included."""
        return len(self.starts) + 1

    def describe(self) -> str:
        """The rank as a Swedish sentence."""
        if not self.starts:
            return "Tiden före är för kort för att pröva låtsade startmånader."
        span = f"{name_month(self.starts[0])} till {name_month(self.starts[-1])}"
        return f"Effekten är nummer {self.rank} av {self.count} i styrka bland låtsade starter {span}."


def rank_placebos(model: Model, series: MonthlySeries, effect: Effect) -> PlaceboRank:
    """Estimate the same ramp at every earlier beginning, on the months before the real one alone."""
    before = series.cut(series.months[0], model.ramp.starts)
    first, last = before.months[0] + LEAST_BEFORE, before.months[-1] + 1 - LEAST_AFTER
    starts = tuple(range(first, last + 1))
    strengths = tuple(_find_strength(model, before, start) for start in starts)
    strength = abs(effect.log_effect) / effect.standard_error
    rank = 1 + sum(one >= strength for one in strengths)
    return PlaceboRank(rank, starts, strengths, strength)


def _find_strength(model: Model, before: MonthlySeries, start: Month) -> float:
    pretended = replace(model, ramp=model.ramp.shift(start - model.ramp.starts))
    found = estimate_effect(pretended, before)
    return abs(found.log_effect) / found.standard_error
