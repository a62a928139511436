"""Equality search on encrypted values: HMAC-SHA256 under a key outside the database.

There are few enough personal numbers and phone numbers to try them all, so a plain hash would hide nothing.
The kind is part of what is hashed: the same digits as a phone number and as an identity do not look alike.
"""

from __future__ import annotations

import hashlib
import hmac

from skjuts.apps.vault import keyring
from skjuts.apps.vault.fields import INDEX_BYTES


def blind_index(kind: str, value: str) -> bytes:
    """The index of a value of a kind; 16 bytes. The caller has brought the value to its one spelling."""
    message = kind.encode() + b"\x00" + value.encode()
    return hmac.new(keyring.active().index, message, hashlib.sha256).digest()[:INDEX_BYTES]
