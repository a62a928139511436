"""Builders of patients and what belongs to them."""

from __future__ import annotations

import datetime as dt
import itertools
from uuid import UUID

from django.utils import timezone

from skjuts.apps.registry.facts.identities import LMA_CARD
from skjuts.apps.registry.models import Patient
from skjuts.apps.registry.services.patients import (
    NewAddress,
    NewPatient,
    NewRepresentative,
    add_address,
    add_phone,
    appoint_representative,
    merge_patients,
    raise_protection,
    register_patient,
)
from skjuts.apps.tenancy.actor import Actor
from skjuts.apps.tenancy.roles import Role
from skjuts.apps.tenancy.scope import acting
from skjuts.apps.vault.links import make_link
from skjuts.core.kernel.identifiers import PersonIdentity
from tests.app.rights.objects import NOBODY, Arguments, builder
from tests.app.rights.table import Relation
from tests.app.rights.world import World

_numbers = itertools.count(10_000_000)


def register(actor: Actor) -> Patient:
    """An invented person whom no register knows, in the scope of the actor."""
    return register_patient(
        actor,
        authority_id=actor.authority_id,
        new=NewPatient(identity=card(), given_name="Påhittad", family_name="Patient"),
        now=timezone.now(),
        today=timezone.localdate(),
    )


def card() -> PersonIdentity:
    """The number of an LMA card that nobody has."""
    return PersonIdentity(LMA_CARD, str(next(_numbers)))


def keeper(world: World, relation: Relation) -> Actor:
    """The desk at the object's unit, which may do everything with it."""
    return world.keeper_of(relation, Role.PROTECTED_DESK).actor


def guard(patient: Patient, relation: Relation) -> None:
    """Protect the patient where the relation says so."""
    if relation in {Relation.PROTECTED, Relation.FOREIGN_PROTECTED}:
        raise_protection(patient, level=Patient.Protection.MARKED, actor=None)


@builder("patient", relations=tuple(Relation), patient_id=NOBODY)
def build_patient(world: World, relation: Relation) -> Arguments:
    """A patient that the unit registered."""
    actor = keeper(world, relation)
    with acting(actor):
        patient = register(actor)
        guard(patient, relation)
    return {"patient_id": str(patient.id)}


@builder("patient_phone", relations=tuple(Relation), patient_id=NOBODY, phone_id=NOBODY)
def build_phone(world: World, relation: Relation) -> Arguments:
    """A patient's phone number."""
    actor = keeper(world, relation)
    with acting(actor):
        patient = register(actor)
        phone = add_phone(
            actor, patient.id, number="+46701740605", kind="mobile", may_text=True, now=timezone.now()
        )
        guard(patient_now(patient.id), relation)
    return {"patient_id": str(patient.id), "phone_id": str(phone.id)}


@builder("patient_address", relations=tuple(Relation), patient_id=NOBODY, address_id=NOBODY)
def build_address(world: World, relation: Relation) -> Arguments:
    """A patient's address."""
    actor = keeper(world, relation)
    with acting(actor):
        patient = register(actor)
        new = NewAddress(kind="registered", street="Storgatan 1", valid_from=timezone.localdate())
        address = add_address(actor, patient.id, new=new)
        guard(patient_now(patient.id), relation)
    return {"patient_id": str(patient.id), "address_id": str(address.id)}


@builder("representative", relations=tuple(Relation), patient_id=NOBODY, representative_id=NOBODY)
def build_representative(world: World, relation: Relation) -> Arguments:
    """Somebody who speaks for a patient, with a paper."""
    from skjuts.apps.vault.models import Attachment

    actor, today = keeper(world, relation), timezone.localdate()
    with acting(actor):
        patient = register(actor)
        paper = Attachment.objects.create(
            authority_id=actor.authority_id,
            kind="text",
            name="fullmakt.txt",
            size_bytes=1,
            stored_as=f"finns-inte-{next(_numbers)}",
            file_key="1",
            created_at=timezone.now(),
            created_by=actor.account_id,
        )
        new = NewRepresentative(
            kind="attorney",
            powers=("book",),
            identity=card(),
            name="Påhittat Ombud",
            mandate_id=paper.id,
            valid_from=today,
            valid_to=today + dt.timedelta(days=30),
        )
        row = appoint_representative(actor, patient.id, new=new, today=today)
        guard(patient_now(patient.id), relation)
    return {"patient_id": str(patient.id), "representative_id": str(row.id)}


@builder("patient_merge", relations=tuple(Relation), patient_id=NOBODY, merge_id=NOBODY)
def build_merge(world: World, relation: Relation) -> Arguments:
    """Two patients that were said to be one."""
    actor = keeper(world, relation)
    with acting(actor):
        kept, absorbed = register(actor), register(actor)
        merge = merge_patients(
            actor, kept_id=kept.id, absorbed_id=absorbed.id, reason="samma person", now=timezone.now()
        )
        guard(patient_now(kept.id), relation)
    return {"patient_id": str(kept.id), "merge_id": str(merge.id)}


@builder("file_link", relations=(Relation.OWN_UNIT,), token="finns-inte")  # noqa: S106  (no secret)
def build_link(_world: World, _relation: Relation) -> Arguments:
    """A link that was made for nobody who asks."""
    return {"token": make_link(NOBODY, UUID(int=1), now=timezone.now())}


def patient_now(patient_id: UUID) -> Patient:
    """The row as it is after the changes."""
    return Patient.objects.get(pk=patient_id)
