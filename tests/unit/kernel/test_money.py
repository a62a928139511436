"""Money as people write it and as it is divided."""

from __future__ import annotations

import pytest

from skjuts.core.kernel.errors import InvalidField
from skjuts.core.kernel.money import format_kronor, parse_kronor, split_ore


@pytest.mark.parametrize(
    ("amount_ore", "shown"),
    [(0, "0,00 kr"), (5, "0,05 kr"), (123_450, "1 234,50 kr"), (-1_234_567_89, "−1 234 567,89 kr")],
)
def test_an_amount_when_shown_then_it_reads_as_swedish(amount_ore: int, shown: str) -> None:
    """Letters and reports follow Swedish writing, and a sum never breaks over two lines."""
    assert format_kronor(amount_ore) == shown.replace(" ", "\u00a0")


@pytest.mark.parametrize(
    ("text", "amount_ore"),
    [
        ("1 234,50 kr", 123_450),
        ("1234.5", 123_450),
        ("75:-", 7_500),
        ("-75 SEK", -7_500),
        ("−0,05", -5),
        ("12\u00a0000", 1_200_000),
    ],
)
def test_an_amount_when_typed_in_a_usual_way_then_it_is_read(text: str, amount_ore: int) -> None:
    """People paste sums from letters, spreadsheets and web pages."""
    assert parse_kronor(text) == amount_ore


@pytest.mark.parametrize("text", ["", "kr", "1.234", "1,234,50", "tolv", "1e3", "٣", "12--5", "0x10"])
def test_an_amount_when_it_could_mean_two_things_or_none_then_it_is_refused(text: str) -> None:
    """A guess at a thousand would be wrong by a factor of a thousand."""
    with pytest.raises(InvalidField) as caught:
        parse_kronor(text, field="amount")
    assert caught.value.field == "amount"


def test_a_sum_when_three_share_it_then_the_odd_ore_goes_to_the_first() -> None:
    """Equal remainders need one rule, or two systems book different parts."""
    assert split_ore(100, [1, 1, 1]) == [34, 33, 33]


def test_a_credit_when_split_then_it_mirrors_the_debit() -> None:
    """A reversal must cancel each part of what it reverses."""
    assert split_ore(-1001, [2, 1]) == [-part for part in split_ore(1001, [2, 1])]


@pytest.mark.parametrize("weights", [[], [0, 0], [2, -1]])
def test_a_sum_when_there_is_nothing_to_split_by_then_it_is_refused(weights: list[int]) -> None:
    """Money split by nothing would vanish or be invented."""
    with pytest.raises(InvalidField):
        split_ore(100, weights)
