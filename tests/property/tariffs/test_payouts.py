"""Payouts: laws that hold however trips come in, change and go."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from skjuts.core.tariffs.copayment import PayoutEntry, PayoutKind, PayoutTerms, post_payouts

FIRST = date(2026, 1, 31)
GIVEN = st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 30_000), max_size=6)
TERMS = st.builds(PayoutTerms, least_ore=st.integers(0, 20_000), wait_months=st.integers(0, 12))


@given(steps=st.lists(st.tuples(st.integers(0, 200), GIVEN), min_size=1, max_size=8), terms=TERMS)
def test_payouts_when_anything_comes_then_nothing_is_lost_paid_twice_or_held_too_long(
    steps: list[tuple[int, dict[str, int]]], terms: PayoutTerms
) -> None:
    """Credits less payouts is the balance; what is saved is small; the same posting again adds nothing."""
    ledger: list[PayoutEntry] = []
    day = FIRST
    for later, reimbursed in steps:
        day += timedelta(days=later)
        ledger += post_payouts(ledger, reimbursed, terms, day)
        assert post_payouts(ledger, reimbursed, terms, day) == ()
        credited = sum(one.amount_ore for one in ledger if one.kind is PayoutKind.CREDIT)
        paid = -sum(one.amount_ore for one in ledger if one.kind is PayoutKind.PAYOUT)
        assert credited == sum(reimbursed.values())
        balance = ledger[-1].balance_ore if ledger else 0
        assert balance == credited - paid
        assert balance <= 0 or balance < terms.least_ore
        assert all(one.amount_ore < 0 for one in ledger if one.kind is PayoutKind.PAYOUT)
