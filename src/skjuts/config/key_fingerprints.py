"""Names of keys that tell nothing about the keys: a backup says by them which its rows need."""

from __future__ import annotations

import hashlib
from pathlib import Path

from skjuts.config.secrets import read_secrets

_HEX_DIGITS = 16


def fingerprint_keys(path: Path) -> list[str]:
    """One name for each key that rows may be written with. Raises `BadConfiguration`."""
    held = read_secrets(path)
    keys = (*held.fields.values(), held.index)
    return sorted(hashlib.sha256(key).hexdigest()[:_HEX_DIGITS] for key in keys)
