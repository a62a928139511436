"""Ed25519 signatures of checkpoints, with the key of the key file (`signing`)."""

from __future__ import annotations

import hashlib
from typing import Self

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings

from skjuts.apps.audit.chain import Signed, Statement

KEY_ID_BYTES = 8


def key_id_of(public: bytes) -> str:
    """The name of a public key (32 bytes): the beginning of its digest."""
    return hashlib.sha256(public).digest()[:KEY_ID_BYTES].hex()


class Signer:
    """Signs, and knows its own signatures."""

    def __init__(self, seed: bytes) -> None:
        self._private = Ed25519PrivateKey.from_private_bytes(seed)
        self.public = self._private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        self.key_id = key_id_of(self.public)

    @classmethod
    def of_settings(cls) -> Self:
        """With the key of the key file."""
        return cls(settings.SECRETS.signing)

    def sign(self, statement: Statement) -> Signed:
        """The statement, signed."""
        return Signed(statement, self.key_id, self._private.sign(statement.message()))


def is_genuine(signed: Signed, public: bytes) -> bool:
    """Whether the signature was made with this key."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signed.signature, signed.statement.message())
    except (InvalidSignature, ValueError):
        return False
    return True
