"""XmR charts: the limits within which a series moves by itself, and four rules for what is more than that.

Limits are the mean ± 2.66 times the mean moving range. They are drawn anew only at changes that are known,
never because the figures would look better. Rules: a point outside the limits; seven in a row on one side of
the mean; seven in a row rising or falling; two of three in the outer third on one side.
Source: the NHS programme Making Data Count; W. Shewhart's individuals chart.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from skjuts.core.followup.errors import TooFewMonths, UnequalFigures
from skjuts.core.followup.months import Month

RANGE_FACTOR: Final = 2.66
RUN: Final = 7
OUTER: Final = 2 / 3
LEAST_POINTS: Final = 2


class Signal(StrEnum):
    """Why a point is more than the series' own movement."""

    OUTSIDE = "outside"
    SHIFT = "shift"
    TREND = "trend"
    OUTER_THIRD = "outer_third"


@dataclass(frozen=True, slots=True)
class ChartPoint:
    """A month with the limits that it is judged by, and what it signals."""

    month: Month
    value: float
    mean: float
    low: float
    high: float
    signals: tuple[Signal, ...]


@dataclass(frozen=True, slots=True)
class ControlChart:
    """The points in order; `changes` are the months from which limits were drawn anew."""

    points: tuple[ChartPoint, ...]
    changes: tuple[Month, ...]

    @property
    def latest_signals(self) -> tuple[Signal, ...]:
        """What the last month signals; nothing means that it is no news."""
        return self.points[-1].signals


def chart_values(
    months: Sequence[Month], values: Sequence[float], changes: Sequence[Month] = ()
) -> ControlChart:
    """Draw the chart of a series, with limits drawn anew from each month of `changes`.

    Raises `UnequalFigures` for months and values of different number, `TooFewMonths` when a phase has one
    point or none.
    """
    if len(months) != len(values):
        raise UnequalFigures(field="values")
    starts = [0, *(list(months).index(change) for change in sorted(changes) if change in months), len(months)]
    points: list[ChartPoint] = []
    for start, stop in pairwise(starts):
        if stop - start < LEAST_POINTS:
            raise TooFewMonths("En period mellan två kända ändringar har färre än två månader.")
        points += _chart_phase(months[start:stop], np.asarray(values[start:stop], dtype=np.float64))
    return ControlChart(tuple(points), tuple(sorted(changes)))


def _chart_phase(months: Sequence[Month], values: NDArray[np.float64]) -> list[ChartPoint]:
    mean = float(values.mean())
    reach = RANGE_FACTOR * float(np.abs(np.diff(values)).mean())
    marks = {
        Signal.OUTSIDE: np.abs(values - mean) > reach,
        Signal.SHIFT: _mark_runs(np.sign(values - mean), RUN),
        Signal.TREND: _mark_trends(values),
        Signal.OUTER_THIRD: _mark_outer(values - mean, reach),
    }
    return [
        ChartPoint(
            month,
            float(value),
            mean,
            mean - reach,
            mean + reach,
            tuple(signal for signal, marked in marks.items() if marked[place]),
        )
        for place, (month, value) in enumerate(zip(months, values, strict=True))
    ]


def _mark_runs(sides: NDArray[np.float64], length: int) -> NDArray[np.bool_]:
    """Mark every point of a run of at least `length` equal sides that are not nought."""
    marked = np.zeros(len(sides), dtype=np.bool_)
    start = 0
    for place in range(1, len(sides) + 1):
        if place == len(sides) or sides[place] != sides[start]:
            if place - start >= length and sides[start] != 0:
                marked[start:place] = True
            start = place
    return marked


def _mark_trends(values: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Seven points that rise make six steps: both ends of marked steps belong to the trend."""
    steps = _mark_runs(np.sign(np.diff(values)), RUN - 1)
    return np.concatenate([steps, [False]]) | np.concatenate([[False], steps])


def _mark_outer(deviations: NDArray[np.float64], reach: float) -> NDArray[np.bool_]:
    """Mark points of the outer third (within the limits) of which two lie among three on one side."""
    marked = np.zeros(len(deviations), dtype=np.bool_)
    for side in (1.0, -1.0):
        outer = (side * deviations > OUTER * reach) & (side * deviations <= reach)
        for place in range(len(deviations) - 2):
            window = slice(place, place + 3)
            if outer[window].sum() >= 2:  # noqa: PLR2004 - two of three
                marked[window] |= outer[window]
    return marked
