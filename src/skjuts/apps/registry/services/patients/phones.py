"""Phone numbers of a patient."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from skjuts.apps.registry.facts.identities import phone_index
from skjuts.apps.registry.models import Patient, PatientPhone
from skjuts.apps.registry.services.patients.changing import changing
from skjuts.apps.tenancy.actor import Actor
from skjuts.core.kernel.errors import InvalidField, NotAllowed


def add_phone(
    actor: Actor, patient_id: UUID, *, number: str, kind: str, may_text: bool, now: dt.datetime
) -> PatientPhone:
    """Add a number in E.164; raises `InvalidField` when the patient has it already."""
    with changing(actor, patient_id, "phones") as patient:
        if patient.phones.filter(index=phone_index(number)).exists():
            raise InvalidField("Numret finns redan.", field="phone")
        return write_phone(patient, number=number, kind=kind, may_text=may_text, now=now)


def remove_phone(actor: Actor, patient_id: UUID, *, phone_id: UUID) -> None:
    """Take a number away; raises `NotAllowed` when it is not the patient's."""
    with changing(actor, patient_id, "phones") as patient:
        taken, _ = patient.phones.filter(pk=phone_id).delete()
        if not taken:
            raise NotAllowed


def write_phone(
    patient: Patient, *, number: str, now: dt.datetime, kind: str = "mobile", may_text: bool = True
) -> PatientPhone:
    """The row."""
    return PatientPhone.objects.create(
        authority_id=patient.authority_id,
        patient=patient,
        is_guarded=patient.is_guarded,
        kind=kind,
        number=number,
        index=phone_index(number),
        may_text=may_text,
        added_at=now,
    )
