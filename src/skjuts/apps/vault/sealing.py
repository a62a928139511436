"""AES-256-GCM around a text or a file: `key id . nonce + ciphertext + tag`, bound to where it stands.

The place (`table.column`, or the attachment's id) is authenticated data: a value that was moved to another
column, or changed by a bit, does not open.
"""

from __future__ import annotations

import base64
import binascii
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from skjuts.apps.vault import keyring
from skjuts.apps.vault.errors import Unreadable

NONCE_BYTES = 12
SEPARATOR = "."


def seal(text: str, *, place: str) -> str:
    """Encrypt a text with the current key; '' stays ''."""
    if not text:
        return ""
    key_id, sealed = seal_bytes(text.encode(), place=place)
    return key_id + SEPARATOR + base64.b64encode(sealed).decode()


def unseal(sealed: str, *, place: str) -> str:
    """Decrypt a text; raises `Unreadable`."""
    if not sealed:
        return ""
    key_id, separator, body = sealed.partition(SEPARATOR)
    if not separator:
        raise Unreadable("En krypterad uppgift har inte rätt form.")
    try:
        content = base64.b64decode(body, validate=True)
    except (binascii.Error, ValueError):
        raise Unreadable("En krypterad uppgift har inte rätt form.") from None
    return unseal_bytes(content, key_id=key_id, place=place).decode()


def seal_bytes(content: bytes, *, place: str) -> tuple[str, bytes]:
    """Encrypt bytes with the current key: the key's id, and nonce + ciphertext + tag."""
    key_id, key = keyring.active().current
    nonce = os.urandom(NONCE_BYTES)
    return key_id, nonce + AESGCM(key).encrypt(nonce, content, place.encode())


def unseal_bytes(sealed: bytes, *, key_id: str, place: str) -> bytes:
    """Decrypt bytes; raises `Unreadable`."""
    key = keyring.active().get_key(key_id)
    try:
        return AESGCM(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], place.encode())
    except (InvalidTag, ValueError):
        raise Unreadable("En krypterad uppgift har ändrats eller står på fel plats.") from None
