"""What is given back is credited in the ledger of payouts, saved while it is small, and sent to payment."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from skjuts.apps.audit.services import publish_event
from skjuts.apps.bookings.accounts import PatientAccount
from skjuts.apps.bookings.models import PayoutRow
from skjuts.apps.bookings.queries.accounts import (
    find_payout_terms,
    list_payout_entries,
    list_payouts,
    list_who_wait,
)
from skjuts.apps.permits.services.stepping import signed_by
from skjuts.apps.registry.models import Patient
from skjuts.apps.tenancy.actor import Actor
from skjuts.core.tariffs.copayment import PayoutEntry, PayoutKind, PayoutTerms, post_payouts


def credit_account(
    patient: Patient, account: PatientAccount, *, actor: Actor | None, now: dt.datetime
) -> tuple[PayoutEntry, ...]:
    """Write what the ledger of payouts lacks of an account; the caller holds the patient's lock."""
    settled = {one.charge.claim.id: one.settlement.to_reimburse_ore for one in account.trips}
    today = timezone.localdate(now)
    terms = find_payout_terms(patient.authority_id, today)
    return _post(patient, settled, terms, actor=actor, now=now)


@transaction.atomic
def pay_waiting(*, authority_id: int, now: dt.datetime) -> int:
    """Pay out small sums that have waited their months; returns how many. Safe to repeat."""
    today = timezone.localdate(now)
    terms = find_payout_terms(authority_id, today)
    if not terms.wait_months:
        return 0
    return sum(_pay_one(one, terms, now) for one in list_who_wait(authority_id, today))


def _pay_one(patient_id: UUID, terms: PayoutTerms, now: dt.datetime) -> bool:
    patient = Patient.objects.select_for_update().get(pk=patient_id)
    credited: dict[str, int] = {}
    for one in list_payout_entries(list_payouts(patient)):
        if one.kind is PayoutKind.CREDIT:
            credited[one.claim_id] = credited.get(one.claim_id, 0) + one.amount_ore
    return bool(_post(patient, credited, terms, actor=None, now=now))


def _post(
    patient: Patient, settled: dict[str, int], terms: PayoutTerms, *, actor: Actor | None, now: dt.datetime
) -> tuple[PayoutEntry, ...]:
    ledger = list_payout_entries(list_payouts(patient))
    entries = post_payouts(ledger, settled, terms, timezone.localdate(now))
    PayoutRow.objects.bulk_create(
        PayoutRow(
            claim_id=UUID(one.claim_id) if one.claim_id else None,
            number=one.number,
            kind=one.kind.value,
            amount_ore=one.amount_ore,
            balance_ore=one.balance_ore,
            posted_on=one.posted_on,
            text=one.text,
            patient=patient,
            authority_id=patient.authority_id,
            is_guarded=patient.is_guarded,
            **signed_by(actor, now),
        )
        for one in entries
    )
    for one in entries:
        if one.kind is PayoutKind.PAYOUT:
            publish_event(
                name="payout.due",
                aggregate_id=patient.id,
                authority_id=patient.authority_id,
                actor=actor,
                payload={"number": one.number, "amount_ore": -one.amount_ore},
            )
    return entries
