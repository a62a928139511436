"""The scope of the house's own work: delivering, sending and sealing go through every authority's rows.

Reading only. Whatever is then changed is changed inside the authority's own scope (`tenancy.entering`).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

WHOLE_HOUSE = "(select current_setting('app.house', true)) = 'on'"
"""The condition by which the audit's tables let the house's own work read (row-level security)."""


@contextmanager
def whole_house() -> Iterator[None]:
    """A transaction that may read the audit's rows of every authority."""
    with transaction.atomic():
        before = _tell("on")
        yield
        if not connection.needs_rollback:
            _tell(before)


def _tell(value: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(
            "select old.told, set_config('app.house', %s, true)"
            " from (select coalesce(current_setting('app.house', true), '') told offset 0) old",
            [value],
        )
        told: str = cursor.fetchone()[0]
    return told
