"""Prepare a cluster run by others: make what is missing, or say which statements somebody else must run."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from skjuts.adapters.postgres.binaries import OLDEST_MAJOR
from skjuts.adapters.postgres.errors import ClusterUnprepared, ServerFailed
from skjuts.adapters.postgres.roles import APP, DATABASE, EXTENSIONS, OWNER, RIGHTS, ROLE
from skjuts.core.kernel.errors import UpstreamUnavailable

if TYPE_CHECKING:
    import psycopg


@dataclass(frozen=True, slots=True, repr=False)
class Passwords:
    """The passwords of the two roles; None leaves the login to certificates or whatever the cluster uses."""

    owner: str | None = None
    app: str | None = None


def prepare_cluster(admin_dsn: str, passwords: Passwords) -> None:
    """Make the roles, the database, the extensions and the rights that are missing.

    `admin_dsn` leads to any database of the cluster, as a role that may create roles and databases.
    Repeating it changes nothing. Raises `UpstreamUnavailable` when nobody answers, and `ClusterUnprepared`
    when the role may not; `preparation_script` is then for one who may.
    """
    import psycopg
    from psycopg.conninfo import make_conninfo

    try:
        with psycopg.connect(admin_dsn, autocommit=True, connect_timeout=10) as admin:
            _require_version(admin)
            _run_all(admin, _steps_outside(admin, passwords))
        with psycopg.connect(make_conninfo(admin_dsn, dbname=DATABASE), autocommit=True) as inside:
            _run_all(inside, _steps_inside())
    except psycopg.errors.InsufficientPrivilege as fault:
        raise ClusterUnprepared(field=fault.diag.message_primary or "") from None
    except psycopg.OperationalError:
        raise UpstreamUnavailable("Databasklustret går inte att nå.", field="DATABASE_ADMIN_URL") from None


def preparation_script() -> str:
    """The statements for psql, run by one who may create roles and databases; passwords are left out."""
    lines = [line for role in (OWNER, APP) for line in (f"create role {role} {ROLE};", f"\\password {role}")]
    lines += [f"create database {DATABASE} owner {OWNER} encoding 'UTF8' template template0;"]
    lines += [f"\\connect {DATABASE}"]
    lines += [f"{step.statement};" for step in _steps_inside()]
    return "\n".join(lines) + "\n"


def _require_version(admin: psycopg.Connection) -> None:
    if admin.info.server_version < OLDEST_MAJOR * 10_000:
        raise ServerFailed(
            f"Klustret är PostgreSQL {admin.info.server_version // 10_000}; minst {OLDEST_MAJOR} behövs.",
            field="DATABASE_ADMIN_URL",
            remedy="Uppgradera klustret.",
        )


@dataclass(frozen=True, slots=True)
class _Step:
    """A statement that `question` about `name` makes needless when it has an answer."""

    statement: str
    question: str = "select 1 where %s = ''"
    name: str = "unasked"


def _steps_outside(admin: psycopg.Connection, passwords: Passwords) -> Iterator[_Step]:
    for role, password in ((OWNER, passwords.owner), (APP, passwords.app)):
        yield _Step(
            f"create role {role} {ROLE}{_told_password(admin, role, password)}",
            "select 1 from pg_roles where rolname = %s",
            role,
        )
    # One who may create roles without being superuser must be a full member to hand over a database.
    yield _Step(
        f"grant {OWNER} to current_user", "select 1 where pg_has_role(current_user, %s, 'usage')", OWNER
    )
    yield _Step(
        f"create database {DATABASE} owner {OWNER} encoding 'UTF8' template template0",
        "select 1 from pg_database where datname = %s",
        DATABASE,
    )


def _steps_inside() -> Iterator[_Step]:
    for one in EXTENSIONS:
        yield _Step(f"create extension {one}", "select 1 from pg_extension where extname = %s", one)
    yield _Step(f"revoke all on database {DATABASE} from public")
    yield _Step(f"grant connect on database {DATABASE} to {APP}")
    for statement in RIGHTS:
        yield _Step(statement.format(OWNER, APP))


def _told_password(admin: psycopg.Connection, role: str, password: str | None) -> str:
    """Only a hash travels: the server may log the statement."""
    from psycopg import sql

    if password is None:
        return ""
    verifier = admin.pgconn.encrypt_password(password.encode(), role.encode(), b"scram-sha-256").decode()
    return " password " + sql.Literal(verifier).as_string(admin)


def _run_all(connection: psycopg.Connection, steps: Iterator[_Step]) -> None:
    for step in steps:
        if connection.execute(step.question.encode(), [step.name]).fetchone() is None:
            connection.execute(step.statement.encode())
