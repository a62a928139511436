"""What is given back, month by month: small sums are saved, and paid when they have grown or waited."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest

from skjuts.core.tariffs.copayment import (
    PayoutEntry,
    PayoutTerms,
    find_balance,
    find_payout_day,
    post_payouts,
)
from skjuts.core.tariffs.copayment.errors import BadLedger

AT_ONCE = PayoutTerms()
HUNDRED = PayoutTerms(least_ore=10_000)
HALF_YEAR = PayoutTerms(least_ore=10_000, wait_months=6)
"""Västerbotten's older rule: above 100 kronor monthly, below it twice a year."""


@dataclass(frozen=True, slots=True)
class Case:
    """Postings in order (day, kronor given back by trip), and what was paid and what is saved afterwards."""

    title: str
    terms: PayoutTerms
    postings: tuple[tuple[str, dict[str, int]], ...]
    paid_kr: tuple[int, ...]
    saved_kr: int


CASES = [
    Case("Utan gräns betalas allt direkt.", AT_ONCE, (("2026-01-10", {"a": 38}),), (38,), 0),
    Case("Värmlands 525 kronor betalas direkt.", HUNDRED, (("2026-01-10", {"a": 525}),), (525,), 0),
    Case("Kalmars 38 kronor sparas.", HUNDRED, (("2026-01-10", {"a": 38}),), (), 38),
    Case("Precis gränsen betalas.", HUNDRED, (("2026-01-10", {"a": 100}),), (100,), 0),
    Case("En krona under gränsen sparas.", HUNDRED, (("2026-01-10", {"a": 99}),), (), 99),
    Case(
        "Tre små resor betalas när de tillsammans når gränsen.",
        HUNDRED,
        (
            ("2026-01-10", {"a": 38}),
            ("2026-02-10", {"a": 38, "b": 38}),
            ("2026-03-10", {"a": 38, "b": 38, "c": 38}),
        ),
        (114,),
        0,
    ),
    Case(
        "Det som kommer efter en utbetalning sparas på nytt.",
        HUNDRED,
        (("2026-01-10", {"a": 120}), ("2026-02-10", {"a": 120, "b": 20})),
        (120,),
        20,
    ),
    Case(
        "En resa som återtas innan den betalats tar med sig sin ersättning.",
        HUNDRED,
        (("2026-01-10", {"a": 60}), ("2026-02-10", {})),
        (),
        0,
    ),
    Case(
        "För mycket betalat dras av från det som kommer.",
        HUNDRED,
        (("2026-01-10", {"a": 150}), ("2026-02-10", {}), ("2026-03-10", {"b": 180})),
        (150,),
        30,
    ),
    Case(
        "En omräkning som ger mer betalas när summan räcker.",
        HUNDRED,
        (("2026-01-10", {"a": 60}), ("2026-02-10", {"a": 110})),
        (110,),
        0,
    ),
    Case(
        "En liten summa betalas när den har väntat sex månader.",
        HALF_YEAR,
        (("2026-01-10", {"a": 38}), ("2026-07-10", {"a": 38})),
        (38,),
        0,
    ),
    Case(
        "Dagen före de sex månaderna väntar den ännu.",
        HALF_YEAR,
        (("2026-01-10", {"a": 38}), ("2026-07-09", {"a": 38})),
        (),
        38,
    ),
    Case(
        "Väntan räknas från den äldsta kronan, inte från den senaste resan.",
        HALF_YEAR,
        (("2026-01-10", {"a": 38}), ("2026-06-30", {"a": 38, "b": 20}), ("2026-07-10", {"a": 38, "b": 20})),
        (58,),
        0,
    ),
    Case(
        "En skuld betalas aldrig ut, hur länge den än väntar.",
        HALF_YEAR,
        (("2026-01-10", {"a": 150}), ("2026-01-11", {}), ("2027-01-11", {})),
        (150,),
        -150,
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda one: one.title)
def test_payout(case: Case) -> None:
    """Each krona is saved or paid, once."""
    ledger: list[PayoutEntry] = []
    for day, given in case.postings:
        in_ore = {claim: kronor * 100 for claim, kronor in given.items()}
        ledger += post_payouts(ledger, in_ore, case.terms, date.fromisoformat(day))
    paid = tuple(-one.amount_ore // 100 for one in ledger if one.kind == "payout")
    assert paid == case.paid_kr
    assert find_balance(ledger) == case.saved_kr * 100


def test_payout_day_when_something_small_is_saved_then_it_is_known_beforehand() -> None:
    """The patient can be told when at the latest the money comes."""
    ledger = post_payouts([], {"a": 3_800}, HALF_YEAR, date(2026, 8, 31))
    assert find_payout_day(ledger, HALF_YEAR) == date(2027, 2, 28)
    assert find_payout_day(ledger, HUNDRED) is None
    assert find_payout_day([], HALF_YEAR) is None


def test_ledger_when_an_entry_is_missing_then_nothing_is_written_on_it() -> None:
    """A cut ledger would pay the same krona twice."""
    ledger = post_payouts([], {"a": 3_800, "b": 900}, HUNDRED, date(2026, 1, 1))
    with pytest.raises(BadLedger):
        post_payouts(ledger[1:], {"a": 3_800, "b": 900}, HUNDRED, date(2026, 1, 2))
