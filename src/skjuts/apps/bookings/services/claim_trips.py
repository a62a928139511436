"""Claims are entered, made of counted trips, and taken back; the ledger follows in the same breath."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from skjuts.apps.audit.reasons import Reason
from skjuts.apps.audit.services import Access, publish_event
from skjuts.apps.bookings.accounts import schedule_of
from skjuts.apps.bookings.errors import ClaimGone, ClaimTooLate
from skjuts.apps.bookings.models import ClaimWithdrawal, LedgerRow, TravelClaim
from skjuts.apps.bookings.policies import require_keep_account
from skjuts.apps.bookings.queries.accounts import KIND, get_claim, know_patient, read_account
from skjuts.apps.bookings.services.pay_out import credit_account
from skjuts.apps.bookings.trips import ClaimContent, ClaimLeg, ExpenseKind, make_trip
from skjuts.apps.permits.models import PermitUse
from skjuts.apps.permits.queries.books import find_book
from skjuts.apps.permits.services.stepping import note_access, owned_by, require_text, signed_by
from skjuts.apps.registry.models import Patient
from skjuts.apps.registry.queries.patients import get_patient_for_change
from skjuts.apps.tenancy.actor import Actor
from skjuts.core.kernel.errors import InvalidField
from skjuts.core.tariffs.copayment import OneWayTrip, Told


@dataclass(frozen=True, slots=True, kw_only=True)
class NewClaim:
    """A trip as somebody enters it. `key`: the form's own, so that what is sent twice is entered once."""

    key: str
    travel_day: dt.date
    claimed_on: dt.date
    content: ClaimContent


@transaction.atomic
def enter_claim(
    *, actor: Actor, patient_id: UUID, new: NewClaim, now: dt.datetime, today: dt.date
) -> TravelClaim:
    """Enter a trip that was claimed, and recompute the ledger. Raises InvalidField and ClaimTooLate."""
    patient = get_patient_for_change(actor, patient_id)
    require_keep_account(actor, patient)
    if not new.travel_day <= new.claimed_on <= today:
        raise InvalidField(
            "Resan ligger efter den dag då den begärdes, eller i framtiden.", field="travel_day"
        )
    _require_in_time(patient, new)
    made = TravelClaim.objects.create(
        key=f"entered:{new.key}",
        origin=TravelClaim.Origin.ENTERED,
        travel_day=new.travel_day,
        claimed_on=new.claimed_on,
        content=new.content.encode(),
        patient=patient,
        authority_id=patient.authority_id,
        is_guarded=patient.is_guarded,
        **signed_by(actor, now),
    )
    note_access(actor, made, action=Access.ALTER, reason=Reason.CASE, about="claim")
    post_ledger(patient, actor=actor, now=now)
    return made


@transaction.atomic
def open_claim(*, actor: Actor, claim_id: UUID) -> TravelClaim:
    """A claim of an account that the actor keeps, logged. Raises NotAllowed."""
    row = get_claim(actor, claim_id)
    require_keep_account(actor, row.patient)
    note_access(actor, row, action=Access.READ, reason=Reason.CASE, about="claim")
    return row


@transaction.atomic
def withdraw_claim(*, actor: Actor, claim_id: UUID, reason: str, now: dt.datetime) -> TravelClaim:
    """Take a claim back, with why; the ledger gets the entry that takes its fee back."""
    row = get_claim(actor, claim_id)
    patient = get_patient_for_change(actor, row.patient_id)
    require_keep_account(actor, patient)
    reason = require_text(reason, "reason", "Skriv varför resan tas tillbaka.")
    note_access(actor, row, action=Access.ALTER, reason=Reason.CASE, about="claim")
    _withdraw(row, reason, actor, now)
    post_ledger(patient, actor=actor, now=now)
    return row


@transaction.atomic
def claim_counted_trips(*, use_id: UUID) -> None:
    """Claim the trips that were counted on a permit; take back the claims of those that were given back."""
    use = PermitUse.objects.select_related("permit").get(pk=use_id)
    patient = _lock_person(use.patient_id)
    if use.trips > 0:
        _claim_use(use)
    else:
        counted = PermitUse.objects.get(permit=use.permit, key=use.key.removeprefix("back:"))
        for row in TravelClaim.objects.filter(key__startswith=f"use:{counted.id}:", withdrawals=None):
            _withdraw(row, "Resan togs tillbaka på tillståndet.", None, use.at)
    post_ledger(patient, actor=None, now=use.at)


def post_ledger(patient: Patient, *, actor: Actor | None, now: dt.datetime) -> int:
    """Write what the ledgers lack; the caller holds the patient's lock. Returns how many charges."""
    file = read_account(patient, today=timezone.localdate(now))
    entries = file.account.posting.entries
    LedgerRow.objects.bulk_create(
        LedgerRow(
            claim_id=UUID(one.claim_id),
            number=one.number,
            kind=one.kind.value,
            amount_ore=one.amount_ore,
            posted_on=one.posted_on,
            text=one.text,
            patient=patient,
            authority_id=patient.authority_id,
            is_guarded=patient.is_guarded,
            **signed_by(actor, now),
        )
        for one in entries
    )
    credit_account(patient, file.account, actor=actor, now=now)
    if entries:
        publish_event(
            name="ledger.posted",
            aggregate_id=patient.id,
            authority_id=patient.authority_id,
            actor=actor,
            payload={"entries": len(entries), "last": entries[-1].number},
        )
    return len(entries)


def _lock_person(patient_id: UUID) -> Patient:
    """The person under the registration that took over, locked until the transaction ends."""
    found = Patient.objects.select_for_update().get(pk=patient_id)
    return _lock_person(found.merged_into_id) if found.merged_into_id else found


def _claim_use(use: PermitUse) -> None:
    """A claim for each trip; the same use again gives none."""
    content = ClaimContent(
        legs=(ClaimLeg(travel_mode=use.permit.travel_modes[0], expense=ExpenseKind.ORDERED),)
    )
    rows = [
        TravelClaim(
            key=f"use:{use.id}:{number}",
            origin=TravelClaim.Origin.PERMIT,
            travel_day=use.travel_day,
            claimed_on=max(use.travel_day, timezone.localdate(use.at)),
            content=content.encode(),
            by=use.by,
            signed=use.signed,
            at=use.at,
            **owned_by(use),
        )
        for number in range(1, use.trips + 1)
    ]
    TravelClaim.objects.bulk_create(rows, ignore_conflicts=True)


def _withdraw(row: TravelClaim, reason: str, actor: Actor | None, now: dt.datetime) -> None:
    try:
        with transaction.atomic():
            ClaimWithdrawal.objects.create(claim=row, reason=reason, **owned_by(row), **signed_by(actor, now))
    except IntegrityError:
        raise ClaimGone from None


def _require_in_time(patient: Patient, new: NewClaim) -> None:
    """Raise ClaimTooLate past the last day by the book of the travel day. What no rule says is no limit."""
    book = find_book(patient.authority_id, KIND, new.travel_day)
    if book is None:
        return
    trip: OneWayTrip = make_trip(
        new.content,
        trip_id="",
        day=new.travel_day,
        known=know_patient(patient).on(new.travel_day),
        book=book,
    )
    told = schedule_of(book).tell_claim_window(trip.facts, new.travel_day)
    if isinstance(told, Told) and new.claimed_on > told.terms[1]:
        raise ClaimTooLate(field="travel_day")
