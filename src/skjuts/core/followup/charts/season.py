"""The year's own shape taken out of a series, so that a July is compared with what Julys are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from skjuts.core.followup.errors import ImpossibleFigure, TooFewMonths
from skjuts.core.followup.months import MONTHS_A_YEAR, Month

LEAST_MONTHS: Final = 24


def take_out_season(months: Sequence[Month], values: Sequence[float]) -> NDArray[np.float64]:
    """The values divided by their calendar month's usual share of the level around them.

    A month's share is the mean of value over the centred year around it (classical ratio to moving average);
    the shares' mean over the year is 1. Raises `TooFewMonths` under two whole years.
    """
    series = np.asarray(values, dtype=np.float64)
    if len(series) < LEAST_MONTHS:
        raise TooFewMonths("Säsongen kan inte tas bort ur mindre än två år.", field="values")
    if (series <= 0).any():
        raise ImpossibleFigure("Säsongen tas bort ur serier med värden över noll.", field="values")
    window = np.full(MONTHS_A_YEAR + 1, 1.0)
    window[[0, -1]] = 0.5
    half = MONTHS_A_YEAR // 2
    level = np.convolve(series, window / MONTHS_A_YEAR, mode="valid")
    ratios = series[half:-half] / level
    calendar = np.asarray(months) % MONTHS_A_YEAR
    inner = calendar[half:-half]
    shares = np.array([ratios[inner == one].mean() for one in range(MONTHS_A_YEAR)])
    adjusted: NDArray[np.float64] = series / (shares / shares.mean())[calendar]
    return adjusted
