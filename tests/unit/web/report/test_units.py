"""Numbers the way a Swedish reader expects them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from skjuts.web.report.units import Units, number, percent
from tests.universe.plans import on_a_line

DAY = on_a_line([], [])
FOREIGN = replace(DAY, ticks_per_unit=10_000, unrounded=np.zeros((1, 1)))


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [(1_234_567, 0, "1\u00a0234\u00a0567"), (1.25, 1, "1,2"), (-3.4, 1, "−3,4"), (-0.01, 1, "0,0")],
)
def test_number_has_a_decimal_comma_and_thousands_apart(value: float, decimals: int, text: str) -> None:
    """A point for a comma makes 1.250 km a thousand times longer."""
    assert number(value, decimals) == text


def test_percent_of_a_share() -> None:
    """Shares are of one, the page speaks per cent."""
    assert percent(0.1234, 1) == "12,3\u00a0%"


@pytest.mark.parametrize(
    ("time_s", "text"), [(0, "0 min"), (7_170, "2 h 00 min"), (5_400, "90 min"), (9_000, "2 h 30 min")]
)
def test_minutes_turn_into_hours_from_two_hours_on(time_s: int, text: str) -> None:
    """Nobody thinks of a ride as 150 minutes."""
    assert Units(DAY).minutes(time_s).replace("\u00a0", " ") == text


def test_foreign_instances_are_shown_in_their_own_units() -> None:
    """Their ticks are no kronor and no minutes."""
    units = Units(FOREIGN)
    assert (units.clock(123_000), units.money(450_000), units.km(10_000)) == ("12,3", "45,0", "1,0")
