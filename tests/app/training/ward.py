"""One ward of one region with its people and a published course."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from skjuts.apps.registry.models import Authority, Delegation, StaffMember, Unit
from skjuts.apps.tenancy.roles import Role
from skjuts.apps.tenancy.scope import entering
from skjuts.apps.training.models import AttemptOutcome, CourseVersion, Enrolment
from skjuts.apps.training.queries.courses import read_content
from skjuts.apps.training.services.delegate import grant_delegation
from skjuts.apps.training.services.take_course import enrol, finish_page
from skjuts.apps.training.services.take_in_course import deliver_course
from skjuts.apps.training.services.take_test import hand_in, start_attempt
from tests.app.signed_in import Person, make_authority, make_person, make_unit
from tests.app.training.small_course import RIGHT, WRONG, make_course

NOON = dt.datetime(2026, 11, 20, 11, 0, tzinfo=dt.UTC)
TODAY = dt.date(2026, 11, 20)
PUBLISHED = NOON - dt.timedelta(days=100)
YEAR = dt.timedelta(days=365)


@dataclass
class Ward:
    """A ward with its people."""

    authority: Authority
    unit: Unit
    nurse: Person
    head: Person
    substitute: Person
    admin: Person
    author: Person
    reviewer: Person
    course: CourseVersion

    def read_all(self, person: Person, version: CourseVersion | None = None) -> Enrolment:
        """Read every page of a version."""
        version = version or self.course
        enrolment = enrol(actor=person.actor, version=version, now=NOON)
        course = read_content(version, "sv")
        for page in course.pages:
            finish_page(enrolment=enrolment, course=course, page=page, now=NOON)
        return enrolment

    def take_test(
        self,
        person: Person,
        *,
        right: bool = True,
        now: dt.datetime = NOON,
        version: CourseVersion | None = None,
    ) -> AttemptOutcome:
        """Read everything and hand in a test, all right or all wrong."""
        enrolment = self.read_all(person, version)
        attempt = start_attempt(actor=person.actor, enrolment=enrolment, language="sv", now=now)
        answers = dict.fromkeys(attempt.questions, RIGHT if right else WRONG)
        return hand_in(actor=person.actor, attempt=attempt, answers=answers, now=now)

    def delegate(
        self,
        person: Person | None = None,
        *kinds: str,
        valid_from: dt.date = TODAY,
        valid_to: dt.date = TODAY + YEAR,
        now: dt.datetime = NOON,
        by: Person | None = None,
    ) -> Delegation:
        """Grant a delegation at the ward; for all kinds unless some are named."""
        return grant_delegation(
            actor=(by or self.head).actor,
            holder_id=(person or self.nurse).assignment.id,
            kinds=kinds or Delegation.Kind.values,
            valid_from=valid_from,
            valid_to=valid_to,
            now=now,
        )

    def publish_change(
        self, *, slug: str = "andrat", topics: str = "sallskap", now: dt.datetime = NOON
    ) -> CourseVersion:
        """A rule on some topics changes on the day: its micro-retraining is published."""
        files = make_course(slug=slug, updates="liten", in_force_from=f"{now:%Y-%m-%d}", topics=topics)
        version = deliver_course(authority=self.authority, files=files, now=now)
        assert version is not None
        return version


@contextmanager
def open_ward(slug: str = "norr") -> Iterator[Ward]:
    """The ward, and a transaction that sees its region."""
    authority = make_authority(slug)
    unit, office = make_unit(authority, "Avdelning 1"), make_unit(authority, "Kansliet", kind="office")
    head = make_person(Role.UNIT_MANAGER, unit=unit, given_name="Hedda")
    substitute = make_person(Role.UNIT_MANAGER, unit=unit, given_name="Sune")
    with entering(authorities=[authority.id]):
        substitute.assignment.substitute_for = head.assignment
        substitute.assignment.save()
        course = deliver_course(authority=authority, files=make_course(), now=PUBLISHED)
        assert course is not None
        nurse = make_person(Role.CARE_STAFF, unit=unit, given_name="Nora")
        StaffMember.objects.filter(id=nurse.staff.id).update(email="nora@exempel.se")
        yield Ward(
            authority=authority,
            unit=unit,
            nurse=nurse,
            head=head,
            substitute=substitute,
            admin=make_person(Role.AUTHORITY_ADMIN, unit=office, given_name="Alma"),
            author=make_person(Role.COURSE_AUTHOR, unit=office, given_name="Folke"),
            reviewer=make_person(Role.COURSE_REVIEWER, Role.COURSE_AUTHOR, unit=office, given_name="Rut"),
            course=course,
        )
