"""The test and its result."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from skjuts.apps.training.content import Course, MarkedTest, Question, render_sentence
from skjuts.apps.training.models import Attempt, AttemptOutcome, TrainingCertificate
from skjuts.apps.training.presenters.course import ShownOption
from skjuts.apps.training.presenters.words import tell_clock, tell_date
from skjuts.web.elements import Link, Status


@dataclass(frozen=True, slots=True)
class ShownQuestion:
    """A question of the test; `verdict` and feedback only after it was handed in."""

    id: str
    number: int
    html: str
    several: bool
    options: tuple[ShownOption, ...]
    error: str = ""
    verdict: Status | None = None


@dataclass(frozen=True, slots=True)
class TestPage:
    """The test to answer."""

    id: str
    course_id: str
    course_title: str
    language: str
    number: int
    rule: str
    questions: tuple[ShownQuestion, ...]
    errors: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class AfterTest:
    """What follows: a wait (None when there is none), an offer of help, or the certificate."""

    opening: dt.datetime | None
    offers_help: bool
    certificate: TrainingCertificate | None


@dataclass(frozen=True, slots=True)
class ResultPage:
    """What became of the test."""

    course_id: str
    course_title: str
    language: str
    has_passed: bool
    right: int
    asked: int
    questions: tuple[ShownQuestion, ...]
    reread: tuple[Link, ...]
    opens: str
    offers_help: bool
    certificate_id: str
    valid_to: str


def field_of(number: int) -> str:
    """The name of a question's field in the form: its place, since ids are no secret but long."""
    return f"q{number}"


def show_test(
    attempt: Attempt,
    course: Course,
    questions: Sequence[Question],
    chosen: Mapping[str, Collection[str]],
    missing: Collection[str] = (),
) -> TestPage:
    """The test, with what was chosen when something is missing."""
    shown = tuple(
        ShownQuestion(
            id=question.id,
            number=number,
            html=render_sentence(question.text),
            several=question.has_several_right,
            options=_options(question, chosen.get(question.id, ()), tells=False),
            error=_("Frågan är inte besvarad.") if question.id in missing else "",
        )
        for number, question in enumerate(questions, start=1)
    )
    return TestPage(
        id=str(attempt.id),
        course_id=str(attempt.enrolment.version_id),
        course_title=course.title,
        language=course.language,
        number=attempt.number,
        rule=_tell_rule(course),
        questions=shown,
        errors=tuple(
            (_("Fråga %(number)s är inte besvarad.") % {"number": one.number}, f"#{field_of(one.number)}-1")
            for one in shown
            if one.error
        ),
    )


def show_result(
    attempt: Attempt,
    course: Course,
    marked: MarkedTest,
    outcome: AttemptOutcome,
    after: AfterTest,
) -> ResultPage:
    """The result, with feedback on each question."""
    titles = {page.slug: page.title for page in course.pages}
    version_id = attempt.enrolment.version_id
    return ResultPage(
        course_id=str(version_id),
        course_title=course.title,
        language=course.language,
        has_passed=outcome.has_passed,
        right=outcome.right,
        asked=outcome.asked,
        questions=tuple(
            ShownQuestion(
                id=one.question.id,
                number=number,
                html=render_sentence(one.question.text),
                several=one.question.has_several_right,
                options=_options(one.question, one.chosen, tells=True),
                verdict=_verdict(is_right=one.is_right),
            )
            for number, one in enumerate(marked.questions, start=1)
        ),
        reread=tuple(
            Link(titles[slug], reverse("training:page", args=[version_id, slug]))
            for slug in marked.pages_to_read
        ),
        opens=tell_clock(after.opening) if after.opening else "",
        offers_help=after.offers_help,
        certificate_id=str(after.certificate.id) if after.certificate else "",
        valid_to=tell_date(after.certificate.valid_to) if after.certificate else "",
    )


def _options(question: Question, chosen: Collection[str], *, tells: bool) -> tuple[ShownOption, ...]:
    return tuple(
        ShownOption(
            id=option.id,
            html=render_sentence(option.text),
            is_chosen=option.id in chosen,
            is_right=tells and option.is_right,
            feedback=render_sentence(option.feedback)
            # What was chosen and what was right is explained; the rest would only be long.
            if tells and (option.is_right or option.id in chosen)
            else "",
        )
        for option in question.options
    )


def _verdict(*, is_right: bool) -> Status:
    if is_right:
        return Status(_("Rätt"), "success", "circle-check")
    return Status(_("Fel"), "danger", "circle-x")


def _tell_rule(course: Course) -> str:
    if course.pass_rule.questions == course.pass_rule.right_needed:
        return _("Alla svar ska vara rätt. Du får veta resultatet direkt.")
    told = {"right": course.pass_rule.right_needed}
    return _("Minst %(right)s svar ska vara rätt. Du får veta resultatet direkt.") % told
