"""A DuckDB of our own in the process: bounded in memory and threads, and unable to fetch anything.

Questions are written as expressions and become SQL here; DuckDB's own client runs them.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    import duckdb
    import ibis.expr.types as ir

type Connection = "duckdb.DuckDBPyConnection"


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of the machine a warehouse may use; None threads are all cores."""

    memory_mb: int = 1024
    threads: int | None = None


USUAL_LIMITS: Final = Limits()


def connect(limits: Limits, spill: Path | None = None) -> Connection:
    """A connection that keeps within the limits; what does not fit in memory is spilled to a folder."""
    import duckdb

    settings: dict[str, Any] = {
        "memory_limit": f"{limits.memory_mb}MB",
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
        "preserve_insertion_order": True,
        "temp_directory": str(spill) if spill else "",
    }
    if limits.threads is not None:
        settings["threads"] = limits.threads
    return duckdb.connect(":memory:", config=settings)


@contextmanager
def connected(limits: Limits, spill: Path | None = None) -> Iterator[Connection]:
    """A connection for the length of a piece of work."""
    connection = connect(limits, spill)
    try:
        yield connection
    finally:
        connection.close()


def write_sql(question: ir.Table) -> str:
    """An expression in DuckDB's SQL; its 128-bit sums are made the whole numbers that the expression says."""
    import ibis

    whole = [name for name, kind in question.schema().items() if kind.is_integer()]
    replaced = ", ".join(f'CAST("{name}" AS BIGINT) AS "{name}"' for name in whole)
    statement = str(ibis.to_sql(question, dialect="duckdb", pretty=False))
    return f"SELECT * REPLACE ({replaced}) FROM ({statement})" if whole else statement  # noqa: S608


def fetch(connection: Connection, question: ir.Table) -> Any:  # noqa: ANN401 - Arrow's tables have no types
    """An expression's answer as an Arrow table."""
    return connection.sql(write_sql(question)).to_arrow_table()


def fetch_rows(connection: Connection, question: ir.Table) -> list[dict[str, Any]]:
    """An expression's answer as rows."""
    rows: list[dict[str, Any]] = fetch(connection, question).to_pylist()
    return rows


def quote(path: Path) -> str:
    """A path as a text of SQL."""
    return "'" + str(path).replace("'", "''") + "'"
