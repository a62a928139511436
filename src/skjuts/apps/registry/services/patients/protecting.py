"""Raising and lifting protection. The database moves every row behind the desk in the same statement."""

from __future__ import annotations

import datetime as dt
import secrets
from uuid import UUID

from django.db import transaction

from skjuts.apps.audit.reasons import Reason
from skjuts.apps.audit.services import Access, publish_event, record_access
from skjuts.apps.registry.facts.names import searchable_name
from skjuts.apps.registry.models import Patient, PatientIdentifier, Representative
from skjuts.apps.registry.policies.patients import may_lift_protection, require_change
from skjuts.apps.registry.queries.patients import get_patient_for_change, get_profile
from skjuts.apps.tenancy.actor import Actor
from skjuts.core.kernel.errors import NotAllowed

PROTECTED = "registry.patient_protected"
LIFTED = "registry.protection_lifted"
Protection = Patient.Protection
_STRENGTH = {Protection.NONE: 0, Protection.MARKED: 1, Protection.REGISTRATION: 2}
_WORDS = (
    "Alen Aspen Björken Boken Eken Enen Granen Hasseln Häggen Hägern Jolstern Järpen Korpen Lavskrikan Linden"
    " Lommen Lönnen Mesen Oxeln Pilen Ripan Rönnen Siskan Sälgen Tallen Tjädern Tranan Trasten Ugglan Vinden"
)
CODE_WORDS = tuple(_WORDS.split())


def draw_code_name() -> str:
    """A name that says nothing of anybody, easy to say on the phone: `Rönnen 4821`."""
    return f"{secrets.choice(CODE_WORDS)} {1000 + secrets.randbelow(9000)}"


def stronger(one: str, other: str) -> Patient.Protection:
    """The stronger of two levels."""
    return max(Protection(one), Protection(other), key=_STRENGTH.__getitem__)


@transaction.atomic
def raise_protection(patient: Patient, *, level: Patient.Protection, actor: Actor | None) -> bool:
    """Protect a patient at least at this level; whoever hears of it does it. True when it was news.

    Names leave the search and powers end by triggers; the rows' own flags follow by a cascade.
    """
    if _STRENGTH[level] <= _STRENGTH[Protection(patient.protection)]:
        return False
    patient.protection = level
    patient.is_guarded = True
    patient.code_name = patient.code_name or _free_code_name(patient.authority_id)
    patient.version += 1
    patient.save(update_fields=["protection", "is_guarded", "code_name", "version"])
    publish_event(
        name=PROTECTED,
        aggregate_id=patient.id,
        authority_id=patient.authority_id,
        actor=actor,
        payload={"level": level.value, "version": patient.version},
    )
    return True


@transaction.atomic
def protect_patient(actor: Actor, patient_id: UUID, *, level: Patient.Protection) -> None:
    """Protect a patient whom the actor can identify, because they heard of it from somebody else."""
    patient = get_patient_for_change(actor, patient_id)
    require_change(actor, patient)
    record_access(
        actor,
        action=Access.ALTER,
        authority_id=patient.authority_id,
        reason=Reason.PROTECT,
        context="patient:protection",
        patient_id=patient.id,
    )
    raise_protection(patient, level=level, actor=actor)


@transaction.atomic
def lift_protection(actor: Actor, patient_id: UUID, *, reason: str, now: dt.datetime) -> Patient:
    """End the protection; only the desk does, for a stated reason."""
    patient = get_patient_for_change(actor, patient_id)
    if not may_lift_protection(actor, patient):
        raise NotAllowed
    record_access(
        actor,
        action=Access.ALTER,
        authority_id=patient.authority_id,
        reason=reason,
        context="patient:protection",
        patient_id=patient.id,
    )
    patient.protection = Protection.NONE
    patient.is_guarded = False
    patient.version += 1
    patient.save(update_fields=["protection", "is_guarded", "version"])
    _make_findable(patient)
    publish_event(
        name=LIFTED,
        aggregate_id=patient.id,
        authority_id=patient.authority_id,
        actor=actor,
        payload={"at": now.isoformat(), "version": patient.version},
    )
    return patient


def _make_findable(patient: Patient) -> None:
    profile = get_profile(patient)
    profile.search_name = searchable_name(profile.given_name, profile.family_name)
    profile.search_born = dt.date.fromisoformat(profile.born) if profile.born else None
    profile.save(update_fields=["search_name", "search_born"])
    indexes = PatientIdentifier.objects.filter(patient=patient).values("index")
    Representative.objects.filter(index__in=indexes, is_party_guarded=True).update(is_party_guarded=False)


def _free_code_name(authority_id: int) -> str:
    while Patient.objects.filter(authority_id=authority_id, code_name=(drawn := draw_code_name())).exists():
        continue
    return drawn
