"""A ward that certifies, a centre that books, officers who decide, and a patient, in one region."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from skjuts.apps.permits.models import Application, Certificate, Decision, Outcome, Permit, PermitKindChoice
from skjuts.apps.permits.services.assess import TimetableAnswer, Weighed, assess_application
from skjuts.apps.permits.services.certify import begin_certificate, issue_certificate, save_draft
from skjuts.apps.permits.services.decide import Considered, decide_application
from skjuts.apps.permits.services.order_delegation import NewRight, grant_right, set_responsibility
from skjuts.apps.permits.terms import CertificateContent, Direction, Terms
from skjuts.apps.registry.models import Patient, Unit
from skjuts.apps.registry.services.patients import NewPatient, register_patient
from skjuts.apps.tenancy.roles import Role
from skjuts.core.kernel.identifiers import PersonIdentity
from skjuts.core.ports.person_register import person_register
from skjuts.core.ports.rule_books import rule_books
from skjuts.core.rules import RuleBook
from tests.app.permits.small_book import make_book
from tests.app.registry.patients.people import ANNA, KLAS, make_register
from tests.app.signed_in import Person, make_person, make_unit
from tests.app.training.ward import NOON, TODAY, Ward, open_ward

__all__ = ["ANNA", "KLAS", "NOON", "TODAY", "World", "open_world"]

LAST = TODAY + dt.timedelta(days=60)
REASONS = "Patienten klarar inte att gå till hållplatsen."
NEED = CertificateContent(
    travel_mode="shared_taxi",
    purpose="care",
    walking_limit_m=100,
    rides_with_others=True,
    is_infectious=False,
    directions=frozenset({Direction.TO_CARE, Direction.FROM_CARE}),
    trips=8,
    valid_from=TODAY,
    valid_to=LAST,
    note="Ring inte före klockan åtta.",
)


@dataclass
class HeldBook:
    """The book in force, for every authority."""

    book: RuleBook | None = None

    def find_book(self, authority_id: int, kind: str, day: dt.date) -> RuleBook | None:
        """The same book for all."""
        del authority_id, kind, day
        return self.book


@dataclass
class World:
    """Everybody whom a matter meets."""

    ward: Ward
    officer: Person
    second: Person
    agent: Person
    books: HeldBook
    patients: dict[str, Patient] = field(default_factory=dict)

    def patient(self, identity: PersonIdentity = ANNA) -> Patient:
        """A patient, registered by the ward the first time."""
        if identity.value not in self.patients:
            self.patients[identity.value] = register_patient(
                self.ward.nurse.actor,
                authority_id=self.ward.authority.id,
                new=NewPatient(identity=identity),
                now=NOON,
                today=TODAY,
            )
        return self.patients[identity.value]

    def certify(
        self, content: CertificateContent = NEED, *, by: Person | None = None, patient: Patient | None = None
    ) -> tuple[Certificate, Application]:
        """Begin, save and issue."""
        actor = (by or self.ward.nurse).actor
        patient = patient or self.patient()
        draft = begin_certificate(actor=actor, patient_id=patient.id, now=NOON)
        draft = save_draft(
            actor=actor, certificate_id=draft.id, version=draft.version, content=content, now=NOON
        )
        return issue_certificate(
            actor=actor, certificate_id=draft.id, version=draft.version, now=NOON, today=TODAY
        )

    def assess(self, application: Application, *, by: Person | None = None, **told: Any) -> Weighed:  # noqa: ANN401
        """Weigh it as it stands now."""
        return assess_application(
            actor=(by or self.officer).actor,
            application_id=application.id,
            version=self.version(application),
            travel_day=TODAY,
            told=told,
            timetable=TimetableAnswer(facts={}, feed_version="demo-1"),
            now=NOON,
            today=TODAY,
        )

    def decide(
        self,
        application: Application,
        *,
        by: Person | None = None,
        now: dt.datetime = NOON,
        today: dt.date = TODAY,
        **considered: Any,  # noqa: ANN401
    ) -> Decision:
        """Decide it as it stands now; granted on plain terms unless told otherwise."""
        told = {"outcome": "granted", "reasons": REASONS, "terms": self.terms(), **considered}
        return decide_application(
            actor=(by or self.officer).actor,
            application_id=application.id,
            version=self.version(application),
            considered=Considered(**told),
            now=now,
            today=today,
        )

    def permit(self, **terms: Any) -> Permit:  # noqa: ANN401
        """A permit from certificate to decision."""
        _, application = self.certify()
        self.assess(application)
        return self.decide(application, terms=self.terms(**terms)).permits.get()

    @staticmethod
    def terms(**told: Any) -> Terms:  # noqa: ANN401
        """Plain terms."""
        return Terms(
            **{"travel_modes": ("shared_taxi",), "valid_from": TODAY, "valid_to": LAST, "trips": 8, **told}
        )

    @staticmethod
    def version(application: Application) -> int:
        """The version that a page would have read."""
        return Application.objects.get(pk=application.id).version

    def give_right(self, person: Person, *outcomes: str, holder_id: UUID | None = None) -> None:
        """Let somebody decide all kinds; all outcomes unless some are named."""
        new = NewRight(
            holder_id=holder_id or person.assignment.id,
            kinds=PermitKindChoice.values,
            outcomes=outcomes or Outcome.values,
            point="4.2",
            valid_from=TODAY,
        )
        grant_right(actor=self.ward.admin.actor, new=new, now=NOON, today=TODAY)

    def set_model(self, model: str, unit: Unit | None = None) -> None:
        """Say who decides on patient trips from today: for a unit, or for all without a row of their own."""
        set_responsibility(
            actor=self.ward.admin.actor,
            kind="patient_trip",
            model=model,
            unit_id=unit.id if unit else None,
            in_force_from=TODAY,
            reason="Påhittat beslut av regiondirektören.",
            now=NOON,
            today=TODAY,
        )


@contextmanager
def open_world(slug: str = "norr") -> Iterator[World]:
    """The world, inside its region's scope: the nurse may certify, the officers may decide."""
    books = HeldBook(make_book())
    with person_register.holding(make_register()), rule_books.holding(books), open_ward(slug) as ward:
        office = make_unit(ward.authority, "Reseservice", kind="assessment")
        world = World(
            ward=ward,
            officer=make_person(Role.CASE_OFFICER, unit=office, given_name="Olle"),
            second=make_person(Role.CASE_OFFICER, unit=office, given_name="Sara"),
            agent=make_person(Role.BOOKING_AGENT, unit=make_unit(ward.authority, "Centralen", kind="centre")),
            books=books,
        )
        ward.take_test(ward.nurse)
        ward.delegate()
        for person in (world.officer, world.second):
            world.give_right(person)
        yield world
