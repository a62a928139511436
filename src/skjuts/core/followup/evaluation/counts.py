"""Counts against what gave rise to them: quasi-Poisson regression with care visits as offset.

For series whose months hold few trips a logarithm is a poor scale; here the count itself is modelled, and
its spread is measured instead of assumed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtrit as student_quantile

from skjuts.core.followup.errors import ImpossibleFigure, TooFewMonths, UnequalFigures
from skjuts.core.followup.evaluation.design import EFFECT, Model, form_design
from skjuts.core.followup.evaluation.effect import Estimate
from skjuts.core.followup.months import Month

MOST_ROUNDS: Final = 50
CLOSE: Final = 1e-10


@dataclass(frozen=True, slots=True)
class CountFit:
    """Coefficients with covariance, and the dispersion: 1 is chance alone, above it there is more."""

    coefficients: NDArray[np.float64]
    covariance: NDArray[np.float64]
    dispersion: float
    degrees: int


def fit_counts(
    design: NDArray[np.float64], counts: NDArray[np.float64], visits: NDArray[np.float64]
) -> CountFit:
    """Fit counts (months) to a design (months by columns) with visits as offset, by reweighted least squares.

    Raises `TooFewMonths` without months to spare, `ImpossibleFigure` for negative counts or no visits.
    """
    months, columns = design.shape
    if months <= columns:
        raise TooFewMonths(field="design")
    if (counts < 0).any() or (visits <= 0).any():
        raise ImpossibleFigure("Antal kan inte vara negativa och besöken måste vara fler än noll.")
    offset = np.log(visits)
    expected = np.maximum(counts, 0.5)
    coefficients = np.zeros(columns)
    for _ in range(MOST_ROUNDS):
        target = np.log(expected) - offset + (counts - expected) / expected
        weighted = design * expected[:, None]
        found = np.linalg.solve(design.T @ weighted, weighted.T @ target)
        expected = np.exp(design @ found + offset)
        settled = np.abs(found - coefficients).max() < CLOSE
        coefficients = found
        if settled:
            break
    degrees = months - columns
    dispersion = float(((counts - expected) ** 2 / expected).sum()) / degrees
    inverse = np.linalg.inv(design.T @ (design * expected[:, None]))
    return CountFit(coefficients, dispersion * inverse, dispersion, degrees)


def estimate_count_effect(
    model: Model, months: tuple[Month, ...], counts: tuple[int, ...], visits: tuple[int, ...]
) -> Estimate:
    """The effect on trips a visit, in per cent."""
    if not len(months) == len(counts) == len(visits):
        raise UnequalFigures(field="visits")
    design = form_design(model, months)
    fit = fit_counts(design, np.array(counts, dtype=np.float64), np.array(visits, dtype=np.float64))
    middle = fit.coefficients[EFFECT]
    reach = float(student_quantile(fit.degrees, 0.975)) * np.sqrt(fit.covariance[EFFECT, EFFECT])
    return Estimate(*(100 * float(np.expm1(one)) for one in (middle, middle - reach, middle + reach)))
