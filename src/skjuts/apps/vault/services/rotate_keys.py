"""Re-encrypting everything with the current key, in small batches, while the house is open.

Nothing is remembered between batches: what remains is what carries another key's id, so a rotation that was
cut off goes on where it was. It runs as the tables' owner, whom the wall between authorities does not hold.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connections, transaction
from psycopg import sql

from skjuts.apps.vault import keyring
from skjuts.apps.vault.encrypted_columns import EncryptedColumn, list_encrypted_columns
from skjuts.apps.vault.sealing import SEPARATOR, seal, unseal

BATCH = 500


@dataclass(frozen=True, slots=True)
class KeyUse:
    """How many values of a column are written with a key."""

    place: str
    key_id: str
    values: int


@dataclass(frozen=True, slots=True)
class Rotated:
    """How far the rotation of a column has come."""

    place: str
    done: int
    waiting: int


def count_key_use(*, using: str) -> list[KeyUse]:
    """Values by column and key id."""
    return [
        KeyUse(column.place, row[0], row[1])
        for column in list_encrypted_columns()
        for row in _rows(
            using,
            "select split_part({column}, {separator}, 1), count(*) from {table}"
            " where {column} <> '' group by 1 order by 1",
            column,
        )
    ]


def rotate_columns(*, using: str, batch: int = BATCH) -> Iterator[Rotated]:
    """Re-encrypt every column; tells the progress after each batch, each in a transaction of its own."""
    for column in list_encrypted_columns():
        waiting, done = count_waiting(column, using=using), 0
        while moved := _rotate_batch(column, using=using, batch=batch):
            done += moved
            yield Rotated(column.place, done, max(0, waiting - done))


def count_waiting(column: EncryptedColumn, *, using: str) -> int:
    """How many values of a column carry another key than the current one."""
    (found,) = _rows(using, "select count(*) from {table} where {waiting}", column)
    return int(found[0])


def _rotate_batch(column: EncryptedColumn, *, using: str, batch: int) -> int:
    with transaction.atomic(using=using):
        rows = _rows(
            using,
            "select {key}, {column} from {table} where {waiting} order by {key} limit {batch} for update",
            column,
            batch=batch,
        )
        renewed = [(seal(unseal(text, place=column.place), place=column.place), key) for key, text in rows]
        if renewed:
            with connections[using].cursor() as cursor:
                cursor.executemany(
                    _statement("update {table} set {column} = %s where {key} = %s", column), renewed
                )
    return len(renewed)


def _rows(using: str, text: str, column: EncryptedColumn, *, batch: int = 0) -> list[tuple[Any, ...]]:
    with connections[using].cursor() as cursor:
        cursor.execute(_statement(text, column, batch=batch))
        return list(cursor.fetchall())


def _statement(text: str, column: EncryptedColumn, *, batch: int = 0) -> Any:  # noqa: ANN401  (Django takes psycopg's)
    current, _ = keyring.active().current
    named = {
        "table": sql.Identifier(column.table),
        "column": sql.Identifier(column.column),
        "key": sql.Identifier(column.key),
        "separator": sql.Literal(SEPARATOR),
        "batch": sql.Literal(batch),
    }
    waiting = sql.SQL("{column} <> '' and not starts_with({column}, {prefix})").format(
        column=named["column"], prefix=sql.Literal(current + SEPARATOR)
    )
    return sql.SQL(text).format(waiting=waiting, **named)
