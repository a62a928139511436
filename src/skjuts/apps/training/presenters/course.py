"""The reader's pages: what to learn, how far one has come, and one page of the course."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from skjuts.apps.training.content import Course, Exercise, Page, render_page, render_sentence
from skjuts.apps.training.models import CourseVersion, Enrolment, ExerciseAnswer, TrainingCertificate
from skjuts.apps.training.presenters.words import name_kinds, tell_date
from skjuts.apps.training.queries.own import OwnCourse
from skjuts.web.elements import Status, Step


@dataclass(frozen=True, slots=True)
class CourseCard:
    """A course on the reader's own page."""

    id: str
    title: str
    summary: str
    minutes: int
    status: Status
    read: int
    pages: int
    certificate_id: str
    note: str
    is_due: bool


@dataclass(frozen=True, slots=True)
class CoursePage:
    """The start of a course: its pages as steps, and what comes next."""

    id: str
    title: str
    summary: str
    minutes: int
    questions: int
    steps: tuple[Step, ...]
    is_begun: bool
    is_read: bool
    is_retired: bool
    is_demonstration: bool
    continue_href: str
    opens: str
    certificate_id: str
    rule: str


@dataclass(frozen=True, slots=True)
class ShownOption:
    """One answer to choose; feedback is empty until something was chosen."""

    id: str
    html: str
    is_chosen: bool
    is_right: bool
    feedback: str


@dataclass(frozen=True, slots=True)
class ShownExercise:
    """A case to practise on."""

    id: str
    html: str
    several: bool
    options: tuple[ShownOption, ...]
    verdict: Status | None
    error: str


@dataclass(frozen=True, slots=True)
class ReadingPage:
    """One page of a course."""

    course_id: str
    course_title: str
    language: str
    slug: str
    title: str
    html: str
    number: int
    pages: int
    minutes: int
    sources: tuple[str, ...]
    exercises: tuple[ShownExercise, ...]
    is_read: bool
    previous_href: str


def show_card(own: OwnCourse, course: Course, *, is_due: bool, today: dt.date) -> CourseCard:
    """A course on the reader's own page."""
    version = own.version
    held = own.certificate if own.certificate and own.certificate.valid_to >= today else None
    note = ""
    if held:
        note = _("Ditt bevis gäller till och med %(day)s.") % {"day": tell_date(held.valid_to)}
    elif is_due and version.touches:
        note = _("Du kan inte intyga %(kinds)s förrän du är klar.") % {
            "kinds": name_kinds(version.touches).lower()
        }
    return CourseCard(
        id=str(version.id),
        title=course.title,
        summary=course.summary,
        minutes=course.minutes,
        status=_card_status(held, is_begun=own.enrolment is not None, is_due=is_due),
        read=len([page for page in course.pages if page.slug in own.pages_read]),
        pages=len(course.pages),
        certificate_id=str(held.id) if held else "",
        note=note,
        is_due=is_due,
    )


def show_course(
    version: CourseVersion,
    course: Course,
    enrolment: Enrolment | None,
    read: Collection[str],
    *,
    opens: str,
    certificate: TrainingCertificate | None,
) -> CoursePage:
    """The start of a course."""
    unread = [page for page in course.pages if page.slug not in read]
    return CoursePage(
        id=str(version.id),
        title=course.title,
        summary=course.summary,
        minutes=course.minutes,
        questions=course.pass_rule.questions,
        steps=_steps(version, course, enrolment, read),
        is_begun=enrolment is not None,
        is_read=not unread,
        is_retired=version.state == CourseVersion.State.RETIRED,
        is_demonstration=version.is_demonstration,
        continue_href=_continue_href(version, enrolment, unread),
        opens=opens,
        certificate_id=str(certificate.id) if certificate else "",
        rule=_tell_rule(course),
    )


def show_page(
    version: CourseVersion,
    course: Course,
    page: Page,
    answers: Mapping[str, ExerciseAnswer],
    read: Collection[str],
    errors: Mapping[str, str],
) -> ReadingPage:
    """One page, with the exercises as they were last answered."""
    number = course.pages.index(page)
    before = course.pages[number - 1] if number else None
    return ReadingPage(
        course_id=str(version.id),
        course_title=course.title,
        language=course.language,
        slug=page.slug,
        title=page.title,
        html=render_page(page.markdown),
        number=number + 1,
        pages=len(course.pages),
        minutes=page.minutes,
        sources=tuple(citation.line for citation in page.citations),
        exercises=tuple(
            show_exercise(one, answers[one.id].chosen if one.id in answers else (), errors.get(one.id, ""))
            for one in page.exercises
        ),
        is_read=page.slug in read,
        previous_href=reverse("training:page", args=[version.id, before.slug]) if before else "",
    )


def show_exercise(exercise: Exercise, chosen: Collection[str], error: str = "") -> ShownExercise:
    """An exercise; once answered, with its feedback."""
    right = {option.id for option in exercise.options if option.is_right}
    verdict = None
    if chosen:
        is_right = set(chosen) == right
        verdict = (
            Status(_("Rätt"), "success", "circle-check")
            if is_right
            else Status(_("Inte riktigt"), "warning", "circle-alert")
        )
    return ShownExercise(
        id=exercise.id,
        html=render_sentence(exercise.text),
        several=exercise.has_several_right,
        options=tuple(
            ShownOption(
                id=option.id,
                html=render_sentence(option.text),
                is_chosen=option.id in chosen,
                is_right=option.is_right,
                feedback=render_sentence(option.feedback) if option.id in chosen else "",
            )
            for option in exercise.options
        ),
        verdict=verdict,
        error=error,
    )


def _card_status(held: TrainingCertificate | None, *, is_begun: bool, is_due: bool) -> Status:
    if held:
        return Status(_("Godkänd"), "success", "badge-check")
    if is_due:
        return Status(_("Behöver göras"), "warning", "clock-alert")
    return Status(_("Påbörjad"), "info", "book-open") if is_begun else Status(_("Inte påbörjad"), "neutral")


def _steps(
    version: CourseVersion, course: Course, enrolment: Enrolment | None, read: Collection[str]
) -> tuple[Step, ...]:
    current = next((page.slug for page in course.pages if page.slug not in read), "")
    steps = [
        Step(
            label=page.title,
            state="done" if page.slug in read else "current" if page.slug == current else "waiting",
            href=reverse("training:page", args=[version.id, page.slug]) if enrolment else "",
            note=_("%(minutes)s min") % {"minutes": page.minutes},
        )
        for page in course.pages
    ]
    return (*steps, Step(_("Prov"), "waiting" if current else "current"))


def _continue_href(version: CourseVersion, enrolment: Enrolment | None, unread: list[Page]) -> str:
    if enrolment is None or not unread:
        return ""
    slugs = [page.slug for page in unread]
    slug = enrolment.page if enrolment.page in slugs else slugs[0]
    return reverse("training:page", args=[version.id, slug])


def _tell_rule(course: Course) -> str:
    told = {"asked": course.pass_rule.questions, "right": course.pass_rule.right_needed}
    if course.pass_rule.questions == course.pass_rule.right_needed:
        return _("Provet har %(asked)s frågor. Alla svar ska vara rätt.") % told
    return _("Provet har %(asked)s frågor. Minst %(right)s svar ska vara rätt.") % told
