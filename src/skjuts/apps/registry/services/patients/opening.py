"""Opening a patient: the read and its entry in the access log are one."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from skjuts.apps.audit.services import Access, record_access
from skjuts.apps.registry.models import Patient
from skjuts.apps.registry.queries.patients import get_patient, is_related_now
from skjuts.apps.registry.services.patients.tallying import tally_lookups
from skjuts.apps.tenancy.actor import Actor


@transaction.atomic
def open_patient(actor: Actor, patient_id: UUID, *, reason: str, context: str) -> Patient:
    """The patient, logged with the reason; what else is read of them belongs to this reading.

    Raises `NotAllowed` when the patient is out of reach, `InvalidField` without a reason.
    """
    patient = get_patient(actor, patient_id)
    note_opening(actor, patient, reason=reason, context=context, is_related=is_related_now(actor, patient))
    return patient


def note_opening(actor: Actor, patient: Patient, *, reason: str, context: str, is_related: bool) -> None:
    """Log that somebody who may opened the patient; outside the own unit's patients it is counted too."""
    record_access(
        actor,
        action=Access.READ,
        authority_id=patient.authority_id,
        reason=reason,
        context=context,
        patient_id=patient.id,
    )
    if not is_related:
        tally_lookups(actor)
