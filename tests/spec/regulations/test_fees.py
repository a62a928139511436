"""What trips cost patients: the worked cases of every region, and of every shape that fees take.

The cases lie as data beside this file, one folder for each region, and read as a manual.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from skjuts.adapters.files.regulations import read_regulation
from skjuts.core.kernel.money import format_kronor, parse_kronor
from skjuts.core.tariffs.copayment import (
    Account,
    FeeSchedule,
    OpenPrice,
    StepKind,
    Told,
    price_family,
    settle,
    settle_trips,
)
from tests.spec.regulations.fee_cases import FeeCase, list_fee_cases

CASES = list_fee_cases()
LEAST_CASES = 73
"""The three published examples and seventy more."""


@cache
def schedule_of(head: Path) -> FeeSchedule:
    """A book's schedule, read once."""
    return FeeSchedule(read_regulation(head))


def _tell_claim_window(schedule: FeeSchedule, account: Account) -> str:
    trip = account.trips[0].price.trip
    told = schedule.tell_claim_window(trip.facts, trip.day)
    return str(told.terms[1]) if isinstance(told, Told) else told.text


ANSWERS: dict[str, Callable[[FeeSchedule, Account], str]] = {
    "fee": lambda _, account: _sum(one.price.fee_ore for one in account.trips),
    "borne": lambda _, account: _sum(one.charge.charged_ore for one in account.trips),
    "pays": lambda _, account: _sum(one.settlement.to_pay_ore for one in account.trips),
    "back": lambda _, account: _sum(one.settlement.to_reimburse_ore for one in account.trips),
    "last_borne": lambda _, account: _sum([account.trips[-1].charge.charged_ore]),
    "last_back": lambda _, account: _sum([account.trips[-1].settlement.to_reimburse_ore]),
    "causes": lambda _, account: ", ".join(dict.fromkeys(str(one.charge.cause) for one in account.trips)),
    "counted": lambda _, account: _sum(one.counted_ore for one in account.standing.periods),
    "period": lambda _, account: "; ".join(f"{one.starts} – {one.ends}" for one in account.standing.periods),
    "card_from": lambda _, account: "; ".join(
        str(one.card_from or "inget frikort") for one in account.standing.periods
    ),
    "cautions": lambda _, account: " ".join(
        dict.fromkeys(caution for one in account.trips for caution in one.price.cautions)
    ),
    "asks": lambda _, account: ", ".join(
        one.id for price in account.open_prices for one in price.question.missing
    ),
    "open": lambda _, account: " ".join(price.question.text for price in account.open_prices),
    "claim_until": _tell_claim_window,
}
INSIDE = {"open", "cautions"}
"""Answers of which the case states a part; nothing stated means that there must be none."""


def _sum(amounts: object) -> str:
    return format_kronor(sum(amounts))  # type: ignore[call-overload]


@pytest.mark.parametrize("case", CASES, ids=[f"{one.source}: {one.name}" for one in CASES])
def test_trips_when_worked_through_then_cost_what_the_case_says(case: FeeCase) -> None:
    """A region's book must give to the öre what its published examples and rules give by hand."""
    schedule = schedule_of(case.head)
    if case.is_family:
        _check_family(schedule, case)
        return
    account = settle_trips(schedule, case.list_trips(schedule.book))
    for name, wanted in case.gives.items():
        given = ANSWERS[name](schedule, account)
        if name in INSIDE:
            assert wanted in given.replace("\u00a0", " "), (name, given)
            assert wanted or not given, (name, given)
        else:
            assert given == _as_money(wanted), name


def _check_family(schedule: FeeSchedule, case: FeeCase) -> None:
    priced = price_family(schedule, [one.trip for one in case.list_trips(schedule.book)])
    fees = [
        format_kronor(-1 if isinstance(one, OpenPrice) else settle(one, one.fee_ore).charged_ore)
        for one in priced
    ]
    assert fees == [_as_money(one) for one in case.gives["each_bears"].split(", ")]


def _as_money(text: str) -> str:
    return format_kronor(parse_kronor(text)) if text.endswith(" kr") else text


def test_cases_when_counted_then_cover_every_region_and_the_published_examples() -> None:
    """Fewer cases than the regions' rules have shapes would leave some shape untried."""
    assert len(CASES) >= LEAST_CASES
    published = [one for one in CASES if "publicerat räkneexempel" in one.why]
    assert sorted(one.source for one in published) == ["kalmar", "varmland", "vasterbotten"]


@pytest.mark.parametrize("case", CASES, ids=[f"{one.source}: {one.name}" for one in CASES])
def test_steps_when_read_then_add_up_and_name_their_source(case: FeeCase) -> None:
    """How each krona arose: every rule step names row and source, and a reason without holes."""
    schedule = schedule_of(case.head)
    account = settle_trips(schedule, case.list_trips(schedule.book))
    for one in account.trips:
        for step in one.steps:
            assert "(okänt)" not in step.text
            assert "{" not in step.text
            if step.basis:
                assert step.basis.row
                assert step.basis.source
        paid_back = sum(step.amount_ore for step in one.steps if step.kind is StepKind.EXPENSE)
        assert one.price.recognised_ore == paid_back
