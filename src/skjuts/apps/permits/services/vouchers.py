"""Paper vouchers: printed beforehand, used while nothing works, entered later with the time of the ride."""

from __future__ import annotations

import datetime as dt
import secrets
from dataclasses import dataclass
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from skjuts.apps.audit.services import Access, publish_event
from skjuts.apps.permits.errors import QuotaUsedUp, VoucherSpent
from skjuts.apps.permits.facts import held_permit_of
from skjuts.apps.permits.models import Permit, Voucher, VoucherUse
from skjuts.apps.permits.policies import require_enter_voucher, require_print_vouchers
from skjuts.apps.permits.queries.permits import list_permits
from skjuts.apps.permits.riding import RideReason
from skjuts.apps.permits.services.stepping import note_access, signed_by
from skjuts.apps.permits.services.use_permit import count_trip
from skjuts.apps.permits.workflow import VOUCHER
from skjuts.apps.registry.models import Patient
from skjuts.apps.registry.queries.patients import get_patient
from skjuts.apps.tenancy.actor import Actor
from skjuts.apps.vault.blind_index import blind_index
from skjuts.apps.vault.services.guesses import GuessLimit, note_miss, require_guess_left
from skjuts.core.kernel.errors import InvalidField, NotFound
from skjuts.core.kernel.transitions import BEGINNING

SIGNS = "ABCDEFGHJKLMNPRSTUVWXYZ2346789"
"""No signs that are mistaken for one another by hand."""
CODE_LENGTH = 10
MOST_AT_ONCE = 200
GUESSES = GuessLimit("voucher", most=10)


@dataclass(frozen=True, slots=True)
class PrintedVoucher:
    """A voucher with its code, which is known now and never again."""

    voucher: Voucher
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RiddenOnPaper:
    """What the slip says: who rode when, how, from where to where."""

    patient_id: UUID
    ridden_at: dt.datetime
    travel_mode: str
    from_place: str = ""
    to_place: str = ""


@transaction.atomic
def print_vouchers(
    *, actor: Actor, count: int, valid_to: dt.date, now: dt.datetime, today: dt.date
) -> list[PrintedVoucher]:
    """New vouchers for the actor's unit, to lie in a drawer. The codes are shown this once."""
    require_print_vouchers(actor, actor.unit_id)
    VOUCHER.get_step(BEGINNING, "print")
    if not 0 < count <= MOST_AT_ONCE:
        raise InvalidField(f"Skriv ut mellan 1 och {MOST_AT_ONCE} biljetter.", field="count")
    if valid_to < today:
        raise InvalidField("Sista dagen har redan varit.", field="valid_to")
    codes = ["".join(secrets.choice(SIGNS) for _ in range(CODE_LENGTH)) for _ in range(count)]
    rows = [
        Voucher(
            authority_id=actor.authority_id,
            unit_id=actor.unit_id,
            index=_index(code),
            ending=code[-3:],
            printed_by_id=actor.assignment_id,
            printed_at=now,
            valid_to=valid_to,
        )
        for code in codes
    ]
    made = Voucher.objects.bulk_create(rows)
    return [PrintedVoucher(row, code) for row, code in zip(made, codes, strict=True)]


def find_voucher(*, actor: Actor, code: str) -> Voucher | None:
    """Find the voucher of a code; None counts as a guess that missed. Raises TooManyGuesses."""
    require_enter_voucher(actor, actor.authority_id)
    require_guess_left(GUESSES, str(actor.account_id))
    rows = Voucher.objects.filter(authority_id__in=actor.authorities, index=_index(code))
    found = rows.select_related("unit").first()
    if found is None:
        note_miss(GUESSES, str(actor.account_id))
    return found


@transaction.atomic
def enter_voucher(*, actor: Actor, voucher_id: UUID, ridden: RiddenOnPaper, now: dt.datetime) -> VoucherUse:
    """Enter a ride that was made on paper. It counts on the patient's permit of that day, if one covers it.

    The ride has taken place: without room on a permit it is entered all the same, and marked. Raises
    VoucherSpent for a paper that was used before.
    """
    voucher = _get_locked(actor, voucher_id)
    patient = get_patient(actor, ridden.patient_id)
    require_enter_voucher(actor, patient.authority_id)
    if voucher.authority_id != patient.authority_id:
        raise InvalidField("Biljetten hör till en annan huvudman än patienten.", field="patient")
    _check(voucher, ridden, now)
    permit = _count_on_permit(actor, patient, voucher, ridden, now)
    voucher.state = VOUCHER.get_step(voucher.state, "enter").target
    voucher.save(update_fields=["state"])
    return _write(voucher, patient, permit, ridden, actor, now)


@transaction.atomic
def void_voucher(*, actor: Actor, voucher_id: UUID) -> Voucher:
    """Take a blank voucher out of use, such as one that was lost."""
    voucher = _get_locked(actor, voucher_id)
    require_print_vouchers(actor, voucher.unit_id)
    voucher.state = VOUCHER.get_step(voucher.state, "void").target
    voucher.save(update_fields=["state"])
    return voucher


def _get_locked(actor: Actor, voucher_id: UUID) -> Voucher:
    rows = Voucher.objects.select_for_update().filter(pk=voucher_id, authority_id__in=actor.authorities)
    found = rows.first()
    if found is None:
        raise NotFound
    return found


def _check(voucher: Voucher, ridden: RiddenOnPaper, now: dt.datetime) -> None:
    if voucher.state != Voucher.State.BLANK:
        raise VoucherSpent
    if ridden.ridden_at > now or ridden.ridden_at < voucher.printed_at:
        raise InvalidField("Resan ligger före utskriften eller i framtiden.", field="ridden_at")
    if timezone.localdate(ridden.ridden_at) > voucher.valid_to:
        raise InvalidField("Biljetten gällde inte längre den dagen.", field="ridden_at")


def _count_on_permit(
    actor: Actor, patient: Patient, voucher: Voucher, ridden: RiddenOnPaper, now: dt.datetime
) -> Permit | None:
    day = timezone.localdate(ridden.ridden_at)
    for permit in list_permits(patient):
        if held_permit_of(permit).judge(ridden.travel_mode, day) is not RideReason.PERMITTED:
            continue
        try:
            with transaction.atomic():
                count_trip(permit, key=f"voucher:{voucher.id}", travel_day=day, actor=actor, now=now)
        except QuotaUsedUp:
            continue
        return permit
    return None


def _write(
    voucher: Voucher,
    patient: Patient,
    permit: Permit | None,
    ridden: RiddenOnPaper,
    actor: Actor,
    now: dt.datetime,
) -> VoucherUse:
    try:
        with transaction.atomic():
            made = VoucherUse.objects.create(
                authority_id=patient.authority_id,
                patient=patient,
                is_guarded=patient.is_guarded,
                voucher=voucher,
                permit=permit,
                ridden_at=ridden.ridden_at,
                travel_mode=ridden.travel_mode,
                from_place=ridden.from_place,
                to_place=ridden.to_place,
                exceeds_permit=permit is None,
                **signed_by(actor, now),
            )
    except IntegrityError:
        raise VoucherSpent from None
    note_access(actor, made, action=Access.ALTER, reason="booking", about="voucher")
    publish_event(
        name="voucher.entered",
        aggregate_id=voucher.id,
        authority_id=voucher.authority_id,
        actor=actor,
        payload={"use": str(made.id), "exceeds_permit": made.exceeds_permit},
    )
    return made


def _index(code: str) -> bytes:
    return blind_index("voucher", "".join(code.upper().split()).replace("-", ""))
