"""Two roles, one database, four extensions: what the platform needs of a cluster.

`skjuts_owner` owns the database and everything in it, and runs the migrations. `skjuts_app` is what the
pages and the workers log in as: it owns nothing, cannot become the owner, and row-level security holds it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import psycopg
    from psycopg import sql

DATABASE = "skjuts"
OWNER = "skjuts_owner"
APP = "skjuts_app"
EXTENSIONS = ("btree_gist", "pg_trgm", "unaccent", "citext")
RIGHTS = (
    # Of {0}, the owner, to {1}, the application.
    "alter default privileges for role {0} grant select, insert, update, delete on tables to {1}",
    "alter default privileges for role {0} grant usage, select on sequences to {1}",
    "revoke create on schema public from public",
    "grant usage on schema public to {1}",
)
ROLE = "login nosuperuser nocreatedb nocreaterole noreplication nobypassrls"


def prepare_own_cluster(admin_dsn: str, database_dsn: str) -> None:
    """Make what is missing in our own cluster, as its superuser. Repeating it changes nothing."""
    import psycopg

    with psycopg.connect(admin_dsn, autocommit=True) as admin:
        _make_roles(admin)
        _make_database(admin)
    with psycopg.connect(database_dsn, autocommit=True) as inside:
        prepare_database(inside)


def prepare_database(inside: psycopg.Connection) -> None:
    """Extensions and rights in one database, over a connection as superuser into it.

    A clone of a prepared database needs only the right to connect: `grant_connection`.
    """
    for extension in EXTENSIONS:
        _run(inside, "create extension if not exists {}", extension)
    grant_connection(inside, inside.info.dbname)
    for statement in RIGHTS:
        _run(inside, statement, OWNER, APP)


def grant_connection(admin: psycopg.Connection, database: str) -> None:
    """Let the app's role in, and nobody else but the owner."""
    _run(admin, "revoke all on database {} from public", database)
    _run(admin, "grant connect on database {} to {}", database, APP)


def _make_roles(admin: psycopg.Connection) -> None:
    for role in (OWNER, APP):
        if not _exists(admin, "select 1 from pg_roles where rolname = %s", role):
            _run(admin, "create role {} " + ROLE, role)


def _make_database(admin: psycopg.Connection) -> None:
    if not _exists(admin, "select 1 from pg_database where datname = %s", DATABASE):
        _run(admin, "create database {} owner {}", DATABASE, OWNER)


def _exists(connection: psycopg.Connection, question: str, name: str) -> bool:
    return connection.execute(question.encode(), [name]).fetchone() is not None


def _run(connection: psycopg.Connection, statement: str, *names: str) -> None:
    from psycopg import sql

    connection.execute(sql.SQL(statement).format(*_quoted(names)))


def _quoted(names: Iterable[str]) -> list[sql.Identifier]:
    from psycopg import sql

    return [sql.Identifier(name) for name in names]
