"""Keep the answer to a request, and give it again to the same key.

The row is inserted before the work and committed with it. A second request with the same key waits on the
unique index until the first is through, and then finds its answer; when the first failed there is nothing
to find, and the second does the work itself.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db import OperationalError, connection, transaction

from skjuts.apps.audit.errors import UnderWay
from skjuts.apps.audit.house import whole_house
from skjuts.apps.audit.models import StoredAnswer
from skjuts.core.kernel.errors import KeyReused

KEPT_DAYS = 7
"""A weekend and the re-entry after an outage fit in it; the database refuses to clear younger ones."""
LONGEST_WAIT = "5s"
"""How long a repetition waits for the first; then its sender is asked to look again."""

CLAIM = """
insert into audit_stored_answer (account_id, key, fingerprint, status, headers, body)
select %s, %s, %s, 0, '{}', '' from set_config('lock_timeout', %s, true)
on conflict do nothing
returning set_config('lock_timeout', '0', true)
"""
"""One journey: every form that is sent waits for this. '0' is to wait as long as it takes, as elsewhere."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One request: whose, its key, and a digest of what it asks for."""

    account_id: UUID
    key: UUID
    fingerprint: bytes


@dataclass(frozen=True, slots=True)
class Answer:
    """What is given again."""

    status: int
    headers: Mapping[str, str]
    body: bytes


def claim(asked: Asked) -> Answer | None:
    """Take the key; None when it is ours and the work is to be done, else the answer once given.

    Raises `KeyReused` when the key came with other content, `UnderWay` when the first takes too long.
    """
    if _insert(asked):
        return None
    row = StoredAnswer.objects.get(account_id=asked.account_id, key=asked.key)
    if bytes(row.fingerprint) != asked.fingerprint:
        raise KeyReused
    return Answer(row.status, row.headers, row.body.encode("latin-1"))


def keep(asked: Asked, answer: Answer) -> None:
    """Store the answer; committed together with what was done."""
    StoredAnswer.objects.filter(account_id=asked.account_id, key=asked.key).update(
        status=answer.status, headers=dict(answer.headers), body=answer.body.decode("latin-1")
    )


def release(asked: Asked) -> None:
    """Nothing was done (a form to mend, a refusal): the key may come again with other content."""
    StoredAnswer.objects.filter(account_id=asked.account_id, key=asked.key).delete()


def clear_answers(*, now: dt.datetime) -> int:
    """Take away answers that are older than a week; returns how many."""
    with whole_house():
        old = StoredAnswer.objects.filter(created_at__lt=now - dt.timedelta(days=KEPT_DAYS))
        return old.delete()[0]


def _insert(asked: Asked) -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute(CLAIM, [asked.account_id, asked.key, asked.fingerprint, LONGEST_WAIT])
            return cursor.rowcount == 1
    except OperationalError as error:
        if getattr(error.__cause__, "sqlstate", "") == "55P03":  # lock_not_available
            # Nothing was done yet that a savepoint would have to keep.
            transaction.set_rollback(True)
            raise UnderWay from error
        raise
