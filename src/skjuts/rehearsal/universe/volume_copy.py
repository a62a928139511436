"""Rows by the hundred thousand: COPY as the tables' owner, with every value as Django would write it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

import numpy as np
from django.db import connections, transaction
from django.db.models import Model
from django.db.models.expressions import DatabaseDefault

OWNER = "owner"
_DONE = "create table if not exists volume_step (name text primary key)"


def copy_rows(rows: Iterable[Model]) -> int:
    """Write unsaved rows of one model; encrypted fields are encrypted. Returns how many."""
    held = list(rows)
    if not held:
        return 0
    connection = connections[OWNER]
    fields = [one for one in held[0]._meta.local_concrete_fields if not _is_left_out(held[0], one)]
    columns = ", ".join(f'"{one.column}"' for one in fields)
    command = f'copy "{held[0]._meta.db_table}" ({columns}) from stdin'
    with connection.cursor() as cursor, cursor.copy(command) as copy:
        for row in held:
            copy.write_row([one.get_db_prep_save(getattr(row, one.attname), connection) for one in fields])
    return len(held)


def is_done(name: str) -> bool:
    """Whether a step was taken in an earlier run."""
    with connections[OWNER].cursor() as cursor:
        cursor.execute(_DONE)
        cursor.execute("select 1 from volume_step where name = %s", [name])
        return cursor.fetchone() is not None


class Step:
    """A transaction that is remembered by its name: whole, or to be done again."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._atomic = transaction.atomic(using=OWNER)

    def __enter__(self) -> None:
        self._atomic.__enter__()

    def __exit__(self, *error: object) -> None:
        if error[0] is None:
            with connections[OWNER].cursor() as cursor:
                cursor.execute("insert into volume_step values (%s)", [self._name])
        self._atomic.__exit__(*error)  # type: ignore[arg-type]


def draw_id(rng: np.random.Generator) -> UUID:
    """A random id, the same for the same seed."""
    return UUID(bytes=rng.bytes(16), version=4)


def _is_left_out(row: Model, field: Any) -> bool:  # noqa: ANN401  (Django's fields have no common type)
    """Columns that the database fills in by itself."""
    return field.generated or isinstance(getattr(row, field.attname), DatabaseDefault)
