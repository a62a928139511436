"""Scenarios: asked once, answered at once or by a worker, and the same wherever they are read."""

from __future__ import annotations

import uuid

import pytest
from django.db import DatabaseError, transaction
from django.http import HttpResponse
from django.urls import reverse

from skjuts.apps.insight.models import Scenario, ScenarioRun
from tests.app.signed_in import Person

pytestmark = pytest.mark.django_db
BILL = {
    "title": "En femtedel färre timmar",
    "income_mkr_least": "100",
    "income_mkr_source": "påhittad",
    "federation_hours_least": "6 000",
    "region_hours_least": "600",
    "cut_hours_least": "120",
    "standby_percent_least": "30",
    "key_percent_least": "10",
    "fixed_percent_least": "60",
    "fixed_percent_most": "90",
    "lag_years": "2",
    "carry_years": "0",
    "years": "5",
}


def send(person: Person, name: str, *args: object, **told: object) -> HttpResponse:
    """A form sent to an address."""
    return person.client.post(
        reverse(f"insight:{name}", args=args), {"idempotency_key": str(uuid.uuid4()), **told}
    )


def make(person: Person, **changes: str) -> Scenario:
    """A scenario of the air-ambulance bill, by its form."""
    told = BILL | changes
    answer = send(person, "new-scenario", "flygambulans", **told)
    assert answer.status_code == 302, answer.content.decode()
    return Scenario.objects.get(title=told["title"])


def test_scenario_when_made_is_answered_at_once_and_never_changed(
    controller: Person, leader: Person
) -> None:
    """1.4 million off the invoice, 1.30 to 1.36 to the region alone, 0.2 to 0.8 when all fly less."""
    row = make(controller)
    run = row.runs.get()
    assert run.state == ScenarioRun.State.DONE
    page = leader.client.get(reverse("insight:scenario", args=[row.id])).content.decode()
    for figure in ("1 400", "1 303 – 1 355", "200 – 800", "antagande", "påhittad"):
        assert figure.replace(" ", "\u202f", figure.count(" ")) in page or figure in _plain(page), figure
    with pytest.raises(DatabaseError), transaction.atomic():
        Scenario.objects.filter(id=row.id).update(title="annat")


def _plain(page: str) -> str:
    return page.replace("\u202f", " ").replace("\u00a0", " ")
