"""The wall in the database: which authorities a transaction may see, told with SET LOCAL.

`entering` opens a transaction, tells the database who is there and puts the old values back on normal exit,
because a setting outlives an inner savepoint (PostgreSQL, SET LOCAL: effective until the end of the current
*transaction*). A rollback undoes it. A request opens its transaction itself and tells once who it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from uuid import UUID

from django.db import connection, transaction

from skjuts.apps.tenancy.actor import Actor

SETTINGS = ("app.authorities", "app.account", "app.desk")


@contextmanager
def entering(
    *, authorities: Iterable[int], account_id: UUID | None = None, desk: Iterable[int] = ()
) -> Iterator[None]:
    """A transaction that sees these authorities' rows, and the account's own.

    `desk`: the authorities for whose protected persons the transaction speaks; without it the database
    shows no more of them than a code name.
    """
    told = [_written(authorities), str(account_id or ""), _written(desk)]
    # What was told ends with the outermost transaction by itself.
    before = _read_told() if connection.in_atomic_block else None
    with transaction.atomic():
        _tell(told)
        yield
        if before is not None and not connection.needs_rollback:
            _tell(before)


@contextmanager
def acting(actor: Actor) -> Iterator[None]:
    """A transaction with the actor's reach."""
    with entering(authorities=actor.authorities, account_id=actor.account_id, desk=actor.desks):
        yield


def act_from_here(actor: Actor) -> None:
    """Give the transaction the actor's reach, until it ends."""
    _tell([_written(actor.authorities), str(actor.account_id), _written(actor.desks)])


def know_from_here(account_id: UUID) -> None:
    """Show the transaction the account's own rows, until it ends."""
    _tell(["", str(account_id), ""])


def _written(authorities: Iterable[int]) -> str:
    return ",".join(str(one) for one in sorted(set(authorities)))


def _read_told() -> list[str]:
    asked = ", ".join(f"coalesce(current_setting('{name}', true), '')" for name in SETTINGS)
    with connection.cursor() as cursor:
        cursor.execute(f"select {asked}")
        return list(cursor.fetchone())


def _tell(values: list[str]) -> None:
    """Set the settings for the transaction."""
    told = ", ".join(f"set_config('{name}', %s, true)" for name in SETTINGS)
    with connection.cursor() as cursor:
        cursor.execute(f"select {told}", values)
