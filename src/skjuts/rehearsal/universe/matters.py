"""Matters of the demonstration: certificates, applications, assessments, decisions and permits, by services.

Each story is taken through the same services as a page would call, at moments in the past. A story whose
person has a matter already is passed, so that building again goes on where it stopped.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import msgspec
from django.db import transaction
from django.utils import timezone

from skjuts.adapters.person_register.invented import find_invented_person
from skjuts.apps.permits.models import Application, Decision
from skjuts.apps.permits.services.assess import Weighed, assess_application
from skjuts.apps.permits.services.certify import begin_certificate, issue_certificate, save_draft
from skjuts.apps.permits.services.change_decision import revoke_permit
from skjuts.apps.permits.services.decide import (
    Considered,
    confirm_decision,
    decide_application,
    propose_decision,
)
from skjuts.apps.permits.services.handle import ask_completion, note_words
from skjuts.apps.permits.services.receive import NewApplication, receive_application
from skjuts.apps.permits.services.use_permit import use_permit
from skjuts.apps.permits.terms import ApplicationContent, CertificateContent, Direction, Terms, Visit
from skjuts.apps.permits.working_days import add_months, next_working_day
from skjuts.apps.registry.models import Authority, Patient
from skjuts.apps.registry.patient_errors import AlreadyRegistered
from skjuts.apps.registry.queries.patients import get_patient
from skjuts.apps.registry.services.patients.registering import NewPatient, register_patient
from skjuts.apps.tenancy.scope import acting
from skjuts.core.kernel.identifiers import PersonIdentity, list_test_personal_numbers
from skjuts.core.ports.person_register import RegisterProtection
from skjuts.rehearsal.universe.deciders import Deciders
from skjuts.rehearsal.universe.past_stories import list_past_stories
from skjuts.rehearsal.universe.stories import Story, read_stories

REASONS = "Uppgifterna i intyget visar att du inte kan resa med bil eller kollektivtrafik till besöket."
DAY = dt.timedelta(days=1)
BIRTHS = (dt.date(1934, 1, 5), dt.date(1962, 12, 28))
DEFAULT_NEED: dict[str, Any] = {
    "purpose": "care",
    "residence": "resident",
    "care_place": "nearest",
    "care_region": "home",
    "sits_upright": True,
    "rides_with_others": True,
    "can_transfer": True,
    "is_confused": False,
    "is_infectious": False,
    "care_on_the_way": "none",
    "can_be_remote": False,
    "can_be_by_team": False,
    "can_be_nearer": False,
    "to_place": "Sjukhuset",
}


def list_every_story() -> tuple[Story, ...]:
    """Those of the file, then those of the year before."""
    return (*read_stories()[0], *list_past_stories())


def tell_stories(deciders: Deciders, now: dt.datetime) -> Iterator[None]:
    """Tell every story that has not been told; yields after each."""
    people = _draw_people()
    cast = [(story, people[story.lives].pop(0)) for story in list_every_story()]
    # The oldest first, so that decisions are numbered in the order of their days.
    for story, identity in sorted(cast, key=lambda one: -one[0].days_ago):
        # Whole or not at all: a half-told story would be passed the next time.
        with transaction.atomic():
            _Telling(story, deciders, now).tell(identity)
        yield


def _draw_people() -> dict[str, list[PersonIdentity]]:
    """Test numbers by the town of their invented person: nobody protected, nobody dead."""
    found: dict[str, list[PersonIdentity]] = {}
    born, last = BIRTHS
    while born < last:
        identity = list_test_personal_numbers(born)[-1]
        person = find_invented_person(identity)
        is_plain = person is not None and person.protection is RegisterProtection.NONE
        if person and is_plain and not person.deceased_on and person.address:
            found.setdefault(person.address.locality, []).append(identity)
        born += 37 * DAY
    return found


class _Telling:
    """One story on its way."""

    def __init__(self, story: Story, deciders: Deciders, now: dt.datetime) -> None:
        self.story, self.deciders = story, deciders
        self.handler = deciders.get_handler(story.by)
        self.at = min(now, now - dt.timedelta(days=story.days_ago, hours=2))
        self.today = timezone.localdate(self.at)

    def tell(self, identity: PersonIdentity) -> None:
        patient = self._register(identity)
        with acting(self.deciders.officer):
            if Application.objects.filter(patient_id=patient.id).exists():
                return
        application = self._certify(patient) if self.story.via == "certificate" else self._receive(patient)
        if self.story.note:
            self._note(application)
        if self.story.ends == "received":
            return
        weighed = self._assess(application)
        ending = {"incomplete": self._ask, "in_review": self._propose, "decided": self._decide}
        if self.story.ends in ending:
            ending[self.story.ends](application, weighed)

    def _register(self, identity: PersonIdentity) -> Patient:
        actor, authority = self.deciders.officer, Authority.objects.get(slug=self.story.authority)
        with acting(actor):
            try:
                return register_patient(
                    actor,
                    authority_id=authority.id,
                    new=NewPatient(identity=identity),
                    now=self.at,
                    today=self.today,
                )
            except AlreadyRegistered as known:
                return get_patient(actor, known.patient_id)

    def _certify(self, patient: Patient) -> Application:
        told = {**DEFAULT_NEED, **self.story.certificate}
        months = told.pop("months", 3)
        content = msgspec.convert(
            {
                **told,
                "directions": [Direction.TO_CARE, Direction.FROM_CARE],
                "valid_from": self.today,
                "valid_to": add_months(self.today, months) - DAY,
                "visit_day": self._travel_day,
            },
            type=CertificateContent,
        )
        nurse = self.deciders.clinic_nurse if self.story.by == "clinician" else self.deciders.certifier
        with acting(nurse):
            draft = begin_certificate(actor=nurse, patient_id=patient.id, now=self.at)
            draft = save_draft(
                actor=nurse, certificate_id=draft.id, version=draft.version, content=content, now=self.at
            )
            return issue_certificate(
                actor=nurse, certificate_id=draft.id, version=draft.version, now=self.at, today=self.today
            )[1]

    def _receive(self, patient: Patient) -> Application:
        content = ApplicationContent(words=self.story.words, **self.story.applies)
        is_call = self.story.via == "phone"
        new = NewApplication(
            patient_id=patient.id,
            kind=self.story.kind,
            origin=self.story.via,
            arrival="phone" if is_call else "post",
            found_on=self.today,
            content=msgspec.structs.replace(content, valid_from=self.today),
            language=self.story.language,
            needs_interpreter=bool(self.story.language),
        )
        officer = self.handler
        with acting(officer):
            return receive_application(actor=officer, new=new, now=self.at, today=self.today)

    def _note(self, application: Application) -> None:
        officer = self.handler
        with acting(officer):
            note_words(
                actor=officer,
                application_id=application.id,
                teller="applicant",
                text=self.story.note,
                told_at=self._later(1),
                now=self._later(1),
                today=self.today,
            )

    def _assess(self, application: Application) -> Weighed:
        is_trip = self.story.kind == "patient_trip"
        told = {**(read_stories()[1] if is_trip else {}), **self.story.told}
        told = {name: one for name, one in told.items() if name not in self.story.certificate}
        need = self.story.certificate
        visit = Visit(**self.story.visit, start_s=need.get("visit_start_s"), end_s=need.get("visit_end_s"))
        officer = self.handler
        with acting(officer):
            return assess_application(
                actor=officer,
                application_id=application.id,
                version=_version(application),
                travel_day=self._travel_day,
                told=told,
                visit=visit if self.story.visit else None,
                now=self._later(2),
                today=self.today,
            )

    def _ask(self, application: Application, weighed: Weighed) -> None:
        officer = self.handler
        with acting(officer):
            ask_completion(
                actor=officer,
                application_id=application.id,
                version=_version(application),
                facts=list(weighed.assessment.missing),
                text="",
                answer_by=self.today + 21 * DAY,
                now=self._later(3),
                today=self.today,
            )

    def _propose(self, application: Application, weighed: Weighed) -> None:
        officer = self.handler
        with acting(officer):
            propose_decision(
                actor=officer,
                application_id=application.id,
                version=_version(application),
                considered=self._consider(weighed),
                now=self._later(4),
                today=self.today,
            )

    def _decide(self, application: Application, weighed: Weighed) -> None:
        if self.story.second:
            self._propose(application, weighed)
        actor = self.deciders.second if self.story.second else self.handler
        at = self._later(30 + 24 * self.story.takes_days)
        told: dict[str, Any] = {"now": at, "today": timezone.localdate(at)}
        with acting(actor):
            told |= {"actor": actor, "application_id": application.id, "version": _version(application)}
            if self.story.second:
                made = confirm_decision(**told)
            else:
                made = decide_application(considered=self._consider(weighed), **told)
        self._follow(made)

    def _follow(self, made: Decision) -> None:
        """What happened with the permit since."""
        officer, agent = self.deciders.officer, self.deciders.agent
        with acting(agent):
            permit = made.permits.first()
            if permit is None:
                return
            for number in range(self.story.uses):
                use_permit(
                    actor=agent,
                    permit_id=permit.id,
                    key=f"demo:{number}",
                    travel_mode=permit.travel_modes[0],
                    travel_day=made.decided_on + (number + 1) * DAY,
                    now=self._later(40 + number),
                )
        if self.story.revoked:
            with acting(officer):
                revoke_permit(
                    actor=officer,
                    permit_id=permit.id,
                    ground="false_information",
                    reasons=self.story.revoked,
                    now=self._later(200),
                    today=timezone.localdate(self._later(200)),
                )

    def _consider(self, weighed: Weighed) -> Considered:
        story = self.story
        terms = weighed.terms
        if story.outcome == "granted":
            mode = story.applies.get("travel_mode") or story.certificate.get("travel_mode")
            terms = msgspec.structs.replace(
                terms,
                travel_modes=terms.travel_modes if not story.override and terms.travel_modes else (mode,),
                season=(story.season[0], story.season[1]) if story.season else None,
                reassess_on=self.today + (story.days_ago + story.reassess_in_days) * DAY
                if story.reassess_in_days
                else None,
            )
        reasons = story.reasons or _reasons(weighed)
        return Considered(
            outcome=story.outcome,
            reasons=reasons,
            uses_judgement=not story.mechanical,
            terms=terms if story.outcome == "granted" else Terms(),
            override=story.override,
            override_text=story.override_text,
        )

    @property
    def _travel_day(self) -> dt.date:
        return next_working_day(self.today + 14 * DAY)

    def _later(self, hours: int) -> dt.datetime:
        return self.at + dt.timedelta(hours=hours)


def _version(application: Application) -> int:
    return Application.objects.get(pk=application.id).version


def _reasons(weighed: Weighed) -> str:
    """What the rules said, as the page would suggest it."""
    from skjuts.apps.permits.presenters.matters.proposal import suggest_reasons

    return suggest_reasons(weighed.assessment) or REASONS
