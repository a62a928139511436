"""`skjuts migrate`: bring the database's tables up to date, as their owner."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Annotated

import typer

from skjuts.core.kernel.errors import BadConfiguration, Conflict

_LOCK = 1_184_002
"""Two machines that start at once migrate one after the other."""


class MigrationsWaiting(Conflict):
    """The program is newer than the database's tables."""

    code = "conflict.migrations_waiting"
    sentence = "Databasens tabeller är äldre än programmet."
    advice = "Kör skjuts migrate med DATABASE_OWNER_URL satt."


def migrate(
    *,
    check: Annotated[bool, typer.Option("--check", help="Ändra inget; fel om något saknas.")] = False,
) -> None:
    """Uppdatera databasens tabeller. Behöver DATABASE_OWNER_URL."""
    from django.core.management import call_command  # noqa: PLC0415 - only here

    from skjuts.config.started_django import start_django  # noqa: PLC0415

    start_django()
    if check:
        _require_none_waiting()
        return
    with _one_at_a_time():
        call_command("migrate", database="owner", interactive=False, verbosity=0)


def count_waiting() -> int:
    """How many migrations the database lacks, asked with the application's role."""
    from django.db import connections  # noqa: PLC0415
    from django.db.migrations.executor import MigrationExecutor  # noqa: PLC0415

    executor = MigrationExecutor(connections["default"])
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _require_none_waiting() -> None:
    waiting = count_waiting()
    if waiting:
        raise MigrationsWaiting(f"Databasen saknar {waiting} uppdateringar av sina tabeller.")


def _one_at_a_time() -> AbstractContextManager[object]:
    """A lock on a connection of its own: migrations that run outside a transaction keep it as well."""
    import contextlib  # noqa: PLC0415

    from django.db import connections  # noqa: PLC0415

    if "owner" not in connections:
        raise BadConfiguration("DATABASE_OWNER_URL saknas.", field="DATABASE_OWNER_URL")
    stack = contextlib.ExitStack()
    locking = connections.create_connection("owner")
    stack.callback(locking.close)
    cursor = stack.enter_context(locking.cursor())
    cursor.execute("select pg_advisory_lock(%s)", [_LOCK])
    return stack
