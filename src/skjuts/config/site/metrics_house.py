"""How the house is doing, in figures: what waits, for how long, and who is at work.

Counts and ages only; nothing here can name a person. The same figures go to Prometheus and to the
operator's page.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import connection

from skjuts.apps.audit.house import whole_house
from skjuts.cli.backup.errors import BackupBroken
from skjuts.cli.backup.manifest import MANIFEST, read_manifest
from skjuts.cli.backup.record import find_last_restored

_JOBS = """
select job.status::text, count(*), coalesce(max(extract(epoch from clock_timestamp()
    - coalesce(job.scheduled_at, said.at))) filter (where job.status = 'todo'
    and coalesce(job.scheduled_at, '-infinity') <= clock_timestamp()), 0)::float
from procrastinate_jobs job
left join lateral (select max(at) as at from procrastinate_events where job_id = job.id) said on true
where job.status in ('todo', 'doing', 'failed') group by 1
"""
_WORKERS = """
select count(*), min(extract(epoch from clock_timestamp() - last_heartbeat))::float
from procrastinate_workers where last_heartbeat > clock_timestamp() - interval '1 day'
"""
_MESSAGES = """
select state, count(*), max(extract(epoch from clock_timestamp() - created_at))::float
from audit_message where state in ('waiting', 'leased', 'dead') group by 1
"""
_DELIVERIES = """
select delivery.state, count(*), max(extract(epoch from clock_timestamp() - event.occurred_at))::float
from audit_delivery delivery join audit_event event on event.id = delivery.event_id
where delivery.state <> 'done' group by 1
"""
# Straight through the index of the order in which entries are sealed.
_UNSEALED = """
select extract(epoch from clock_timestamp() - first.at)::float from (
    select entry.at from audit_access entry
    where (entry.position, entry.id) >= (
        coalesce((select upto_position from audit_seal order by sequence desc limit 1), 0),
        coalesce((select upto_id from audit_seal order by sequence desc limit 1), 0))
    order by entry.position, entry.id limit 1) first
"""
_LOGGED = "select count(*) from audit_access where at > clock_timestamp() - interval '1 minute'"


@dataclass(frozen=True, slots=True)
class Heap:
    """Things in one state: how many, and the age of the oldest in seconds."""

    count: int = 0
    oldest_s: float = 0.0


@dataclass(frozen=True, slots=True)
class HouseFigures:
    """Everything at one moment. Ages are None where there is nothing to be of any age."""

    jobs: dict[str, Heap] = field(default_factory=dict)
    messages: dict[str, Heap] = field(default_factory=dict)
    deliveries: dict[str, Heap] = field(default_factory=dict)
    workers: int = 0
    heartbeat_age_s: float | None = None
    seal_lag_s: float = 0.0
    logged_a_minute: int = 0
    backup_age_s: float | None = None
    restored_age_s: float | None = None


def read_house(*, now_s: float) -> HouseFigures:
    """The figures now (`now_s`: seconds since 1970); seven cheap questions."""
    with whole_house():
        workers, heartbeat = _one(_WORKERS)
        unsealed = _all(_UNSEALED)
        return HouseFigures(
            jobs=_heaps(_JOBS),
            messages=_heaps(_MESSAGES),
            deliveries=_heaps(_DELIVERIES),
            workers=workers,
            heartbeat_age_s=heartbeat,
            seal_lag_s=max(0.0, unsealed[0][0]) if unsealed else 0.0,
            logged_a_minute=_one(_LOGGED)[0],
            backup_age_s=find_backup_age(find_backups(), now_s),
            restored_age_s=find_restored_age(find_backups(), now_s),
        )


def find_backup_age(folder: Path | None, now_s: float) -> float | None:
    """Seconds since the newest backup was taken; None without one."""
    whole = (one for one in _newest_first(folder) if (one / MANIFEST).is_file())
    for backup in whole:
        try:
            return max(0.0, now_s - read_manifest(backup).taken_at.timestamp())
        except BackupBroken:
            continue
    return None


def find_restored_age(folder: Path | None, now_s: float) -> float | None:
    """Seconds since a backup was last restored and found whole; None when none has been."""
    last = find_last_restored(folder) if folder else None
    return max(0.0, now_s - last.restored_at.timestamp()) if last else None


def find_backups() -> Path | None:
    """The folder of backups that the operator named."""
    named = os.environ.get("SKJUTS_BACKUPS", "")
    return Path(named) if named else None


def _newest_first(folder: Path | None) -> list[Path]:
    if folder is None or not folder.is_dir():
        return []
    return sorted((one for one in folder.iterdir() if not one.name.startswith(".")), reverse=True)


def _heaps(question: str) -> dict[str, Heap]:
    return {state: Heap(count, max(0.0, oldest or 0.0)) for state, count, oldest in _all(question)}


def _one(question: str) -> tuple[int, float | None]:
    (row,) = _all(question)
    return row[0], row[1] if len(row) > 1 else None


def _all(question: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchall()
