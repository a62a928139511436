"""Seal what has been logged, in order, a batch at a time.

**No entry is missed.** An entry's `position` is the number of the transaction that wrote it. A transaction
may stay open long after others that began later have committed, so the sealer goes no further than the
*horizon*: the lowest transaction number that is still under way (`pg_snapshot_xmin`). Below it every
transaction has ended, so no entry can appear there any more; batches cover the log without gaps or overlaps,
and an entry that does appear below a sealed place was planted. A long transaction delays the sealing of what
came after it and never breaks it; `skjuts audit status` shows the delay. Read-only transactions have no
number and delay nothing.

**Another server counts anew.** When the log was restored on another cluster the horizon lies below what is
sealed. Until then the database refuses to log (`audit_position`), and the sealer begins a new era, whose base
lifts new positions above all old ones.
"""

from __future__ import annotations

import datetime as dt

import structlog
from django.db import connection
from django.db.models import Max

from skjuts.apps.audit import crash
from skjuts.apps.audit.chain import Link, Place, bind, leaf_of, marks_of
from skjuts.apps.audit.house import whole_house
from skjuts.apps.audit.models import AccessEntry, Era, Seal
from skjuts.apps.audit.queries.log_lines import get_last_link, plain_text, stream_lines

log = structlog.get_logger(__name__)

BATCH = 10_000
AT = 2
"""The column of the time in a line."""


def seal_entries(*, batch: int = BATCH) -> int:
    """Seal everything below the horizon; returns how many entries. One sealer works, others return 0."""
    sealed = 0
    while (count := _seal_batch(batch)) > 0:
        crash.point("seal.committed")
        sealed += count
        if count < batch:
            break
    return sealed


def _seal_batch(batch: int) -> int:
    with whole_house(), plain_text():
        if not _take_turn():
            return 0
        last = get_last_link()
        horizon = find_horizon()
        if horizon < last.upto.position:
            begin_era()
            horizon = find_horizon()
        lines = list(stream_lines(last.upto, Place(horizon, 0), most=batch))
        crash.point("seal.read")
        if lines:
            _write(last, lines, _upto(lines, horizon, batch))
            crash.point("seal.written")
    return len(lines)


def _take_turn() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("select pg_try_advisory_xact_lock(hashtextextended('audit_seal', 4))")
        is_ours: bool = cursor.fetchone()[0]
    return is_ours


def find_horizon() -> int:
    """The lowest position that a transaction may still write; all below it stands still."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select pg_snapshot_xmin(pg_current_snapshot())::text::bigint"
            " + coalesce((select base from audit_era order by id desc limit 1), 0)"
        )
        horizon: int = cursor.fetchone()[0]
    return horizon


def begin_era() -> None:
    """Lift the positions to come above all that there are."""
    top = AccessEntry.objects.aggregate(top=Max("position"))["top"] or 0
    top = max(top, get_last_link().upto.position)
    with connection.cursor() as cursor:
        cursor.execute("select pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
        lowest: int = cursor.fetchone()[0]
    Era.objects.create(base=top + 1 - lowest)
    log.warning("era_begun", above=top)


def _upto(lines: list[bytes], horizon: int, batch: int) -> Place:
    """A batch that is not full has taken all below the horizon."""
    if len(lines) < batch:
        return Place(horizon, 0)
    last = Place.of(lines[-1])
    return Place(last.position, last.id + 1)


def _write(before: Link, lines: list[bytes], upto: Place) -> None:
    leaves = [leaf_of(line) for line in lines]
    link = bind(before, upto, leaves)
    times = [line.split(b"\t", AT + 1)[AT] for line in lines]
    Seal.objects.create(
        sequence=link.sequence,
        upto_position=upto.position,
        upto_id=upto.id,
        entries=link.entries,
        entries_before=link.entries_before,
        first_at=_time(min(times)),
        last_at=_time(max(times)),
        marks=marks_of(leaves),
        root=link.root,
        chain=link.chain,
    )


def _time(told: bytes) -> dt.datetime:
    """ISO times in UTC sort as text, so only the first and the last are read."""
    return dt.datetime.fromisoformat(told.decode())
