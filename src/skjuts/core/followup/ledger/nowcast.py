"""What months will have cost when all invoices have come: the chain ladder, and how sure that is.

The latest months always look cheap. Each earlier month tells how much came how late; the ratios between
consecutive lags complete the latest ones.
Source: T. Mack, "Distribution-free calculation of the standard error of chain ladder reserve estimates",
ASTIN Bulletin 23 (1993) 213-225.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri as normal_quantile

from skjuts.core.followup.errors import TooFewMonths, UnequalFigures
from skjuts.core.followup.months import Month

LEAST_LAGS: Final = 2


@dataclass(frozen=True, slots=True)
class MonthNowcast:
    """A month's invoiced öre so far, and what it is expected to end at; equal when all has come."""

    month: Month
    booked_ore: int
    expected_ore: int
    low_ore: int
    high_ore: int

    @property
    def completeness(self) -> float:
        """How much of what is expected has come."""
        return self.booked_ore / self.expected_ore if self.expected_ore else 1.0


def form_triangle(
    rows: Iterable[Mapping[str, Any]], months: tuple[Month, ...], lags: int
) -> NDArray[np.float64]:
    """The rows of `list_lags` as cumulated öre, months by lags; not a number where time has not come.

    The last month is the one whose first invoices are known. What came later than the last lag counts there.
    """
    cells = np.zeros((len(months), lags))
    for row in rows:
        if row["month"] in months:
            cells[months.index(row["month"]), min(row["lag"], lags - 1)] += row["cost_ore"]
    cumulated = cells.cumsum(axis=1)
    known = np.arange(lags)[None, :] <= (months[-1] - np.array(months))[:, None]
    return np.where(known, cumulated, np.nan)


def nowcast_months(
    triangle: NDArray[np.float64], months: tuple[Month, ...], level: float = 0.95
) -> list[MonthNowcast]:
    """Complete a triangle of cumulated öre (months by lags, oldest month first).

    Raises `TooFewMonths` when there is no month with all lags, or fewer than two lags.
    """
    count, lags = triangle.shape
    if count != len(months):
        raise UnequalFigures(field="months")
    if lags < LEAST_LAGS or count < lags:
        raise TooFewMonths("Det finns ingen månad vars alla fakturor hunnit komma.", field="triangle")
    factors, variances = _find_factors(triangle)
    return [
        _complete(month, row, triangle, (factors, variances), level)
        for month, row in zip(months, triangle, strict=True)
    ]


def _find_factors(triangle: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The growth from each lag to the next, and its variance a unit; the last variance is extrapolated."""
    steps = triangle.shape[1] - 1
    factors, variances = np.ones(steps), np.zeros(steps)
    for lag in range(steps):
        both = ~np.isnan(triangle[:, lag + 1]) & (triangle[:, lag] > 0)
        now, later = triangle[both, lag], triangle[both, lag + 1]
        if not len(now):
            continue
        factors[lag] = later.sum() / now.sum()
        if len(now) > 1:
            variances[lag] = (now * (later / now - factors[lag]) ** 2).sum() / (len(now) - 1)
        elif lag > 1 and variances[lag - 2] > 0:
            before, last = variances[lag - 2 : lag]
            variances[lag] = min(last**2 / before, before, last)
    return factors, variances


def _find_end(
    row: NDArray[np.float64],
    triangle: NDArray[np.float64],
    factors: NDArray[np.float64],
    variances: NDArray[np.float64],
) -> tuple[float, float]:
    """A month's expected end, and the standard error of what is still to come."""
    known = int((~np.isnan(row)).sum()) - 1
    end, relative, reached = float(row[known]), 0.0, float(row[known])
    for lag in range(known, len(factors)):
        both = ~np.isnan(triangle[:, lag + 1])
        spread = variances[lag] / factors[lag] ** 2
        seen = float(np.nansum(triangle[both, lag]))
        relative += spread * ((1 / reached if reached > 0 else 0.0) + (1 / seen if seen > 0 else 0.0))
        reached *= float(factors[lag])
        end = reached
    return end, end * float(np.sqrt(relative))


def _complete(
    month: Month,
    row: NDArray[np.float64],
    triangle: NDArray[np.float64],
    growth: tuple[NDArray[np.float64], NDArray[np.float64]],
    level: float,
) -> MonthNowcast:
    """The interval is lognormal around the end, and never below what has been booked already."""
    booked = round(float(row[~np.isnan(row)][-1]))
    end, error = _find_end(row, triangle, *growth)
    if error == 0 or end <= 0:
        return MonthNowcast(month, booked, round(end), round(end), round(end))
    width = float(np.sqrt(np.log1p((error / end) ** 2)))
    quantile = float(normal_quantile(0.5 + level / 2))
    middle = np.log(end) - width**2 / 2
    low, high = (round(float(np.exp(middle + side * quantile * width))) for side in (-1, 1))
    return MonthNowcast(month, booked, round(end), max(booked, low), max(booked, high))
