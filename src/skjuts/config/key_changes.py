"""Changes of the key file, each written whole or not at all: add, settle and remove field keys, sign anew."""

from __future__ import annotations

import base64
import datetime as dt
import json
import os
from pathlib import Path
from typing import Any

from skjuts.config.key_fingerprints import name_key
from skjuts.config.secrets import draw_key


def add_field_key(path: Path) -> str:
    """Add a key for encrypted fields and make it the current one; returns its id."""
    held = _read(path)
    name = str(max(int(one) for one in held["fields"]) + 1)
    held["fields"][name] = draw_key()
    held["fields_current"] = name
    held.pop("settled_at", None)
    _write(path, held)
    return name


def settle_field_keys(path: Path, now: dt.datetime) -> None:
    """Remember that from now on everything is written with the current key."""
    held = _read(path)
    held["settled_at"] = now.isoformat(timespec="seconds")
    _write(path, held)


def find_settled(path: Path) -> dt.datetime | None:
    """Since when everything is written with the current key; None while a change is under way."""
    told = _read(path).get("settled_at")
    return dt.datetime.fromisoformat(told) if told else None


def remove_field_key(path: Path, key_id: str) -> None:
    """Take a key out that is not the current one. Its name stays, with when it was last of any use."""
    held = _read(path)
    if key_id == held["fields_current"]:
        raise ValueError("the current key")
    name = name_key(base64.b64decode(held["fields"].pop(key_id)))
    held.setdefault("removed", {})[name] = held["settled_at"]
    _write(path, held)


def renew_signing_key(path: Path) -> None:
    """Sign with a new key from now on; what the old one signed is known by its public half."""
    # The group platform is not everybody's, and the command line is.
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey  # noqa: PLC0415
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat  # noqa: PLC0415

    held = _read(path)
    old = Ed25519PrivateKey.from_private_bytes(base64.b64decode(held["signing"])).public_key()
    public = base64.b64encode(old.public_bytes(Encoding.Raw, PublicFormat.Raw)).decode()
    held["signed_before"] = [*held.get("signed_before", []), public]
    held["signing"] = draw_key()
    _write(path, held)


def _read(path: Path) -> dict[str, Any]:
    held: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return held


def _write(path: Path, held: dict[str, Any]) -> None:
    beside = path.with_suffix(".new")
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(held, file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
