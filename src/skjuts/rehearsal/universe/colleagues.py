"""Colleagues of the personas: some have taken the course, some failed it, some may certify.

Everything after the staff rows is done by `training`'s services at moments in the past, so that the
register, the reminders and the statistics have something to show.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import numpy as np

from skjuts.apps.registry.models import Account, Assignment, StaffMember, Unit
from skjuts.apps.registry.queries.acting import actor_of
from skjuts.apps.tenancy.actor import Actor
from skjuts.apps.tenancy.roles import Role
from skjuts.apps.tenancy.scope import acting, entering
from skjuts.apps.training.content import Question
from skjuts.apps.training.models import CourseVersion, TrainingCertificate
from skjuts.apps.training.queries.courses import read_content
from skjuts.apps.training.services.delegate import grant_delegation
from skjuts.apps.training.services.take_course import enrol, finish_page
from skjuts.apps.training.services.take_test import hand_in, list_drawn, start_attempt
from skjuts.rehearsal.draws import stream
from skjuts.rehearsal.personas.people import ISSUER, ORGANISATION
from skjuts.rehearsal.universe.names import FAMILY, GIVEN

PROFESSIONS = ("Sjuksköterska", "Sjuksköterska", "Läkare", "Undersköterska", "Fysioterapeut")
TRAINED_SHARE, DELEGATED_SHARE, FAILED_SHARE = 0.6, 0.7, 0.25
"""Of the colleagues; of the trained; of the trained before they passed (all assumed)."""


def place_colleagues(seed: int, count: int, opened_on: dt.date) -> list[Assignment]:
    """Care staff spread over the care units, each with an account; those already there stay."""
    rng = stream(seed, "colleagues")
    units = list(Unit.objects.filter(kind=Unit.Kind.CARE).order_by("hsa_id"))
    return [_place(rng, number, units[number % len(units)], opened_on) for number in range(count)]


def _place(rng: np.random.Generator, number: int, unit: Unit, opened_on: dt.date) -> Assignment:
    hsa_id = f"{ORGANISATION}-K-{number:04d}"
    given, family = GIVEN[int(rng.integers(len(GIVEN)))], FAMILY[int(rng.integers(len(FAMILY)))]
    profession = PROFESSIONS[int(rng.integers(len(PROFESSIONS)))]
    account, _ = Account.objects.get_or_create(issuer=ISSUER, subject=hsa_id, defaults={"hsa_id": hsa_id})
    staff, _ = StaffMember.objects.get_or_create(
        authority_id=unit.authority_id,
        hsa_id=hsa_id,
        defaults={
            "account": account,
            "given_name": given,
            "family_name": family,
            "profession": profession,
        },
    )
    return Assignment.objects.get_or_create(
        authority_id=unit.authority_id,
        staff=staff,
        unit=unit,
        defaults={"account": account, "roles": [Role.CARE_STAFF.value], "valid_from": opened_on},
    )[0]


def train_colleagues(seed: int, colleagues: list[Assignment], now: dt.datetime) -> Iterator[None]:
    """Let a share take the course, some twice, and have managers delegate; yields after each person."""
    rng = stream(seed, "training")
    for assignment in colleagues:
        draws = rng.uniform(size=4)
        with entering(authorities=[assignment.authority_id]):
            is_trained = TrainingCertificate.objects.filter(staff_id=assignment.staff_id).exists()
        if not is_trained and draws[0] < TRAINED_SHARE:
            moment = now - dt.timedelta(days=float(10 + 80 * draws[1]))
            _take_course(assignment, moment, fails_first=bool(draws[2] < FAILED_SHARE))
            if draws[3] < DELEGATED_SHARE:
                _delegate(assignment, moment + dt.timedelta(days=2), now)
        yield


def _actor(assignment: Assignment, moment: dt.datetime) -> Actor:
    if assignment.account_id is None:
        raise ValueError("a colleague without an account")
    return actor_of(assignment, assignment.account_id, moment.date())


def _take_course(assignment: Assignment, moment: dt.datetime, *, fails_first: bool) -> None:
    actor = _actor(assignment, moment)
    with acting(actor):
        version = CourseVersion.objects.filter(
            authority_id=actor.authority_id, state=CourseVersion.State.PUBLISHED, updates=""
        ).first()
        if version is None:
            return
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


def _delegate(assignment: Assignment, moment: dt.datetime, now: dt.datetime) -> None:
    with entering(authorities=[assignment.authority_id]):
        manager = Assignment.objects.filter(
            unit_id=assignment.unit_id, roles__contains=[Role.UNIT_MANAGER.value], suspended_at=None
        ).first()
    if manager is None:
        return
    first = min(moment, now).date()
    actor = _actor(manager, now)
    with acting(actor):
        grant_delegation(
            actor=actor,
            holder_id=assignment.id,
            kinds=["trip", "escort"],
            valid_from=first,
            valid_to=first + dt.timedelta(days=365),
            now=min(moment, now),
        )
