"""Take a database out of a cluster and put it back, with a tally by which both can be compared.

PostgreSQL's own pg_dump and pg_restore do the work, so a dump outlives the version that made it. The tally is
taken in the very snapshot that is dumped.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from skjuts.adapters.postgres.binaries import Binaries
from skjuts.adapters.postgres.errors import CopyFailed, DatabaseInUse
from skjuts.adapters.postgres.making import plain_environment
from skjuts.adapters.postgres.roles import DATABASE, OWNER, grant_connection

if TYPE_CHECKING:
    import psycopg

BEFORE = f"{DATABASE}_before"
"""The name that the replaced database keeps until the next restoring."""
_MEETING = "postgres"
_COPY_S = 6 * 3600
_JOBS = 2
# What a row looks like as text must depend on the row alone.
_PLAIN_TEXT = {
    "timezone": "UTC",
    "datestyle": "ISO",
    "intervalstyle": "iso_8601",
    "extra_float_digits": "1",
    "bytea_output": "hex",
    "row_security": "off",
}
_TABLES = """
select n.nspname, c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
where c.relkind = 'r' and c.relpersistence = 'p' and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
order by 1, 2
"""
# The sum does not depend on the order of rows, and 60 bits a row make a chance match unlikely.
_TALLY = """
select count(*), coalesce(sum(('x' || substr(md5(the_row::text), 1, 15))::bit(60)::bigint), 0)::text
from only {} as the_row
"""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many rows a table has, and a checksum of all of them in any order."""

    rows: int
    checksum: str


def dump_database(binaries: Binaries, admin_url: str, target: Path) -> dict[str, Tally]:
    """Dump the database into the new folder `target`, and tally the same snapshot.

    The role of `admin_url` must see all rows. Raises `CopyFailed` with pg_dump's last word.
    """
    url = _at(admin_url, DATABASE)
    with _connected(url) as connection, connection.transaction():
        connection.execute("set transaction isolation level repeatable read, read only")
        row = connection.execute("select pg_export_snapshot()").fetchone()
        words = ["--format=directory", f"--jobs={_JOBS}", f"--snapshot={row[0] if row else ''}"]
        _run(binaries.program("pg_dump"), [*words, f"--file={target}"], url)
        return dict(_tally_tables(connection))


def tally_database(url: str) -> dict[str, Tally]:
    """Tally every table of a database, in one snapshot."""
    with _connected(url) as connection, connection.transaction():
        connection.execute("set transaction isolation level repeatable read, read only")
        return dict(_tally_tables(connection))


@contextmanager
def restored_beside(binaries: Binaries, admin_url: str, dump: Path, name: str) -> Iterator[str]:
    """Restore a dump into a new database beside ours; gives its address, and drops it afterwards.

    Unless it has been put in place by `put_in_place`. Raises `CopyFailed`.
    """
    with _connected(_at(admin_url, _MEETING)) as admin:
        _execute(admin, "drop database if exists {} with (force)", name)
        _execute(admin, "create database {} owner {} encoding 'UTF8' template template0", name, OWNER)
        grant_connection(admin, name)
        url = _at(admin_url, name)
        try:
            words = ["--format=directory", f"--jobs={_JOBS}", "--exit-on-error", f"--dbname={_told(url)[0]}"]
            _run(binaries.program("pg_restore"), [*words, str(dump)], None, password_of=url)
            yield url
        finally:
            _execute(admin, "drop database if exists {} with (force)", name)


def put_in_place(admin_url: str, name: str) -> None:
    """Give a restored database the house's name; the one that had it is kept as `skjuts_before`.

    Raises `DatabaseInUse` when somebody is connected to it.
    """
    with _connected(_at(admin_url, _MEETING)) as admin:
        row = admin.execute(
            "select count(*) from pg_stat_activity where datname = %s and backend_type = 'client backend'",
            [DATABASE],
        ).fetchone()
        if row and row[0]:
            raise DatabaseInUse
        _execute(admin, "drop database if exists {}", BEFORE)
        with admin.transaction():
            if admin.execute("select 1 from pg_database where datname = %s", [DATABASE]).fetchone():
                _execute(admin, "alter database {} rename to {}", DATABASE, BEFORE)
            _execute(admin, "alter database {} rename to {}", name, DATABASE)


def _tally_tables(connection: psycopg.Connection) -> Iterator[tuple[str, Tally]]:
    from psycopg import sql

    for name, value in _PLAIN_TEXT.items():
        connection.execute("select set_config(%s, %s, true)", [name, value])
    for schema, table in connection.execute(_TABLES).fetchall():
        question = sql.SQL(_TALLY).format(sql.Identifier(schema, table))
        row = connection.execute(question).fetchone()
        if row is not None:
            yield f"{schema}.{table}", Tally(row[0], row[1])


@contextmanager
def _connected(url: str) -> Iterator[psycopg.Connection]:
    import psycopg

    try:
        with psycopg.connect(url, autocommit=True, connect_timeout=10) as connection:
            yield connection
    except psycopg.Error as fault:
        raise CopyFailed(field=fault.diag.message_primary or type(fault).__name__) from None


def _run(program: Path, words: list[str], url: str | None, *, password_of: str | None = None) -> None:
    """The password goes by the environment: everybody on the machine may read a command line."""
    address, password = _told(url or password_of or "")
    command = [str(program), "--no-password", *words, *([f"--dbname={address}"] if url else [])]
    environment = plain_environment() | ({"PGPASSWORD": password} if password else {})
    try:
        done = subprocess.run(  # noqa: S603 - PostgreSQL's own program
            command, env=environment, capture_output=True, text=True, check=False, timeout=_COPY_S
        )
    except (OSError, subprocess.TimeoutExpired) as fault:
        raise CopyFailed(field=type(fault).__name__) from None
    if done.returncode != 0:
        said = [line for line in done.stderr.splitlines() if "error:" in line or "fel:" in line]
        raise CopyFailed(field=said[0] if said else f"{program.name}: kod {done.returncode}")


def _at(url: str, database: str) -> str:
    from psycopg.conninfo import make_conninfo

    return make_conninfo(url, dbname=database)


def _told(url: str) -> tuple[str, str | None]:
    """The address without its password, and the password."""
    from psycopg.conninfo import conninfo_to_dict, make_conninfo

    parts = conninfo_to_dict(url)
    password = parts.pop("password", None)
    address = make_conninfo(**{name: str(value) for name, value in parts.items()})
    return address, None if password is None else str(password)


def _execute(connection: psycopg.Connection, statement: str, *names: str) -> None:
    from psycopg import sql

    connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))
