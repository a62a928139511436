"""What comes of a worked case, as short texts to compare with what the case says, and the steps to print."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from skjuts.core.kernel.errors import InvalidField
from skjuts.core.kernel.money import parse_kronor
from skjuts.core.rules import Kind
from skjuts.core.rules.values import NO_BREAK_SPACE, SPACE, write_cell_value
from skjuts.core.tariffs.copayment.accounts import Account, settle_trips
from skjuts.core.tariffs.copayment.pricing import TripPrice, price_family
from skjuts.core.tariffs.copayment.schedule import FeeSchedule, Told
from skjuts.core.tariffs.copayment.worked_cases import FeeCase

NO_CARD = "inget frikort"
PARTLY = frozenset({"open", "cautions"})
"""Answers of which a case states a part; nothing stated means that there must be none."""


@dataclass(frozen=True, slots=True)
class FeeCaseResult:
    """What came of a case: every answer by name, and how each krona arose."""

    case: FeeCase
    found: Mapping[str, str]
    lines: tuple[str, ...]

    @property
    def differences(self) -> tuple[str, ...]:
        """What is not as the case says."""
        return tuple(
            f"{name}: {wanted or 'inget'} väntades, {self.found.get(name, '') or 'inget'} blev det"
            for name, wanted in self.case.expected.items()
            if not self._agrees(name, wanted)
        )

    def _agrees(self, name: str, wanted: str) -> bool:
        found = self.found.get(name)
        if found is not None and wanted and name in PARTLY:
            return wanted in found
        return found == ", ".join(_write_like_found(one) for one in wanted.split(", "))


def run_fee_case(schedule: FeeSchedule, case: FeeCase) -> FeeCaseResult:
    """Try a case.

    Answers: `fee` before the cap, `borne` after it, what the patient `pays` and gets `back`, each
    summed over the trips; `last_borne` and `last_back` of the last trip; `counted`, `period` and
    `card_from` of the ceiling; `causes`; `asks`, `open` and `cautions`; `claim_until`; `each_bears`
    of a family.
    """
    account = settle_trips(schedule, case.trips)
    found = {**_find_amounts(account), **_find_ceiling(account), **_find_doubts(account)}
    found["claim_until"] = _find_claim_until(schedule, case)
    if case.is_family:
        found["each_bears"] = _find_each_bears(schedule, case)
    lines = [step.as_line() for one in account.trips for step in one.steps]
    plain = {name: text.replace(NO_BREAK_SPACE, SPACE) for name, text in found.items()}
    return FeeCaseResult(case, plain, tuple(lines))


def _find_amounts(account: Account) -> dict[str, str]:
    last = account.trips[-1:]
    return {
        "fee": _sum(one.price.fee_ore for one in account.trips),
        "borne": _sum(one.charge.charged_ore for one in account.trips),
        "pays": _sum(one.settlement.to_pay_ore for one in account.trips),
        "back": _sum(one.settlement.to_reimburse_ore for one in account.trips),
        "last_borne": _sum(one.charge.charged_ore for one in last),
        "last_back": _sum(one.settlement.to_reimburse_ore for one in last),
    }


def _find_ceiling(account: Account) -> dict[str, str]:
    periods = account.standing.periods
    return {
        "counted": _sum(one.counted_ore for one in periods),
        "period": "; ".join(f"{one.starts} – {one.ends}" for one in periods),
        "card_from": "; ".join(str(one.card_from or NO_CARD) for one in periods),
        "causes": ", ".join(dict.fromkeys(str(one.charge.cause) for one in account.trips)),
    }


def _find_doubts(account: Account) -> dict[str, str]:
    cautions = (caution for one in account.trips for caution in one.price.cautions)
    questions = [one.question for one in account.open_prices]
    return {
        "cautions": " ".join(dict.fromkeys(cautions)),
        "asks": ", ".join(dict.fromkeys(fact.id for one in questions for fact in one.missing)),
        "open": " ".join(dict.fromkeys(one.text for one in questions)),
    }


def _find_claim_until(schedule: FeeSchedule, case: FeeCase) -> str:
    if not case.trips:
        return ""
    trip = case.trips[0].trip
    told = schedule.tell_claim_window(trip.facts, trip.day)
    return told.terms[1].isoformat() if isinstance(told, Told) else told.text


def _find_each_bears(schedule: FeeSchedule, case: FeeCase) -> str:
    priced = price_family(schedule, [one.trip for one in case.trips])
    return ", ".join(
        _sum([one.fee_ore]) if isinstance(one, TripPrice) else one.question.text for one in priced
    )


def _sum(amounts: Iterable[int]) -> str:
    return write_cell_value(Kind.MONEY, sum(amounts))


def _write_like_found(text: str) -> str:
    """An amount as the answers write it, so that `1600 kr` and `1 600 kr` are the same; else the text."""
    if not text.endswith(" kr"):
        return text
    try:
        return write_cell_value(Kind.MONEY, parse_kronor(text))
    except InvalidField:
        return text
