"""Deliver events to their handlers: in order within an aggregate, each with its effect once.

    waiting ──deliver──▶ done
       │  ▲
       │  └──retry── parked ◀── the fifth failure

The handler's effect and the mark "done" commit in one transaction, so a process that is killed at any point
leaves both or neither. Order holds for one handler and one aggregate: what comes later waits behind what
waits for its next try or is parked. Other aggregates and other handlers go on.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import Enum, auto
from uuid import UUID

import structlog
from django.utils import timezone

from skjuts.apps.audit import crash
from skjuts.apps.audit.errors import UnknownDelivery
from skjuts.apps.audit.events import EventRow
from skjuts.apps.audit.house import whole_house
from skjuts.apps.audit.models import Delivery
from skjuts.apps.audit.queueing import defer_job
from skjuts.apps.audit.subscriptions import find_handler
from skjuts.apps.tenancy.scope import entering

log = structlog.get_logger(__name__)

RETRY_AFTER_S = (5, 30, 120, 600)
"""How long a failed delivery waits before its second try and on; the failure after the last one parks it."""
JOB = "audit.deliver_events"
UNDONE = (Delivery.State.WAITING, Delivery.State.PARKED)


class UnknownHandler(LookupError):
    """The program no longer has a handler of this name."""


class WorkerDied(RuntimeError):
    """The worker was killed each time that it came to this delivery."""


class Outcome(Enum):
    """What one step of delivering came to."""

    DELIVERED = auto()
    FAILED = auto()
    NOTHING_NOW = auto()


@dataclass(frozen=True, slots=True)
class Next:
    """The delivery whose turn it is."""

    id: UUID
    authority_id: int
    attempts: int


def deliver_events(*, handler: str, aggregate_id: UUID, deaths: int = 0) -> int:
    """Deliver what waits for this handler from this aggregate, in order; returns how many got through.

    `deaths`: how many workers the job has cost. At the limit its delivery is parked unseen, since trying
    once more would kill the next worker too.
    """
    delivered = 0
    if deaths > len(RETRY_AFTER_S):
        park_unseen(handler, aggregate_id)
    while (outcome := _deliver_next(handler, aggregate_id)) is Outcome.DELIVERED:
        delivered += 1
    log.debug("deliveries", handler=handler, delivered=delivered, outcome=outcome.name)
    return delivered


def park_unseen(handler: str, aggregate_id: UUID) -> None:
    """Park the delivery whose turn it is."""
    turn = _find_next(handler, aggregate_id, timezone.now())
    if turn is not None:
        _note_failure(turn, WorkerDied(), is_last=True)


def _deliver_next(handler: str, aggregate_id: UUID) -> Outcome:
    turn = _find_next(handler, aggregate_id, timezone.now())
    if turn is None:
        return Outcome.NOTHING_NOW
    try:
        is_ours = _deliver(turn)
    except Exception as error:  # noqa: BLE001  (whatever a handler raises; the rest must go on)
        _note_failure(turn, error, is_last=turn.attempts >= len(RETRY_AFTER_S))
        return Outcome.FAILED
    crash.point("delivery.committed")
    return Outcome.DELIVERED if is_ours else Outcome.NOTHING_NOW


def _find_next(handler: str, aggregate_id: UUID, now: dt.datetime) -> Next | None:
    """The first that is not done, when it is waiting and its time has come."""
    with whole_house():
        first = (
            Delivery.objects.filter(handler=handler, aggregate_id=aggregate_id, state__in=UNDONE)
            .order_by("number")
            .first()
        )
    if first is None or first.state != Delivery.State.WAITING or first.next_try_at > now:
        return None
    return Next(first.id, first.authority_id, first.attempts)


def _deliver(turn: Next) -> bool:
    """Run the handler and mark its delivery in one transaction; False when another worker is at it."""
    with entering(authorities=[turn.authority_id]):
        row = _lock(turn)
        if row is None:
            return False
        crash.point("delivery.locked")
        function = find_handler(row.handler)
        if function is None:
            raise UnknownHandler(row.handler)
        function(EventRow.of(row.event))
        crash.point("delivery.handled")
        Delivery.objects.filter(pk=row.pk).update(
            state=Delivery.State.DONE, settled_at=timezone.now(), failure=""
        )
        crash.point("delivery.marked")
    return True


def _lock(turn: Next) -> Delivery | None:
    """The row, locked; None when it is locked by another, settled or tried since we looked."""
    return (
        Delivery.objects.select_for_update(skip_locked=True, of=("self",))
        .select_related("event")
        .filter(pk=turn.id, state=Delivery.State.WAITING, attempts=turn.attempts)
        .first()
    )


def _note_failure(turn: Next, error: Exception, *, is_last: bool) -> None:
    """Count the failure after everything was taken back; the kind of error is kept, never its words."""
    attempts = turn.attempts + 1
    failure = type(error).__name__
    with entering(authorities=[turn.authority_id]):
        row = _lock(turn)
        if row is None:
            return
        row.attempts, row.failure = attempts, failure
        if is_last:
            row.state = Delivery.State.PARKED
        else:
            row.next_try_at = timezone.now() + dt.timedelta(seconds=RETRY_AFTER_S[turn.attempts])
            defer_job(JOB, at=row.next_try_at, handler=row.handler, aggregate_id=str(row.aggregate_id))
        row.save(update_fields=["attempts", "failure", "state", "next_try_at"])
    log.error(
        "delivery_parked" if is_last else "delivery_failed",
        handler=row.handler,
        event_name=row.event.name,
        attempts=attempts,
        failure=failure,
    )


def retry_delivery(*, delivery_id: UUID, authority_id: int) -> None:
    """Give a parked delivery five new tries; raises `UnknownDelivery` when it is not parked."""
    with entering(authorities=[authority_id]):
        row = Delivery.objects.select_for_update().filter(pk=delivery_id, state=Delivery.State.PARKED).first()
        if row is None:
            raise UnknownDelivery
        row.state, row.attempts, row.next_try_at = Delivery.State.WAITING, 0, timezone.now()
        row.save(update_fields=["state", "attempts", "next_try_at"])
        defer_job(JOB, handler=row.handler, aggregate_id=str(row.aggregate_id))
