"""Those who may speak for a patient: appointed with powers and dates, ended at any time."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.db import IntegrityError, transaction

from skjuts.apps.registry.facts.identities import identity_index
from skjuts.apps.registry.models import Patient, PatientProfile, Representative
from skjuts.apps.registry.patient_errors import DeceasedPerson, ForTheDesk, UnknownPerson
from skjuts.apps.registry.queries.patients import get_profile
from skjuts.apps.registry.services.patients.asking import RegisterAnswer, State, ask_register
from skjuts.apps.registry.services.patients.changing import changing
from skjuts.apps.tenancy.actor import Actor
from skjuts.core.kernel.errors import InvalidField, InvalidTransition, NotAllowed
from skjuts.core.kernel.identifiers import PersonIdentity

OF_AGE = 18
LONGEST_ATTORNEY = dt.timedelta(days=5 * 366)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRepresentative:
    """Who it is and what they may do. A guardian's powers end at the latest when the child comes of age."""

    kind: str
    powers: tuple[str, ...]
    identity: PersonIdentity
    name: str
    phone: str = ""
    mandate_id: UUID | None = None
    valid_from: dt.date
    valid_to: dt.date | None = None


def appoint_representative(
    actor: Actor, patient_id: UUID, *, new: NewRepresentative, today: dt.date
) -> Representative:
    """Enter a representative. Raises `ForTheDesk` when the person is protected, `InvalidField` otherwise."""
    with changing(actor, patient_id, "representatives") as patient:
        profile = get_profile(patient)
        until = _last_day(new, profile, today)
        answer = _require_party(actor, patient, new)
        return _write(patient, new, answer, until)


def end_representative(
    actor: Actor, patient_id: UUID, *, representative_id: UUID, now: dt.datetime
) -> Representative:
    """Withdraw the powers; raises `InvalidTransition` when they have ended already."""
    with changing(actor, patient_id, "representatives") as patient:
        found = patient.representatives.filter(pk=representative_id).first()
        if found is None:
            raise NotAllowed
        if found.ended_at:
            raise InvalidTransition("Behörigheten har redan upphört.")
        found.ended_at, found.end_reason = now, Representative.End.WITHDRAWN
        found.save(update_fields=["ended_at", "end_reason"])
    return found


def _last_day(new: NewRepresentative, profile: PatientProfile, today: dt.date) -> dt.date | None:
    if new.valid_to and new.valid_to < new.valid_from:
        raise InvalidField("Slutdatumet ligger före startdatumet.", field="valid_to")
    if new.valid_to and new.valid_to < today:
        raise InvalidField("Slutdatumet har redan passerat.", field="valid_to")
    if new.kind == Representative.Kind.ATTORNEY:
        return _attorneys_last_day(new)
    if new.kind == Representative.Kind.GUARDIAN:
        return _guardians_last_day(new, profile, today)
    return new.valid_to


def _attorneys_last_day(new: NewRepresentative) -> dt.date:
    if new.valid_to is None:
        raise InvalidField("En fullmakt måste ha ett slutdatum.", field="valid_to")
    if new.valid_to - new.valid_from > LONGEST_ATTORNEY:
        raise InvalidField("En fullmakt får gälla i högst fem år.", field="valid_to")
    return new.valid_to


def _guardians_last_day(new: NewRepresentative, profile: PatientProfile, today: dt.date) -> dt.date:
    if not profile.born:
        raise InvalidField("Patientens födelsedatum saknas.", field="kind")
    of_age = _birthday(dt.date.fromisoformat(profile.born), OF_AGE)
    if of_age <= today:
        raise InvalidField("Patienten har fyllt 18 år och har ingen vårdnadshavare.", field="kind")
    last = of_age - dt.timedelta(days=1)
    return min(new.valid_to, last) if new.valid_to else last


def _birthday(born: dt.date, years: int) -> dt.date:
    """The day on which somebody fills so many years; 29 February counts as 1 March in other years."""
    try:
        return born.replace(year=born.year + years)
    except ValueError:
        return dt.date(born.year + years, 3, 1)


def _require_party(actor: Actor, patient: Patient, new: NewRepresentative) -> RegisterAnswer:
    if patient.identifiers.filter(index=identity_index(new.identity)).exists():
        raise InvalidField("Patienten kan inte företräda sig själv.", field="number")
    answer = ask_register(new.identity)
    if answer.state is State.MISSING:
        raise UnknownPerson(field="number")
    if answer.is_protected and patient.authority_id not in actor.desks:
        raise ForTheDesk(field="number")
    if answer.person and answer.person.deceased_on:
        raise DeceasedPerson(field="number")
    if answer.person is None and not new.name.strip():
        raise InvalidField("Namnet saknas.", field="name")
    return answer


def _write(
    patient: Patient, new: NewRepresentative, answer: RegisterAnswer, until: dt.date | None
) -> Representative:
    person = answer.person
    try:
        with transaction.atomic():
            return Representative.objects.create(
                authority_id=patient.authority_id,
                patient=patient,
                is_guarded=patient.is_guarded,
                is_party_guarded=answer.is_protected,
                kind=new.kind,
                powers=list(new.powers),
                system=new.identity.system,
                value=new.identity.value,
                index=identity_index(new.identity),
                name=f"{person.given_name} {person.family_name}" if person else new.name.strip(),
                phone=new.phone,
                mandate_id=new.mandate_id,
                valid_from=new.valid_from,
                valid_to=until,
            )
    except IntegrityError as error:
        if "the party is guarded" in str(error):
            raise ForTheDesk(field="number") from None
        raise
