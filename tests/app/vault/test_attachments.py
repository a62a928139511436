"""Attachments in the store, and the links that lead to them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from skjuts.adapters.virus_scan.known_test_file import EICAR, KnownTestFile
from skjuts.adapters.virus_scan.missing import MissingScan
from skjuts.apps.tenancy.roles import Role
from skjuts.apps.tenancy.scope import acting, entering
from skjuts.apps.vault.errors import RefusedFile, Unreadable
from skjuts.apps.vault.links import LASTS, find_linked, make_link
from skjuts.apps.vault.models import Attachment
from skjuts.apps.vault.services.attachments import read_attachment, remove_attachment, store_attachment
from skjuts.core.kernel.errors import UpstreamUnavailable
from skjuts.core.ports.virus_scan import VirusScan, virus_scan
from tests.app.signed_in import Person, make_authority, make_person

pytestmark = pytest.mark.django_db
CONTENT = "Fullmakt för Åsa".encode()


@pytest.fixture
def nurse(settings: object, tmp_path: Path) -> Person:
    """Somebody who attaches; files go to a folder of the test."""
    settings.FILES = tmp_path / "files"  # type: ignore[attr-defined]
    return make_person(Role.CARE_STAFF, authority=make_authority("norr"))


def attach(
    person: Person, content: bytes = CONTENT, *, scan: VirusScan | None = None, is_guarded: bool = False
) -> Attachment:
    """Attach something as the person."""
    with virus_scan.holding(scan or KnownTestFile()), acting(person.actor):
        return store_attachment(
            person.actor,
            authority_id=person.authority.id,
            name="../fullmakt.txt",
            content=content,
            now=timezone.now(),
            is_guarded=is_guarded,
        )


def fetch(
    client: Client, attachment: Attachment, account: object, *, now: dt.datetime | None = None
) -> object:
    """Follow a link made for an account."""
    token = make_link(attachment.id, account, now=now or timezone.now())  # type: ignore[arg-type]
    return client.get(f"/filer/{token}/")


def test_file_when_stored_is_encrypted_private_and_named_by_chance(nurse: Person, settings: object) -> None:
    """Whoever walks through the folder learns nothing."""
    made = attach(nurse)
    (path,) = (one for one in Path(settings.FILES).rglob("*") if one.is_file())  # type: ignore[attr-defined]
    assert path.name == made.stored_as
    assert b"Fullmakt" not in path.read_bytes()
    assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    with acting(nurse.actor):
        assert read_attachment(made) == CONTENT


def test_file_when_swapped_on_disk_does_not_open(nurse: Person, settings: object) -> None:
    """One patient's paper must not appear under another's name."""
    first, second = attach(nurse), attach(nurse, b"annat")
    home = Path(settings.FILES)  # type: ignore[attr-defined]
    here, there = (home / one.stored_as[:2] / one.stored_as for one in (first, second))
    there.replace(here)
    with acting(nurse.actor), pytest.raises(Unreadable):
        read_attachment(first)


@pytest.mark.parametrize(
    ("scan", "error"), [(KnownTestFile(), RefusedFile), (MissingScan(), UpstreamUnavailable)]
)
def test_file_when_infected_or_not_scanned_is_not_stored(
    nurse: Person, settings: object, scan: VirusScan, error: type[Exception]
) -> None:
    """A scanner that is gone vouches for nobody."""
    with pytest.raises(error):
        attach(nurse, b"hej " + EICAR, scan=scan)
    assert not list(Path(settings.FILES).rglob("*"))  # type: ignore[attr-defined]


def test_link_when_followed_by_its_account_saves_the_file(nurse: Person) -> None:
    """Saved, never shown among our pages."""
    answer = fetch(nurse.client, attach(nurse), nurse.account.id)
    assert (answer.status_code, answer.content) == (200, CONTENT)  # type: ignore[attr-defined]
    headers = answer.headers  # type: ignore[attr-defined]
    assert headers["Content-Disposition"] == 'attachment; filename="fullmakt.txt"'
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in headers["Cache-Control"]
    assert "sandbox" in headers["Content-Security-Policy"]


def test_link_when_followed_by_others_too_late_or_changed_is_not_there(nurse: Person) -> None:
    """A link in a mail or a log opens nothing."""
    made = attach(nurse)
    other = make_person(Role.CARE_STAFF, unit=nurse.unit)
    late = timezone.now() - LASTS - dt.timedelta(seconds=1)
    answers = [
        fetch(Client(), made, nurse.account.id),
        fetch(other.client, made, nurse.account.id),
        fetch(nurse.client, made, nurse.account.id, now=late),
        nurse.client.get(f"/filer/{make_link(made.id, nurse.account.id, now=timezone.now())}x/"),
        fetch(nurse.client, Attachment(id=uuid4()), nurse.account.id),
    ]
    assert [one.status_code for one in answers] == [404] * 5  # type: ignore[attr-defined]


def test_link_when_the_file_is_another_authoritys_is_not_there(nurse: Person) -> None:
    """The wall stands behind the link too."""
    stranger = make_person(Role.CARE_STAFF, authority=make_authority("soder"))
    answer = fetch(stranger.client, attach(nurse), stranger.account.id)
    assert answer.status_code == 404  # type: ignore[attr-defined]


def test_file_of_a_protected_person_when_asked_for_outside_the_desk_is_not_there(nurse: Person) -> None:
    """Attachments are names and addresses too."""
    desk = make_person(Role.PROTECTED_DESK, unit=nurse.unit)
    made = attach(desk, is_guarded=True)
    assert fetch(nurse.client, made, nurse.account.id).status_code == 404  # type: ignore[attr-defined]
    assert fetch(desk.client, made, desk.account.id).status_code == 200  # type: ignore[attr-defined]


def test_file_when_removed_is_gone_and_its_row_says_when(
    nurse: Person, settings: object, django_capture_on_commit_callbacks: object
) -> None:
    """The row stays for the log; the content does not, nor the name, which may say whose it was."""
    made = attach(nurse)
    with entering(authorities=[nurse.authority.id]):
        with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
            remove_attachment(made, now=timezone.now())
        row = Attachment.objects.get()
        assert row.removed_at
        assert not row.name
    assert not [one for one in Path(settings.FILES).rglob("*") if one.is_file()]  # type: ignore[attr-defined]


def test_link_when_forged_with_other_content_leads_nowhere() -> None:
    """The signature is over what it says."""
    assert find_linked("ab:cd:ef", uuid4(), now=timezone.now()) is None
    assert find_linked("", uuid4(), now=timezone.now()) is None
