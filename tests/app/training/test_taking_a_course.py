"""A nurse reads, practises and is tested: what is saved, what is marked, and what may be tried again."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import ProgrammingError, transaction

from skjuts.apps.audit.models import Event
from skjuts.apps.training.errors import AlreadyHandedIn, AlreadyTrained, AttemptTooSoon, PagesUnread
from skjuts.apps.training.models import Attempt, AttemptAnswer, Enrolment, TrainingCertificate
from skjuts.apps.training.queries.courses import read_content
from skjuts.apps.training.queries.progress import list_exercise_answers, list_pages_read
from skjuts.apps.training.services.take_course import answer_exercise, enrol, finish_page
from skjuts.apps.training.services.take_test import hand_in, list_drawn, start_attempt
from skjuts.core.kernel.errors import InvalidField, InvalidInput, NotFound
from tests.app.training.small_course import RIGHT, WRONG
from tests.app.training.ward import NOON, Ward

HALF_AN_HOUR = dt.timedelta(minutes=30)


def test_course_when_begun_twice_then_goes_on_where_it_was(ward: Ward) -> None:
    """A phone that lost its page must not begin anew."""
    first = enrol(actor=ward.nurse.actor, version=ward.course, now=NOON)
    course = read_content(ward.course, "sv")
    after = finish_page(enrolment=first, course=course, page=course.pages[0], now=NOON)
    again = enrol(actor=ward.nurse.actor, version=ward.course, now=NOON + HALF_AN_HOUR)
    assert again.id == first.id
    assert after == course.pages[1]
    assert again.page == "02-sida"
    assert list_pages_read([again])[again.id] == {"01-sida"}


def test_exercise_when_answered_again_then_the_newest_answer_shows(ward: Ward) -> None:
    """Practice is for trying; nothing of it counts."""
    enrolment = enrol(actor=ward.nurse.actor, version=ward.course, now=NOON)
    exercise = read_content(ward.course, "sv").pages[0].exercises[0]
    answer_exercise(enrolment=enrolment, exercise=exercise, chosen=WRONG, now=NOON)
    answer_exercise(enrolment=enrolment, exercise=exercise, chosen=RIGHT, now=NOON + HALF_AN_HOUR)
    assert list_exercise_answers(enrolment, [exercise.id])[exercise.id].chosen == ["a"]
    with pytest.raises(InvalidField):
        answer_exercise(enrolment=enrolment, exercise=exercise, chosen=("z",), now=NOON)


def test_test_when_pages_are_unread_then_does_not_open(ward: Ward) -> None:
    """The course comes before its test."""
    enrolment = enrol(actor=ward.nurse.actor, version=ward.course, now=NOON)
    with pytest.raises(PagesUnread):
        start_attempt(actor=ward.nurse.actor, enrolment=enrolment, language="sv", now=NOON)


def test_test_when_opened_twice_then_asks_the_same(ward: Ward) -> None:
    """Nobody draws until the questions suit."""
    enrolment = ward.read_all(ward.nurse)
    first = start_attempt(actor=ward.nurse.actor, enrolment=enrolment, language="sv", now=NOON)
    again = start_attempt(actor=ward.nurse.actor, enrolment=enrolment, language="sv", now=NOON)
    course = read_content(ward.course, "sv")
    assert first.id == again.id
    assert list_drawn(first, course) == list_drawn(again, course)
    assert len(first.questions) == 3


def test_test_when_all_are_right_then_gives_a_certificate(ward: Ward) -> None:
    """The certificate is valid as long as the course says, and the event tells other apps."""
    outcome = ward.take_test(ward.nurse)
    certificate = TrainingCertificate.objects.get(staff_id=ward.nurse.actor.staff_id)
    assert outcome.has_passed
    assert (outcome.right, outcome.asked) == (3, 3)
    assert certificate.valid_to == dt.date(2027, 11, 20)
    assert len(certificate.check_code) == 12
    names = list(Event.objects.order_by("occurred_at", "name").values_list("name", flat=True))
    assert {"training.certificate_issued", "training.test_passed"} <= set(names)


def test_test_when_one_is_wrong_then_gives_nothing(ward: Ward) -> None:
    """All right to pass: two of three is a failure."""
    enrolment = ward.read_all(ward.nurse)
    attempt = start_attempt(actor=ward.nurse.actor, enrolment=enrolment, language="sv", now=NOON)
    answers = dict.fromkeys(attempt.questions, RIGHT) | {attempt.questions[0]: ("a", "b")}
    outcome = hand_in(actor=ward.nurse.actor, attempt=attempt, answers=answers, now=NOON)
    assert (outcome.right, outcome.has_passed) == (2, False)
    assert not TrainingCertificate.objects.exists()
    assert AttemptAnswer.objects.get(attempt=attempt, question=attempt.questions[0]).chosen == ["a", "b"]


def test_test_when_failed_twice_then_waits_as_the_course_says(ward: Ward) -> None:
    """One failure costs nothing, the second half an hour."""
    ward.take_test(ward.nurse, right=False)
    ward.take_test(ward.nurse, right=False)
    with pytest.raises(AttemptTooSoon):
        ward.take_test(ward.nurse, now=NOON + HALF_AN_HOUR - dt.timedelta(seconds=1))
    assert ward.take_test(ward.nurse, now=NOON + HALF_AN_HOUR).has_passed


def test_test_when_drawn_again_then_asks_unseen_questions_first(ward: Ward) -> None:
    """Eight questions, three drawn: the second test shares none with the first."""
    ward.take_test(ward.nurse, right=False)
    ward.take_test(ward.nurse, right=False)
    first, second = Attempt.objects.order_by("number")
    assert not set(first.questions) & set(second.questions)


def test_test_when_handed_in_twice_then_the_first_counts(ward: Ward) -> None:
    """Going back in the browser gives no second chance."""
    ward.take_test(ward.nurse, right=False)
    attempt = Attempt.objects.get()
    with pytest.raises(AlreadyHandedIn):
        hand_in(actor=ward.nurse.actor, attempt=attempt, answers={}, now=NOON)


def test_answers_when_they_belong_to_another_test_then_refused(ward: Ward) -> None:
    """A forged form changes nothing."""
    enrolment = ward.read_all(ward.nurse)
    attempt = start_attempt(actor=ward.nurse.actor, enrolment=enrolment, language="sv", now=NOON)
    with pytest.raises(InvalidInput, match="hör inte till provet"):
        hand_in(actor=ward.nurse.actor, attempt=attempt, answers={"annan": RIGHT}, now=NOON)
    with pytest.raises(NotFound):
        hand_in(actor=ward.head.actor, attempt=attempt, answers={}, now=NOON)


def test_test_when_the_certificate_lasts_then_waits_for_its_last_months(ward: Ward) -> None:
    """A certificate is renewed near its end, not hoarded."""
    ward.take_test(ward.nurse)
    with pytest.raises(AlreadyTrained):
        ward.take_test(ward.nurse, now=NOON + dt.timedelta(days=300))
    assert ward.take_test(ward.nurse, now=NOON + dt.timedelta(days=306)).has_passed
    assert TrainingCertificate.objects.count() == 2


def test_attempts_when_somebody_rewrites_them_then_the_database_refuses(ward: Ward) -> None:
    """What was answered stays answered."""
    ward.take_test(ward.nurse, right=False)
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        AttemptAnswer.objects.update(is_right=True)
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        AttemptAnswer.objects.all().delete()
    assert Enrolment.objects.count() == 1
