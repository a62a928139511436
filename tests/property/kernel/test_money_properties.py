"""Money is neither lost nor invented, whatever the amounts."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from skjuts.core.kernel.money import format_kronor, parse_kronor, split_ore

AMOUNTS = st.integers(-(10**12), 10**12)
WEIGHTS = st.lists(st.integers(0, 10**9), min_size=1, max_size=12).filter(any)


@given(AMOUNTS)
def test_an_amount_when_written_and_read_back_then_it_is_the_same(amount_ore: int) -> None:
    """What a letter says and what the ledger holds must agree."""
    assert parse_kronor(format_kronor(amount_ore)) == amount_ore


@given(AMOUNTS, WEIGHTS)
def test_a_split_when_summed_then_it_gives_the_amount_exactly(amount_ore: int, weights: list[int]) -> None:
    """Shared rides are billed in parts; the parts must pay the ride."""
    assert sum(split_ore(amount_ore, weights)) == amount_ore


@given(AMOUNTS, WEIGHTS)
def test_a_part_when_compared_with_its_exact_share_then_it_is_less_than_one_ore_off(
    amount_ore: int, weights: list[int]
) -> None:
    """Nobody pays for somebody else's rounding."""
    for part, weight in zip(split_ore(amount_ore, weights), weights, strict=True):
        assert abs(part - Fraction(amount_ore * weight, sum(weights))) < 1
