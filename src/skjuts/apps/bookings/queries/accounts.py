"""A patient's claims and ledger, whatever registration they were entered under, and the account of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from skjuts.apps.bookings.accounts import Claimed, FindBook, PatientAccount, account_for
from skjuts.apps.bookings.models import LedgerRow, PayoutRow, TravelClaim
from skjuts.apps.bookings.trips import ClaimContent, make_trip
from skjuts.apps.permits.queries.books import find_book
from skjuts.apps.permits.queries.permits import list_registrations
from skjuts.apps.registry.facts.identities import LMA_CARD
from skjuts.apps.registry.models import Authority, Patient, PatientIdentifier, PatientProfile
from skjuts.apps.tenancy.actor import Actor
from skjuts.core.kernel.errors import NotAllowed
from skjuts.core.rules import RuleBook
from skjuts.core.rules.record import JsonValue
from skjuts.core.tariffs.copayment import (
    EntryKind,
    LedgerEntry,
    OneWayTrip,
    PayoutEntry,
    PayoutKind,
    PayoutTerms,
)

KIND = "patient_trip"
SETTINGS = "bookings"


@dataclass(frozen=True, slots=True)
class AccountFile:
    """Everything that a patient's account rests on, and the account itself."""

    claims: tuple[TravelClaim, ...]
    ledger: tuple[LedgerRow, ...]
    payouts: tuple[PayoutRow, ...]
    account: PatientAccount


def read_account(patient: Patient, *, today: dt.date) -> AccountFile:
    """The account of all that is claimed. What `posting` still holds has not been written to the ledger."""
    claims = list_claims(patient)
    ledger = list_ledger(patient)
    known = know_patient(patient)
    account = account_for(
        [_claimed(one, known) for one in claims if not one.withdrawals.all()],
        list_entries(ledger),
        book_finder(patient.authority_id),
        today,
    )
    return AccountFile(claims, ledger, list_payouts(patient), account)


def list_claims(patient: Patient) -> tuple[TravelClaim, ...]:
    """List every claim of the person, withdrawn ones too, by the day of the trip."""
    rows = TravelClaim.objects.filter(
        authority_id=patient.authority_id, patient_id__in=list_registrations(patient)
    )
    return tuple(rows.prefetch_related("withdrawals").order_by("travel_day", "at", "id"))


def list_ledger(patient: Patient) -> tuple[LedgerRow, ...]:
    """List the entries of the person's ledger in order."""
    return tuple(LedgerRow.objects.filter(patient=patient).order_by("number"))


def list_payouts(patient: Patient) -> tuple[PayoutRow, ...]:
    """List the entries of what the person gets back in order."""
    return tuple(PayoutRow.objects.filter(patient=patient).order_by("number"))


def find_payout_terms(authority_id: int, day: dt.date) -> PayoutTerms:
    """How small sums are paid out on a day, by the authority's setting; at once where none is set."""
    return read_payout_terms(Authority.objects.get(pk=authority_id).settings.get(SETTINGS, {}), day)


def read_payout_terms(settings: Mapping[str, Any], day: dt.date) -> PayoutTerms:
    """The terms of a day (`settings["bookings"]["payout"]`)."""
    row = find_payout_setting(settings, day) or {}
    return PayoutTerms(int(row.get("least_ore", 0)), int(row.get("wait_months", 0)))


def find_payout_setting(settings: Mapping[str, Any], day: dt.date) -> Mapping[str, Any] | None:
    """Find the setting that holds on a day."""
    rows = [one for one in settings.get("payout", ()) if one["from"] <= day.isoformat()]
    return max(rows, key=lambda one: str(one["from"])) if rows else None


def list_who_wait(authority_id: int, day: dt.date) -> list[UUID]:
    """List the patients for whom something is saved since before the day."""
    latest = PayoutRow.objects.filter(authority_id=authority_id).order_by("patient_id", "-number")
    rows = latest.distinct("patient_id").values_list("patient_id", "balance_ore", "posted_on")
    return [patient for patient, balance, posted in rows if balance > 0 and posted < day]


def get_claim(actor: Actor, claim_id: UUID) -> TravelClaim:
    """A claim within reach. Raises NotAllowed."""
    rows = TravelClaim.objects.filter(pk=claim_id, authority_id__in=actor.authorities)
    found = rows.select_related("patient").first()
    if found is None:
        raise NotAllowed
    return found


def book_finder(authority_id: int) -> FindBook:
    """The authority's book of each day, asked for once a day."""
    known: dict[dt.date, RuleBook | None] = {}

    def find(day: dt.date) -> RuleBook | None:
        if day not in known:
            known[day] = find_book(authority_id, KIND, day)
        return known[day]

    return find


@dataclass(frozen=True, slots=True)
class KnownPatient:
    """What the registers say of a person that fee rules ask for."""

    born: dt.date | None
    residence: str

    def on(self, day: dt.date) -> dict[str, JsonValue]:
        """The facts on a day."""
        told: dict[str, JsonValue] = {"residence": self.residence, "service": KIND}
        if self.born:
            told["age"] = (
                day.year - self.born.year - ((day.month, day.day) < (self.born.month, self.born.day))
            )
        return told


def know_patient(patient: Patient) -> KnownPatient:
    """The person's age, and whether an asylum seeker's card is the only number that they have."""
    born = PatientProfile.objects.get(patient=patient).born
    systems = set(
        PatientIdentifier.objects.filter(patient=patient, given_up_at=None).values_list("system", flat=True)
    )
    residence = "asylum_seeker" if systems == {LMA_CARD} else "resident"
    return KnownPatient(dt.date.fromisoformat(born) if born else None, residence)


def _claimed(row: TravelClaim, known: KnownPatient) -> Claimed:
    content, facts = ClaimContent.decode(row.content), known.on(row.travel_day)

    def make(book: RuleBook) -> OneWayTrip:
        return make_trip(content, trip_id=str(row.id), day=row.travel_day, known=facts, book=book)

    return Claimed(str(row.id), row.travel_day, row.claimed_on, make)


def list_payout_entries(rows: Iterable[PayoutRow]) -> list[PayoutEntry]:
    """List rows as core knows them."""
    return [
        PayoutEntry(
            one.number,
            PayoutKind(one.kind),
            str(one.claim_id or ""),
            one.amount_ore,
            one.balance_ore,
            one.posted_on,
            one.text,
        )
        for one in rows
    ]


def list_entries(rows: Iterable[LedgerRow]) -> list[LedgerEntry]:
    """List rows as core knows them."""
    return [_entry(one) for one in rows]


def _entry(row: LedgerRow) -> LedgerEntry:
    return LedgerEntry(
        row.number, str(row.claim_id), EntryKind(row.kind), row.amount_ore, row.posted_on, row.text
    )
