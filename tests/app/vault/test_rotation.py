"""Changing keys while the house is open."""

from __future__ import annotations

import datetime as dt

import pytest
from django.conf import settings
from django.db import connections

from skjuts.adapters.virus_scan.known_test_file import KnownTestFile
from skjuts.apps.registry.models import Authority
from skjuts.apps.tenancy.scope import entering
from skjuts.apps.vault.errors import Unreadable
from skjuts.apps.vault.keyring import LOOK_AGAIN_S, Keyring
from skjuts.apps.vault.models import Attachment
from skjuts.apps.vault.services.attachments import read_attachment, store_attachment
from skjuts.apps.vault.services.rotate_files import count_files, rotate_files
from skjuts.apps.vault.services.rotate_keys import count_key_use, rotate_columns
from skjuts.core.ports.virus_scan import virus_scan
from tests.app.signed_in import make_authority, make_person
from tests.app.vault.rotation_keys import using, with_newer_key

NOW = dt.datetime(2026, 11, 21, 9, 30, tzinfo=dt.UTC)
BOTH = pytest.mark.django_db(transaction=True, databases=["default", "owner"])


@pytest.fixture
def attachments(settings: object, tmp_path: object) -> tuple[Authority, list[Attachment]]:
    """Seven text files of one authority, committed."""
    settings.FILES = tmp_path  # type: ignore[attr-defined]
    authority = make_authority("rotation")
    person = make_person(authority=authority)
    with virus_scan.holding(KnownTestFile()), entering(authorities=[authority.id]):
        made = [
            store_attachment(
                person.actor,
                authority_id=authority.id,
                name=f"brev {number}.txt",
                content=f"Hemlig rad {number}".encode(),
                now=NOW,
            )
            for number in range(7)
        ]
    return authority, made


@BOTH
def test_rotation_when_done_leaves_nothing_under_the_old_key_and_everything_readable(
    attachments: tuple[Authority, list[Attachment]],
) -> None:
    """Columns and files alike, in batches that each commit."""
    authority, made = attachments
    newer = with_newer_key()
    with using(newer):
        steps = [
            one for one in rotate_columns(using="owner", batch=3) if one.place == "vault_attachment.name"
        ]
        assert [(one.done, one.waiting) for one in steps] == [(3, 4), (6, 1), (7, 0)]
        assert [one.waiting for one in rotate_files(using="owner")][-1] == 0
        used = {one.key_id for one in (*count_key_use(using="owner"), *count_files(using="owner"))}
        assert used == {"newer"}
        with entering(authorities=[authority.id]):
            rows = Attachment.objects.order_by("created_at", "id")
            assert {row.name for row in rows} == {one.name for one in made}
            assert min(read_attachment(row) for row in rows) == b"Hemlig rad 0"
        assert list(rotate_columns(using="owner")) == []
    with pytest.raises(Unreadable), entering(authorities=[authority.id]):
        Attachment.objects.first()


@BOTH
def test_rotation_when_cut_off_goes_on_where_it_was(attachments: tuple[Authority, list[Attachment]]) -> None:
    """Nothing is remembered but the rows themselves."""
    with using(with_newer_key()):
        next(iter(rotate_columns(using="owner", batch=3)))
        first = next(one for one in rotate_columns(using="owner", batch=3) if one.place.startswith("vault"))
        assert first.waiting + first.done <= 7
        list(rotate_columns(using="owner"))
        assert {one.key_id for one in count_key_use(using="owner")} == {"newer"}


@BOTH
def test_dump_when_read_without_keys_shows_no_plaintext(
    attachments: tuple[Authority, list[Attachment]],
) -> None:
    """What is in the table, as whoever holds a copy of it reads it."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("select string_agg(a::text, ' ') from vault_attachment a")
        dump = cursor.fetchone()[0]
    assert "brev" not in dump
    assert len(dump) > 500


def test_keyring_when_a_key_is_added_writes_with_it_before_long() -> None:
    """A process that is already running learns of the new key without a restart."""
    clock, newer = [0.0], with_newer_key()
    ring = Keyring(settings.SECRETS, lambda: newer, now=lambda: clock[0])
    assert ring.current[0] == settings.SECRETS.fields_current
    clock[0] = LOOK_AGAIN_S + 1
    assert ring.current[0] == "newer"


def test_keyring_when_it_meets_a_key_it_does_not_know_looks_at_once() -> None:
    """A value written by a process that is ahead opens anyway."""
    newer = with_newer_key()
    ring = Keyring(settings.SECRETS, lambda: newer)
    assert ring.get_key("newer") == newer.fields["newer"]
    with pytest.raises(Unreadable):
        ring.get_key("never")


def test_keyring_when_the_file_is_gone_for_a_moment_keeps_its_keys() -> None:
    """A mounted secret that flickers must not stop the ward."""

    def gone() -> object:
        raise FileNotFoundError

    ring = Keyring(settings.SECRETS, gone)  # type: ignore[arg-type]
    ring.look_again()
    assert ring.current[0] == settings.SECRETS.fields_current
