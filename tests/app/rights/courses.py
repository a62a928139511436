"""Courses, tests, certificates and delegations, in every relation."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from skjuts.apps.registry.models import Delegation
from skjuts.apps.tenancy.roles import Role
from skjuts.apps.tenancy.scope import acting, entering
from skjuts.apps.training.models import Attempt, CourseVersion, TrainingCertificate
from skjuts.apps.training.queries.courses import read_content
from skjuts.apps.training.services.delegate import grant_delegation
from skjuts.apps.training.services.publish_course import submit_version
from skjuts.apps.training.services.soften import allow_softer_transition
from skjuts.apps.training.services.take_course import enrol, finish_page
from skjuts.apps.training.services.take_in_course import deliver_course
from skjuts.apps.training.services.take_test import hand_in, start_attempt
from skjuts.apps.training.services.write_course import draft_version
from tests.app.rights.objects import NOBODY, Arguments, builder
from tests.app.rights.table import Relation
from tests.app.rights.world import World
from tests.app.signed_in import Person
from tests.app.training.small_course import RIGHT, make_course

PAGE = "01-sida"


def _publish(world: World, relation: Relation) -> CourseVersion:
    authority, slug = world.unit_in(relation).authority, f"kurs-{relation.replace('_', '-')}"
    with entering(authorities=[authority.id]):
        deliver_course(authority=authority, files=make_course(slug=slug), now=timezone.now())
        return CourseVersion.objects.get(authority=authority, slug=slug, state="published")


def _begin_draft(world: World, relation: Relation) -> tuple[CourseVersion, Person]:
    old, author = _publish(world, relation), world.keeper_of(relation, Role.COURSE_AUTHOR)
    with acting(author.actor):
        label = f"utkast-{CourseVersion.objects.count()}"
        made = draft_version(actor=author.actor, based_on_id=old.id, label=label, now=timezone.now())
    return made, author


def _pass_test(world: World, relation: Relation) -> tuple[Attempt, TrainingCertificate, Person]:
    version, reader = _publish(world, relation), world.keeper_of(relation, Role.CARE_STAFF)
    now = timezone.now()
    with acting(reader.actor):
        enrolment = enrol(actor=reader.actor, version=version, now=now)
        course = read_content(version, "sv")
        for page in course.pages:
            finish_page(enrolment=enrolment, course=course, page=page, now=now)
        attempt = start_attempt(actor=reader.actor, enrolment=enrolment, language="sv", now=now)
        answers = dict.fromkeys(attempt.questions, RIGHT)
        outcome = hand_in(actor=reader.actor, attempt=attempt, answers=answers, now=now)
        return attempt, TrainingCertificate.objects.get(outcome=outcome), reader


@builder("course", version_id=NOBODY)
def build_course(world: World, relation: Relation) -> Arguments:
    """A published course."""
    return {"version_id": str(_publish(world, relation).id)}


@builder("course_page", version_id=NOBODY, slug=PAGE)
def build_page(world: World, relation: Relation) -> Arguments:
    """A page of it."""
    return {**build_course(world, relation), "slug": PAGE}


@builder("course_exercise", version_id=NOBODY, slug=PAGE, exercise_id="ovning-1")
def build_exercise(world: World, relation: Relation) -> Arguments:
    """An exercise on the page."""
    return {**build_page(world, relation), "exercise_id": "ovning-1"}


@builder("draft", version_id=NOBODY)
def build_draft(world: World, relation: Relation) -> Arguments:
    """A draft of a colleague."""
    return {"version_id": str(_begin_draft(world, relation)[0].id)}


@builder("draft_page", version_id=NOBODY, slug=PAGE)
def build_draft_page(world: World, relation: Relation) -> Arguments:
    """A page of the draft."""
    return {**build_draft(world, relation), "slug": PAGE}


@builder("draft_items", version_id=NOBODY, kind="questions", slug=PAGE)
def build_draft_items(world: World, relation: Relation) -> Arguments:
    """The questions of the page."""
    return {**build_draft_page(world, relation), "kind": "questions"}


@builder("draft_item", version_id=NOBODY, kind="questions", slug=PAGE, item_id="trappan-1x")
def build_draft_item(world: World, relation: Relation) -> Arguments:
    """A question of the page."""
    return {**build_draft_items(world, relation), "item_id": "trappan-1x"}


@builder("version_in_review", version_id=NOBODY)
def build_review(world: World, relation: Relation) -> Arguments:
    """A version that waits for a second person."""
    version, author = _begin_draft(world, relation)
    with acting(author.actor):
        submit_version(actor=author.actor, version_id=version.id, now=timezone.now())
    return {"version_id": str(version.id)}


@builder("attempt", attempt_id=NOBODY)
def build_attempt(world: World, relation: Relation) -> Arguments:
    """The test of a colleague."""
    return {"attempt_id": str(_pass_test(world, relation)[0].id)}


@builder("training_certificate", certificate_id=NOBODY)
def build_certificate(world: World, relation: Relation) -> Arguments:
    """The certificate of a colleague."""
    return {"certificate_id": str(_pass_test(world, relation)[1].id)}


@builder("colleague", assignment_id=NOBODY)
def build_colleague(world: World, relation: Relation) -> Arguments:
    """Somebody who works at the unit."""
    return {"assignment_id": str(world.keeper_of(relation, Role.CARE_STAFF).assignment.id)}


@builder("delegation", delegation_id=NOBODY)
def build_delegation(world: World, relation: Relation) -> Arguments:
    """A delegation in force."""
    holder, head = _pass_test(world, relation)[2], world.keeper_of(relation, Role.UNIT_MANAGER)
    today = timezone.localdate()
    with acting(head.actor):
        made = grant_delegation(
            actor=head.actor,
            holder_id=holder.assignment.id,
            kinds=[Delegation.Kind.TRIP],
            valid_from=today,
            valid_to=today + dt.timedelta(days=9),
            now=timezone.now(),
        )
    return {"delegation_id": str(made.id)}


@builder("softer_transition", transition_id=NOBODY)
def build_transition(world: World, relation: Relation) -> Arguments:
    """A softer transition of the unit."""
    admin, today = world.keeper_of(relation, Role.AUTHORITY_ADMIN), timezone.localdate()
    with acting(admin.actor):
        made = allow_softer_transition(
            actor=admin.actor,
            unit_id=admin.unit.id,
            valid_from=today,
            valid_to=today,
            reason="Bemanningsläget i sommar.",
            now=timezone.now(),
        )
    return {"transition_id": str(made.id)}
