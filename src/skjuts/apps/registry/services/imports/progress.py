"""How far a file has come while it is applied: rows done, of all.

The file is applied in one transaction, of which nobody sees anything until it ends. What has been done is
therefore told on a connection of its own, by a thread of its own.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import batched
from types import TracebackType
from typing import Self
from uuid import UUID

import structlog
from django.db import DatabaseError, connection

from skjuts.apps.registry.models import RegisterImport
from skjuts.apps.tenancy.scope import entering

log = structlog.get_logger(__name__)

PART = 250
"""So many rows are written at a time."""
PAUSE_S = 0.5
"""The page asks every other second; oftener is told for nobody."""

type Tell = Callable[[int, int], None]


class Progress:
    """Counts rows as they are done, and tells how many of all."""

    def __init__(self, tell: Tell | None = None) -> None:
        self._tell = tell
        self._done = 0
        self._all = 0

    def begin(self, total: int, *, done: int) -> None:
        """So many rows there are; some of them need nothing done."""
        self._all, self._done = total, 0
        self._add(done)

    def parts[Row](self, rows: Iterable[Row]) -> Iterator[list[Row]]:
        """The rows a part at a time; one is done when the next is asked for."""
        for part in batched(rows, PART):
            yield list(part)
            self._add(len(part))

    def _add(self, count: int) -> None:
        self._done += count
        if self._tell is not None:
            self._tell(self._done, self._all)


class Telling:
    """Writes what is told on the file's row, beside the transaction that does the work.

    Leave it after that transaction has ended: a last word may wait for the row. What cannot be told stops
    nothing.
    """

    def __init__(self, import_id: UUID, authority_id: int) -> None:
        self._import_id = import_id
        self._authority_id = authority_id
        self._beside = ThreadPoolExecutor(1, "import-progress")
        self._told_at = 0.0

    def __enter__(self) -> Self:
        """Nothing is opened before something is told."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Wait for the last word, and close the connection."""
        self._beside.submit(lambda: connection.close())  # noqa: PLW0108  (the thread's own connection)
        self._beside.shutdown()

    def __call__(self, done: int, total: int) -> None:
        """Tell, unless it was done just now."""
        now = time.monotonic()
        if now - self._told_at >= PAUSE_S:
            self._told_at = now
            self._beside.submit(self._write, done, total)

    def _write(self, done: int, total: int) -> None:
        try:
            with entering(authorities=[self._authority_id]):
                RegisterImport.objects.filter(pk=self._import_id, state=RegisterImport.State.WAITING).update(
                    rows_done=done, rows_in_all=total
                )
        except DatabaseError as fault:
            log.warning("import_progress_not_told", kind=type(fault).__name__)
