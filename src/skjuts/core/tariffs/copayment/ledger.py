"""The ledger of charges: entries are added, never changed; what late claims alter becomes new entries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from skjuts.core.kernel.money import format_kronor
from skjuts.core.tariffs.copayment.cap import Charge, FeeClaim, FindCap, Standing, charge_claims
from skjuts.core.tariffs.copayment.errors import BadLedger


class EntryKind(StrEnum):
    """What an entry is."""

    CHARGE = "charge"
    """A trip's fee as it stood when the trip first came in; 0 with a card."""
    RECOMPUTATION = "recomputation"
    """The difference that claims that came later made to a trip already charged."""
    WITHDRAWAL = "withdrawal"
    """A trip was taken back, and with it what it bore."""


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """One line of the ledger: an amount added to what a trip bears. Numbers run from 1 without gaps."""

    number: int
    claim_id: str
    kind: EntryKind
    amount_ore: int
    posted_on: date
    text: str


@dataclass(frozen=True, slots=True)
class Posting:
    """Entries to write after those there are, and the standing that the ledger then adds up to."""

    entries: tuple[LedgerEntry, ...]
    standing: Standing


def post_claims(
    ledger: Sequence[LedgerEntry], claims: Iterable[FeeClaim], find_cap: FindCap, posted_on: date
) -> Posting:
    """Recompute everything from all claims of a patient, and say what to add to the ledger.

    `claims` are all that stand, old and new; one that was posted and is left out is withdrawn. New
    trips come first, then the differences to trips already charged, in the order of the trips.
    Raises `BadLedger` when numbers are missing, `BadTrip` for claims that are not sound.
    """
    _require_whole(ledger)
    standing = charge_claims(claims, find_cap)
    posted = sum_entries(ledger)
    known = {entry.claim_id for entry in ledger}
    fresh = [one for one in standing.charges if one.claim.id not in known]
    wanted = {one.claim.id for one in standing.charges}
    writer = _Writer(len(ledger), posted_on)
    for charge in fresh:
        writer.add(charge.claim.id, EntryKind.CHARGE, charge.charged_ore, charge.text)
    for charge in standing.charges:
        before_ore = posted.get(charge.claim.id, 0)
        if charge.claim.id in known and charge.charged_ore != before_ore:
            amount_ore = charge.charged_ore - before_ore
            writer.add(charge.claim.id, EntryKind.RECOMPUTATION, amount_ore, _tell_change(charge, before_ore))
    for claim_id in sorted(known - wanted):
        if posted[claim_id]:
            text = "Resan är återtagen, och med den avgiften."
            writer.add(claim_id, EntryKind.WITHDRAWAL, -posted[claim_id], text)
    return Posting(tuple(writer.entries), standing)


def sum_entries(ledger: Iterable[LedgerEntry]) -> Mapping[str, int]:
    """What each trip bears by the ledger, in öre."""
    sums: Counter[str] = Counter()
    for entry in ledger:
        sums[entry.claim_id] += entry.amount_ore
    return dict(sums)


class _Writer:
    """Numbers entries on from the ledger's last."""

    def __init__(self, last_number: int, posted_on: date) -> None:
        self._last = last_number
        self._posted_on = posted_on
        self.entries: list[LedgerEntry] = []

    def add(self, claim_id: str, kind: EntryKind, amount_ore: int, text: str) -> None:
        number = self._last + len(self.entries) + 1
        self.entries.append(LedgerEntry(number, claim_id, kind, amount_ore, self._posted_on, text))


def _tell_change(charge: Charge, before_ore: int) -> str:
    return (
        f"Omräkning sedan andra resor kommit in eller återtagits: avgiften ändras från "
        f"{format_kronor(before_ore)} till {format_kronor(charge.charged_ore)}. {charge.text}"
    )


def _require_whole(ledger: Sequence[LedgerEntry]) -> None:
    for number, entry in enumerate(ledger, start=1):
        if entry.number != number:
            raise BadLedger(field=str(entry.number))
