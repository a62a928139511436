"""Entering a new patient: the person register is asked first, and its silence does not stop anybody."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from uuid import uuid4

from django.db import IntegrityError, transaction

from skjuts.apps.audit.reasons import Reason
from skjuts.apps.audit.services import Access, publish_event, record_access
from skjuts.apps.registry.facts.identities import identity_index
from skjuts.apps.registry.facts.names import searchable_name
from skjuts.apps.registry.models import Patient, PatientIdentifier, PatientProfile
from skjuts.apps.registry.patient_errors import (
    AlreadyRegistered,
    DeceasedPerson,
    ForTheDesk,
    UnknownPerson,
)
from skjuts.apps.registry.policies.patients import require_register
from skjuts.apps.registry.queries.patients import find_patient_by_identity
from skjuts.apps.registry.services.patients.addresses import keep_registered_address
from skjuts.apps.registry.services.patients.asking import RegisterAnswer, State, ask_register
from skjuts.apps.registry.services.patients.phones import write_phone
from skjuts.apps.registry.services.patients.protecting import draw_code_name
from skjuts.apps.registry.services.patients.relating import write_relation
from skjuts.apps.tenancy.actor import Actor
from skjuts.core.kernel.errors import InvalidField
from skjuts.core.kernel.identifiers import PersonIdentity, find_birth_date

REGISTERED = "registry.patient_registered"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPatient:
    """What staff know of a person. Names may be left to the person register."""

    identity: PersonIdentity
    given_name: str = ""
    family_name: str = ""
    born: dt.date | None = None
    language: str = ""
    needs_interpreter: bool = False
    phone: str = ""


@transaction.atomic
def register_patient(
    actor: Actor, *, authority_id: int, new: NewPatient, now: dt.datetime, today: dt.date
) -> Patient:
    """Enter a patient of an authority.

    Raises `AlreadyRegistered`, `ForTheDesk` (protected persons, when the actor is not of the desk),
    `UnknownPerson`, `DeceasedPerson`, or `InvalidField` when nobody knows the name.
    """
    require_register(actor, authority_id)
    answer = ask_register(new.identity)
    _require_registrable(actor, authority_id, new, answer)
    _require_new(authority_id, new.identity)
    patient = _write_patient(authority_id, answer, now)
    _write_profile(patient, new, answer, now)
    write_identity(patient, new.identity, now=now)
    if answer.person and answer.person.identity != new.identity:
        _require_new(authority_id, answer.person.identity)
        write_identity(patient, answer.person.identity, now=now)
        PatientIdentifier.objects.filter(patient=patient, index=identity_index(new.identity)).update(
            given_up_at=now
        )
    if answer.person and answer.person.address:
        keep_registered_address(patient, answer.person.address, today=today)
    if new.phone:
        write_phone(patient, number=new.phone, now=now)
    if actor.authority_id == authority_id:
        write_relation(patient, unit_id=actor.unit_id, source="registered", today=today)
    _tell(actor, patient)
    return patient


def write_identity(patient: Patient, identity: PersonIdentity, *, now: dt.datetime) -> PatientIdentifier:
    """Add an identity; one that the database knows behind its walls is the desk's business."""
    try:
        with transaction.atomic():
            return PatientIdentifier.objects.create(
                authority_id=patient.authority_id,
                patient=patient,
                is_guarded=patient.is_guarded,
                system=identity.system,
                value=identity.value,
                index=identity_index(identity),
                added_at=now,
            )
    except IntegrityError as error:
        if "patient_identifier_once" in str(error):
            raise ForTheDesk(field="number") from None
        raise


def _require_registrable(actor: Actor, authority_id: int, new: NewPatient, answer: RegisterAnswer) -> None:
    if answer.state is State.MISSING:
        raise UnknownPerson(field="number")
    if answer.is_protected and authority_id not in actor.desks:
        raise ForTheDesk(field="number")
    if answer.person and answer.person.deceased_on:
        raise DeceasedPerson(field="number")
    if answer.person is None and not (new.given_name.strip() and new.family_name.strip()):
        raise InvalidField(
            "Namnet saknas.", field="given_name", remedy="Skriv namnet: personregistret gav inget svar."
        )


def _require_new(authority_id: int, identity: PersonIdentity) -> None:
    found = find_patient_by_identity(authority_id, identity_index(identity))
    if found:
        raise AlreadyRegistered(found.id, field="number")


def _write_patient(authority_id: int, answer: RegisterAnswer, now: dt.datetime) -> Patient:
    level = Patient.Protection(answer.person.protection.value) if answer.person else Patient.Protection.NONE
    return Patient.objects.create(
        id=uuid4(),
        authority_id=authority_id,
        protection=level,
        is_guarded=answer.is_protected,
        code_name=draw_code_name() if answer.is_protected else "",
        created_at=now,
    )


def _write_profile(patient: Patient, new: NewPatient, answer: RegisterAnswer, now: dt.datetime) -> None:
    person = answer.person
    born = (person and person.born) or find_birth_date(new.identity) or new.born
    given_name = person.given_name if person else new.given_name.strip()
    family_name = person.family_name if person else new.family_name.strip()
    is_open = not patient.is_guarded
    PatientProfile.objects.create(
        authority_id=patient.authority_id,
        patient=patient,
        is_guarded=patient.is_guarded,
        given_name=given_name,
        family_name=family_name,
        born=born.isoformat() if born else "",
        language=new.language,
        needs_interpreter=new.needs_interpreter,
        register=answer.state,
        register_asked_at=None if answer.state is State.UNCHECKED else now,
        search_name=searchable_name(given_name, family_name) if is_open else "",
        search_born=born if is_open else None,
    )


def _tell(actor: Actor, patient: Patient) -> None:
    record_access(
        actor,
        action=Access.ALTER,
        authority_id=patient.authority_id,
        reason=Reason.REGISTER,
        context="patient:register",
        patient_id=patient.id,
    )
    publish_event(
        name=REGISTERED,
        aggregate_id=patient.id,
        authority_id=patient.authority_id,
        actor=actor,
        payload={"unit_id": str(actor.unit_id)},
    )
