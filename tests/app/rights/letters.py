"""Builders of decided matters with their permits and letters, as services leave them."""

from __future__ import annotations

import datetime as dt
import itertools
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from skjuts.apps.permits.letters.text import Form, LetterText, Part, Section
from skjuts.apps.permits.models import Application, Decision, DecisionRight, Letter, Permit
from skjuts.apps.permits.terms import Terms
from skjuts.apps.tenancy.actor import Actor
from skjuts.apps.tenancy.roles import Role
from skjuts.apps.tenancy.scope import acting
from tests.app.rights.objects import NOBODY, Arguments, builder
from tests.app.rights.patients import guard, patient_now, register
from tests.app.rights.table import Relation
from tests.app.rights.world import World

_numbers = itertools.count(50_000)
TEXT = LetterText(
    sender="Region Påhittad",
    sender_lines=("Telefon 0771-00 00 00",),
    reader_lines=("Anna Påhittad",),
    number="2026-17",
    written_on=dt.date(2026, 11, 20),
    parts=(
        Part(
            form=Form.SWEDISH,
            title="Beslut om sjukresa",
            lead="Du får sjukresa: du får åka taxi tillsammans med andra.",
            sections=(Section(heading="Skälen för beslutet", paragraphs=("Påhittade skäl.",)),),
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Decided:
    """A matter that was decided, its permit and its letter."""

    application: Application
    permit: Permit
    letter: Letter


@builder("letter", relations=tuple(Relation), letter_id=NOBODY)
def build_letter(world: World, relation: Relation) -> Arguments:
    """A letter that somebody must hand over."""
    return {"letter_id": str(decide(world, relation).letter.id)}


@builder("letter_matter", relations=tuple(Relation), application_id=NOBODY, outcome="granted")
def build_letter_matter(world: World, relation: Relation) -> Arguments:
    """A matter whose letter can be looked at beforehand."""
    return {"application_id": str(decide(world, relation).application.id), "outcome": "granted"}


@builder("lettered_matter", relations=tuple(Relation), application_id=NOBODY)
def build_lettered_matter(world: World, relation: Relation) -> Arguments:
    """A matter that has had a letter."""
    return {"application_id": str(decide(world, relation).application.id)}


@builder("held_permit", relations=tuple(Relation), permit_id=NOBODY)
def build_held_permit(world: World, relation: Relation) -> Arguments:
    """A permit in force."""
    return {"permit_id": str(decide(world, relation).permit.id)}


@builder("rider_permit", relations=tuple(Relation), patient_id=NOBODY, permit_id=NOBODY)
def build_rider_permit(world: World, relation: Relation) -> Arguments:
    """A permit in force with whose it is."""
    permit = decide(world, relation).permit
    return {"patient_id": str(permit.patient_id), "permit_id": str(permit.id)}


def decide(world: World, relation: Relation) -> Decided:
    """A certified and decided need in the relation, as services leave it."""
    actor = world.keeper_of(relation, Role.CASE_OFFICER, Role.PROTECTED_DESK).actor
    with acting(actor):
        made = _write(actor)
        guard(patient_now(made.permit.patient_id), relation)
    return made


def _write(actor: Actor) -> Decided:
    now, today = timezone.now(), timezone.localdate()
    patient = register(actor)
    shared: dict[str, Any] = {"authority_id": actor.authority_id, "patient_id": patient.id, "at": now}
    application = Application.objects.create(
        kind="patient_trip",
        origin="paper",
        arrival="post",
        received_on=today,
        due_on=today,
        state="decided",
        **shared,
    )
    decision = _decision(actor, application, shared)
    permit = Permit.objects.create(
        decision=decision,
        kind="patient_trip",
        travel_modes=["shared_taxi"],
        terms=decision.terms,
        valid_from=today,
        trips_granted=8,
        **shared,
    )
    letter = Letter.objects.create(
        application=application,
        decision=decision,
        kind="decision",
        key=f"decision:{decision.id}",
        route="no_address",
        content=TEXT.encode(),
        digest=TEXT.digest,
        **shared,
    )
    return Decided(application, permit, letter)


def _decision(actor: Actor, application: Application, shared: dict[str, Any]) -> Decision:
    today = timezone.localdate()
    terms = Terms(travel_modes=("shared_taxi",), valid_from=today, trips=8)
    return Decision.objects.create(
        application=application,
        kind="patient_trip",
        year=today.year,
        number=next(_numbers),
        decided_on=today,
        by=actor.assignment_id,
        by_staff=actor.staff_id,
        by_unit=actor.unit_id,
        signed="Påhittad Handläggare, Reseservice",
        right=_right(actor, today),
        model="central_decides",
        legal_basis="lag 1991:419 2 och 3 §§",
        review_route="legality_review",
        outcome="granted",
        reasons="Påhittade skäl som räcker.",
        terms=terms.encode(),
        **shared,
    )


def _right(actor: Actor, today: dt.date) -> DecisionRight:
    return DecisionRight.objects.create(
        authority_id=actor.authority_id,
        holder=actor.assignment_id,
        holder_staff=actor.staff_id,
        holder_signed="Påhittad Handläggare, Reseservice",
        kinds=["patient_trip"],
        outcomes=["granted"],
        point="4.2",
        legal_basis="kommunallagen 7 kap. 5 §",
        valid_from=today,
        granted_by_id=actor.assignment_id,
        granted_at=timezone.now(),
    )
