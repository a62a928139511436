"""A place for one implementation of a Protocol, filled by the composition root."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from skjuts.core.kernel.errors import BadConfiguration


class Slot[P]:
    """Holds an implementation, or says which one is missing."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._held: P | None = None

    def fill(self, implementation: P) -> None:
        """Put the implementation in."""
        self._held = implementation

    def get(self) -> P:
        """The implementation; raises `BadConfiguration` when nothing was wired."""
        if self._held is None:
            raise BadConfiguration(f"Ingen anslutning är inställd för {self._name}.", field=self._name)
        return self._held

    @contextmanager
    def holding(self, implementation: P) -> Iterator[None]:
        """The implementation for as long as the context lasts."""
        before, self._held = self._held, implementation
        try:
            yield
        finally:
            self._held = before
