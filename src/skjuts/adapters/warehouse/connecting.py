"""A DuckDB of our own in the process: bounded in memory and threads, and unable to fetch anything."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    import ibis.backends.duckdb as duck

type Connection = "duck.Backend"


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of the machine a warehouse may use; None threads are all cores."""

    memory_mb: int = 1024
    threads: int | None = None


USUAL_LIMITS: Final = Limits()


def connect(limits: Limits, spill: Path | None = None) -> Connection:
    """A connection that keeps within the limits; what does not fit in memory is spilled to a folder."""
    import ibis

    settings: dict[str, Any] = {
        "memory_limit": f"{limits.memory_mb}MB",
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
        "preserve_insertion_order": True,
        "temp_directory": str(spill) if spill else "",
    }
    if limits.threads is not None:
        settings["threads"] = limits.threads
    return ibis.duckdb.connect(**settings)


@contextmanager
def connected(limits: Limits, spill: Path | None = None) -> Iterator[Connection]:
    """A connection for the length of a piece of work."""
    connection = connect(limits, spill)
    try:
        yield connection
    finally:
        connection.disconnect()


def quote(path: Path) -> str:
    """A path as a text of SQL."""
    return "'" + str(path).replace("'", "''") + "'"
