"""A series carried on: level and damped trend on the logarithm, the year's shape taken out and put back.

The smoothing is fitted by least squares over a grid, and the errors of the months ahead follow from it: a
surprise moves every later month by c_j = alpha + beta (phi + ... + phi^j).
Source: R. Hyndman, A. Koehler, K. Ord, R. Snyder, Forecasting with Exponential Smoothing (2008), chapters 2
and 6, the model with additive errors and a damped trend.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtrit as student_quantile

from skjuts.core.followup.charts import take_out_season
from skjuts.core.followup.errors import TooFewMonths
from skjuts.core.followup.months import MONTHS_A_YEAR, Month

ALPHAS: Final = (0.05, 0.15, 0.3, 0.45, 0.6, 0.8, 1.0)
BETAS: Final = (0.0, 0.02, 0.06, 0.15)
DAMPINGS: Final = (0.8, 0.9, 0.97)
FITTED: Final = 15
"""What is estimated: a share a calendar month (they average to one), level, trend, and two weights."""
LEAST_FREEDOM: Final = 6

type Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Foresight:
    """Months ahead: what each is expected to be, and how the errors of all of them hang together.

    `covariance` is in the series' unit squared; `freedom` is how many degrees of it the errors rest on.
    """

    months: tuple[Month, ...]
    expected: Values
    covariance: Values
    freedom: int

    def find_interval(self, place: int, level: float = 0.95) -> tuple[float, float]:
        """Between what a month is expected to lie, never under nought."""
        reach = self.find_reach(level) * float(np.sqrt(self.covariance[place, place]))
        return max(0.0, float(self.expected[place]) - reach), float(self.expected[place]) + reach

    def find_variance(self, places: Sequence[int]) -> float:
        """The variance of some months' sum."""
        return float(self.covariance[np.ix_(places, places)].sum())

    def find_reach(self, level: float = 0.95) -> float:
        """How many standard errors the interval reaches to each side."""
        return float(student_quantile(self.freedom, 0.5 + level / 2))


@dataclass(frozen=True, slots=True)
class _Fit:
    """The smoothing's state after the last month, with the squares of its surprises."""

    alpha: float
    beta: float
    damping: float
    level: float
    trend: float
    squares: float


def foresee_months(months: Sequence[Month], values: Sequence[float], ahead: int) -> Foresight:
    """Carry a series of consecutive months on by `ahead` months.

    Raises `TooFewMonths` under two whole years, and `ImpossibleFigure` for values that are not over nought.
    """
    if ahead < 1:
        raise TooFewMonths("Det finns ingen månad att se framåt till.", field="ahead")
    adjusted = take_out_season(months, values)
    shares = _find_shares(months, np.asarray(values, dtype=np.float64) / adjusted)
    level = np.log(adjusted)
    fit = min((_smooth(level, *one) for one in product(ALPHAS, BETAS, DAMPINGS)), key=lambda one: one.squares)
    coming = tuple(months[-1] + step for step in range(1, ahead + 1))
    steps = np.cumsum(fit.damping ** np.arange(1, ahead + 1))
    expected = np.exp(fit.level + steps * fit.trend) * shares[np.asarray(coming) % MONTHS_A_YEAR]
    freedom = max(LEAST_FREEDOM, len(values) - FITTED)
    spread = fit.squares / freedom * _carry(fit, ahead, len(values))
    return Foresight(coming, expected, spread * np.outer(expected, expected), freedom)


def _find_shares(months: Sequence[Month], ratios: Values) -> Values:
    """Each calendar month's share of the level, as the season was taken out by."""
    calendar = np.asarray(months) % MONTHS_A_YEAR
    return np.array([ratios[calendar == one].mean() for one in range(MONTHS_A_YEAR)])


def _smooth(series: Values, alpha: float, beta: float, damping: float) -> _Fit:
    """Run through the series, from the line through its first year."""
    first = series[:MONTHS_A_YEAR]
    trend = float(np.polyfit(np.arange(len(first)), first, 1)[0])
    level = float(first.mean()) - trend * (len(first) + 1) / 2
    squares = 0.0
    for value in series:
        foreseen = level + damping * trend
        surprise = float(value) - foreseen
        level, trend = foreseen + alpha * surprise, damping * trend + beta * surprise
        squares += surprise**2
    return _Fit(alpha, beta, damping, level, trend, squares)


def _carry(fit: _Fit, ahead: int, count: int) -> Values:
    """How the months' errors hang together, for surprises of variance one, and the season's own error."""
    weights = fit.alpha + fit.beta * np.cumsum(fit.damping ** np.arange(1, ahead + 1))
    carried = np.eye(ahead)
    for late in range(1, ahead):
        carried += np.diag(np.full(ahead - late, weights[late - 1]), -late)
    season = np.eye(ahead) * MONTHS_A_YEAR / count
    together: Values = carried @ carried.T + season
    return together
