"""The effect of a measure, in per cent and in the series' own unit, and the course without it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from skjuts.core.followup.errors import TooFewMonths
from skjuts.core.followup.evaluation.autoregression import Fit, fit_autoregression
from skjuts.core.followup.evaluation.design import EFFECT, Model, MonthlySeries, form_regression
from skjuts.core.followup.months import Month

LEVEL = 0.95


@dataclass(frozen=True, slots=True)
class Estimate:
    """A middle and an interval around it."""

    value: float
    low: float
    high: float

    def excludes(self, other: float) -> bool:
        """Whether a value lies outside."""
        return not self.low <= other <= self.high


@dataclass(frozen=True, slots=True)
class CoursePoint:
    """A month as it was, as the model has it, and as it would have been without the measure."""

    month: Month
    observed: float
    fitted: float
    without: Estimate


@dataclass(frozen=True, slots=True)
class Effect:
    """What a fully introduced measure did, in per cent, and what it had done so far, in the series' unit.

    `log_effect` and `standard_error` are the model's own; `memory` is how much of one month's deviation is
    left in the next, `spread` the months' standard deviation as a share.
    """

    percent: Estimate
    total: Estimate
    log_effect: float
    standard_error: float
    memory: float
    spread: float
    degrees: int
    months_before: int
    months_after: int
    population: str
    unit: str
    course: tuple[CoursePoint, ...]


def estimate_effect(model: Model, series: MonthlySeries) -> Effect:
    """Estimate the effect of the model's ramp on a series.

    Raises `TooFewMonths` when the series ends before the measure began, or is too short for the model.
    """
    before = sum(month < model.ramp.starts for month in series.months)
    if before == len(series.months):
        raise TooFewMonths("Serien slutar innan åtgärden började.", field="series")
    design, told = form_regression(model, series)
    fit = fit_autoregression(design, told[None, :])
    low, high = (float(side[0]) for side in fit.find_interval(EFFECT, LEVEL))
    middle = float(fit.coefficients[0, EFFECT])
    return Effect(
        Estimate(*(_percent(one) for one in (middle, low, high))),
        _add_up(model, series, (middle, low, high)),
        middle,
        float(np.sqrt(fit.covariance[0, EFFECT, EFFECT])),
        float(fit.memory[0]),
        float(fit.spread[0]),
        fit.degrees,
        before,
        len(series.months) - before,
        series.population,
        series.unit,
        _trace_course(design, told, fit, series),
    )


def _percent(log_effect: float) -> float:
    return 100.0 * float(np.expm1(log_effect))


def _add_up(model: Model, series: MonthlySeries, log_effects: tuple[float, float, float]) -> Estimate:
    """What was observed less what would have been: y · (1 - e^(-effect · exposure)), over the months."""
    observed, exposure = np.array(series.values), model.ramp.list_shares(series.months)
    sums = [float((observed * -np.expm1(-one * exposure)).sum()) for one in log_effects]
    return Estimate(*sums)


def _trace_course(
    design: NDArray[np.float64], told: NDArray[np.float64], fit: Fit, series: MonthlySeries
) -> tuple[CoursePoint, ...]:
    """The fitted course and the course without the measure, on the series' own scale."""
    offset = np.log(series.values) - told
    bare = design.copy()
    bare[:, EFFECT] = 0.0
    fitted = np.exp(design @ fit.coefficients[0] + offset)
    middle = bare @ fit.coefficients[0] + offset
    low, high = fit.find_interval(EFFECT, LEVEL)
    quantile = (high[0] - low[0]) / 2 / np.sqrt(fit.covariance[0, EFFECT, EFFECT])
    reach = quantile * np.sqrt(np.einsum("tp,pq,tq->t", bare, fit.covariance[0], bare))
    return tuple(
        CoursePoint(month, value, float(model), Estimate(*(float(np.exp(one)) for one in sides)))
        for month, value, model, *sides in zip(
            series.months, series.values, fitted, middle, middle - reach, middle + reach, strict=True
        )
    )
