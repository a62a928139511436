"""Files on disk: encrypted, under random names, readable by this user alone, whole or not at all."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from django.conf import settings

from skjuts.apps.vault.errors import Unreadable

NAME_BYTES = 16


def draw_name() -> str:
    """A name that says nothing; never taken from the sender."""
    return secrets.token_hex(NAME_BYTES)


def write_file(name: str, content: bytes) -> None:
    """Write a new file and wait until the disk has it."""
    path = _path(name)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def read_file(name: str) -> bytes:
    """The bytes; raises `Unreadable` when they are gone."""
    try:
        return _path(name).read_bytes()
    except OSError:
        raise Unreadable("Bilagan finns inte kvar på disken.") from None


def remove_file(name: str) -> None:
    """Take the file away; one that is gone already is no matter."""
    _path(name).unlink(missing_ok=True)


def list_files(*, older_than: float) -> list[str]:
    """Names of files last written before an instant (seconds since 1970)."""
    home = Path(settings.FILES)
    return [path.name for path in home.glob("??/*") if path.is_file() and path.stat().st_mtime < older_than]


def _path(name: str) -> Path:
    # Two letters of folder: no folder grows beyond what a file system likes.
    return Path(settings.FILES) / name[:2] / name
