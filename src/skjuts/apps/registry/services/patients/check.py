"""Taking in what the person register says of somebody whom we know."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.db import transaction

from skjuts.apps.audit.services import publish_event
from skjuts.apps.registry.facts.identities import REGISTERED_SYSTEMS, identity_index
from skjuts.apps.registry.facts.names import searchable_name
from skjuts.apps.registry.models import Patient, PatientIdentifier, PatientProfile, Representative
from skjuts.apps.registry.queries.patients import find_patient_by_identity, get_profile
from skjuts.apps.registry.services.patients.addresses import keep_registered_address
from skjuts.apps.registry.services.patients.asking import RegisterAnswer, State, ask_register
from skjuts.apps.registry.services.patients.changing import note_change
from skjuts.apps.registry.services.patients.protecting import raise_protection
from skjuts.apps.registry.services.patients.registering import write_identity
from skjuts.apps.tenancy.actor import Actor
from skjuts.core.kernel.identifiers import PersonIdentity
from skjuts.core.ports.person_register import RegisterPerson, RegisterProtection

UNPROTECTED = "registry.protection_gone"
SAME_PERSON = "registry.same_person_found"


@transaction.atomic
def check_patient(patient_id: UUID, *, now: dt.datetime, today: dt.date) -> RegisterAnswer:
    """Ask the register about a patient and take in the answer. The caller's scope has the desk."""
    patient = Patient.objects.select_for_update().get(pk=patient_id)
    identity = find_registered_identity(patient)
    answer = ask_register(identity) if identity else RegisterAnswer(State.NOT_APPLICABLE)
    if answer.state in {State.CONFIRMED, State.MISSING}:
        apply_register(patient, answer, now=now, today=today, actor=None)
    elif not answer.is_gone:
        # What could not be answered goes to the end of the line.
        PatientProfile.objects.filter(patient=patient).update(register=answer.state, register_asked_at=now)
    return answer


def find_registered_identity(patient: Patient) -> PersonIdentity | None:
    """The newest number by which the register may know the patient."""
    found = (
        patient.identifiers.filter(system__in=REGISTERED_SYSTEMS, given_up_at=None)
        .order_by("-added_at", "-id")
        .first()
    )
    return None if found is None else PersonIdentity(found.system, found.value)


@transaction.atomic
def apply_register(
    patient: Patient, answer: RegisterAnswer, *, now: dt.datetime, today: dt.date, actor: Actor | None
) -> None:
    """Write down names, birth, death, address and number; raise protection, but never lower it."""
    profile = get_profile(patient)
    before = _facts(profile)
    profile.register, profile.register_asked_at = answer.state, now
    is_news = False
    if answer.person:
        _take_names(profile, answer.person)
        is_news = _take_rest(patient, answer.person, now=now, today=today)
    profile.save()
    if is_news or _facts(profile) != before:
        note_change(patient, "register", actor)
    if answer.person:
        _take_protection(patient, answer.person, actor)


def _facts(profile: PatientProfile) -> tuple[object, ...]:
    return (profile.given_name, profile.family_name, profile.born, profile.deceased_on, profile.register)


def _take_names(profile: PatientProfile, person: RegisterPerson) -> None:
    profile.given_name, profile.family_name = person.given_name, person.family_name
    profile.born = person.born.isoformat() if person.born else profile.born
    profile.deceased_on = person.deceased_on
    if not profile.is_guarded:
        profile.search_name = searchable_name(person.given_name, person.family_name)
        profile.search_born = dt.date.fromisoformat(profile.born) if profile.born else None


def _take_rest(patient: Patient, person: RegisterPerson, *, now: dt.datetime, today: dt.date) -> bool:
    is_news = _take_number(patient, person.identity, now)
    if person.address:
        is_news |= keep_registered_address(patient, person.address, today=today)
    if person.deceased_on:
        ended = Representative.objects.filter(patient=patient, ended_at=None).update(
            ended_at=now, end_reason=Representative.End.DECEASED
        )
        is_news |= ended > 0
    return is_news


def _take_number(patient: Patient, identity: PersonIdentity, now: dt.datetime) -> bool:
    """A new number replaces the old one; when another patient has it, a registrar is told instead."""
    index = identity_index(identity)
    if PatientIdentifier.objects.filter(patient=patient, index=index).exists():
        return False
    other = find_patient_by_identity(patient.authority_id, index)
    if other:
        publish_event(
            name=SAME_PERSON,
            aggregate_id=patient.id,
            authority_id=patient.authority_id,
            actor=None,
            payload={"other_id": str(other.id)},
        )
        return False
    patient.identifiers.filter(system__in=REGISTERED_SYSTEMS, given_up_at=None).update(given_up_at=now)
    write_identity(patient, identity, now=now)
    return True


def _take_protection(patient: Patient, person: RegisterPerson, actor: Actor | None) -> None:
    if person.protection is not RegisterProtection.NONE:
        raise_protection(patient, level=Patient.Protection(person.protection.value), actor=actor)
    elif patient.is_guarded:
        # The register says so today; whether it is safe, the desk decides.
        publish_event(
            name=UNPROTECTED,
            aggregate_id=patient.id,
            authority_id=patient.authority_id,
            actor=None,
            payload={"version": patient.version},
        )
