"""The test: drawn once, handed in once, marked at once, and nothing of it ever changed."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Collection, Mapping

from django.db import transaction

from skjuts.apps.audit.services import publish_event
from skjuts.apps.tenancy.actor import Actor
from skjuts.apps.training.content import (
    Course,
    MarkedTest,
    Question,
    UnknownAnswer,
    draw_questions,
    mark_answers,
    plan_next_attempt,
)
from skjuts.apps.training.errors import AlreadyHandedIn, AlreadyTrained, AttemptTooSoon, PagesUnread
from skjuts.apps.training.models import (
    Attempt,
    AttemptAnswer,
    AttemptOutcome,
    CourseVersion,
    Enrolment,
    TrainingCertificate,
)
from skjuts.apps.training.policies import require_take_course
from skjuts.apps.training.queries.courses import read_content
from skjuts.apps.training.queries.progress import (
    count_failures,
    find_open_attempt,
    find_outcome,
    list_pages_read,
    list_seen_questions,
)
from skjuts.apps.training.queries.standings import moment_of
from skjuts.apps.training.services.issue_certificate import issue_certificate
from skjuts.core.kernel.errors import InvalidInput, NotFound

RENEWAL_DAYS = 60
"""So close to its end a certificate may be renewed; the same day as the first reminder."""


@transaction.atomic
def start_attempt(*, actor: Actor, enrolment: Enrolment, language: str, now: dt.datetime) -> Attempt:
    """Draw a test; an attempt that is still open is continued with the same questions.

    Raises PagesUnread, AttemptTooSoon or AlreadyTrained.
    """
    version = enrolment.version
    require_take_course(actor, enrolment.authority_id)
    # Two clicks at once wait for each other here.
    Enrolment.objects.select_for_update().get(id=enrolment.id, staff_id=actor.staff_id)
    if open_attempt := find_open_attempt(enrolment):
        return open_attempt
    course = read_content(version, language)
    _check_may_start(enrolment, version, course, now)
    seed = secrets.token_hex(16)
    seen = list_seen_questions(enrolment, version.slug)
    return Attempt.objects.create(
        authority_id=enrolment.authority_id,
        enrolment=enrolment,
        number=Attempt.objects.filter(enrolment=enrolment).count() + 1,
        seed=seed,
        language=course.language,
        questions=[question.id for question in draw_questions(course, seed=seed, seen=seen)],
        started_at=now,
    )


def list_drawn(attempt: Attempt, course: Course) -> tuple[Question, ...]:
    """List the questions of an attempt as they were drawn, options in the order of its seed."""
    shuffled = draw_questions(course, seed=attempt.seed, count=len(course.questions))
    by_id = {question.id: question for question in shuffled}
    return tuple(by_id[question] for question in attempt.questions)


def find_opening(enrolment: Enrolment, course: Course) -> dt.datetime | None:
    """Find when the next attempt may begin; None when nothing has to be waited for."""
    failures = count_failures(enrolment)
    wait = plan_next_attempt(course.retry_rule, failures=failures.count).wait_minutes
    if not wait or failures.last_at is None:
        return None
    return failures.last_at + dt.timedelta(minutes=wait)


@transaction.atomic
def hand_in(
    *, actor: Actor, attempt: Attempt, answers: Mapping[str, Collection[str]], now: dt.datetime
) -> AttemptOutcome:
    """Mark the answers; all that are needed right give the certificate of training.

    Raises AlreadyHandedIn; InvalidInput when an answer does not belong to the test.
    """
    enrolment = attempt.enrolment
    require_take_course(actor, attempt.authority_id)
    if enrolment.staff_id != actor.staff_id:
        raise NotFound
    Enrolment.objects.select_for_update().get(id=enrolment.id)
    if find_outcome(attempt):
        raise AlreadyHandedIn
    course = read_content(enrolment.version, attempt.language)
    marked = _mark(attempt, course, answers)
    outcome = _keep(attempt, marked, now)
    if outcome.has_passed and not enrolment.version.is_retraining:
        issue_certificate(actor=actor, outcome=outcome, version=enrolment.version, course=course, now=now)
    publish_event(
        name="training.test_passed" if outcome.has_passed else "training.test_failed",
        aggregate_id=enrolment.id,
        authority_id=attempt.authority_id,
        actor=actor,
        payload={"course": course.id, "version": course.version, "attempt": str(attempt.id)},
    )
    return outcome


def _check_may_start(enrolment: Enrolment, version: CourseVersion, course: Course, now: dt.datetime) -> None:
    if version.state != CourseVersion.State.PUBLISHED:
        raise NotFound
    read = list_pages_read([enrolment])[enrolment.id]
    if any(page.slug not in read for page in course.pages):
        raise PagesUnread
    if (opening := find_opening(enrolment, course)) and opening > now:
        raise AttemptTooSoon
    late = moment_of(now).day + dt.timedelta(days=RENEWAL_DAYS)
    held = TrainingCertificate.objects.filter(version=version, staff_id=enrolment.staff_id, valid_to__gt=late)
    if held.exists():
        raise AlreadyTrained


def _mark(attempt: Attempt, course: Course, answers: Mapping[str, Collection[str]]) -> MarkedTest:
    try:
        return mark_answers(list_drawn(attempt, course), answers, course.pass_rule)
    except UnknownAnswer as error:
        raise InvalidInput(str(error)) from error


def _keep(attempt: Attempt, marked: MarkedTest, now: dt.datetime) -> AttemptOutcome:
    AttemptAnswer.objects.bulk_create(
        AttemptAnswer(
            authority_id=attempt.authority_id,
            attempt=attempt,
            question=one.question.id,
            chosen=sorted(one.chosen),
            is_right=one.is_right,
        )
        for one in marked.questions
    )
    return AttemptOutcome.objects.create(
        authority_id=attempt.authority_id,
        attempt=attempt,
        right=marked.right,
        asked=len(marked.questions),
        has_passed=marked.has_passed,
        submitted_at=now,
    )
