"""What the visited pages are about, where the matrix's own objects are too small to show a page's faults."""

from __future__ import annotations

import datetime as dt
import itertools
from dataclasses import dataclass

from django.utils import timezone

from skjuts.apps.registry.services.patients import (
    NewAddress,
    NewPatient,
    NewRepresentative,
    add_address,
    add_phone,
    appoint_representative,
    register_patient,
)
from skjuts.apps.tenancy.roles import Role
from skjuts.apps.tenancy.scope import acting, entering
from skjuts.apps.training import content
from skjuts.apps.training.models import Attempt, CourseVersion, Enrolment, TrainingCertificate
from skjuts.apps.training.queries.courses import read_content
from skjuts.apps.training.services.take_course import enrol, finish_page
from skjuts.apps.training.services.take_test import hand_in, list_drawn, start_attempt
from skjuts.apps.training.services.write_course import draft_version
from tests.app.rights.objects import Arguments
from tests.app.rights.patients import card
from tests.app.rights.table import Relation
from tests.app.rights.world import World
from tests.app.signed_in import Person, make_person

_numbers = itertools.count(1)


@dataclass(frozen=True, slots=True)
class Course:
    """What addresses of the course are about, what only one may open, and somebody who has read it."""

    subjects: dict[str, Arguments]
    own: dict[str, tuple[Arguments, Person]]
    reader: Person


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who has read every page."""

    person: Person
    enrolment: Enrolment
    course: content.Course

    def start(self) -> Attempt:
        """A test that is open."""
        with acting(self.person.actor):
            return start_attempt(
                actor=self.person.actor, enrolment=self.enrolment, language="sv", now=timezone.now()
            )

    def hand_in(self, attempt: Attempt, *, is_right: bool) -> None:
        """Answer everything right, or everything wrong."""
        answers = {
            one.id: [option.id for option in one.options if option.is_right == is_right]
            for one in list_drawn(attempt, self.course)
        }
        with acting(self.person.actor):
            hand_in(actor=self.person.actor, attempt=attempt, answers=answers, now=timezone.now())


def make_course_subjects(world: World) -> Course:
    """A draft of the whole course, somebody in the middle of a test, and somebody who failed and passed."""
    with entering(authorities=[world.home.id]):
        version = CourseVersion.objects.get(authority=world.home, state="published", updates="")
        course = read_content(version, "sv")
    page, question = course.pages[0], course.questions[0]
    author, now = world.keeper_of(Relation.OWN_UNIT, Role.COURSE_AUTHOR), timezone.now()
    with acting(author.actor):
        draft = draft_version(actor=author.actor, based_on_id=version.id, label="2027.1", now=now)
    published, drafted = {"version_id": str(version.id)}, {"version_id": str(draft.id)}
    items = drafted | {"kind": "questions", "slug": page.slug}
    subjects = {
        "course": published,
        "course_page": published | {"slug": page.slug},
        "draft": drafted,
        "draft_page": drafted | {"slug": page.slug},
        "draft_items": items,
        "draft_item": items | {"item_id": question.id},
    }
    return Course(subjects, _make_own(world, version, course), _make_reader(world, version, course).person)


def make_patient_subjects(world: World) -> dict[str, Arguments]:
    """A patient of the ward about whom everything is known."""
    desk = world.keeper_of(Relation.OWN_UNIT, Role.PROTECTED_DESK).actor
    now, today = timezone.now(), timezone.localdate()
    new = NewPatient(identity=card(), given_name="Påhittad-Alexandra", family_name="Exempelsson Lindqvist")
    attorney = NewRepresentative(
        kind="attorney",
        powers=("book", "apply", "receive", "appeal", "money"),
        identity=card(),
        name="Påhittat Ombud",
        valid_from=today,
        valid_to=today + dt.timedelta(days=30),
    )
    with acting(desk):
        patient = register_patient(desk, authority_id=desk.authority_id, new=new, now=now, today=today)
        phone = add_phone(desk, patient.id, number="+46701740605", kind="mobile", may_text=True, now=now)
        place = NewAddress(kind="registered", street="Påhittade Storgatan 114 B", valid_from=today)
        address = add_address(desk, patient.id, new=place)
        appoint_representative(desk, patient.id, new=attorney, today=today)
    told = {"patient_id": str(patient.id)}
    return {
        "patient": told,
        "patient_phone": told | {"phone_id": str(phone.id)},
        "patient_address": told | {"address_id": str(address.id)},
    }


def _make_own(
    world: World, version: CourseVersion, course: content.Course
) -> dict[str, tuple[Arguments, Person]]:
    begun, done = (_make_reader(world, version, course) for _ in range(2))
    open_attempt, failed = begun.start(), done.start()
    done.hand_in(failed, is_right=False)
    done.hand_in(done.start(), is_right=True)
    with acting(done.person.actor):
        paper = TrainingCertificate.objects.get(staff=done.person.staff)
    certificate = {"certificate_id": str(paper.id)}
    page = {"version_id": str(version.id), "slug": course.pages[0].slug}
    return {
        "training:page": (page, begun.person),
        "training:attempt": ({"attempt_id": str(open_attempt.id)}, begun.person),
        "training:result": ({"attempt_id": str(failed.id)}, done.person),
        "training:certificate": (certificate, done.person),
        "training:certificate-pdf": (certificate, done.person),
    }


def _make_reader(world: World, version: CourseVersion, course: content.Course) -> Reader:
    name = f"Läsare-{next(_numbers)}"
    person = make_person(Role.CARE_STAFF, unit=world.own_unit, family_name=name)
    now = timezone.now()
    with acting(person.actor):
        enrolment = enrol(actor=person.actor, version=version, now=now)
        for page in course.pages:
            finish_page(enrolment=enrolment, course=course, page=page, now=now)
    return Reader(person, enrolment, course)
