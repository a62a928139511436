"""The keys in use, read anew now and then, so that a rotation reaches processes that are already running.

Whoever rotates adds a key to the key file; every process writes with it within `LOOK_AGAIN_S`, and one that
meets a value under a key it does not know looks at once.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import cache
from threading import Lock
from typing import Protocol

from django.conf import settings

from skjuts.apps.vault.errors import Unreadable
from skjuts.core.kernel.errors import BadConfiguration

LOOK_AGAIN_S = 10.0


class Keys(Protocol):
    """The part of the key file that the vault needs."""

    @property
    def fields(self) -> dict[str, bytes]:
        """AES-256 keys by key id."""

    @property
    def fields_current(self) -> str:
        """The id of the key to write with."""

    @property
    def index(self) -> bytes:
        """The key of the blind indexes."""


class Keyring:
    """Keys at hand. Safe to use from several threads."""

    def __init__(
        self, held: Keys, read: Callable[[], Keys], now: Callable[[], float] = time.monotonic
    ) -> None:
        self._held = held
        self._read = read
        self._now = now
        self._looked_at = now()
        self._lock = Lock()

    @property
    def current(self) -> tuple[str, bytes]:
        """The id and the key to write with."""
        if self._now() - self._looked_at > LOOK_AGAIN_S:
            self.look_again()
        held = self._held
        return held.fields_current, held.fields[held.fields_current]

    @property
    def index(self) -> bytes:
        """The key of the blind indexes; it never changes, since every index would change with it."""
        return self._held.index

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of all keys at hand."""
        return tuple(self._held.fields)

    def get_key(self, key_id: str) -> bytes:
        """The key with this id; raises `Unreadable` when it is not in the file either."""
        if key_id not in self._held.fields:
            self.look_again()
        key = self._held.fields.get(key_id)
        if key is None:
            raise Unreadable("En uppgift är krypterad med en nyckel som inte finns i nyckelfilen.")
        return key

    def look_again(self) -> None:
        """Read the key file; when it cannot be read just now, the keys at hand stay."""
        with self._lock:
            self._looked_at = self._now()
            try:
                self._held = self._read()
            except (OSError, BadConfiguration):
                return


@cache
def active() -> Keyring:
    """The keyring of this process."""
    return Keyring(settings.SECRETS, settings.READ_SECRETS)
