"""Builders of matters in every relation: assessed ones with a file, decisions, and named rights."""

from __future__ import annotations

import itertools
from typing import Any

from django.utils import timezone

from skjuts.apps.permits.models import Application, ApplicationPaper, Assessment, DecisionRight, PermitSetting
from skjuts.apps.tenancy.actor import Actor
from skjuts.apps.tenancy.roles import Role
from skjuts.apps.tenancy.scope import acting
from skjuts.apps.vault.models import Attachment
from tests.app.rights.letters import decide
from tests.app.rights.objects import NOBODY, Arguments, builder
from tests.app.rights.patients import guard, patient_now, register
from tests.app.rights.table import Relation
from tests.app.rights.world import World

_numbers = itertools.count(1)


@builder("matter", relations=tuple(Relation), application_id=NOBODY)
def build_matter(world: World, relation: Relation) -> Arguments:
    """A matter that was weighed and not decided."""
    return {"application_id": str(assess(world, relation).application_id)}


@builder("matter_outcome", relations=tuple(Relation), application_id=NOBODY, outcome="granted")
def build_matter_outcome(world: World, relation: Relation) -> Arguments:
    """The same, about to be granted."""
    return {"application_id": str(assess(world, relation).application_id), "outcome": "granted"}


@builder("matter_assessment", relations=tuple(Relation), application_id=NOBODY, number=1)
def build_matter_assessment(world: World, relation: Relation) -> Arguments:
    """Its assessment."""
    return {"application_id": str(assess(world, relation).application_id), "number": "1"}


@builder("matter_paper", relations=tuple(Relation), application_id=NOBODY, paper_id=NOBODY)
def build_matter_paper(world: World, relation: Relation) -> Arguments:
    """A file that it rests on."""
    made = assess(world, relation).application
    actor = world.keeper_of(relation, Role.CASE_OFFICER, Role.PROTECTED_DESK).actor
    with acting(actor):
        paper = made.papers.get()
    return {"application_id": str(made.id), "paper_id": str(paper.id)}


@builder("made_decision", relations=tuple(Relation), decision_id=NOBODY)
def build_decision(world: World, relation: Relation) -> Arguments:
    """A decision."""
    return {"decision_id": str(decide(world, relation).permit.decision_id)}


@builder("decision_right", right_id=NOBODY)
def build_right(world: World, relation: Relation) -> Arguments:
    """A named right to decide."""
    actor = world.keeper_of(relation, Role.AUTHORITY_ADMIN).actor
    with acting(actor):
        right = DecisionRight.objects.create(
            authority_id=actor.authority_id,
            holder=actor.assignment_id,
            holder_staff=actor.staff_id,
            holder_signed="Påhittad Handläggare, Reseservice",
            kinds=["patient_trip"],
            outcomes=["granted"],
            point="4.2",
            legal_basis="kommunallagen 7 kap. 5 §",
            valid_from=timezone.localdate(),
            granted_by_id=actor.assignment_id,
            granted_at=timezone.now(),
        )
    return {"right_id": str(right.id)}


@builder("permit_setting", setting_id=NOBODY)
def build_setting(world: World, relation: Relation) -> Arguments:
    """A proposal that waits for a second person."""
    actor = world.keeper_of(relation, Role.AUTHORITY_ADMIN).actor
    with acting(actor):
        made = PermitSetting.objects.create(
            authority_id=actor.authority_id,
            name="four_eyes",
            value={"patient_trip": ["denied"]},
            in_force_from=timezone.localdate(),
            reason="Nämnden har beslutat det.",
            proposed_by_staff=NOBODY,
            proposed_signed="Påhittad Handläggare, Reseservice",
            proposed_at=timezone.now(),
        )
    return {"setting_id": str(made.id)}


def assess(world: World, relation: Relation) -> Assessment:
    """A matter with a file, weighed by an officer alone."""
    actor = world.keeper_of(relation, Role.CASE_OFFICER, Role.PROTECTED_DESK).actor
    with acting(actor):
        made = _write(actor)
        guard(patient_now(made.patient_id), relation)
    return made


def _write(actor: Actor) -> Assessment:
    now, today = timezone.now(), timezone.localdate()
    shared: dict[str, Any] = {
        "authority_id": actor.authority_id,
        "patient_id": register(actor).id,
        "at": now,
    }
    application = Application.objects.create(
        kind="patient_trip",
        origin="paper",
        arrival="post",
        received_on=today,
        due_on=today,
        state="assessed",
        **shared,
    )
    file = Attachment.objects.create(
        authority_id=actor.authority_id,
        kind="text",
        name="ansökan.txt",
        size_bytes=1,
        stored_as=f"finns-inte-arende-{next(_numbers)}",
        file_key="1",
        created_at=now,
        created_by=actor.account_id,
    )
    ApplicationPaper.objects.create(application=application, attachment=file, **shared)
    return Assessment.objects.create(
        application=application,
        number=1,
        travel_day=today,
        facts="{}",
        sources="{}",
        verdicts="[]",
        standing="judgement",
        **shared,
    )
