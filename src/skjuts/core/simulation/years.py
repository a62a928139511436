"""A year of days through planning, in parallel."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import partial

from skjuts.core.simulation.plans.past_day import DayFigures, PastDay
from skjuts.core.simulation.plans.replaying import PlanTerms, plan_day
from skjuts.core.simulation.plans.variation import Variation
from skjuts.core.simulation.running import Journal, RunProgress, Work, run_all


@dataclass(frozen=True, slots=True)
class Crew[T]:
    """Who does the work: an Executor that runs `workers` at a time, the journal, and whoever watches."""

    executor: Executor
    workers: int
    journal: Journal[T]
    on_progress: Callable[[RunProgress], bool] | None = None

    def run(self, work: Sequence[Work[T]]) -> tuple[T, ...]:
        """All pieces in their order; those that are done when it is stopped."""
        found = run_all(work, self.executor, self.journal, workers=self.workers, on_progress=self.on_progress)
        return tuple(found.values())


type DaySource = Callable[[str], PastDay]
"""Gives a day by its id in whichever process; what it holds must pickle small."""


def plan_year(
    source: DaySource,
    days: Sequence[str],
    variations: Sequence[Variation],
    terms: PlanTerms,
    crew: Crew[DayFigures],
) -> tuple[DayFigures, ...]:
    """Plan every day in every way. Results already in the journal are taken from it."""
    return crew.run(list_day_work(source, days, variations, terms))


def list_day_work(
    source: DaySource, days: Sequence[str], variations: Sequence[Variation], terms: PlanTerms
) -> list[Work[DayFigures]]:
    """Every day in every way as a piece of work, for whoever runs it.

    A piece is named by day, exact variation, iterations, seed and when the day is planned.
    """
    return [
        Work(
            f"{day}/{one.digest}/{terms.iterations}/{terms.seed}/{terms.planned_at_s}",
            partial(_plan_one, source, day, one, terms),
        )
        for day in days
        for one in variations
    ]


def _plan_one(source: DaySource, day: str, variation: Variation, terms: PlanTerms) -> DayFigures:
    return plan_day(source(day), variation, terms)
