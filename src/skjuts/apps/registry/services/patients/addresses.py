"""Where a patient lives and is fetched."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass
from uuid import UUID

from skjuts.apps.registry.models import Patient, PatientAddress
from skjuts.apps.registry.services.patients.changing import changing
from skjuts.apps.tenancy.actor import Actor
from skjuts.core.kernel.errors import InvalidField, NotAllowed
from skjuts.core.ports.person_register import RegisterAddress


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAddress:
    """An address as staff write it. A temporary one has an end."""

    kind: str
    street: str
    postal_code: str = ""
    locality: str = ""
    care_of: str = ""
    pickup_note: str = ""
    door_code: str = ""
    valid_from: dt.date
    valid_to: dt.date | None = None


def add_address(actor: Actor, patient_id: UUID, *, new: NewAddress) -> PatientAddress:
    """Add an address; raises `InvalidField` when its dates make no sense."""
    _require_dates(new)
    with changing(actor, patient_id, "addresses") as patient:
        if new.kind == PatientAddress.Kind.REGISTERED:
            _close_registered(patient, new.valid_from)
        return PatientAddress.objects.create(
            authority_id=patient.authority_id, patient=patient, is_guarded=patient.is_guarded, **asdict(new)
        )


def end_address(actor: Actor, patient_id: UUID, *, address_id: UUID, today: dt.date) -> None:
    """Let an address hold to yesterday; one that has not begun goes away."""
    with changing(actor, patient_id, "addresses") as patient:
        found = patient.addresses.filter(pk=address_id).first()
        if found is None:
            raise NotAllowed
        _end(found, today)


def keep_registered_address(patient: Patient, told: RegisterAddress, *, today: dt.date) -> bool:
    """Write down the register's address unless it stands already; True when it was news."""
    current = patient.addresses.filter(kind="registered", source="register", valid_to=None).first()
    if current and (current.care_of, current.street, current.postal_code, current.locality) == (
        told.care_of,
        told.street,
        told.postal_code,
        told.locality,
    ):
        return False
    _close_registered(patient, today)
    PatientAddress.objects.create(
        authority_id=patient.authority_id,
        patient=patient,
        is_guarded=patient.is_guarded,
        kind=PatientAddress.Kind.REGISTERED,
        source=PatientAddress.Source.REGISTER,
        valid_from=today,
        **asdict(told),
    )
    return True


def _close_registered(patient: Patient, day: dt.date) -> None:
    for row in patient.addresses.filter(kind="registered", valid_to=None):
        _end(row, day)


def _end(row: PatientAddress, day: dt.date) -> None:
    if row.valid_from >= day:
        row.delete()
        return
    row.valid_to = day - dt.timedelta(days=1)
    row.save(update_fields=["valid_to"])


def _require_dates(new: NewAddress) -> None:
    if new.kind == PatientAddress.Kind.TEMPORARY and new.valid_to is None:
        raise InvalidField("En tillfällig adress måste ha ett slutdatum.", field="valid_to")
    if new.valid_to and new.valid_to < new.valid_from:
        raise InvalidField("Slutdatumet ligger före startdatumet.", field="valid_to")
