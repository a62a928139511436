"""Apply a file that has been checked: as a whole or not at all, at once or by a worker."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Manager, QuerySet
from django.utils.timezone import localdate

from skjuts.apps.audit.queueing import defer_job
from skjuts.apps.audit.services import publish_event
from skjuts.apps.registry.models import RegisterImport
from skjuts.apps.registry.policies.staff import require_keep
from skjuts.apps.registry.services.imports.checking import APPLIERS, plan_file, write_problems
from skjuts.apps.registry.services.imports.plan import Setting
from skjuts.apps.registry.services.imports.progress import Progress, Tell
from skjuts.apps.registry.staff_errors import ImportDone
from skjuts.apps.tenancy.actor import Actor
from skjuts.core.kernel.errors import NotFound

MOST_AT_ONCE = 500
"""Longer files go to a worker."""
JOB = "registry.apply_import"
LOCK = 7_284_003
"""First half of the advisory lock by which two files of an authority wait for each other."""

State = RegisterImport.State


@transaction.atomic
def begin_applying(*, actor: Actor, import_id: UUID, now: dt.datetime) -> RegisterImport:
    """Apply a short file; hand a long one to a worker. Raises `NotFound`, `ImportDone`."""
    require_keep(actor)
    found = _lock(import_id, State.CHECKED)
    if found.line_count <= MOST_AT_ONCE:
        _wait_for_others(found.authority_id)
        return _apply(found, actor, now, Progress())
    found.state = State.WAITING
    found.save(update_fields=["state"])
    defer_job(
        JOB,
        import_id=str(found.id),
        authority_id=found.authority_id,
        assignment_id=str(actor.assignment_id),
        account_id=str(actor.account_id),
    )
    return found


@transaction.atomic
def apply_waiting(
    *, actor: Actor, import_id: UUID, now: dt.datetime, tell: Tell | None = None
) -> RegisterImport:
    """What the worker does; a file that has been done with stays as it is.

    Its row is not locked while the work goes on, for `tell` writes there on another connection.
    """
    require_keep(actor)
    _wait_for_others(actor.authority_id)
    return _apply(_require(RegisterImport.objects, import_id, State.WAITING), actor, now, Progress(tell))


@transaction.atomic
def give_up(*, import_id: UUID, now: dt.datetime) -> None:
    """Say that a worker could not apply a file; the registers are as they were."""
    RegisterImport.objects.filter(pk=import_id, state=State.WAITING).update(
        state=State.FAILED, content=None, ended_at=now
    )


@transaction.atomic
def discard_import(*, actor: Actor, import_id: UUID, now: dt.datetime) -> None:
    """Throw a checked file away."""
    require_keep(actor)
    found = _lock(import_id, State.CHECKED)
    _end(found, State.DISCARDED, now)


def _lock(import_id: UUID, state: State) -> RegisterImport:
    return _require(RegisterImport.objects.select_for_update(), import_id, state)


def _require(
    rows: QuerySet[RegisterImport] | Manager[RegisterImport], import_id: UUID, state: State
) -> RegisterImport:
    found = rows.filter(pk=import_id).first()
    if found is None:
        raise NotFound
    if found.state != state:
        raise ImportDone
    return found


def _wait_for_others(authority_id: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s, %s)", [LOCK, authority_id])


def _apply(found: RegisterImport, actor: Actor, now: dt.datetime, progress: Progress) -> RegisterImport:
    """Compare once more, since the registers may have changed since the dry run; then write."""
    setting = Setting(actor, localdate(now), found.closes_missing, progress)
    plan, _count, _ignored = plan_file(found.kind, bytes(found.content or b""), setting)
    if plan.problems:
        found.problems, found.problem_count = write_problems(plan.problems), len(plan.problems)
        return _end(found, State.FAULTY, now)
    progress.begin(plan.count_rows(), done=plan.unchanged)
    APPLIERS[found.kind](plan, setting)
    found.counts |= plan.counts()
    publish_event(
        name="registry.file_applied",
        aggregate_id=found.id,
        authority_id=found.authority_id,
        actor=actor,
        payload={"kind": found.kind, **plan.counts()},
    )
    return _end(found, State.APPLIED, now)


def _end(found: RegisterImport, state: State, now: dt.datetime) -> RegisterImport:
    found.state, found.content, found.ended_at = state, None, now
    found.save(update_fields=["state", "content", "ended_at", "problems", "problem_count", "counts"])
    return found
