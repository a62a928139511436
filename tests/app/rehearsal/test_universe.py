"""The demonstration has what its how-tos speak of: a retraining that waits, alerts, a question."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

import pytest
from django.utils import timezone

from skjuts.apps.audit.models import AccessEntry, Alert, Review
from skjuts.apps.audit.reasons import Reason
from skjuts.apps.registry.models import Assignment, Authority
from skjuts.apps.rulebooks.models import HandbookEntry, SupportQuestion
from skjuts.apps.tenancy.scope import entering
from skjuts.apps.training.queries.standings import may_certify
from skjuts.apps.training.rights import Hindrance
from skjuts.rehearsal.personas.people import read_cast
from skjuts.rehearsal.personas.placing import place_personas
from skjuts.rehearsal.universe import history
from skjuts.rehearsal.universe.building import RETRAINING
from skjuts.rehearsal.universe.colleagues import train_persona
from skjuts.rehearsal.universe.patients import register_patients
from skjuts.rehearsal.universe.questions import ask_questions
from skjuts.rehearsal.universe.schooling import deliver_courses

pytestmark = pytest.mark.django_db
WITH_OWNER = pytest.mark.django_db(transaction=True, databases=["default", "owner"])
HSA_LENGTH = 31
PATIENTS = 12
READS_A_DAY = 3


@pytest.fixture
def now() -> dt.datetime:
    """The demonstration is built as of the moment; its past is counted back from there."""
    return timezone.now()


@pytest.fixture
def region(now: dt.datetime) -> Authority:
    """The region, with its personas where they work."""
    place_personas(now.date() - dt.timedelta(days=400))
    return Authority.objects.get(slug=history.SLUG)


def test_personas_when_placed_then_their_ids_fit() -> None:
    """An id that is too long stops the building half-way."""
    for persona in read_cast().personas:
        ids = [persona.hsa_id, *(persona.commission_of(one) for one in persona.assignments)]
        assert all(len(one) <= HSA_LENGTH for one in ids)


def test_change_of_the_rules_when_not_learnt_then_blocks_only_what_it_touches(
    region: Authority, now: dt.datetime
) -> None:
    """The how-to of the nurse shows it; a course as young as the change would teach it."""
    deliver_courses(now)
    train_persona(RETRAINING, now)
    with entering(authorities=[region.id]):
        held = Assignment.objects.get(account__subject=RETRAINING)
        assert may_certify(assignment_id=held.id, kind="trip", now=now).is_allowed
        assert (
            may_certify(assignment_id=held.id, kind="escort", now=now).hindrance is Hindrance.RETRAINING_DUE
        )


def test_questions_when_asked_then_one_waits_and_twice_changes_nothing(
    region: Authority, now: dt.datetime
) -> None:
    """The officer's first page is not empty, and a start that was interrupted goes on."""
    ask_questions(now)
    ask_questions(now)
    with entering(authorities=[region.id]):
        states = sorted(SupportQuestion.objects.values_list("state", flat=True))
        assert states == ["answered", "answered", "answered", "waiting"]
        assert HandbookEntry.objects.count() == 2


@WITH_OWNER
def test_snooper_when_planted_then_alerts_wait_about_nobody_else(region: Authority, now: dt.datetime) -> None:
    """The how-to of the log reviewer finds him, whatever names chance has drawn."""
    list(register_patients(1, PATIENTS, now))
    with entering(authorities=[region.id], desk=[region.id]):
        list(history.write_history(1, READS_A_DAY, now))
    list(history.watch_history(now))
    with entering(authorities=[region.id]):
        assert _readers(region.id) == {_snooper(region)}
        assert Review.objects.filter(kind=Review.Kind.SAMPLE).exists()


def test_snooper_when_many_share_his_name_then_reads_one_of_them_and_two_others() -> None:
    """The alert and the weekly sample then have something each to find."""
    strangers = [
        (name, UUID(int=number)) for number, name in enumerate(["Ek", "Lind", "Lind", "Lind", "Berg"])
    ]
    assert history.choose_read(strangers, "Lind") == (UUID(int=1), UUID(int=0), UUID(int=4))


@WITH_OWNER
def test_patients_when_their_log_begins_then_were_registered_before_anybody_read(
    region: Authority, now: dt.datetime
) -> None:
    """A patient's extract tells a story that could have happened."""
    list(register_patients(1, PATIENTS, now))
    with entering(authorities=[region.id], desk=[region.id]):
        list(history.write_history(1, READS_A_DAY, now))
        entries = AccessEntry.objects.filter(authority_id=region.id).exclude(patient_id=None)
        oldest: dict[UUID | None, str] = {}
        for one in entries.order_by("at"):
            oldest.setdefault(one.patient_id, one.reason)
    assert len(oldest) > history.SNOOPED
    assert set(oldest.values()) == {Reason.REGISTER}


def _readers(authority_id: int) -> set[UUID]:
    alerts = Alert.objects.filter(authority_id=authority_id)
    assert alerts.count() >= len(history.NIGHTS)
    return set(alerts.values_list("staff_id", flat=True))


def _snooper(region: Authority) -> UUID:
    held = Assignment.objects.get(authority=region, staff__given_name=history.GIVEN_NAME)
    return held.staff_id
