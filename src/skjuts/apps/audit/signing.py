"""Ed25519 signatures of checkpoints and losses, with the key of the key file (`signing`).

A key that was changed is known still by its public half (`signed_before`): what it signed stays signed. The
file is read anew each time, so that a change of key reaches workers that are already running.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import Protocol, Self

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings

from skjuts.apps.audit.chain import Signed, Statement
from skjuts.apps.audit.losses import Loss
from skjuts.core.kernel.errors import BadConfiguration

KEY_ID_BYTES = 8


class Keys(Protocol):
    """The part of the key file that is needed here."""

    @property
    def signing(self) -> bytes:
        """The Ed25519 seed to sign with."""

    @property
    def signed_before(self) -> tuple[bytes, ...]:
        """Public keys that signed before it."""


def key_id_of(public: bytes) -> str:
    """The name of a public key (32 bytes): the beginning of its digest."""
    return hashlib.sha256(public).digest()[:KEY_ID_BYTES].hex()


def list_known_keys() -> dict[str, bytes]:
    """Every public key by which our own signatures are known, by key id."""
    publics = (Signer.of_settings().public, *_keys_at_hand().signed_before)
    return {key_id_of(public): public for public in publics}


class Signer:
    """Signs, and knows its own signatures."""

    def __init__(self, seed: bytes) -> None:
        self._private = Ed25519PrivateKey.from_private_bytes(seed)
        self.public = self._private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        self.key_id = key_id_of(self.public)

    @classmethod
    def of_settings(cls) -> Self:
        """With the key of the key file."""
        return cls(_keys_at_hand().signing)

    def sign(self, statement: Statement) -> Signed:
        """The statement, signed."""
        return Signed(statement, self.key_id, self._private.sign(statement.message()))

    def sign_loss(self, loss: Loss) -> Loss:
        """The loss, signed."""
        return replace(loss, key_id=self.key_id, signature=self._private.sign(loss.message()))


def is_genuine(message: bytes, signature: bytes, public: bytes) -> bool:
    """Whether the signature was made with this key."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def _keys_at_hand() -> Keys:
    """The file's keys; when it cannot be read just now, those that the process began with."""
    try:
        found: Keys = settings.READ_SECRETS()
    except (OSError, BadConfiguration):
        found = settings.SECRETS
    return found
