"""What the decomposition refuses, and how it lists what is behind a figure."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from skjuts.core.followup.decomposition import (
    Factor,
    SegmentMonths,
    SegmentPeriod,
    decompose,
    decompose_months,
)
from skjuts.core.followup.errors import ImpossibleFigure, TooFewMonths, UnequalFigures

ONE = SegmentPeriod(
    ("taxi", "bår"),
    np.array([10, 2]),
    np.array([100, 80]),
    np.array([90, 80]),
    np.array([500, 900]),
    np.ones(2),
)
RUN = SegmentMonths((5, 6, 7), ONE.names, *(np.tile(one, (3, 1)) for one in (
    ONE.trips, ONE.person_m, ONE.vehicle_m, ONE.cost_ore, np.ones(2),
)))  # fmt: skip


def test_decompose_when_segments_differ_then_refuses() -> None:
    """Taxi last year against stretchers this year explains nothing."""
    with pytest.raises(UnequalFigures):
        decompose(ONE, replace(ONE, names=("taxi", "flyg")))


def test_period_when_figures_are_impossible_then_refuses() -> None:
    """A negative count is a fault of the extract, to be found before it is explained."""
    with pytest.raises(ImpossibleFigure):
        replace(ONE, trips=np.array([-1, 2]))
    with pytest.raises(ImpossibleFigure):
        replace(ONE, index=np.array([0.0, 1.0]))
    with pytest.raises(UnequalFigures):
        replace(ONE, trips=np.array([1]))
    with pytest.raises(UnequalFigures):
        replace(RUN, months=(5, 6))


def test_decompose_months_when_too_few_then_refuses() -> None:
    """Last year's month is not there to compare with."""
    with pytest.raises(TooFewMonths):
        decompose_months(RUN, 12)


def test_segments_when_listed_then_the_largest_share_comes_first() -> None:
    """A reader opens the bar and sees what it is made of."""
    dearer = replace(ONE, cost_ore=np.array([400, 1300]))
    found = decompose(ONE, dearer)
    assert found.list_segments(Factor.PRICE)[0] == ("bår", pytest.approx(400))
    assert sum(share for _, share in found.list_segments(Factor.PRICE)) == pytest.approx(300)


def test_months_when_added_up_then_index_is_weighted_by_what_was_driven() -> None:
    """A year's level is what its metres cost, not the mean of its months."""
    index = np.array([[1.0, 1.0], [1.2, 1.0], [1.0, 1.0]])
    metres = np.array([[100, 0], [300, 0], [100, 0]])
    year = replace(RUN, index=index, vehicle_m=metres).add_up([0, 1])
    assert year.index.tolist() == pytest.approx([1.15, 1.0])
    assert year.trips.tolist() == [20, 4]
