"""Numbers are written as Swedes read them."""

from __future__ import annotations

import pytest

from skjuts.cli.amounts import format_duration, format_number, format_objective, format_share
from skjuts.core.planning.formats.foreign import read_foreign
from tests.unit.planning.formats.example_day import example_problem
from tests.unit.planning.formats.test_plan_form import CORDEAU


def test_an_objective_is_whole_kronor_or_a_distance() -> None:
    """Öre mean nothing at a day's scale, and foreign instances have no kronor."""
    assert format_objective(example_problem(), 123_456_750) == "1\u00a0234\u00a0568\u00a0kr"
    assert format_objective(read_foreign(CORDEAU, "två", "cordeau"), 8_289_400) == "828,94"


@pytest.mark.parametrize(
    ("seconds", "text"), [(-3, "0:00"), (65.4, "1:05"), (3599.6, "1:00:00"), (7800, "2:10:00")]
)
def test_a_duration_is_minutes_and_seconds(seconds: float, text: str) -> None:
    """Time left never shows as negative, nor as 60 minutes."""
    assert format_duration(seconds) == text


def test_a_share_of_nothing_is_none() -> None:
    """A day without served riders still has a summary."""
    assert format_share(1, 0) == "0,0\u00a0%"
    assert format_share(1, 3) == "33,3\u00a0%"
    assert format_number(1234.5, 1) == "1\u00a0234,5"
