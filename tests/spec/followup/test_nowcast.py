"""Late invoices completed: Mack's own published example, and what a month must never be told."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.special import ndtri as normal_quantile

from skjuts.core.followup.errors import TooFewMonths, UnequalFigures
from skjuts.core.followup.ledger.nowcast import MonthNowcast, form_triangle, nowcast_months

TAYLOR_ASHE = (
    (357848, 1124788, 1735330, 2218270, 2745596, 3319994, 3466336, 3606286, 3833515, 3901463),
    (352118, 1236139, 2170033, 3353322, 3799067, 4120063, 4647867, 4914039, 5339085),
    (290507, 1292306, 2218525, 3235179, 3985995, 4132918, 4628910, 4909315),
    (310608, 1418858, 2195047, 3757447, 4029929, 4381982, 4588268),
    (443160, 1136350, 2128333, 2897821, 3402672, 3873311),
    (396132, 1333217, 2180715, 2985752, 3691712),
    (440832, 1288463, 2419861, 3483130),
    (359480, 1421128, 2864498),
    (376686, 1363294),
    (344014,),
)
"""Taylor and Ashe (1983), cumulated, as in Mack (1993), table 1."""

RESERVES = (0, 94634, 469511, 709638, 984889, 1419459, 2177641, 3920301, 4278972, 4625811)
ERRORS = (0, 75535, 121699, 133549, 261406, 411010, 558317, 875328, 971258, 1363155)
"""Mack (1993), table 2: reserves and their standard errors."""

TRIANGLE = np.array([[*row, *[np.nan] * (10 - len(row))] for row in TAYLOR_ASHE])
MONTHS = tuple(range(10))


def test_nowcast_when_asked_of_macks_triangle_then_gives_his_reserves_and_errors() -> None:
    """The paper's own figures, month by month."""
    found = nowcast_months(TRIANGLE, MONTHS)
    assert [one.expected_ore - one.booked_ore for one in found] == pytest.approx(RESERVES, abs=1.01)
    small = nowcast_months(TRIANGLE, MONTHS, level=0.2)  # so narrow that no end is held up by what is booked
    assert [_read_error(one, 0.2) for one in small] == pytest.approx(ERRORS, rel=1e-3)


def _read_error(month: MonthNowcast, level: float) -> float:
    """The standard error that a lognormal interval of so much certainty was drawn by."""
    width = np.log(month.high_ore / month.low_ore) / (2 * normal_quantile(0.5 + level / 2))
    return float(month.expected_ore * np.sqrt(np.expm1(width**2)))


def test_nowcast_when_a_month_is_complete_then_has_no_doubt_left() -> None:
    """What has all come is a fact; what has not has an interval around what is expected."""
    first, *_, last = nowcast_months(TRIANGLE, MONTHS)
    assert (first.expected_ore, first.low_ore, first.high_ore, first.completeness) == (*[3901463] * 3, 1.0)
    assert last.booked_ore <= last.low_ore < last.expected_ore < last.high_ore


def test_nowcast_when_simulated_then_its_interval_covers_the_end() -> None:
    """Nineteen times in twenty, near enough: otherwise a budget is built on sand."""
    rng = np.random.default_rng(4)
    pattern, covered, tried = np.array([0.2, 0.55, 0.15, 0.07, 0.03]), 0, 400
    for _ in range(tried):
        counts = rng.multinomial(4000, pattern, size=24)
        whole = (counts * rng.lognormal(0, 0.05, counts.shape)).cumsum(axis=1) * 500.0
        known = np.arange(5)[None, :] <= (23 - np.arange(24))[:, None]
        last = nowcast_months(np.where(known, whole, np.nan), tuple(range(24)))[-1]
        covered += last.low_ore <= whole[-1, -1] <= last.high_ore
    assert 0.88 <= covered / tried <= 0.99


def test_triangle_when_formed_from_rows_then_the_future_is_unknown_and_not_nought() -> None:
    """A month that has had no time for late invoices must not look as if none came."""
    rows = [
        {"month": 7, "lag": 0, "cost_ore": 100},
        {"month": 7, "lag": 1, "cost_ore": 50},
        {"month": 7, "lag": 9, "cost_ore": 5},
        {"month": 8, "lag": 0, "cost_ore": 80},
        {"month": 9, "lag": 0, "cost_ore": 90},
        {"month": 99, "lag": 0, "cost_ore": 1},
    ]
    found = form_triangle(rows, (7, 8, 9), 3)
    assert found[0].tolist() == [100, 150, 155]
    assert found[1, :2].tolist() == [80, 80]
    assert np.isnan(found[1, 2])
    assert np.isnan(found[2, 1:]).all()


def test_nowcast_when_no_month_is_complete_then_refuses() -> None:
    """Nothing to learn the lateness from."""
    with pytest.raises(TooFewMonths):
        nowcast_months(TRIANGLE[:4, :5], (0, 1, 2, 3))
    with pytest.raises(TooFewMonths):
        nowcast_months(TRIANGLE[:, :1], MONTHS)
    with pytest.raises(UnequalFigures):
        nowcast_months(TRIANGLE, (1, 2))


def test_nowcast_when_a_month_has_nothing_yet_then_expects_nothing_and_does_not_fail() -> None:
    """The first of a month, before any invoice."""
    empty = TRIANGLE.copy()
    empty[-1, 0] = 0.0
    last = nowcast_months(empty, MONTHS)[-1]
    assert (last.booked_ore, last.expected_ore, last.completeness) == (0, 0, 1.0)
