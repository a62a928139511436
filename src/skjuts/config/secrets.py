"""The key file: one JSON file outside the database, made once, read at start.

    {"django": "…", "fields": {"1": "<32 bytes, base64>"}, "fields_current": "1",
     "index": "<32 bytes, base64>", "signing": "<Ed25519 seed, base64>"}

`fields` holds every key that rows may still be written with. Changes (`config.key_changes`, `skjuts keys`)
add `signed_before`: public keys that signed before, `settled_at`: since when all is written with the current
key, and `removed`: names of keys that were taken out, with the time from which nothing had used them.
"""

from __future__ import annotations

import base64
import datetime as dt
import json
import os
import secrets
from dataclasses import dataclass, field
from pathlib import Path

from skjuts.core.kernel.errors import BadConfiguration

KEY_BYTES = 32


@dataclass(frozen=True, slots=True, repr=False)
class Secrets:
    """Keys in use. `fields`: AES-256-GCM by key id; `index`: HMAC of blind indexes; `signing`: Ed25519."""

    django: str
    fields: dict[str, bytes]
    fields_current: str
    index: bytes
    signing: bytes
    signed_before: tuple[bytes, ...] = ()
    removed: dict[str, dt.datetime] = field(default_factory=dict)


def make_secrets(path: Path) -> None:
    """Write a new key file that only its owner may read; an existing one is never touched."""
    drawn = {
        "django": secrets.token_urlsafe(50),
        "fields": {"1": draw_key()},
        "fields_current": "1",
        "index": draw_key(),
        "signing": draw_key(),
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(drawn, file, indent=1)


def read_secrets(path: Path | None) -> Secrets:
    """Read the key file; raises `BadConfiguration` when it is missing, open to others or not whole."""
    if path is None or not path.is_file():
        raise BadConfiguration(
            "Nyckelfilen saknas.", field="SKJUTS_SECRETS", remedy="Skapa den med skjuts keys new."
        )
    if path.stat().st_mode & 0o077:
        raise BadConfiguration(
            "Nyckelfilen kan läsas av andra än sin ägare.",
            field="SKJUTS_SECRETS",
            remedy="Sätt rättigheterna till 600.",
        )
    try:
        return _decode(json.loads(path.read_text(encoding="utf-8")))
    except (ValueError, KeyError, TypeError, AttributeError):
        raise BadConfiguration("Nyckelfilen är inte hel.", field="SKJUTS_SECRETS") from None


def _decode(held: dict[str, object]) -> Secrets:
    fields = held["fields"]
    if not isinstance(fields, dict) or held["fields_current"] not in fields:
        raise KeyError("fields_current")
    return Secrets(
        django=str(held["django"]),
        fields={str(name): _key(value) for name, value in fields.items()},
        fields_current=str(held["fields_current"]),
        index=_key(held["index"]),
        signing=_key(held["signing"]),
        signed_before=tuple(_key(one) for one in _listed(held.get("signed_before"))),
        removed={name: dt.datetime.fromisoformat(at) for name, at in _named(held.get("removed")).items()},
    )


def _listed(value: object) -> list[object]:
    if not isinstance(value, list | None):
        raise TypeError
    return value or []


def _named(value: object) -> dict[str, str]:
    if not isinstance(value, dict | None):
        raise TypeError
    return value or {}


def _key(value: object) -> bytes:
    key = base64.b64decode(str(value), validate=True)
    if len(key) != KEY_BYTES:
        raise ValueError("key length")
    return key


def draw_key() -> str:
    """A new key of 32 bytes, as the file holds it."""
    return base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode()
