"""The access log as lines, in the order of sealing, streamed with COPY."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from skjuts.apps.audit.chain import COLUMNS, GENESIS, Link, Place
from skjuts.apps.audit.models import Seal

_COLUMNS = ", ".join(COLUMNS)


@contextmanager
def plain_text() -> Iterator[None]:
    """The transaction writes times as the chain wants them, whatever the server's own habits."""
    with connection.cursor() as cursor:
        cursor.execute("set local timezone to 'UTC'; set local datestyle to 'ISO, YMD'")
    yield


def stream_lines(first: Place, upto: Place, *, most: int | None = None) -> Iterator[bytes]:
    """The entries from a place up to, not including, another one. Inside `whole_house` and `plain_text`."""
    limit = "" if most is None else f" limit {most:d}"
    question = (
        f"copy (select {_COLUMNS} from audit_access"  # noqa: S608  (numbers and our own names)
        f" where (position, id) >= ({first.position:d}, {first.id:d})"
        f" and (position, id) < ({upto.position:d}, {upto.id:d})"
        f" order by position, id{limit}) to stdout"
    )
    with connection.cursor() as cursor, cursor.copy(question) as lines:
        for line in lines:
            yield bytes(line)


def get_last_link() -> Link:
    """The newest seal, or the beginning of the chain."""
    row = Seal.objects.order_by("-sequence").defer("marks").first()
    return GENESIS if row is None else link_of(row)


def link_of(row: Seal) -> Link:
    """A seal's row as a link of the chain."""
    return Link(
        sequence=row.sequence,
        upto=Place(row.upto_position, row.upto_id),
        entries_before=row.entries_before,
        entries=row.entries,
        root=bytes(row.root),
        chain=bytes(row.chain),
    )
