"""What is given back, and when it is paid out: a small sum is carried over until it has grown or waited."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from skjuts.core.kernel.money import format_kronor
from skjuts.core.tariffs.copayment.calendar_months import find_months_later
from skjuts.core.tariffs.copayment.errors import BadLedger


@dataclass(frozen=True, slots=True)
class PayoutTerms:
    """The least sum that is paid out at once; after how many months a smaller one is, too (0: never)."""

    least_ore: int = 0
    wait_months: int = 0


class PayoutKind(StrEnum):
    """What an entry is."""

    CREDIT = "credit"
    """What a trip gives back; or less than before, when something was recomputed or taken back."""
    PAYOUT = "payout"
    """All that was saved goes to payment."""


@dataclass(frozen=True, slots=True)
class PayoutEntry:
    """One line: an amount, and the balance after it. `claim_id`: '' for a payout. Numbers run from 1."""

    number: int
    kind: PayoutKind
    claim_id: str
    amount_ore: int
    balance_ore: int
    posted_on: date
    text: str


def post_payouts(
    ledger: Sequence[PayoutEntry], reimbursed: Mapping[str, int], terms: PayoutTerms, posted_on: date
) -> tuple[PayoutEntry, ...]:
    """What to add to the ledger, so that it says what each trip gives back, and what is paid out today.

    `reimbursed`: by claim, in öre, all claims that stand. A balance below nothing is taken from what comes
    later. Raises `BadLedger` when numbers are missing.
    """
    _require_whole(ledger)
    writer = _Writer(ledger, posted_on)
    credited = _sum_credits(ledger)
    for claim_id in sorted({*credited, *reimbursed}, key=lambda one: (one not in credited, one)):
        amount_ore = reimbursed.get(claim_id, 0) - credited.get(claim_id, 0)
        if amount_ore:
            writer.add(
                PayoutKind.CREDIT, claim_id, amount_ore, _tell_credit(amount_ore, claim_id in credited)
            )
    why = _find_reason([*ledger, *writer.entries], terms, posted_on)
    if why:
        writer.add(PayoutKind.PAYOUT, "", -writer.balance_ore, why)
    return tuple(writer.entries)


def find_balance(ledger: Sequence[PayoutEntry]) -> int:
    """What is saved for the next payout, in öre; below nothing when too much was paid."""
    return ledger[-1].balance_ore if ledger else 0


def find_payout_day(ledger: Sequence[PayoutEntry], terms: PayoutTerms) -> date | None:
    """The day on which a small sum has waited enough; None when nothing is saved, or it may wait for ever."""
    if find_balance(ledger) <= 0 or not terms.wait_months:
        return None
    since = ledger[-1].posted_on
    for entry in reversed(ledger):
        if entry.balance_ore <= 0:
            break
        since = entry.posted_on
    return find_months_later(since, terms.wait_months)


def _find_reason(ledger: Sequence[PayoutEntry], terms: PayoutTerms, day: date) -> str:
    balance_ore = find_balance(ledger)
    if balance_ore <= 0:
        return ""
    if balance_ore >= terms.least_ore:
        if not terms.least_ore:
            return "Allt betalas ut direkt."
        return f"Summan har nått {format_kronor(terms.least_ore)} och betalas ut."
    waits_until = find_payout_day(ledger, terms)
    if waits_until is not None and waits_until <= day:
        return f"Summan har väntat i {terms.wait_months} månader och betalas ut, fast den är liten."
    return ""


def _sum_credits(ledger: Sequence[PayoutEntry]) -> dict[str, int]:
    sums: dict[str, int] = {}
    for entry in ledger:
        if entry.kind is PayoutKind.CREDIT:
            sums[entry.claim_id] = sums.get(entry.claim_id, 0) + entry.amount_ore
    return sums


def _tell_credit(amount_ore: int, is_known: bool) -> str:  # noqa: FBT001 - one of two sentences
    if not is_known:
        return "Resan ger tillbaka pengar."
    return "Omräknat: resan ger mer tillbaka." if amount_ore > 0 else "Omräknat: resan ger mindre tillbaka."


def _require_whole(ledger: Sequence[PayoutEntry]) -> None:
    balance_ore = 0
    for number, entry in enumerate(ledger, start=1):
        balance_ore += entry.amount_ore
        if entry.number != number or entry.balance_ore != balance_ore:
            raise BadLedger(field=str(entry.number))


class _Writer:
    """Numbers entries on from the ledger's last, and keeps the balance."""

    def __init__(self, ledger: Sequence[PayoutEntry], posted_on: date) -> None:
        self._last = len(ledger)
        self._posted_on = posted_on
        self.balance_ore = find_balance(ledger)
        self.entries: list[PayoutEntry] = []

    def add(self, kind: PayoutKind, claim_id: str, amount_ore: int, text: str) -> None:
        self.balance_ore += amount_ore
        number = self._last + len(self.entries) + 1
        self.entries.append(
            PayoutEntry(number, kind, claim_id, amount_ore, self.balance_ore, self._posted_on, text)
        )
