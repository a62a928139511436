"""The wall in the database: which authorities a transaction may see, told with SET LOCAL.

`entering` is the only way in: it opens a transaction, tells the database who is there and puts the
old value back on normal exit, because a setting outlives an inner savepoint
(PostgreSQL, SET LOCAL: effective until the end of the current *transaction*). A rollback undoes it.
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
    is_outermost = not connection.in_atomic_block
    with transaction.atomic():
        before = _tell(told)
        yield
        # What was told ends with the outermost transaction by itself.
        if not is_outermost and not connection.needs_rollback:
            _tell(before)


@contextmanager
def acting(actor: Actor) -> Iterator[None]:
    """A transaction with the actor's reach."""
    with entering(authorities=actor.authorities, account_id=actor.account_id, desk=actor.desks):
        yield


def act_from_here(actor: Actor) -> None:
    """Widen the scope that `entering` opened to the actor's reach, for as long as that scope lasts."""
    _tell([_written(actor.authorities), str(actor.account_id), _written(actor.desks)])


def _written(authorities: Iterable[int]) -> str:
    return ",".join(str(one) for one in sorted(set(authorities)))


def _tell(values: list[str]) -> list[str]:
    """Set the settings for the transaction; returns what they were."""
    olds = ", ".join(f"coalesce(current_setting('{name}', true), '') o{i}" for i, name in enumerate(SETTINGS))
    news = ", ".join(f"set_config('{name}', %s, true)" for name in SETTINGS)
    columns = ", ".join(f"old.o{i}" for i in range(len(SETTINGS)))
    with connection.cursor() as cursor:
        # The offset keeps the planner from pulling the old values up, past the new ones.
        cursor.execute(f"select {columns}, {news} from (select {olds} offset 0) old", values)  # noqa: S608
        row = cursor.fetchone()
    return list(row[: len(SETTINGS)])
