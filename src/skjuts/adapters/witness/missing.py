"""Nobody remembers: a cut of the log's end can then only be found as long as the database tells of it."""

from __future__ import annotations

from collections.abc import Iterator


class NoWitness:
    """Remembers nothing, and says so."""

    is_there = False

    def remember(self, line: str) -> None:
        """Do nothing."""

    def read_backwards(self) -> Iterator[str]:
        """Nothing."""
        return iter(())
