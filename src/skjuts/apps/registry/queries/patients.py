"""Reads of patients, from the actor's reach. A patient that may not be seen is not there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet
from django.db.models.functions import Now, TruncDate

from skjuts.apps.audit.models import Event
from skjuts.apps.registry.facts.identities import Systems, show_identity
from skjuts.apps.registry.facts.questions import PatientQuestion
from skjuts.apps.registry.models import (
    Authority,
    Patient,
    PatientAddress,
    PatientIdentifier,
    PatientMerge,
    PatientPhone,
    PatientProfile,
    PatientRelation,
    Representative,
    StaffMember,
)
from skjuts.apps.registry.policies.patients import may_identify, require_reader
from skjuts.apps.registry.queries.identities import list_identifiers
from skjuts.apps.tenancy.actor import Actor
from skjuts.core.kernel.errors import NotAllowed

MOST_HITS = 12
CHANGES = ("registry.patient_changed", "registry.patient_protected", "registry.protection_lifted")


@dataclass(frozen=True, slots=True)
class PatientFile:
    """A patient with all that the actor may know. `profile` is None for those outside the desk."""

    patient: Patient
    profile: PatientProfile | None
    identifiers: tuple[PatientIdentifier, ...] = ()
    phones: tuple[PatientPhone, ...] = ()
    addresses: tuple[PatientAddress, ...] = ()
    representatives: tuple[Representative, ...] = ()
    relations: tuple[PatientRelation, ...] = ()
    merges: tuple[PatientMerge, ...] = ()

    @property
    def number(self) -> str:
        """The number that names the person, as people write it; '' where none is in use."""
        current = next((one for one in self.identifiers if one.given_up_at is None), None)
        return show_identity(current.system, current.value) if current else ""


@dataclass(frozen=True, slots=True)
class PatientHit:
    """Somebody that a search found."""

    patient: Patient
    profile: PatientProfile | None
    identifiers: tuple[PatientIdentifier, ...]
    addresses: tuple[PatientAddress, ...]


@dataclass(frozen=True, slots=True)
class LastChange:
    """The last change of a patient; `staff` is None when the program made it."""

    at: dt.datetime
    staff: StaffMember | None


def get_systems(authority_id: int) -> Systems:
    """The systems of identities that an authority uses."""
    return Systems.of(Authority.objects.get(pk=authority_id))


def list_authorities(actor: Actor) -> list[Authority]:
    """The authorities in whose name the actor may enter patients, their own first."""
    found = Authority.objects.filter(pk__in=actor.authorities)
    return sorted(found, key=lambda one: (one.id != actor.authority_id, one.slug))


def find_last_change(patient: Patient) -> LastChange | None:
    """Who changed the patient last; None when nobody has since it was registered."""
    found = Event.objects.filter(aggregate_id=patient.id, name__in=CHANGES).order_by("-number").first()
    if found is None:
        return None
    by = StaffMember.objects.filter(pk=found.staff_id).first() if found.staff_id else None
    return LastChange(found.occurred_at, by)


def get_patient(actor: Actor, patient_id: UUID) -> Patient:
    """The patient, or the one that it was merged into. Raises `NotAllowed` when out of reach."""
    require_reader(actor)
    return _follow(_in_reach(actor), patient_id)


def get_patient_for_change(actor: Actor, patient_id: UUID) -> Patient:
    """The same, locked until the transaction ends.

    A guarded row cannot be locked from outside the desk: to those it is not there to change.
    """
    require_reader(actor)
    return _follow(_in_reach(actor).select_for_update(), patient_id)


def read_patient_file(actor: Actor, patient: Patient, *, today: dt.date) -> PatientFile:
    """Everything about a patient. Eight queries; one for a code name."""
    if not may_identify(actor, patient):
        return PatientFile(patient, None)
    return PatientFile(
        patient=patient,
        profile=get_profile(patient),
        identifiers=tuple(list_identifiers(patient)),
        phones=tuple(patient.phones.order_by("added_at", "id")),
        addresses=tuple(list_addresses_in_force(patient, today)),
        representatives=tuple(patient.representatives.order_by("ended_at", "valid_from", "id")),
        relations=tuple(list_relations_in_force(patient, today).select_related("unit")),
        merges=tuple(PatientMerge.objects.filter(kept=patient, undone_at=None).order_by("merged_at")),
    )


def read_profile_file(actor: Actor, patient: Patient, *, today: dt.date) -> PatientFile:
    """Only who the patient is. One query; none for a code name."""
    del today
    return PatientFile(patient, get_profile(patient) if may_identify(actor, patient) else None)


def get_profile(patient: Patient) -> PatientProfile:
    """Who the patient is; raises `NotAllowed` for a protected person outside the desk."""
    found = PatientProfile.objects.filter(patient=patient).first()
    if found is None:
        raise NotAllowed
    return found


def list_addresses_in_force(patient: Patient, today: dt.date) -> QuerySet[PatientAddress]:
    """Addresses that hold today or later."""
    return patient.addresses.filter(Q(valid_to=None) | Q(valid_to__gte=today)).order_by(
        "kind", "valid_from", "id"
    )


def list_relations_in_force(patient: Patient, today: dt.date) -> QuerySet[PatientRelation]:
    """Units that have to do with the patient today."""
    return patient.relations.filter(valid_from__lte=today).filter(Q(valid_to=None) | Q(valid_to__gte=today))


def is_related_now(actor: Actor, patient: Patient) -> bool:
    """Whether the actor's unit has to do with the patient today, by the database's clock."""
    today = TruncDate(Now())
    return (
        patient.relations.filter(unit_id=actor.unit_id, valid_from__lte=today)
        .filter(Q(valid_to=None) | Q(valid_to__gte=today))
        .exists()
    )


def list_representatives_in_force(patient: Patient, today: dt.date) -> QuerySet[Representative]:
    """Those who may speak for the patient today."""
    return patient.representatives.filter(ended_at=None, valid_from__lte=today).filter(
        Q(valid_to=None) | Q(valid_to__gte=today)
    )


def find_patient_by_identity(authority_id: int, index: bytes) -> Patient | None:
    """The patient of an authority with this blind index, as far as the transaction may see it."""
    found = PatientIdentifier.objects.filter(authority_id=authority_id, index=index).first()
    return None if found is None else Patient.objects.get(pk=found.patient_id)


def find_patients(actor: Actor, question: PatientQuestion, *, most: int = MOST_HITS) -> list[PatientHit]:
    """Whom a search finds, the best first; at most five queries."""
    require_reader(actor)
    ranked = _rank(question, most)
    patients = _follow_merges(ranked)
    return _gather(patients[:most])


def _in_reach(actor: Actor) -> QuerySet[Patient]:
    return Patient.objects.filter(authority_id__in=actor.authorities)


def _follow(patients: QuerySet[Patient], patient_id: UUID) -> Patient:
    """The patient, or the last of those that took over from it; raises `NotAllowed`."""
    patient = patients.filter(pk=patient_id).order_by().first()
    while patient and patient.merged_into_id:
        patient = patients.filter(pk=patient.merged_into_id).order_by().first()
    if patient is None:
        raise NotAllowed
    return patient


def _rank(question: PatientQuestion, most: int) -> list[UUID]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select patient_id from"
            " registry_find_patients(%s::bytea[], %s::bytea, %s::text[], %s::date[], %s)",
            [list(question.identities), question.phone, list(question.words), list(question.born), most],
        )
        return [row[0] for row in cursor.fetchall()]


def _follow_merges(ranked: Sequence[UUID]) -> list[Patient]:
    """The patients in order, each merged one replaced by the one that took over, nobody twice."""
    found: dict[UUID, Patient] = {}
    wanted = set(ranked)
    while missing := wanted - found.keys():
        found |= {one.id: one for one in Patient.objects.filter(pk__in=missing)}
        wanted = {one.merged_into_id for one in found.values() if one.merged_into_id}
        if missing - found.keys():
            break
    kept: dict[UUID, Patient] = {}
    for patient_id in ranked:
        patient = found.get(patient_id)
        while patient and patient.merged_into_id:
            patient = found.get(patient.merged_into_id)
        if patient:
            kept.setdefault(patient.id, patient)
    return list(kept.values())


def _gather(patients: list[Patient]) -> list[PatientHit]:
    ids = [one.id for one in patients]
    profiles = {one.patient_id: one for one in PatientProfile.objects.filter(patient_id__in=ids)}
    identifiers = _by_patient(PatientIdentifier.objects.filter(patient_id__in=ids, given_up_at=None))
    addresses = _by_patient(
        PatientAddress.objects.filter(patient_id__in=ids, kind="registered", valid_to=None)
    )
    return [
        PatientHit(one, profiles.get(one.id), identifiers.get(one.id, ()), addresses.get(one.id, ()))
        for one in patients
    ]


def _by_patient[R: (PatientIdentifier, PatientAddress)](rows: Iterable[R]) -> dict[UUID, tuple[R, ...]]:
    found: dict[UUID, list[R]] = {}
    for row in rows:
        found.setdefault(row.patient_id, []).append(row)
    return {patient_id: tuple(its) for patient_id, its in found.items()}
