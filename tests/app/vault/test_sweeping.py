"""Taking away files whose transaction came to nothing, and never the others."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from skjuts.adapters.virus_scan.known_test_file import KnownTestFile
from skjuts.apps.tenancy.roles import Role
from skjuts.apps.tenancy.scope import acting, entering
from skjuts.apps.vault.errors import TooManyOrphans
from skjuts.apps.vault.models import Attachment
from skjuts.apps.vault.services import attachments
from skjuts.apps.vault.services.attachments import store_attachment, sweep_files
from skjuts.apps.vault.storing import draw_name, list_files, write_file
from skjuts.core.ports.virus_scan import virus_scan
from tests.app.signed_in import make_person

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.django_db
A_DAY_AND_MORE_S = 90_000


@pytest.fixture
def files(settings: object, tmp_path: Path) -> Path:
    """The folder of this test's files."""
    settings.FILES = tmp_path  # type: ignore[attr-defined]
    return tmp_path


def leave_file(files: Path, *, age_s: float = A_DAY_AND_MORE_S) -> str:
    """A file that was written and never told of in a row."""
    name = draw_name()
    write_file(name, b"sealed")
    grow_old(files, name, age_s)
    return name


def grow_old(files: Path, name: str, age_s: float = A_DAY_AND_MORE_S) -> None:
    """Put the file's time back."""
    then = timezone.now().timestamp() - age_s
    os.utime(files / name[:2] / name, (then, then))


def attach(*, is_guarded: bool = False) -> Attachment:
    """An attachment of an authority of its own."""
    person = make_person(Role.CARE_STAFF)
    with virus_scan.holding(KnownTestFile()), acting(person.actor):
        return store_attachment(
            person.actor,
            authority_id=person.authority.id,
            name="fullmakt.txt",
            content=b"Fullmakt",
            now=timezone.now(),
            is_guarded=is_guarded,
        )


def list_kept() -> set[str]:
    """Names of the files that are left."""
    return set(list_files(older_than=timezone.now().timestamp() + 60))


def test_sweeping_when_a_transaction_came_to_nothing_takes_its_file_and_no_other(files: Path) -> None:
    """The worker sees no authority's rows: asked the plain way, every attachment would look unknown."""
    known = attach()
    grow_old(files, known.stored_as)
    young = leave_file(files, age_s=3600)
    leave_file(files)
    with entering(authorities=[]):
        assert sweep_files(now=timezone.now()) == 1
        assert sweep_files(now=timezone.now()) == 0
    assert list_kept() == {known.stored_as, young}


def test_sweeping_when_a_removed_attachment_left_its_file_takes_it(files: Path) -> None:
    """A process that died between the row and the file leaves what nobody may read any more."""
    removed = attach()
    with entering(authorities=[removed.authority_id]):
        Attachment.objects.filter(pk=removed.pk).update(removed_at=timezone.now())
    grow_old(files, removed.stored_as)
    assert sweep_files(now=timezone.now()) == 1
    assert list_kept() == set()


def test_sweeping_when_most_files_are_unknown_removes_none(
    files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A database older than the files, put back by mistake, would otherwise cost the attachments too."""
    monkeypatch.setattr(attachments, "FEW_ORPHANS", 2)
    left = {leave_file(files) for _ in range(3)}
    with pytest.raises(TooManyOrphans, match="3 av 3"):
        sweep_files(now=timezone.now())
    assert list_kept() == left
