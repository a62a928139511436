"""Publish a domain event: a row in the caller's transaction, and a way to each handler.

Events of one aggregate are numbered under a lock that lasts to the end of the transaction, so their order
is the order of the commits. The lock is taken as late as the caller publishes; publish last.
"""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Max

from skjuts.apps.audit import crash
from skjuts.apps.audit.events import JSON
from skjuts.apps.audit.models import Delivery, Event
from skjuts.apps.audit.queueing import defer_job
from skjuts.apps.audit.subscriptions import handlers_of
from skjuts.apps.tenancy.actor import Actor


@transaction.atomic(savepoint=False)
def publish_event(
    *,
    name: str,
    aggregate_id: UUID,
    authority_id: int,
    actor: Actor | None,
    payload: Mapping[str, JSON],
) -> None:
    """Tell the apps above that something happened to an aggregate. Ids and facts, never names.

    `actor` is None when time or the program did it.
    """
    event = Event(
        authority_id=authority_id,
        name=name,
        aggregate_id=aggregate_id,
        number=_next_number(aggregate_id),
        payload=dict(payload),
    )
    if actor is not None:
        event.account_id, event.staff_id = actor.account_id, actor.staff_id
        event.assignment_id, event.unit_id = actor.assignment_id, actor.unit_id
    event.save(force_insert=True)
    crash.point("publish.event")
    _send_on_its_ways(event)


def _next_number(aggregate_id: UUID) -> int:
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 1))", [str(aggregate_id)])
    last = Event.objects.filter(aggregate_id=aggregate_id).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def _send_on_its_ways(event: Event) -> None:
    handlers = handlers_of(event.name)
    Delivery.objects.bulk_create(
        Delivery(
            authority_id=event.authority_id,
            event=event,
            handler=handler,
            aggregate_id=event.aggregate_id,
            number=event.number,
        )
        for handler in handlers
    )
    crash.point("publish.deliveries")
    for handler in handlers:
        defer_job("audit.deliver_events", handler=handler, aggregate_id=str(event.aggregate_id))
    crash.point("publish.job")
