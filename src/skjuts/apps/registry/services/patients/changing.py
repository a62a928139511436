"""What every change of a patient does besides itself: the lock, the version, the log and the event."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.db import transaction

from skjuts.apps.audit.reasons import Reason
from skjuts.apps.audit.services import Access, publish_event, record_access
from skjuts.apps.registry.models import Patient
from skjuts.apps.registry.policies.patients import require_change
from skjuts.apps.registry.queries.patients import get_patient_for_change
from skjuts.apps.tenancy.actor import Actor

CHANGED = "registry.patient_changed"


@contextmanager
def changing(actor: Actor, patient_id: UUID, part: str) -> Iterator[Patient]:
    """The patient, locked, for a change of one part; version, log and event follow when it succeeds."""
    with transaction.atomic():
        patient = get_patient_for_change(actor, patient_id)
        require_change(actor, patient)
        yield patient
        note_change(patient, part, actor)


def note_change(patient: Patient, part: str, actor: Actor | None) -> None:
    """Raise the version, log who did it, and tell the apps above which part changed."""
    patient.version += 1
    patient.save(update_fields=["version"])
    if actor:
        record_access(
            actor,
            action=Access.ALTER,
            authority_id=patient.authority_id,
            reason=Reason.CHANGE,
            context=f"patient:{part}",
            patient_id=patient.id,
        )
    publish_event(
        name=CHANGED,
        aggregate_id=patient.id,
        authority_id=patient.authority_id,
        actor=actor,
        payload={"part": part, "version": patient.version},
    )
