"""Re-encrypting attachments: a new file beside the old one, then the row, then the old one goes."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import transaction
from django.db.models import QuerySet

from skjuts.apps.vault import keyring
from skjuts.apps.vault.models import Attachment
from skjuts.apps.vault.sealing import seal_bytes, unseal_bytes
from skjuts.apps.vault.services.attachments import place_of
from skjuts.apps.vault.services.rotate_keys import KeyUse, Rotated
from skjuts.apps.vault.storing import draw_name, read_file, remove_file, write_file

PLACE = "bilagor"


def count_files(*, using: str) -> list[KeyUse]:
    """Attachments by key id."""
    found: dict[str, int] = {}
    for key_id in _kept(using).values_list("file_key", flat=True):
        found[key_id] = found.get(key_id, 0) + 1
    return [KeyUse(PLACE, key_id, files) for key_id, files in sorted(found.items())]


def rotate_files(*, using: str) -> Iterator[Rotated]:
    """Re-encrypt every file that carries another key; each in a transaction of its own."""
    current, _ = keyring.active().current
    waiting = list(_kept(using).exclude(file_key=current).values_list("pk", flat=True))
    for done, pk in enumerate(waiting, 1):
        old = ""
        with transaction.atomic(using=using):
            row = _kept(using).select_for_update().exclude(file_key=current).filter(pk=pk).first()
            if row:
                old = _renew(row, using)
        if old:
            remove_file(old)
        yield Rotated(PLACE, done, len(waiting) - done)


def _renew(row: Attachment, using: str) -> str:
    place, old = place_of(row.id), row.stored_as
    content = unseal_bytes(read_file(old), key_id=row.file_key, place=place)
    row.file_key, sealed = seal_bytes(content, place=place)
    row.stored_as = draw_name()
    write_file(row.stored_as, sealed)
    row.save(using=using, update_fields=["file_key", "stored_as"])
    return old


def _kept(using: str) -> QuerySet[Attachment]:
    return Attachment.objects.using(using).filter(removed_at=None)
