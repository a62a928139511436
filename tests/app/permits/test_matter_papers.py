"""Files of a matter: entered, read, and taken away when they came in by mistake."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from skjuts.apps.audit.models import AccessEntry
from skjuts.apps.permits.models import Application
from skjuts.apps.vault.models import Attachment
from tests.app.permits.sending import send
from tests.app.permits.world import NOON, TODAY, World

WHY = "Hör till en annan patient."


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages read the day on which the world lives."""
    monkeypatch.setattr(timezone, "now", lambda: NOON)


@pytest.fixture(autouse=True)
def files(settings: Any, tmp_path: Path) -> Path:  # noqa: ANN401
    """Where files lie while a test runs."""
    settings.FILES = tmp_path
    return tmp_path


def enter(world: World, name: str) -> str:
    """An application on paper with a file; the address of its matter."""
    told = {
        "kind": "patient_trip",
        "arrival": "handed_over",
        "found_on": TODAY.isoformat(),
        "words": "Jag orkar inte till bussen.",
        "file": SimpleUploadedFile(name, b"Kan inte kliva upp."),
    }
    made = send(world.officer.client, f"/resor/arenden/ny/{world.patient().id}/", **told)
    return str(made.headers["Location"])


def find_removing(client: Client, matter: str) -> str:
    """Where the matter's page takes its file away."""
    found = re.search(r'href="([^"]*/ta-bort/)"', client.get(matter).text)
    assert found is not None
    return found[1]


def remove(client: Client, address: str, reason: str) -> HttpResponse:
    """Send the form of removing as the page shows it."""
    version = re.search(r'name="version" value="(\d+)"', client.get(address).text)
    assert version is not None
    return send(client, address, version=version[1], reason=reason)


def test_file_when_it_is_another_persons_then_is_taken_away_and_the_reason_stays(
    world: World,
    files: Path,
    django_capture_on_commit_callbacks: Any,  # noqa: ANN401
) -> None:
    """Its name goes too: it may say whose it was."""
    matter, client = enter(world, "intyg-klas.txt"), world.officer.client
    address = find_removing(client, matter)
    assert "intyg-klas.txt" in client.get(address).text
    with django_capture_on_commit_callbacks(execute=True):
        assert remove(client, address, WHY).status_code == 302
    page = client.get(matter).text
    assert WHY in page
    assert world.officer.staff.name in page
    assert "intyg-klas.txt" not in page
    assert [client.get(one).status_code for one in (address, address.removesuffix("ta-bort/"))] == [404, 404]
    assert not [one for one in files.rglob("*") if one.is_file()]


def test_file_when_taken_away_then_is_logged_and_its_row_says_when(world: World) -> None:
    """Who did what with whose papers can always be told."""
    matter, client = enter(world, "fel.txt"), world.officer.client
    remove(client, find_removing(client, matter), WHY)
    row = Application.objects.get()
    attachment = Attachment.objects.get()
    assert (attachment.removed_at, attachment.name) == (NOON, "")
    logged = AccessEntry.objects.filter(action="alter", context=f"paper:{row.id}")
    assert [one.patient_id for one in logged] == [row.patient_id]


def test_file_when_no_reason_is_given_then_stays(world: World) -> None:
    """What is destroyed must be possible to explain."""
    matter, client = enter(world, "fel.txt"), world.officer.client
    answer = remove(client, find_removing(client, matter), "fel")
    assert answer.status_code == 422
    assert "Skriv varför filen inte hör hit." in answer.text
    assert Attachment.objects.get().removed_at is None


def test_file_when_the_matter_is_decided_then_stays(world: World) -> None:
    """What a decision rests on is kept."""
    matter, client = enter(world, "provsvar.txt"), world.officer.client
    address = find_removing(client, matter)
    row = Application.objects.get()
    world.assess(row)
    world.decide(row)
    assert "ta-bort/" not in client.get(matter).text
    answer = remove(client, address, WHY)
    assert answer.status_code == 422
    assert "beslutet vilar på" in answer.text
    assert Attachment.objects.get().removed_at is None
