"""Events and messages are written with the row that they are about, or not at all."""

from __future__ import annotations

import json
from uuid import UUID

import pytest
from django.db import connection, transaction

from skjuts.apps.audit.events import EventRow
from skjuts.apps.audit.models import Delivery, Event, Message
from skjuts.apps.audit.services import enqueue_message, publish_event
from skjuts.apps.audit.subscriptions import handlers_of, subscribe, subscribed
from skjuts.apps.tenancy.actor import Actor
from tests.app.audit.conftest import NORTH

pytestmark = pytest.mark.django_db
COURSE = UUID(int=5)


def publish(aggregate_id: UUID = COURSE, actor: Actor | None = None) -> None:
    """Publish one invented event."""
    publish_event(
        name="tests.seen",
        aggregate_id=aggregate_id,
        authority_id=NORTH,
        actor=actor,
        payload={"day": "2026-01-01"},
    )


def hear(event: EventRow) -> None:
    """Do nothing with it."""


def count_jobs(name: str) -> int:
    """How many jobs this transaction has left under a name.

    The queue's own tables keep what tests that commit have left.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "select count(*) from procrastinate_jobs where task_name = %s"
            " and xmin::text::bigint >= pg_current_xact_id()::text::bigint",
            [name],
        )
        found: int = cursor.fetchone()[0]
    return found


def test_event_when_published_says_who_did_it(inside: Actor) -> None:
    """A handler may have to tell the person."""
    publish(actor=inside)
    event = Event.objects.get()
    assert (event.name, event.staff_id, event.payload) == (
        "tests.seen",
        inside.staff_id,
        {"day": "2026-01-01"},
    )


def test_events_when_published_are_numbered_within_their_aggregate(inside: Actor) -> None:
    """Order holds within one aggregate, and nobody waits for another one."""
    for aggregate in (1, 2, 1, 1):
        publish(UUID(int=aggregate))
    assert list(
        Event.objects.filter(aggregate_id=UUID(int=1)).order_by("number").values_list("number", flat=True)
    ) == [1, 2, 3]
    assert Event.objects.get(aggregate_id=UUID(int=2)).number == 1


def test_event_when_two_handlers_subscribe_gets_a_way_and_a_job_to_each(inside: Actor) -> None:
    """One handler's trouble must not stop the other."""
    with (
        subscribed("tests.seen", handler="tests.one", function=hear),
        subscribed("tests.seen", handler="tests.two", function=hear),
    ):
        publish()
    assert set(Delivery.objects.values_list("handler", "state")) == {
        ("tests.one", "waiting"),
        ("tests.two", "waiting"),
    }
    assert count_jobs("audit.deliver_events") == 2


def test_event_when_the_transaction_fails_leaves_neither_row_nor_job(inside: Actor) -> None:
    """What did not happen is not told."""
    with (
        subscribed("tests.seen", handler="tests.one", function=hear),
        transaction.atomic(),
    ):
        publish()
        transaction.set_rollback(True)
    assert (Event.objects.count(), Delivery.objects.count(), count_jobs("audit.deliver_events")) == (0, 0, 0)


def test_subscription_when_a_name_is_taken_is_refused() -> None:
    """Deliveries are kept by the handler's name, so two functions cannot share it."""
    with (
        subscribed("tests.seen", handler="tests.one", function=hear),
        pytest.raises(ValueError, match=r"tests\.one"),
    ):
        subscribe("tests.other", handler="tests.one")(print)
    assert handlers_of("tests.seen") == ()


def test_message_when_enqueued_twice_is_one(inside: Actor) -> None:
    """A handler that runs again enqueues again."""
    for _ in range(2):
        enqueue_message(channel="mail", key="k1", authority_id=NORTH, payload={"to": "a@exempel.se"})
    assert json.loads(Message.objects.get().payload) == {"to": "a@exempel.se"}


def test_message_when_enqueued_lies_encrypted(inside: Actor) -> None:
    """Addresses are personal data, and backups travel."""
    enqueue_message(channel="mail", key="k1", authority_id=NORTH, payload={"to": "hemlig@exempel.se"})
    with connection.cursor() as cursor:
        cursor.execute("select payload from audit_message")
        assert "hemlig" not in cursor.fetchone()[0]


def test_messages_when_in_one_line_are_numbered_upwards(inside: Actor) -> None:
    """Every version of an order leaves, in order."""
    for version in range(1, 4):
        enqueue_message(channel="sms", key=f"o/{version}", authority_id=NORTH, payload={}, line="o")
    keys = list(Message.objects.order_by("number").values_list("key", flat=True))
    assert keys == ["o/1", "o/2", "o/3"]
