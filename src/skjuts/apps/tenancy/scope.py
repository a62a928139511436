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

SETTINGS = ("app.authorities", "app.account")


@contextmanager
def entering(*, authorities: Iterable[int], account_id: UUID | None = None) -> Iterator[None]:
    """A transaction that sees these authorities' rows, and the account's own."""
    told = [",".join(str(one) for one in sorted(set(authorities))), str(account_id or "")]
    with transaction.atomic():
        before = _tell(told)
        yield
        if not connection.needs_rollback:
            _tell(before)


@contextmanager
def acting(actor: Actor) -> Iterator[None]:
    """A transaction with the actor's reach."""
    with entering(authorities=actor.authorities, account_id=actor.account_id):
        yield


def _tell(values: list[str]) -> list[str]:
    """Set both settings for the transaction; returns what they were."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select old.a, old.b, set_config(%s, %s, true), set_config(%s, %s, true) from (select"
            " coalesce(current_setting(%s, true), '') a, coalesce(current_setting(%s, true), '') b"
            " offset 0) old",
            [SETTINGS[0], values[0], SETTINGS[1], values[1], *SETTINGS],
        )
        row = cursor.fetchone()
    return [row[0], row[1]]
