"""Control charts: the limits by hand, the four rules each alone, and the season taken out."""

from __future__ import annotations

import numpy as np
import pytest

from skjuts.core.followup.charts import Signal, chart_values, take_out_season
from skjuts.core.followup.errors import ImpossibleFigure, TooFewMonths, UnequalFigures

MONTHS = list(range(100, 120))


def test_limits_when_drawn_then_are_the_mean_and_two_point_six_six_moving_ranges() -> None:
    """Values 10, 12, 11, 13: mean 11.5, moving ranges 2, 1, 2."""
    point = chart_values([1, 2, 3, 4], [10, 12, 11, 13]).points[0]
    assert point.mean == 11.5
    assert point.high - point.mean == pytest.approx(2.66 * 5 / 3)
    assert point.mean - point.low == pytest.approx(2.66 * 5 / 3)


def _signals(values: list[float]) -> list[tuple[Signal, ...]]:
    return [point.signals for point in chart_values(MONTHS[: len(values)], values).points]


QUIET = [10.0, 11.0, 9.0, 10.5, 9.5, 10.0, 11.0, 9.0, 10.5, 9.5]


def test_chart_when_nothing_happens_then_signals_nothing() -> None:
    """A month a little above the last is no news."""
    assert _signals(QUIET) == [()] * len(QUIET)
    assert chart_values(MONTHS[:10], QUIET).latest_signals == ()


def test_chart_when_a_point_leaves_the_limits_then_that_point_signals() -> None:
    """One month that is more than the series' own movement."""
    signals = _signals([*QUIET, *QUIET[:9], 22.0])
    assert signals[-1] == (Signal.OUTSIDE,)
    assert all(Signal.OUTSIDE not in one for one in signals[:-1])


def test_chart_when_seven_lie_on_one_side_then_all_of_them_signal() -> None:
    """A small lasting shift is news long before it leaves the limits; six are not."""
    low, high = [9.0, 11.0, 9.4, 10.6, 9.2, 10.8], [10.8, 10.5, 11.0, 10.4, 10.9, 10.6]
    mean_keeper = [9.0, 9.6, 9.2, 9.5, 9.1, 9.4, 9.3]
    signals = _signals([*mean_keeper, *low[:0], *high])
    assert [Signal.SHIFT in one for one in signals] == [True] * 7 + [False] * 6


def test_chart_when_seven_rise_in_a_row_then_the_whole_trend_signals() -> None:
    """Seven months each above the last; six are chance."""
    signals = _signals([10.0, 9.0, 9.3, 9.6, 9.9, 10.2, 10.5, 10.8, 9.5, 10.1])
    assert [Signal.TREND in one for one in signals] == [False] + [True] * 7 + [False] * 2
    assert not any(
        Signal.TREND in one for one in _signals([10.0, 9.3, 9.6, 9.9, 10.2, 10.5, 10.8, 9.5, 10.1])
    )


def test_chart_when_two_of_three_are_far_out_then_those_two_signal() -> None:
    """Two near misses on the same side are as rare as one point outside."""
    values = [*QUIET, 13.1, 11.8, 13.1, *QUIET]
    signals = _signals(values[:20])
    marked = [place for place, one in enumerate(signals) if Signal.OUTER_THIRD in one]
    assert marked == [10, 12]


def test_chart_when_a_change_is_known_then_limits_are_drawn_anew() -> None:
    """A new contract is no signal every month ever after."""
    values = [*QUIET, *(value + 20 for value in QUIET)]
    plain, anew = chart_values(MONTHS, values), chart_values(MONTHS, values, [110])
    assert any(point.signals for point in plain.points)
    assert not any(point.signals for point in anew.points)
    assert (anew.points[9].mean, anew.points[10].mean) == (10.0, 30.0)


def test_chart_when_it_cannot_be_drawn_then_refuses() -> None:
    """One month moves by nothing."""
    with pytest.raises(TooFewMonths):
        chart_values([1], [10])
    with pytest.raises(UnequalFigures):
        chart_values([1, 2], [10])


def test_season_when_taken_out_then_only_the_rest_is_left() -> None:
    """July is low every year; this July is 20 per cent lower still."""
    months = np.arange(36)
    shape = 1 + 0.3 * np.cos(2 * np.pi * months / 12)
    assert take_out_season(months.tolist(), (500 * shape).tolist()) == pytest.approx(
        np.full(36, 500), rel=1e-9
    )
    lower = shape.copy()
    lower[35] *= 0.8
    found = take_out_season(months.tolist(), (500 * lower).tolist())
    assert found[35] == pytest.approx(400, rel=0.03)
    with pytest.raises(TooFewMonths):
        take_out_season(range(23), [1.0] * 23)
    with pytest.raises(ImpossibleFigure):
        take_out_season(range(24), [0.0] * 24)
