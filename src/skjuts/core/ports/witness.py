"""Somebody outside who remembers how far the access log had come.

Whoever runs the database can rewrite all that lies in it; the witness is out of their reach.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from skjuts.core.ports.slot import Slot


class Witness(Protocol):
    """Keeps lines. It never changes or forgets one."""

    @property
    def is_there(self) -> bool:
        """Whether a witness has been set up at all."""

    def remember(self, line: str) -> None:
        """Keep a line for good before returning; raises `UpstreamUnavailable`."""

    def read_backwards(self) -> Iterator[str]:
        """Every line, the newest first; raises `UpstreamUnavailable`."""


witness: Slot[Witness] = Slot("vittnet till åtkomstloggen")
