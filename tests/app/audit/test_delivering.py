"""Events reach their handlers in order and once, whatever one of them does."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

import pytest
from django.db import connection
from django.utils import timezone

from skjuts.apps.audit.errors import UnknownDelivery
from skjuts.apps.audit.events import EventRow
from skjuts.apps.audit.house import whole_house
from skjuts.apps.audit.models import Delivery, Event, Message
from skjuts.apps.audit.services import enqueue_message, publish_event
from skjuts.apps.audit.services.delivering import RETRY_AFTER_S, deliver_events, retry_delivery
from skjuts.apps.audit.services.sweeping import sweep
from skjuts.apps.audit.subscriptions import subscribed
from skjuts.apps.tenancy.scope import entering
from tests.app.audit.conftest import NORTH, SOUTH

pytestmark = pytest.mark.django_db
ONE, TWO = UUID(int=1), UUID(int=2)
HANDLER = "tests.handler"


class Refused(RuntimeError):
    """What the handler raises when told to."""


class Listener:
    """A handler that leaves a message for each event, and raises for those whose number it was given."""

    def __init__(self) -> None:
        self.failing: set[int] = set()
        self.calls: list[int] = []

    def __call__(self, event: EventRow) -> None:
        """Have the effect."""
        self.calls.append(event.number)
        enqueue_message(
            channel="effect",
            key=f"{event.aggregate_id}/{event.number}",
            authority_id=event.authority_id,
            payload={},
            line="effects",
        )
        if event.number in self.failing:
            raise Refused


@pytest.fixture
def listener() -> Iterator[Listener]:
    """The handler, subscribed."""
    heard = Listener()
    with subscribed("tests.seen", handler=HANDLER, function=heard):
        yield heard


def publish(count: int = 1, *, aggregate_id: UUID = ONE, authority_id: int = NORTH) -> None:
    """Publish some events of one aggregate."""
    with entering(authorities=[authority_id]):
        for _ in range(count):
            publish_event(
                name="tests.seen",
                aggregate_id=aggregate_id,
                authority_id=authority_id,
                actor=None,
                payload={},
            )


def effects() -> list[str]:
    """The effects that stand, in the order in which they came."""
    with whole_house():
        return list(Message.objects.order_by("number").values_list("key", flat=True))


def states() -> list[str]:
    """The states of every delivery, in order."""
    with whole_house():
        return list(Delivery.objects.order_by("aggregate_id", "number").values_list("state", flat=True))


@contextmanager
def later(seconds: float, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The clock, put forward."""
    with monkeypatch.context() as patched:
        moment = timezone.now() + dt.timedelta(seconds=seconds)
        patched.setattr("django.utils.timezone.now", lambda: moment)
        yield


def test_events_when_delivered_have_their_effects_in_order(listener: Listener) -> None:
    """A certificate is granted before it is withdrawn."""
    publish(3)
    assert deliver_events(handler=HANDLER, aggregate_id=ONE) == 3
    assert effects() == [f"{ONE}/1", f"{ONE}/2", f"{ONE}/3"]
    assert states() == ["done"] * 3


def test_events_when_delivered_again_have_no_further_effect(listener: Listener) -> None:
    """Jobs may run twice."""
    publish(2)
    deliver_events(handler=HANDLER, aggregate_id=ONE)
    assert deliver_events(handler=HANDLER, aggregate_id=ONE) == 0
    assert listener.calls == [1, 2]


def test_handler_when_it_fails_leaves_no_effect_and_holds_up_what_comes_after(listener: Listener) -> None:
    """Half an effect, or the second before the first, would be worse than waiting."""
    publish(3)
    listener.failing = {2}
    assert deliver_events(handler=HANDLER, aggregate_id=ONE) == 1
    assert effects() == [f"{ONE}/1"]
    assert states() == ["done", "waiting", "waiting"]
    with whole_house():
        assert Delivery.objects.get(number=2).failure == "Refused"


def test_handler_when_it_fails_stops_no_other_aggregate(listener: Listener) -> None:
    """One odd case must not stop the house."""
    publish(1)
    listener.failing = {1}
    deliver_events(handler=HANDLER, aggregate_id=ONE)
    listener.failing = set()
    publish(1, aggregate_id=TWO)
    assert deliver_events(handler=HANDLER, aggregate_id=TWO) == 1


def test_handler_when_it_recovers_goes_on_in_order(
    listener: Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The failed one first, then those that waited behind it."""
    publish(2)
    listener.failing = {1}
    deliver_events(handler=HANDLER, aggregate_id=ONE)
    listener.failing = set()
    assert deliver_events(handler=HANDLER, aggregate_id=ONE) == 0
    with later(RETRY_AFTER_S[0] + 1, monkeypatch):
        assert deliver_events(handler=HANDLER, aggregate_id=ONE) == 2
    assert effects() == [f"{ONE}/1", f"{ONE}/2"]


def test_failure_when_noted_queues_its_own_next_try(listener: Listener) -> None:
    """Nobody has to think of it."""
    publish(1)
    listener.failing = {1}
    deliver_events(handler=HANDLER, aggregate_id=ONE)
    with connection.cursor() as cursor:
        cursor.execute(
            "select count(*) from procrastinate_jobs where task_name = 'audit.deliver_events'"
            " and scheduled_at > now()"
        )
        assert cursor.fetchone() == (1,)


def fail_until_parked(listener: Listener, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the first event fail five times."""
    listener.failing = {1}
    for wait_s in (0, *RETRY_AFTER_S):
        with later(wait_s * 2 + 1, monkeypatch):
            deliver_events(handler=HANDLER, aggregate_id=ONE)


def test_handler_when_it_fails_five_times_parks_its_aggregate(
    listener: Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A poisoned event is put aside for a person; what belongs behind it stays behind it."""
    publish(2)
    fail_until_parked(listener, monkeypatch)
    assert listener.calls == [1] * 5
    assert states() == ["parked", "waiting"]
    with later(100_000, monkeypatch):
        assert deliver_events(handler=HANDLER, aggregate_id=ONE) == 0
    assert listener.calls == [1] * 5


def test_parked_delivery_when_retried_goes_on_with_the_rest(
    listener: Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody mended the handler."""
    publish(2)
    fail_until_parked(listener, monkeypatch)
    listener.failing = set()
    with whole_house():
        parked = Delivery.objects.get(state="parked")
    retry_delivery(delivery_id=parked.id, authority_id=NORTH)
    assert deliver_events(handler=HANDLER, aggregate_id=ONE) == 2
    with pytest.raises(UnknownDelivery):
        retry_delivery(delivery_id=parked.id, authority_id=NORTH)


def test_delivery_when_it_kills_every_worker_is_parked_unseen(listener: Listener) -> None:
    """Memory that runs out takes the process with it, so nothing counts the failure but the job."""
    publish(1)
    assert deliver_events(handler=HANDLER, aggregate_id=ONE, deaths=5) == 0
    assert listener.calls == []
    assert states() == ["parked"]


@pytest.mark.django_db(transaction=True)
def test_handler_when_it_breaks_a_rule_of_the_database_at_the_end_counts_as_failed(
    listener: Listener,
) -> None:
    """Composite references are checked when the transaction ends, after the mark: that too is a failure."""

    def plant(event: EventRow) -> None:
        """A delivery of an event that is not there."""
        Delivery(
            authority_id=event.authority_id,
            event_id=UUID(int=404),
            handler="x",
            aggregate_id=ONE,
            number=9,
        ).save()

    with subscribed("tests.other", handler="tests.planting", function=plant):
        with entering(authorities=[NORTH]):
            publish_event(name="tests.other", aggregate_id=ONE, authority_id=NORTH, actor=None, payload={})
        assert deliver_events(handler="tests.planting", aggregate_id=ONE) == 0
    with whole_house():
        assert Delivery.objects.get().failure == "IntegrityError"


def test_handler_when_it_is_gone_from_the_program_waits_for_its_return(listener: Listener) -> None:
    """A release that lost a handler must not lose its events."""
    publish(1)
    with entering(authorities=[NORTH]):
        Delivery.objects.update(handler="tests.gone")
    assert deliver_events(handler="tests.gone", aggregate_id=ONE) == 0
    with whole_house():
        assert Delivery.objects.get().failure == "UnknownHandler"


def test_handler_when_it_runs_sees_only_the_event_s_authority(listener: Listener) -> None:
    """The wall stands for the house's own work too."""
    seen: list[int] = []

    def look(event: EventRow) -> None:
        """What is in reach."""
        seen.extend(Event.objects.values_list("authority_id", flat=True))

    publish(1, aggregate_id=TWO, authority_id=SOUTH)
    with subscribed("tests.look", handler="tests.looking", function=look):
        with entering(authorities=[NORTH]):
            publish_event(name="tests.look", aggregate_id=ONE, authority_id=NORTH, actor=None, payload={})
        deliver_events(handler="tests.looking", aggregate_id=ONE)
    assert seen == [NORTH]


def test_sweep_when_jobs_were_lost_queues_them_again(listener: Listener) -> None:
    """A queue that was emptied costs minutes, not events."""
    publish(2)
    publish(1, aggregate_id=TWO)
    now = timezone.now()
    assert sweep(now=now + dt.timedelta(minutes=5)) == 0, "their jobs are on the way"
    with connection.cursor() as cursor:
        cursor.execute("delete from procrastinate_jobs")
    assert sweep(now=now) == 0, "they are not late yet"
    assert sweep(now=now + dt.timedelta(minutes=5)) == 2, "one for each handler and aggregate"
    assert sweep(now=now + dt.timedelta(minutes=5)) == 0
