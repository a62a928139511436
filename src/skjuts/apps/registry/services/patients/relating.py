"""The tie between a patient and a unit."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from skjuts.apps.registry.models import Patient, PatientRelation
from skjuts.apps.registry.queries.patients import list_relations_in_force
from skjuts.apps.registry.services.patients.changing import changing
from skjuts.apps.tenancy.actor import Actor


def relate_patient(
    actor: Actor, patient_id: UUID, *, source: str, today: dt.date, until: dt.date | None = None
) -> PatientRelation:
    """Say that the actor's own unit has to do with the patient from today."""
    with changing(actor, patient_id, "relations") as patient:
        return write_relation(patient, unit_id=actor.unit_id, source=source, today=today, until=until)


def write_relation(
    patient: Patient, *, unit_id: UUID, source: str, today: dt.date, until: dt.date | None = None
) -> PatientRelation:
    """The relation in force with the same source, or a new one."""
    found = list_relations_in_force(patient, today).filter(unit_id=unit_id, source=source).first()
    return found or PatientRelation.objects.create(
        authority_id=patient.authority_id,
        patient=patient,
        is_guarded=patient.is_guarded,
        unit_id=unit_id,
        source=source,
        valid_from=today,
        valid_to=until,
    )
