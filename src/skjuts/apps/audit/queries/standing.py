"""How the app stands as a whole: is everything sealed, witnessed, delivered and sent, and is there room."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.db import connection
from django.db.models import Count, Q

from skjuts.apps.audit.chain import Signed
from skjuts.apps.audit.house import whole_house
from skjuts.apps.audit.models import ChannelHealth, Checkpoint, Delivery, Message
from skjuts.apps.audit.queries.log_lines import get_last_link
from skjuts.apps.audit.subscriptions import find_handler
from skjuts.apps.audit.testimony import read_testimony
from skjuts.core.ports.witness import Witness

_UNSEALED = "select count(*), min(at) from audit_access where (position, id) >= (%s, %s)"
_LAST_MONTH = """
select max(substring(pg_get_expr(child.relpartbound, child.oid) from 'TO \\(''([^'']+)'))
from pg_inherits tree join pg_class child on child.oid = tree.inhrelid
where tree.inhparent = 'audit_access'::regclass
"""


@dataclass(frozen=True, slots=True)
class LogStanding:
    """The access log. `room_until`: the day from which there is no partition."""

    sealed: int
    unsealed: int
    oldest_unsealed_at: dt.datetime | None
    checkpoint_at: dt.datetime | None
    has_witness: bool
    witnessed_at: dt.datetime | None
    room_until: dt.date | None


@dataclass(frozen=True, slots=True)
class Stuck:
    """A delivery or message that waits for a person."""

    id: UUID
    authority_id: int
    what: str
    failure: str
    attempts: int


@dataclass(frozen=True, slots=True)
class FlowStanding:
    """Events and messages under way. `gone`: handlers that wait and that the program no longer has."""

    waiting_deliveries: int
    waiting_messages: int
    parked: tuple[Stuck, ...]
    dead: tuple[Stuck, ...]
    resting: tuple[str, ...]
    gone: tuple[str, ...]


def read_log_standing(witness: Witness) -> LogStanding:
    """How far the log is sealed and witnessed; raises `UpstreamUnavailable` if the witness is silent."""
    with whole_house(), connection.cursor() as cursor:
        last = get_last_link()
        cursor.execute(_UNSEALED, [last.upto.position, last.upto.id])
        unsealed, oldest = cursor.fetchone()
        cursor.execute(_LAST_MONTH)
        room = cursor.fetchone()[0]
        checkpoint = Checkpoint.objects.order_by("-id").first()
    return LogStanding(
        sealed=last.total,
        unsealed=unsealed,
        oldest_unsealed_at=oldest,
        checkpoint_at=checkpoint.made_at if checkpoint else None,
        has_witness=witness.is_there,
        witnessed_at=_witnessed_at(witness),
        room_until=dt.date.fromisoformat(room[:10]) if room else None,
    )


def _witnessed_at(witness: Witness) -> dt.datetime | None:
    checkpoints = (one for one in read_testimony(witness) if isinstance(one, Signed))
    newest = next(checkpoints, None)
    return newest.statement.made_at if newest else None


def read_flow_standing(now: dt.datetime, *, most: int = 100, authority_id: int | None = None) -> FlowStanding:
    """What waits, and what waits for a person: in the whole house, or in one authority."""
    own = Q() if authority_id is None else Q(authority_id=authority_id)
    with whole_house():
        deliveries = Delivery.objects.filter(own).exclude(state=Delivery.State.DONE)
        handlers = deliveries.order_by().values_list("handler", flat=True).distinct()
        counts = Message.objects.filter(own).aggregate(
            waiting=Count("id", filter=Q(state__in=(Message.State.WAITING, Message.State.LEASED)))
        )
        return FlowStanding(
            waiting_deliveries=deliveries.filter(state=Delivery.State.WAITING).count(),
            waiting_messages=counts["waiting"],
            parked=tuple(_parked(own, most)),
            dead=tuple(_dead(own, most)),
            resting=tuple(
                ChannelHealth.objects.filter(rests_until__gt=now).values_list("channel", flat=True)
            ),
            gone=tuple(sorted(one for one in handlers if find_handler(one) is None)),
        )


def _parked(own: Q, most: int) -> list[Stuck]:
    rows = (
        Delivery.objects.filter(own, state=Delivery.State.PARKED).select_related("event").order_by("number")
    )
    return [
        Stuck(row.id, row.authority_id, f"{row.event.name} → {row.handler}", row.failure, row.attempts)
        for row in rows[:most]
    ]


def _dead(own: Q, most: int) -> list[Stuck]:
    rows = Message.objects.filter(own, state=Message.State.DEAD).defer("payload").order_by("number")
    return [Stuck(row.id, row.authority_id, row.channel, row.failure, row.attempts) for row in rows[:most]]
