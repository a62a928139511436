"""A patient of a round who differs: the row is opened, changed and put back without leaving the table."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.http import HttpResponse
from django.utils import timezone

from skjuts.apps.permits.models import Certificate
from skjuts.apps.permits.services.certify import begin_certificate, save_draft
from skjuts.apps.permits.terms import CertificateContent, EscortReason
from tests.app.permits.world import NEED, NOON, World

TABLE = "/resor/intyg/rond/utfarda/"


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages read the day on which the world lives."""
    monkeypatch.setattr(timezone, "now", lambda: NOON)


@pytest.fixture
def draft(world: World) -> Certificate:
    """A draft of a round, written but for what differs."""
    actor = world.ward.nurse.actor
    begun = begin_certificate(actor=actor, patient_id=world.patient().id, now=NOON)
    return save_draft(actor=actor, certificate_id=begun.id, version=begun.version, content=NEED, now=NOON)


def send(world: World, draft: Certificate, **told: Any) -> HttpResponse:  # noqa: ANN401
    """Send the row as the page does."""
    fields = {
        "idempotency_key": str(uuid.uuid4()),
        "version": str(Certificate.objects.get(pk=draft.id).version),
        "travel_mode": "shared_taxi",
        "is_infectious": "no",
        "escorts": "0",
        "directions": ["to_care", "from_care"],
        "validity": "period",
        "valid_from": f"{NEED.valid_from}",
        "valid_to": f"{NEED.valid_to}",
        "trips": "8",
    }
    return world.ward.nurse.client.post(f"{TABLE}{draft.id}/", {**fields, **told})


def read(draft: Certificate) -> CertificateContent:
    """What the draft says now."""
    return CertificateContent.decode(Certificate.objects.get(pk=draft.id).content)


def test_row_when_opened_then_its_form_stands_in_the_table(world: World, draft: Certificate) -> None:
    """The others stay in sight."""
    table = world.ward.nurse.client.get(TABLE).text
    assert f"{TABLE}{draft.id}/#rad-{draft.id}" in table
    opened = world.ward.nurse.client.get(f"{TABLE}{draft.id}/").text
    assert "Spara raden" in opened
    assert "Utfärda de markerade" in opened


def test_row_when_saved_then_only_what_differs_is_changed(world: World, draft: Certificate) -> None:
    """What the row does not ask for is kept to the letter."""
    answer = send(world, draft, escorts="1", escort_reason="orientation", trips="4")
    assert answer.headers["Location"] == f"{TABLE}#rad-{draft.id}"
    after = read(draft)
    assert (after.escorts, after.escort_reason, after.trips) == (1, EscortReason.ORIENTATION, 4)
    assert (after.walking_limit_m, after.rides_with_others, after.note) == (100, True, NEED.note)


def test_row_when_somebody_saved_meanwhile_then_nothing_is_lost_in_silence(
    world: World, draft: Certificate
) -> None:
    """The other window's work stands, and the row says so."""
    answer = send(world, draft, version="1", trips="2")
    assert answer.status_code == 422
    assert "Någon annan har sparat" in answer.text
    assert read(draft).trips == NEED.trips


def test_row_when_a_value_is_wrong_then_told_at_its_field(world: World, draft: Certificate) -> None:
    """Nothing is saved."""
    answer = send(world, draft, trips="0")
    assert answer.status_code == 422
    assert read(draft).trips == NEED.trips


def test_row_when_opened_by_a_colleague_then_not_found(world: World, draft: Certificate) -> None:
    """A draft is its writer's."""
    assert world.ward.head.client.get(f"{TABLE}{draft.id}/").status_code == 404
