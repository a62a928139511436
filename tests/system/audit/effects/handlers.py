"""The handler under test."""

from __future__ import annotations

from uuid import UUID, uuid5

from skjuts.apps.audit.events import EventRow
from skjuts.apps.audit.services import enqueue_message, publish_event
from skjuts.apps.audit.subscriptions import subscribe

EFFECT = "tests.effect"


def traces_of(aggregate_id: UUID) -> UUID:
    """Where the effects of an aggregate's events are counted."""
    return uuid5(aggregate_id, EFFECT)


@subscribe("tests.counted", handler="tests.count")
def count(event: EventRow) -> None:
    """Leave a trace that a second run would leave again, and tell the receiver in the aggregate's line."""
    publish_event(
        name=EFFECT,
        aggregate_id=traces_of(event.aggregate_id),
        authority_id=event.authority_id,
        actor=None,
        payload={"number": event.number},
    )
    enqueue_message(
        channel="http",
        key=f"{event.aggregate_id}/{event.number}",
        authority_id=event.authority_id,
        payload={"aggregate": str(event.aggregate_id), "number": event.number},
        line=str(event.aggregate_id),
    )
