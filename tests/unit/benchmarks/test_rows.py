"""A row says whether its target is met, in the form that programs outside read."""

from __future__ import annotations

import pytest

from benchmarks.rows import Row, mean, percent_above, percent_below


@pytest.mark.parametrize(
    ("value", "is_floor", "met"),
    [(2.0, False, True), (2.1, False, False), (2.0, True, True), (1.9, True, False)],
)
def test_row_at_its_target_is_met_and_past_it_is_not(value: float, is_floor: bool, met: bool) -> None:  # noqa: FBT001
    """A ceiling and a floor are judged from their own side, the target itself included."""
    assert Row("x", value, "s", 2, is_floor=is_floor).met is met


def test_row_without_a_target_is_neither_met_nor_missed() -> None:
    """What was merely seen must not count as a success."""
    assert Row("x", 1.0, "s").met is None


def test_row_without_a_value_misses_its_target() -> None:
    """A figure that could not be had must never pass."""
    assert Row("x", None, "s", 2).met is False


def test_fields_are_the_five_of_the_contract() -> None:
    """Programs outside read exactly these."""
    assert Row("x", 3, "s", 2).as_fields() == {
        "what": "x",
        "value": 3,
        "unit": "s",
        "target": 2,
        "met": False,
    }


def test_text_names_value_unit_and_target() -> None:
    """A person reads the same as the program."""
    assert Row("start", 1.5, "s", 2).as_text() == "start: 1.5 s  (target ≤ 2: met)"


def test_percentages_are_of_the_other_value() -> None:
    """20 % below 100 is 80, and 25 % above 80 is 100."""
    assert percent_below(80, 100) == 20
    assert percent_above(100, 80) == 25


def test_mean_of_nothing_is_no_value() -> None:
    """No instance measured must not look like a gap of zero."""
    assert mean([]) is None
