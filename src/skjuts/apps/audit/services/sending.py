"""Send what lies in the outbox: at least once to the receiver, with one effect there.

    waiting ──lease──▶ leased ──send──▶ sent
       ▲                 │ failed, or the lease ran out
       └─────────────────┤
       └──retry── dead ◀─┘ refused, or failed twelve times     dead ──drop──▶ dropped

What must stay by then (`withholding`, `recall_message`) is dropped, and what it said is taken away.

No transaction is open while the channel sends. The message is lent out for a minute; a process that is
killed in between leaves it lent, and it is sent again when the minute is over, under the same id. Messages
of one line leave in order: what comes later waits behind what waits, and behind what is dead.
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from uuid import UUID

import structlog
from django.db.models import F, Q
from django.utils import timezone

from skjuts.apps.audit import crash
from skjuts.apps.audit.errors import UnknownDelivery
from skjuts.apps.audit.house import whole_house
from skjuts.apps.audit.models import ChannelHealth, Message
from skjuts.apps.audit.queueing import defer_job
from skjuts.apps.audit.withholding import must_stay
from skjuts.apps.tenancy.scope import entering
from skjuts.core.kernel.errors import UpstreamRefused
from skjuts.core.ports.messages import LONGEST_SEND_S, OutgoingMessage, channels

log = structlog.get_logger(__name__)

JOB = "audit.send_message"
LEASE = dt.timedelta(seconds=3 * LONGEST_SEND_S)
MOST_ATTEMPTS = 12
WITHHELD = "Withheld"
FIRST_WAIT_S = 10
LONGEST_WAIT_S = 3600
FAILURES_BEFORE_REST = 5
REST = dt.timedelta(seconds=30)
UNSETTLED = (Message.State.WAITING, Message.State.LEASED, Message.State.DEAD)
ELIGIBLE = Q(state__in=(Message.State.WAITING, Message.State.LEASED))


@dataclass(frozen=True, slots=True)
class Turn:
    """The message whose turn it is, as we saw it."""

    id: UUID
    authority_id: int
    attempts: int


def send_message(*, message_id: UUID) -> int:
    """Send the message, or the line that it stands in, as far as it goes; returns how many were sent."""
    with whole_house():
        found = Message.objects.filter(pk=message_id).only("channel", "line").first()
    if found is None:
        return 0
    if not found.line:
        return int(_send_next(Q(pk=message_id)))
    sent = 0
    while _send_next(Q(channel=found.channel, line=found.line)):
        sent += 1
    return sent


def _send_next(which: Q) -> bool:
    """Send the first of these that is not settled; False when its time has not come or it failed."""
    now = timezone.now()
    turn = _find_turn(which, now)
    if turn is None:
        return False
    if turn.attempts >= MOST_ATTEMPTS:
        _bury(turn)
        return False
    message = _lease(turn, now)
    if message is None:
        return False
    crash.point("outbox.lease_committed")
    error = _hand_over(message)
    crash.point("outbox.sent")
    _settle(turn, error)
    crash.point("outbox.committed")
    return error is None


def _find_turn(which: Q, now: dt.datetime) -> Turn | None:
    with whole_house():
        first = Message.objects.filter(which, state__in=UNSETTLED).order_by("number").first()
        if first is None or first.state == Message.State.DEAD or first.next_try_at > now:
            return None
        rest = ChannelHealth.objects.filter(channel=first.channel, rests_until__gt=now).first()
    if rest is not None and rest.rests_until is not None:
        _postpone(first, rest.rests_until)
        return None
    return Turn(first.id, first.authority_id, first.attempts)


def _postpone(message: Message, until: dt.datetime) -> None:
    """The channel rests: try when it has, without counting this as a try."""
    with entering(authorities=[message.authority_id]):
        changed = Message.objects.filter(ELIGIBLE, pk=message.pk, attempts=message.attempts).update(
            next_try_at=until
        )
        if changed:
            defer_job(JOB, at=until, message_id=str(message.pk))


def _lease(turn: Turn, now: dt.datetime) -> OutgoingMessage | None:
    """Lend the message out; None when another worker was faster, or when it must stay."""
    with entering(authorities=[turn.authority_id]):
        ours = Message.objects.filter(
            ELIGIBLE, pk=turn.id, attempts=turn.attempts, next_try_at__lte=now
        ).update(state=Message.State.LEASED, attempts=F("attempts") + 1, next_try_at=now + LEASE)
        if not ours:
            return None
        # Should we be killed, this is what wakes the message up when its lease has run out.
        defer_job(JOB, at=now + LEASE, message_id=str(turn.id))
        row = Message.objects.get(pk=turn.id)
        if must_stay(row.channel, row.key):
            _withhold(row, now)
            return None
        crash.point("outbox.leased")
    return OutgoingMessage(row.id, row.channel, row.key, json.loads(row.payload or "{}"))


def _bury(turn: Turn) -> None:
    """Its last lease ran out: it has taken worker after worker with it."""
    with entering(authorities=[turn.authority_id]):
        Message.objects.filter(ELIGIBLE, pk=turn.id, attempts=turn.attempts).update(
            state=Message.State.DEAD, failure="WorkerDied"
        )
    log.error("message_dead", message=str(turn.id), failure="WorkerDied")


def _hand_over(message: OutgoingMessage) -> Exception | None:
    """Send, and tell what went wrong, if anything."""
    channel = channels.get().get(message.channel)
    if channel is None:
        return UpstreamRefused()
    try:
        channel.send(message)
    except Exception as error:  # noqa: BLE001  (whatever a channel raises; the others must go on)
        return error
    return None


def _settle(turn: Turn, error: Exception | None) -> None:
    with entering(authorities=[turn.authority_id]):
        # Only the one who holds the lease settles; after a slow send somebody else may hold it.
        row = (
            Message.objects.select_for_update()
            .filter(pk=turn.id, state=Message.State.LEASED, attempts=turn.attempts + 1)
            .first()
        )
        if row is None:
            return
        _mark(row, error, timezone.now())
        row.save(update_fields=["state", "next_try_at", "failure", "settled_at"])
        crash.point("outbox.marked")
    _note_health(row.channel, error, timezone.now())


def _mark(row: Message, error: Exception | None, now: dt.datetime) -> None:
    row.failure = type(error).__name__ if error else ""
    if error is None:
        row.state, row.settled_at = Message.State.SENT, now
    elif isinstance(error, UpstreamRefused) or row.attempts >= MOST_ATTEMPTS:
        row.state = Message.State.DEAD
        log.error("message_dead", channel=row.channel, message=str(row.id), failure=row.failure)
    else:
        row.state, row.next_try_at = Message.State.WAITING, now + _wait(row)
        defer_job(JOB, at=row.next_try_at, message_id=str(row.id))
        log.warning("message_failed", channel=row.channel, attempts=row.attempts, failure=row.failure)


def _wait(row: Message) -> dt.timedelta:
    """Twice as long after each failure, up to an hour; each message a little aside from the next one."""
    seconds = min(FIRST_WAIT_S * 2 ** (row.attempts - 1), LONGEST_WAIT_S)
    return dt.timedelta(seconds=seconds * (1 + row.id.int % 100 / 500))


def _note_health(channel: str, error: Exception | None, now: dt.datetime) -> None:
    """Count failures in a row; let a channel rest that has had too many."""
    if error is None:
        ChannelHealth.objects.filter(channel=channel, failures__gt=0).update(failures=0, rests_until=None)
        return
    if isinstance(error, UpstreamRefused):
        return
    health, _ = ChannelHealth.objects.get_or_create(channel=channel)
    failures = health.failures + 1
    rests = now + REST if failures >= FAILURES_BEFORE_REST else None
    ChannelHealth.objects.filter(channel=channel).update(failures=failures, rests_until=rests)
    if rests:
        log.error("channel_rests", channel=channel, failures=failures)


def retry_message(*, message_id: UUID, authority_id: int) -> None:
    """Give a dead message new tries; raises `UnknownDelivery` when it is not dead."""
    with entering(authorities=[authority_id]):
        changed = Message.objects.filter(pk=message_id, state=Message.State.DEAD).update(
            state=Message.State.WAITING, attempts=0, next_try_at=timezone.now()
        )
        if not changed:
            raise UnknownDelivery
        defer_job(JOB, message_id=str(message_id))


def drop_message(*, message_id: UUID, authority_id: int) -> None:
    """Give a dead message up, so that its line goes on; raises `UnknownDelivery` when it is not dead."""
    with entering(authorities=[authority_id]):
        row = Message.objects.filter(pk=message_id, state=Message.State.DEAD).first()
        if row is None:
            raise UnknownDelivery
        row.state, row.settled_at = Message.State.DROPPED, timezone.now()
        row.save(update_fields=["state", "settled_at"])
        _wake_line(row)


def _wake_line(row: Message) -> None:
    if row.line:
        defer_job(JOB, message_id=str(row.id))


def recall_message(*, channel: str, key: str, authority_id: int, now: dt.datetime) -> bool:
    """Take a message back that has not been handed over, with what it says; False when it is too late.

    One that is lent out at this moment may be with the receiver already; should it come back, it stays.
    """
    rows = Message.objects.select_for_update().filter(authority_id=authority_id, channel=channel, key=key)
    row = rows.filter(state__in=(Message.State.WAITING, Message.State.DEAD)).first()
    if row is None:
        return False
    _withhold(row, now)
    return True


def _withhold(row: Message, now: dt.datetime) -> None:
    row.state, row.settled_at, row.failure, row.payload = Message.State.DROPPED, now, WITHHELD, None
    row.save(update_fields=["state", "settled_at", "failure", "payload"])
    _wake_line(row)


def empty_messages(*, now: dt.datetime, kept_days: int = 30) -> int:
    """Empty the payload of what was settled a month ago; returns how many."""
    with whole_house():
        old = list(
            Message.objects.filter(
                settled_at__lt=now - dt.timedelta(days=kept_days), payload__isnull=False
            ).values_list("authority_id", "id")[:5000]
        )
    for authority_id in {one for one, _ in old}:
        with entering(authorities=[authority_id]):
            ids = [message_id for one, message_id in old if one == authority_id]
            Message.objects.filter(pk__in=ids).update(payload=None)
    return len(old)
