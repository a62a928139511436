"""Taking a course: begin, read a page to its end, answer an exercise. Progress is saved at every step."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from django.db import transaction

from skjuts.apps.tenancy.actor import Actor
from skjuts.apps.training.content import Course, Exercise, Page
from skjuts.apps.training.models import CourseVersion, Enrolment, ExerciseAnswer, PageRead
from skjuts.apps.training.policies import require_take_course
from skjuts.core.kernel.errors import InvalidField, NotFound


@transaction.atomic
def enrol(*, actor: Actor, version: CourseVersion, now: dt.datetime) -> Enrolment:
    """Begin a version, or come back to it."""
    require_take_course(actor, version.authority_id)
    if version.state not in {CourseVersion.State.PUBLISHED, CourseVersion.State.RETIRED}:
        raise NotFound
    enrolment, _ = Enrolment.objects.get_or_create(
        staff_id=actor.staff_id,
        version=version,
        defaults={"authority_id": version.authority_id, "started_at": now},
    )
    return enrolment


@transaction.atomic
def open_page(*, enrolment: Enrolment, page: Page) -> None:
    """Remember where the reader is."""
    if enrolment.page != page.slug:
        enrolment.page = page.slug
        enrolment.save(update_fields=["page"])


@transaction.atomic
def finish_page(*, enrolment: Enrolment, course: Course, page: Page, now: dt.datetime) -> Page | None:
    """Note that a page was read; returns the page after it, None after the last."""
    PageRead.objects.get_or_create(
        enrolment=enrolment,
        page=page.slug,
        defaults={"authority_id": enrolment.authority_id, "read_at": now},
    )
    following = next(
        (after for this, after in zip(course.pages, course.pages[1:], strict=False) if this == page), None
    )
    if following is not None:
        open_page(enrolment=enrolment, page=following)
    return following


@transaction.atomic
def answer_exercise(
    *, enrolment: Enrolment, exercise: Exercise, chosen: Collection[str], now: dt.datetime
) -> ExerciseAnswer:
    """Keep an answer for practice; the page shows its feedback. Raises InvalidField without an answer."""
    known = {option.id for option in exercise.options}
    if not chosen or not set(chosen) <= known:
        raise InvalidField("Välj minst ett svar.", field=exercise.id, remedy="Kryssa i det du tror på.")
    return ExerciseAnswer.objects.create(
        authority_id=enrolment.authority_id,
        enrolment=enrolment,
        exercise=exercise.id,
        chosen=sorted(chosen),
        answered_at=now,
    )
