"""A measure's question as it is kept, and as core's evaluation asks it. Pure but for the series handed in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from skjuts.core.followup.errors import TooFewMonths
from skjuts.core.followup.evaluation import (
    ControlUse,
    Effect,
    Estimate,
    Evaluation,
    Expectation,
    ExposureRamp,
    Model,
    MonthlySeries,
    Variant,
    evaluate_measure,
    find_detectable,
    list_variants,
)
from skjuts.core.followup.ledger.figures import NOTHING, Figures, read_figures
from skjuts.core.followup.months import Month
from skjuts.core.followup.population import Choice, Population

WINDOWS: Final = (None, 24)
FOLLOWED_MONTHS: Final = 12

type Figure = Callable[[Figures], float | None]
type RowsOf = Callable[[Population], Iterable[Mapping[str, Any]]]

FIGURES: Final[dict[str, tuple[Figure, str]]] = {
    "cost": (lambda one: float(one.cost_ore), "öre"),
    "trips": (lambda one: float(one.trips), "resor"),
    "cost_per_trip": (lambda one: one.ore_a_trip, "öre per resa"),
}
"""What may be followed: how it is read, and its unit."""


@dataclass(frozen=True, slots=True)
class Question:
    """What was agreed: the figure, the trips, how the measure came in, and what it was to do.

    `ramp` are months with the share exposed. `has_control`: dialysis trips carry what moved everything.
    """

    figure: str
    dialysis: Choice
    ramp: tuple[tuple[Month, float], ...]
    has_trend: bool
    has_control: bool
    direction: int
    percent: float | None

    @property
    def model(self) -> Model:
        """The model of the question."""
        control = ControlUse.REGRESSOR if self.has_control else ControlUse.NONE
        return Model(ExposureRamp(self.ramp), has_trend=self.has_trend, control=control)

    @property
    def variant(self) -> Variant:
        """The main way of asking."""
        return Variant(
            dialysis=self.dialysis,
            asylum=Choice.WITHOUT,
            is_index_adjusted=False,
            window_months=None,
            has_trend=self.has_trend,
        )

    @property
    def population(self) -> Population:
        """The trips."""
        return Population(dialysis=self.dialysis)


def write_question(question: Question) -> dict[str, Any]:
    """The question as a row keeps it."""
    return {
        "figure": question.figure,
        "dialysis": question.dialysis.value,
        "ramp": [list(one) for one in question.ramp],
        "has_trend": question.has_trend,
        "has_control": question.has_control,
        "direction": question.direction,
        "percent": question.percent,
    }


def read_question(told: Mapping[str, Any]) -> Question:
    """The question of a row."""
    return Question(
        told["figure"],
        Choice(told["dialysis"]),
        tuple((int(month), float(share)) for month, share in told["ramp"]),
        told["has_trend"],
        told["has_control"],
        told["direction"],
        told["percent"],
    )


def form_series(question: Question, variant: Variant, rows_of: RowsOf, months: range) -> MonthlySeries:
    """The series of a variant over settled months. Raises `TooFewMonths` for a month without the figure."""
    population = Population(dialysis=variant.dialysis, asylum=variant.asylum)
    values = _read_values(question.figure, rows_of(population), months)
    control: tuple[float, ...] = ()
    if question.has_control:
        control = _read_values(question.figure, rows_of(Population(dialysis=Choice.ONLY)), months)
    return MonthlySeries(tuple(months), values, population.label(), FIGURES[question.figure][1], control)


def foresee(question: Question, rows_of: RowsOf, months: range) -> dict[str, Any] | None:
    """The smallest effects that would be found, before the measure; None when that cannot be told."""
    before = form_series(question, question.variant, rows_of, months)
    try:
        found = find_detectable(
            question.model, before.cut(months[0], question.model.ramp.starts), FOLLOWED_MONTHS
        )
    except TooFewMonths:
        return None
    return {
        "fall_percent": found.fall_percent,
        "rise_percent": found.rise_percent,
        "spread": found.spread,
        "months_before": found.months_before,
        "months_after": found.months_after,
    }


def judge(question: Question, rows_of: RowsOf, months: range) -> Evaluation:
    """The verdict by rule, with the grid of other ways of asking."""
    others = [
        one
        for one in list_variants(WINDOWS, has_prices=False)
        if not (question.has_control and one.dialysis is Choice.WITH)
    ]
    return evaluate_measure(
        question.model,
        question.variant,
        lambda variant: form_series(question, variant, rows_of, months),
        Expectation(question.direction, question.percent),
        others,
    )


def write_evaluation(found: Evaluation) -> dict[str, Any]:
    """An evaluation as a row keeps it: the figures of the page, and nothing that must be computed again."""
    return {
        "sentences": list(found.verdict.sentences),
        "evidence": found.verdict.evidence.value,
        "effect": None if found.effect is None else _write_effect(found.effect),
        "placebos": None if found.placebos is None else found.placebos.describe(),
        "answers": [
            {
                "variant": one.variant.describe(),
                "percent": None if one.effect is None else _span(one.effect.percent),
            }
            for one in found.answers
        ],
    }


def _write_effect(effect: Effect) -> dict[str, Any]:
    return {
        "percent": _span(effect.percent),
        "total": _span(effect.total),
        "unit": effect.unit,
        "population": effect.population,
        "months_before": effect.months_before,
        "months_after": effect.months_after,
        "course": [
            [one.month, one.observed, one.without.value, one.without.low, one.without.high]
            for one in effect.course
        ],
    }


def _span(estimate: Estimate) -> list[float]:
    return [estimate.low, estimate.value, estimate.high]


def _read_values(figure: str, rows: Iterable[Mapping[str, Any]], months: range) -> tuple[float, ...]:
    found = {row["month"]: read_figures(row) for row in rows}
    read = FIGURES[figure][0]
    values = [read(found.get(month, NOTHING)) for month in months]
    if any(not one for one in values):
        raise TooFewMonths("Någon månad saknar resor i urvalet.", field="months")
    return tuple(one for one in values if one is not None)
