"""A measure evaluated from beginning to end: effect, placebos, variants and the verdict by rule."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from skjuts.core.followup.evaluation.design import Model
from skjuts.core.followup.evaluation.effect import Effect, estimate_effect
from skjuts.core.followup.evaluation.placebo import PlaceboRank, rank_placebos
from skjuts.core.followup.evaluation.sensitivity import Answer, SeriesOf, Variant, ask_in_every_way
from skjuts.core.followup.evaluation.verdict import (
    LEAST_MONTHS_AFTER,
    LEAST_MONTHS_BEFORE,
    EffectVerdict,
    Expectation,
    describe_only,
    judge_effect,
)


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What was found. Effect and placebos are None when the series allows nothing but a description."""

    verdict: EffectVerdict
    effect: Effect | None
    placebos: PlaceboRank | None
    answers: tuple[Answer, ...]


def evaluate_measure(
    model: Model, variant: Variant, series_of: SeriesOf, expected: Expectation, others: Iterable[Variant] = ()
) -> Evaluation:
    """Evaluate a measure on its main variant, agreed before it began, and try the others beside it."""
    series = series_of(variant)
    before = sum(month < model.ramp.starts for month in series.months)
    after = len(series.months) - before
    if before < LEAST_MONTHS_BEFORE or after < LEAST_MONTHS_AFTER:
        told = (
            f"Det finns {before} månader före och {after} efter; ett utslag om orsak kräver minst "
            f"{LEAST_MONTHS_BEFORE} före och {LEAST_MONTHS_AFTER} efter. Gäller {series.population}."
        )
        return Evaluation(describe_only(told), None, None, ())
    effect = estimate_effect(model, series)
    placebos = rank_placebos(model, series, effect)
    answers = tuple(ask_in_every_way(model, series_of, others))
    return Evaluation(judge_effect(effect, expected, placebos, answers), effect, placebos, answers)
