"""Who is told what, and once: delegations, certificates that end, rules that change."""

from __future__ import annotations

import datetime as dt
import json

from django.utils import timezone

from skjuts.apps.audit.models import Message
from skjuts.apps.registry.models import StaffMember
from skjuts.apps.tenancy.roles import Role
from skjuts.apps.training.jobs import nightly_job
from skjuts.apps.training.models import ExpiryReminder
from skjuts.apps.training.services.announce_change import announce_change
from skjuts.apps.training.services.delegate import withdraw_delegation
from skjuts.apps.training.services.remind import remind_of_expiry
from skjuts.apps.training.waiting import waiting_work
from tests.app.query_ceilings import count_queries
from tests.app.signed_in import make_person
from tests.app.training.ward import NOON, TODAY, YEAR, Ward

DAY = dt.timedelta(days=1)
NURSE_CEILING, HEAD_CEILING = 11, 13


def list_letters() -> list[dict[str, str]]:
    """The letters that lie in the outbox, in order."""
    return [json.loads(one.payload) for one in Message.objects.order_by("number")]


def test_holder_when_delegated_and_withdrawn_then_told_with_the_reason(ward: Ward) -> None:
    """Nobody finds out at the bedside that a right is gone."""
    ward.take_test(ward.nurse)
    delegation = ward.delegate(ward.nurse, "trip")
    withdraw_delegation(actor=ward.head.actor, delegation_id=delegation.id, reason="Byter enhet.", now=NOON)
    granted, withdrawn = list_letters()
    assert granted["subject"] == "Du får intyga sjukresor"
    assert "Sjukresa" in granted["text"]
    assert "Skäl: Byter enhet." in withdrawn["text"]
    assert granted["to"] == "nora@exempel.se"


def test_holder_when_the_register_has_no_address_then_delegated_all_the_same(ward: Ward) -> None:
    """A letter is a courtesy; the right does not hang on it."""
    StaffMember.objects.filter(id=ward.nurse.staff.id).update(email="")
    ward.take_test(ward.nurse)
    ward.delegate()
    assert list_letters() == []


def test_reminder_when_the_end_comes_near_then_sent_once_a_step(ward: Ward) -> None:
    """Sixty, thirty and seven days ahead; a worker that slept sends the latest one only."""
    ward.take_test(ward.nurse)
    last = NOON + YEAR
    sent = [
        remind_of_expiry(authority_id=ward.authority.id, now=last - ahead * DAY)
        for ahead in (61, 60, 59, 30, 29, 3, 2, 0)
    ]
    assert sent == [0, 1, 0, 1, 0, 1, 0, 0]
    assert sorted(ExpiryReminder.objects.values_list("days_ahead", flat=True)) == [7, 30, 60]
    assert all("2027-11-20" in letter["text"] for letter in list_letters())


def test_reminder_when_renewed_then_no_more(ward: Ward) -> None:
    """Whoever has done it is left in peace."""
    ward.take_test(ward.nurse)
    ward.take_test(ward.nurse, now=NOON + YEAR - 59 * DAY)
    assert remind_of_expiry(authority_id=ward.authority.id, now=NOON + YEAR - 7 * DAY) == 0


def test_change_when_published_then_every_holder_is_told_once(ward: Ward) -> None:
    """With the day, and what she cannot certify until she has learnt it."""
    ward.take_test(ward.nurse)
    change = ward.publish_change(topics="sallskap")
    assert announce_change(version_id=change.id) == 1
    announce_change(version_id=change.id)
    (letter,) = list_letters()
    assert "kan du inte intyga ledsagare" in letter["text"]
    assert announce_change(version_id=ward.course.id) == 0


def test_nightly_job_when_run_then_goes_through_every_authority(ward: Ward) -> None:
    """It opens each authority's scope by itself."""
    now = timezone.now()
    ward.take_test(ward.nurse, now=now - YEAR + 5 * DAY)
    nightly_job(timestamp=0)
    assert ExpiryReminder.objects.count() == 1


def test_start_page_when_something_waits_then_says_what(ward: Ward) -> None:
    """The nurse has a course to take; her head has someone to delegate to; both are done in the end."""
    day = timezone.localdate()
    assert [one.title for one in waiting_work(ward.nurse.actor, day)] == ["Utbildning att göra"]
    assert list(waiting_work(ward.head.actor, day)) == []
    ward.take_test(ward.nurse, now=timezone.now())
    assert list(waiting_work(ward.nurse.actor, day)) == []
    (waiting,) = waiting_work(ward.head.actor, day)
    assert (waiting.title, waiting.count) == ("Godkända utan delegation", 1)
    ward.delegate(valid_from=day, valid_to=day + 9 * DAY, now=timezone.now())
    assert list(waiting_work(ward.head.actor, day)) == []
    ward.publish_change(now=timezone.now())
    (due,) = waiting_work(ward.nurse.actor, day)
    assert due.is_urgent
    assert day >= TODAY


def test_start_page_when_a_nurse_has_begun_and_has_one_due_asks_few_questions(ward: Ward) -> None:
    """Hundreds open it at seven in the morning."""
    ward.take_test(ward.nurse, now=timezone.now())
    ward.read_all(ward.nurse, ward.publish_change(now=timezone.now()))
    answer, asked = count_queries(ward.nurse.client, "/")
    assert "Utbildning att göra" in answer.content.decode()
    assert asked <= NURSE_CEILING


def test_start_page_when_a_head_has_many_to_delegate_to_asks_as_few(ward: Ward) -> None:
    """The ward's size costs nothing."""
    ward.take_test(ward.nurse, now=timezone.now())
    _, before = count_queries(ward.head.client, "/")
    for _ in range(6):
        ward.take_test(make_person(Role.CARE_STAFF, unit=ward.unit), now=timezone.now())
    answer, asked = count_queries(ward.head.client, "/")
    assert "Godkända utan delegation" in answer.content.decode()
    assert asked == before <= HEAD_CEILING
