"""Names of keys that tell nothing about the keys: a backup says by them which its rows need."""

from __future__ import annotations

import datetime as dt
import hashlib
from pathlib import Path

from skjuts.config.secrets import read_secrets

_HEX_DIGITS = 16


def fingerprint_keys(path: Path) -> list[str]:
    """One name for each key that rows may be written with. Raises `BadConfiguration`."""
    held = read_secrets(path)
    return sorted(name_key(key) for key in (*held.fields.values(), held.index))


def fingerprint_field_key(path: Path, key_id: str) -> str | None:
    """The name of the field key with this id; None when the file does not have it."""
    key = read_secrets(path).fields.get(key_id)
    return None if key is None else name_key(key)


def list_removed_keys(path: Path) -> dict[str, dt.datetime]:
    """Names of keys that were taken out, with the time from which nothing had used them."""
    return read_secrets(path).removed


def name_key(key: bytes) -> str:
    """The name of a key."""
    return hashlib.sha256(key).hexdigest()[:_HEX_DIGITS]
