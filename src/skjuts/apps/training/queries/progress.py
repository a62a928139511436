"""How far the actor has come: pages, exercises, attempts, certificates."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Min, Q

from skjuts.apps.tenancy.actor import Actor
from skjuts.apps.training.models import (
    Attempt,
    AttemptAnswer,
    AttemptOutcome,
    CourseVersion,
    Enrolment,
    ExerciseAnswer,
    PageRead,
    TrainingCertificate,
)
from skjuts.core.kernel.errors import NotFound


@dataclass(frozen=True, slots=True)
class Failures:
    """Failed attempts since the last passed one, and when the newest was handed in."""

    count: int
    last_at: dt.datetime | None


def find_enrolment(actor: Actor, version: CourseVersion) -> Enrolment | None:
    """Find the actor's enrolment in a version."""
    return Enrolment.objects.filter(staff_id=actor.staff_id, version=version).first()


def list_enrolments(actor: Actor, versions: Iterable[CourseVersion]) -> dict[UUID, Enrolment]:
    """List the actor's enrolments by version."""
    found = Enrolment.objects.filter(staff_id=actor.staff_id, version__in=[one.id for one in versions])
    return {one.version_id: one for one in found}


def list_own_reading(
    actor: Actor, versions: Iterable[CourseVersion]
) -> dict[UUID, tuple[Enrolment, frozenset[str]]]:
    """List the actor's enrolments by version, each with the pages read; one query."""
    found = Enrolment.objects.filter(staff_id=actor.staff_id, version__in=[one.id for one in versions])
    read = ArrayAgg("pages_read__page", filter=Q(pages_read__isnull=False), default=[])
    return {one.version_id: (one, frozenset(one.read)) for one in found.annotate(read=read)}


def list_pages_read(enrolments: Iterable[Enrolment]) -> dict[UUID, set[str]]:
    """List the pages read, by enrolment."""
    found: dict[UUID, set[str]] = {one.id: set() for one in enrolments}
    rows = PageRead.objects.filter(enrolment_id__in=found).values_list("enrolment_id", "page")
    for enrolment_id, page in rows:
        found[enrolment_id].add(page)
    return found


def list_exercise_answers(enrolment: Enrolment, exercises: Iterable[str]) -> dict[str, ExerciseAnswer]:
    """List the newest answer to each exercise."""
    rows = ExerciseAnswer.objects.filter(enrolment=enrolment, exercise__in=list(exercises))
    return {row.exercise: row for row in rows.order_by("exercise", "answered_at", "id")}


def get_attempt(actor: Actor, attempt_id: UUID) -> Attempt:
    """Get one of the actor's own attempts, with its version."""
    rows = Attempt.objects.filter(id=attempt_id, enrolment__staff_id=actor.staff_id)
    found = rows.select_related("enrolment__version").defer("enrolment__version__files").first()
    if found is None:
        raise NotFound
    return found


def find_outcome(attempt: Attempt) -> AttemptOutcome | None:
    """Find what became of an attempt; None while it has not been handed in."""
    return AttemptOutcome.objects.filter(attempt=attempt).first()


def list_answers(attempt: Attempt) -> dict[str, list[str]]:
    """List what was chosen for each question of an attempt."""
    rows = AttemptAnswer.objects.filter(attempt=attempt).values_list("question", "chosen")
    return dict(rows)


def find_open_attempt(enrolment: Enrolment) -> Attempt | None:
    """Find the attempt that was drawn and not yet handed in."""
    return Attempt.objects.filter(enrolment=enrolment, outcomes=None).order_by("-number").first()


def count_failures(enrolment: Enrolment) -> Failures:
    """Count the failures since the last passed attempt."""
    rows = AttemptOutcome.objects.filter(attempt__enrolment=enrolment).order_by("-attempt__number")
    count, last_at = 0, None
    for has_passed, submitted_at in rows.values_list("has_passed", "submitted_at"):
        if has_passed:
            break
        count, last_at = count + 1, last_at or submitted_at
    return Failures(count, last_at)


def list_seen_questions(enrolment: Enrolment, slug: str) -> set[str]:
    """List the questions that the person has met in any version of the course."""
    rows = Attempt.objects.filter(enrolment__staff_id=enrolment.staff_id, enrolment__version__slug=slug)
    return {question for drawn in rows.values_list("questions", flat=True) for question in drawn}


def list_training_certificates(actor: Actor) -> list[TrainingCertificate]:
    """List the actor's certificates of training, the one that lasts longest first."""
    rows = TrainingCertificate.objects.filter(staff_id=actor.staff_id).select_related("version")
    return list(rows.defer("version__files").order_by("-valid_to", "-issued_at"))


def find_current_certificate(
    actor: Actor, version: CourseVersion, today: dt.date
) -> TrainingCertificate | None:
    """Find the actor's certificate of the course that lasts longest, if any is valid."""
    rows = TrainingCertificate.objects.filter(
        staff_id=actor.staff_id, version__slug=version.slug, valid_to__gte=today
    )
    return rows.order_by("-valid_to").first()


def find_certificate_of(outcome: AttemptOutcome) -> TrainingCertificate | None:
    """Find the certificate that an outcome gave."""
    return TrainingCertificate.objects.filter(outcome=outcome).first()


def get_training_certificate(actor: Actor, certificate_id: UUID) -> TrainingCertificate:
    """Get one of the actor's own certificates of training."""
    rows = TrainingCertificate.objects.filter(id=certificate_id, staff_id=actor.staff_id)
    found = rows.select_related("version", "staff", "authority").defer("version__files").first()
    if found is None:
        raise NotFound
    return found


def list_first_passes(actor: Actor) -> dict[str, dt.datetime]:
    """List the courses and micro-retrainings that the actor has ever passed, and when she first did."""
    rows = AttemptOutcome.objects.filter(has_passed=True, attempt__enrolment__staff_id=actor.staff_id)
    slug = "attempt__enrolment__version__slug"
    return dict(rows.values_list(slug).annotate(first=Min("submitted_at")).values_list(slug, "first"))
