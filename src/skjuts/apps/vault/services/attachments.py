"""Taking in, giving out and taking away attachments."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from functools import partial
from uuid import UUID, uuid4

from django.db import connection, transaction

from skjuts.apps.tenancy.actor import Actor
from skjuts.apps.vault.checks import clean_content
from skjuts.apps.vault.errors import RefusedFile, TooManyOrphans
from skjuts.apps.vault.models import Attachment
from skjuts.apps.vault.sealing import seal_bytes, unseal_bytes
from skjuts.apps.vault.storing import draw_name, list_files, read_file, remove_file, write_file
from skjuts.core.kernel.errors import NotAllowed
from skjuts.core.ports.virus_scan import virus_scan

LONGEST_NAME = 120
ORPHANED_AFTER = dt.timedelta(days=1)
FEW_ORPHANS = 20
MOST_ORPHANS = 0.02
"""More than this share are not leavings: somebody has put back a database older than the files."""


@transaction.atomic
def store_attachment(
    actor: Actor, *, authority_id: int, name: str, content: bytes, now: dt.datetime, is_guarded: bool = False
) -> Attachment:
    """Check, clean, encrypt and keep a file.

    Raises `RefusedFile`, and `UpstreamUnavailable` when no scanner can vouch for it: nothing is stored then.
    """
    cleaned = clean_content(content)
    if virus_scan.get().find_threat(content):
        raise RefusedFile("Filen innehåller skadlig kod.", field="file", remedy="Kontakta din it-support.")
    attachment = Attachment(
        id=uuid4(),
        authority_id=authority_id,
        is_guarded=is_guarded,
        kind=cleaned.kind,
        name=clean_name(name, cleaned.kind),
        size_bytes=len(cleaned.content),
        stored_as=draw_name(),
        created_at=now,
        created_by=actor.account_id,
    )
    attachment.file_key, sealed = seal_bytes(cleaned.content, place=place_of(attachment.id))
    # A file without a row is swept away; a row without its file would be a loss.
    write_file(attachment.stored_as, sealed)
    attachment.save(force_insert=True)
    return attachment


def read_attachment(attachment: Attachment) -> bytes:
    """The content; raises `Unreadable`."""
    sealed = read_file(attachment.stored_as)
    return unseal_bytes(sealed, key_id=attachment.file_key, place=place_of(attachment.id))


def get_attachment(attachment_id: UUID) -> Attachment:
    """An attachment within the transaction's reach; raises `NotAllowed`."""
    found = Attachment.objects.filter(pk=attachment_id, removed_at=None).first()
    if found is None:
        raise NotAllowed
    return found


@transaction.atomic
def remove_attachment(attachment: Attachment, *, now: dt.datetime) -> None:
    """Take the file away once the transaction holds; the row stays and says when, without the name."""
    attachment.removed_at, attachment.name = now, ""
    attachment.save(update_fields=["removed_at", "name"])
    transaction.on_commit(partial(remove_file, attachment.stored_as))


def sweep_files(*, now: dt.datetime) -> int:
    """Remove files that no row knows, left by transactions that came to nothing. Returns how many.

    Raises `TooManyOrphans` when so many are unknown that the database is more likely to be the wrong one.
    """
    candidates = list_files(older_than=(now - ORPHANED_AFTER).timestamp())
    orphans = list_orphans(candidates)
    if len(orphans) > max(FEW_ORPHANS, len(candidates) * MOST_ORPHANS):
        raise TooManyOrphans(f"{len(orphans)} av {len(candidates)} filer för bilagor har ingen rad.")
    for name in orphans:
        remove_file(name)
    return len(orphans)


def list_orphans(names: list[str]) -> list[str]:
    """Which of these files belong to no attachment of any authority."""
    with connection.cursor() as cursor:
        cursor.execute("select name from vault_unknown_files(%s)", [names])
        return [row[0] for row in cursor.fetchall()]


def place_of(attachment_id: UUID) -> str:
    """What the encrypted file is bound to."""
    return f"attachment {attachment_id}"


def clean_name(name: str, kind: str) -> str:
    """A name to show and to offer when the file is saved; without folders, tricks and foreign endings."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    shown = "".join(one for one in last if unicodedata.category(one)[0] not in "CZ" or one == " ").strip(" .")
    stem = shown.rsplit(".", 1)[0] if "." in shown else shown
    ending = {"jpeg": "jpg", "text": "txt"}.get(kind, kind)
    return f"{stem[: LONGEST_NAME - 5] or 'bilaga'}.{ending}"
