"""The month's report by e-mail: of settled months alone, once each, about nobody, until it is ended."""

from __future__ import annotations

import datetime as dt
import json
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.http import HttpResponse
from django.urls import reverse

from skjuts.apps.audit.models import Message
from skjuts.apps.insight.models import ReportSubscription, SentReport
from skjuts.apps.insight.reporting import send_due_reports
from skjuts.apps.registry.models import Assignment, StaffMember
from skjuts.config.trips import HouseWarehouses
from skjuts.core.ports.trip_warehouses import trip_warehouses
from tests.app.insight.plans import NOON
from tests.app.insight.trips import LAST, write_warehouse
from tests.app.signed_in import Person

pytestmark = pytest.mark.django_db
SETTLED = LAST - 1
URL = "https://resor.exempel.se"


@pytest.fixture
def warehouse(controller: Person, tmp_path: Path) -> Iterator[None]:
    """The controller's authority with trips; the last month waits for invoices."""
    with trip_warehouses.holding(HouseWarehouses(write_warehouse(tmp_path, controller.authority.id))):
        yield


@pytest.fixture
def reader(leader: Person) -> Person:
    """A leader with an address."""
    StaffMember.objects.filter(id=leader.actor.staff_id).update(email="lea@exempel.se")
    return leader


def wish(person: Person, day: str = "") -> HttpResponse:
    """The form sent."""
    told = {"idempotency_key": str(uuid.uuid4()), "figures": ["kostnad", "asylboenden"], "day": day}
    return person.client.post(reverse("insight:reports"), told)


def send(day: int = 1) -> int:
    """The morning's work on a day of November."""
    today = dt.date(2026, 11, day)
    return send_due_reports(now=NOON, today=today, public_url=URL)


def test_report_when_the_month_is_settled_tells_why_with_a_link_and_names_nobody(
    warehouse: None, reader: Person
) -> None:
    """Sentences, the chosen figures, the way to more; few patients are told of on the page alone."""
    assert wish(reader).status_code == 302
    assert send() == 1
    told = json.loads(Message.objects.get(channel="mail").payload or "")
    assert told["to"] == "lea@exempel.se"
    assert told["subject"] == "Sjukresorna i september 2026"
    assert "september 2026" in told["text"]
    assert "Kostnad: " in told["text"]
    assert "Asylboenden: så få resenärer" in told["text"]
    assert f"{URL}/uppfoljning/?manad={SETTLED}" in told["text"]
    assert f"{URL}/uppfoljning/rapport/?manad={SETTLED}" in told["text"]
    assert "p0-1" not in told["text"]
    page = reader.client.get(reverse("insight:reports")).content.decode()
    assert "September 2026" in page
    assert "Lämnad till utskick" in page


def test_report_when_sent_is_not_sent_again(warehouse: None, reader: Person) -> None:
    """A worker that comes twice gives one letter."""
    wish(reader)
    assert [send(), send(), send(2)] == [1, 0, 0]
    assert Message.objects.filter(channel="mail").count() == 1
    assert SentReport.objects.get().month == SETTLED


def test_report_when_its_day_has_not_come_waits(warehouse: None, reader: Person) -> None:
    """Whoever reads it at the board's meeting gets it the same week."""
    wish(reader, "10")
    assert [send(9), send(10)] == [0, 1]


def test_subscription_when_ended_sends_nothing_more(warehouse: None, reader: Person) -> None:
    """One click, and what was sent is still told."""
    wish(reader)
    send()
    ended = reader.client.post(reverse("insight:end-reports"), {"idempotency_key": str(uuid.uuid4())})
    assert ended.status_code == 302
    assert ReportSubscription.objects.filter(ended_at=None).count() == 0
    assert send(5) == 0
    assert "September 2026" in reader.client.get(reverse("insight:reports")).content.decode()
    again = reader.client.post(reverse("insight:end-reports"), {"idempotency_key": str(uuid.uuid4())})
    assert again.status_code == 302


def test_subscription_when_changed_is_one_and_without_figures_is_refused(
    warehouse: None, reader: Person
) -> None:
    """A new wish takes the old one's place."""
    wish(reader)
    wish(reader, "3")
    assert ReportSubscription.objects.get(ended_at=None).day == 3
    told = {"idempotency_key": str(uuid.uuid4()), "day": ""}
    assert reader.client.post(reverse("insight:reports"), told).status_code == 422


def test_report_when_the_assignment_has_ended_is_not_sent(warehouse: None, reader: Person) -> None:
    """Whoever may no longer read the page is not mailed it either."""
    wish(reader)
    Assignment.objects.filter(id=reader.actor.assignment_id).update(valid_to=dt.date(2026, 10, 1))
    assert send() == 0


def test_report_when_the_register_has_no_address_says_so(warehouse: None, leader: Person) -> None:
    """Nobody waits for a letter that has nowhere to go."""
    wish(leader)
    assert send() == 0
    page = leader.client.get(reverse("insight:reports")).content.decode()
    assert "Ingen e-postadress i registret" in page
