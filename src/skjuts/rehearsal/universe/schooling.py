"""What the colleagues have learnt: courses read, tests handed in, a change of the rules learnt or not.

All of it by `training`'s services at moments in the past. The course is older than every certificate, and the
change is younger than most of them: whoever has not learnt it keeps the rights that it does not touch.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django.db.models import QuerySet
from django.utils import timezone

from skjuts.apps.registry.models import Assignment, Authority
from skjuts.apps.tenancy.actor import Actor
from skjuts.apps.tenancy.roles import Role
from skjuts.apps.tenancy.scope import acting, entering
from skjuts.apps.training.content import Question
from skjuts.apps.training.models import CourseVersion, TrainingCertificate
from skjuts.apps.training.queries.courses import read_content
from skjuts.apps.training.queries.packaged import list_packaged
from skjuts.apps.training.services.delegate import grant_delegation
from skjuts.apps.training.services.take_course import enrol, finish_page
from skjuts.apps.training.services.take_in_course import deliver_course
from skjuts.apps.training.services.take_test import hand_in, list_drawn, start_attempt
from skjuts.rehearsal.universe.at_work import get_actor

COURSE_DAYS_AGO = 200
"""Before the first colleague takes the course."""
CHANGE_DAYS_AGO = 12
A_YEAR = dt.timedelta(days=365)


def deliver_courses(now: dt.datetime) -> None:
    """Publish the whole courses long ago, and the changes of the rules, which are short courses, lately."""
    ages = {False: COURSE_DAYS_AGO, True: CHANGE_DAYS_AGO}
    for authority in Authority.objects.filter(kind=Authority.Kind.REGION):
        with entering(authorities=[authority.id]):
            for files in list_packaged():
                published = now - dt.timedelta(days=ages[_is_change(files)])
                deliver_course(authority=authority, files=files, now=published)


def _is_change(files: Mapping[str, str]) -> bool:
    return any(line.startswith("updates = ") for line in files["course.toml"].splitlines())


def is_trained(assignment: Assignment) -> bool:
    """Whether the person has a certificate of training of the whole course."""
    with entering(authorities=[assignment.authority_id]):
        return TrainingCertificate.objects.filter(staff_id=assignment.staff_id, version__updates="").exists()


def take_whole_course(assignment: Assignment, moment: dt.datetime, *, fails_first: bool) -> None:
    """Read every page and pass the test, perhaps the second time."""
    actor = _actor(assignment, moment)
    with acting(actor):
        for version in _list_published(actor.authority_id).filter(updates=""):
            _take(actor, version, moment, fails_first=fails_first)


def learn_changes(assignment: Assignment, moment: dt.datetime) -> None:
    """Pass every change of the rules that has been published."""
    actor = _actor(assignment, moment)
    with acting(actor):
        for version in _list_published(actor.authority_id).exclude(updates=""):
            _take(actor, version, moment, fails_first=False)


def delegate(assignment: Assignment, moment: dt.datetime, now: dt.datetime) -> None:
    """Have the unit's manager grant trips and escorts for a year; nothing where there is no manager."""
    with entering(authorities=[assignment.authority_id]):
        manager = Assignment.objects.filter(
            unit_id=assignment.unit_id, roles__contains=[Role.UNIT_MANAGER.value], suspended_at=None
        ).first()
    if manager is None:
        return
    granted = min(moment, now)
    first = timezone.localdate(granted)
    actor = _actor(manager, now)
    with acting(actor):
        grant_delegation(
            actor=actor,
            holder_id=assignment.id,
            kinds=["trip", "escort"],
            valid_from=first,
            valid_to=first + A_YEAR,
            now=granted,
        )


def _list_published(authority_id: int) -> QuerySet[CourseVersion]:
    return CourseVersion.objects.filter(authority_id=authority_id, state=CourseVersion.State.PUBLISHED)


def _actor(assignment: Assignment, moment: dt.datetime) -> Actor:
    return get_actor(assignment, timezone.localdate(moment))


def _take(actor: Actor, version: CourseVersion, moment: dt.datetime, *, fails_first: bool) -> None:
    course = read_content(version, "sv")
    enrolment = enrol(actor=actor, version=version, now=moment)
    for minute, page in enumerate(course.pages):
        finish_page(
            enrolment=enrolment, course=course, page=page, now=moment + dt.timedelta(minutes=3 * minute)
        )
    later = moment + dt.timedelta(hours=1)
    for is_right in (False, True) if fails_first else (True,):
        attempt = start_attempt(actor=actor, enrolment=enrolment, language="sv", now=later)
        answers = {one.id: _answer(one, is_right=is_right) for one in list_drawn(attempt, course)}
        later += dt.timedelta(minutes=12)
        hand_in(actor=actor, attempt=attempt, answers=answers, now=later)


def _answer(question: Question, *, is_right: bool) -> list[str]:
    right = [option.id for option in question.options if option.is_right]
    wrong = [option.id for option in question.options if not option.is_right]
    return right if is_right else wrong[:1]
