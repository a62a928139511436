"""Regression with errors that remember the month before: REML over AR(1), with the memory's doubt kept.

Intervals from ordinary least squares or from robust corrections are too narrow in series of three years.
Here the restricted likelihood weighs every degree of memory on a grid, and the answer is averaged over it:
a single best guess of the memory would again promise more than thirty-six months can hold.

Many series over one design are fitted at once, so that rates of coverage can be shown by simulation.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtrit as student_quantile

from skjuts.core.followup.errors import ImpossibleFigure, TooFewMonths

MEMORIES: Final = np.linspace(-0.4, 0.96, 69)
"""The degrees of memory that are weighed: monthly counts repeat themselves more than they alternate."""

type Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Fit:
    """Fitted series, one row each: coefficients, covariance, spread and memory; `degrees` of freedom."""

    coefficients: Floats
    covariance: Floats
    spread: Floats
    memory: Floats
    degrees: int

    def find_interval(self, place: int, level: float = 0.95) -> tuple[Floats, Floats]:
        """The interval of one coefficient, for every series."""
        reach = float(student_quantile(self.degrees, 0.5 + level / 2)) * np.sqrt(
            self.covariance[:, place, place]
        )
        return self.coefficients[:, place] - reach, self.coefficients[:, place] + reach


def fit_autoregression(design: Floats, series: Floats) -> Fit:
    """Fit series (one a row) to a design (months by columns) by REML averaged over the AR(1) memory.

    Raises `TooFewMonths` when there are not at least three months more than columns, and
    `ImpossibleFigure` when a column can be written by the others.
    """
    months, columns = design.shape
    if months < columns + 3:
        raise TooFewMonths(field="design")
    if np.linalg.matrix_rank(design) < columns:
        raise ImpossibleFigure("Två förklaringar i modellen går inte att skilja åt.", field="design")
    parts = [_fit_at(memory, design, series) for memory in MEMORIES]
    likelihoods = np.stack([part[3] for part in parts])
    weights = np.exp(likelihoods - likelihoods.max(axis=0))
    weights /= weights.sum(axis=0)
    coefficients = np.einsum("ms,msp->sp", weights, np.stack([part[0] for part in parts]))
    covariance = np.zeros((len(series), columns, columns))
    for weight, (estimate, variance, inverse, _) in zip(weights, parts, strict=True):
        apart = estimate - coefficients
        covariance += weight[:, None, None] * (
            variance[:, None, None] * inverse + apart[:, :, None] * apart[:, None, :]
        )
    memory = weights.T @ MEMORIES
    fresh = (weights * np.stack([part[1] for part in parts])).sum(axis=0)
    return Fit(coefficients, covariance, np.sqrt(fresh / (1 - memory**2)), memory, months - columns)


def _fit_at(memory: float, design: Floats, series: Floats) -> tuple[Floats, Floats, Floats, Floats]:
    """Least squares at one degree of memory: coefficients, innovation variance, inverse, log likelihood."""
    months, columns = design.shape
    whole = whiten(memory, design)
    told = whiten(memory, series.T)
    inverse = np.linalg.inv(whole.T @ whole)
    coefficients = (inverse @ whole.T @ told).T
    # An even series leaves nothing: its logarithm would be endless, and no memory likelier than another.
    left = np.maximum(((told - whole @ coefficients.T) ** 2).sum(axis=0), np.finfo(np.float64).tiny)
    degrees = months - columns
    sign_and_size = np.linalg.slogdet(inverse)
    likelihood = 0.5 * (np.log(1 - memory**2) + sign_and_size[1]) - degrees / 2 * np.log(left)
    return coefficients, left / degrees, inverse, likelihood


def whiten(memory: float, values: Floats) -> Floats:
    """Take the memory out of columns of months: what is left is independent if the memory was right."""
    fresh = values.copy()
    fresh[0] *= np.sqrt(1 - memory**2)
    fresh[1:] -= memory * values[:-1]
    return fresh
