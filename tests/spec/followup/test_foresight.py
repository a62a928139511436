"""Months carried on: what is foreseen must be right as often as it says, and a year must add up."""

from __future__ import annotations

import numpy as np
import pytest

from skjuts.core.followup.errors import TooFewMonths
from skjuts.core.followup.foresight import Sureness, foresee_months, look_ahead
from skjuts.core.followup.ledger.nowcast import MonthNowcast
from skjuts.core.followup.months import Month, month

FIRST = month(2022, 1)
SEASON = 1 + 0.06 * np.cos(2 * np.pi * (np.arange(12) - 1) / 12)


def draw_series(rng: np.random.Generator, count: int, growth: float = 0.0) -> list[float]:
    """Months around a level that wanders, with a season: three million kronor each."""
    wander = np.cumsum(rng.normal(0, 0.01, count)) + rng.normal(0, 0.02, count)
    at = np.arange(count)
    values = 3e8 * np.exp(growth * at / 12 + wander) * SEASON[at % 12]
    return [float(one) for one in values]


def book(values: list[float], late: int = 0) -> dict[Month, MonthNowcast]:
    """The values as months of the ledger, the last `late` of them waiting for invoices."""
    booked = {}
    for place, value in enumerate(values):
        end, is_late = round(value), place >= len(values) - late
        part, low, high = (end // 2, end - 100, end + 100) if is_late else (end, end, end)
        booked[FIRST + place] = MonthNowcast(FIRST + place, part, end, low, high)
    return booked


def test_foresight_when_the_series_is_only_a_season_foresees_it() -> None:
    """A July must not be foreseen as a January; without chance there is nothing to be wrong about."""
    values = [float(3e8 * SEASON[place % 12]) for place in range(48)]
    found = foresee_months(range(FIRST, FIRST + 48), values, 12)
    assert found.expected == pytest.approx(3e8 * SEASON, rel=1e-3)


def test_intervals_when_counted_over_many_series_hold_as_often_as_they_say() -> None:
    """Ninety-five must mean about ninety-five: of single months and of a year's sum."""
    rng = np.random.default_rng(4)
    hits, sums = [], []
    for _ in range(150):
        series = draw_series(rng, 54)
        found = foresee_months(range(FIRST, FIRST + 42), series[:42], 12)
        truth = series[42:]
        intervals = [found.find_interval(place) for place in range(12)]
        hits += [low <= one <= high for one, (low, high) in zip(truth, intervals, strict=True)]
        reach = found.find_reach() * found.find_variance(range(12)) ** 0.5
        sums.append(abs(sum(truth) - float(found.expected.sum())) <= reach)
    assert 0.90 <= np.mean(hits) <= 0.995
    assert np.mean(sums) >= 0.88


def test_year_when_some_months_are_booked_adds_up_and_is_surer_than_its_months_together() -> None:
    """The year is the sum of its months; chance in one month is partly evened out by another."""
    values = draw_series(np.random.default_rng(7), 45)
    booked = book(values, late=2)
    settled = tuple(booked)[:-2]
    budgets = {month(2025, number): 300_000_000 for number in range(1, 13)}
    found = look_ahead(2025, booked, settled, budgets)
    assert [one.sureness for one in found.months] == (
        [Sureness.BOOKED] * 7 + [Sureness.COMING] * 2 + [Sureness.FORESEEN] * 3
    )
    assert found.cost_ore == sum(one.cost_ore for one in found.months)
    assert found.budget_ore == 12 * 300_000_000
    assert found.low_ore < found.cost_ore < found.high_ore
    assert found.high_ore - found.low_ore < sum(one.high_ore - one.low_ore for one in found.months)


def test_year_when_every_invoice_has_come_has_no_interval() -> None:
    """What has been booked is not a forecast."""
    booked = book(draw_series(np.random.default_rng(1), 48))
    found = look_ahead(2024, booked, tuple(booked), {})
    assert found.is_settled
    assert found.low_ore == found.cost_ore == found.high_ore
    assert found.budget_ore is None


def test_year_when_it_is_not_in_the_ledger_or_the_series_is_short_is_refused() -> None:
    """Nothing is foreseen out of less than two years, and a year half read in has no sum."""
    booked = book(draw_series(np.random.default_rng(1), 20))
    with pytest.raises(TooFewMonths):
        look_ahead(2023, booked, tuple(booked), {})
    with pytest.raises(TooFewMonths):
        look_ahead(2021, booked, tuple(booked), {})
    with pytest.raises(TooFewMonths):
        foresee_months(range(FIRST, FIRST + 48), [1.0] * 48, 0)
