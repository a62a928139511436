"""Events in every order that chance finds: published, delivered, crashed, tried again."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from unittest.mock import patch
from uuid import UUID, uuid5

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from skjuts.apps.audit import crash
from skjuts.apps.audit.events import EventRow
from skjuts.apps.audit.house import whole_house
from skjuts.apps.audit.models import Delivery, Event
from skjuts.apps.audit.services import publish_event
from skjuts.apps.audit.services.delivering import RETRY_AFTER_S, deliver_events, retry_delivery
from skjuts.apps.audit.subscriptions import subscribed
from skjuts.apps.tenancy.scope import entering
from tests.app.audit.conftest import NORTH

AGGREGATES = [UUID(int=number) for number in (1, 2, 3)]
HANDLERS = ("tests.first", "tests.second")
DEATHS = sorted(point for point in crash.POINTS if point.startswith(("publish.", "delivery.")))
aggregates = st.sampled_from(AGGREGATES)
handlers = st.sampled_from(HANDLERS)


class Killed(BaseException):
    """The process died here: nothing below an `except Exception` may notice."""


class Poisoned(RuntimeError):
    """The handler does not want this one."""


@contextmanager
def dying_at(point: str) -> Iterator[None]:
    """The process dies when it comes to the point."""

    def die(name: str) -> None:
        if name == point:
            raise Killed

    with patch.object(crash, "point", die):
        yield


class Events(RuleBasedStateMachine):
    """Two handlers, three aggregates, one clock."""

    def __init__(self) -> None:
        super().__init__()
        self.published: dict[UUID, int] = defaultdict(int)
        self.poisoned: set[tuple[str, UUID, int]] = set()
        self.clock = timezone.now() + dt.timedelta(minutes=1)
        self.outer = transaction.atomic()
        self.outer.__enter__()
        self.held = [subscribed("tests.seen", handler=name, function=self.hear_as(name)) for name in HANDLERS]
        for one in self.held:
            one.__enter__()

    def teardown(self) -> None:
        """Take everything back."""
        for one in reversed(self.held):
            one.__exit__(None, None, None)
        transaction.set_rollback(True)
        self.outer.__exit__(None, None, None)

    def hear_as(self, handler: str) -> Callable[[EventRow], None]:
        """A handler whose effect is an event of its own; poisoned numbers raise after it."""

        def hear(event: EventRow) -> None:
            self.leave_trace(handler, event)
            if (handler, event.aggregate_id, event.number) in self.poisoned:
                raise Poisoned

        return hear

    def leave_trace(self, handler: str, event: EventRow) -> None:
        """The effect."""
        publish_event(
            name="tests.effect",
            aggregate_id=uuid5(event.aggregate_id, handler),
            authority_id=NORTH,
            actor=None,
            payload={"number": event.number},
        )

    def publish(self, aggregate_id: UUID) -> None:
        """One event of the aggregate."""
        with entering(authorities=[NORTH]):
            publish_event(
                name="tests.seen", aggregate_id=aggregate_id, authority_id=NORTH, actor=None, payload={}
            )

    @rule(aggregate_id=aggregates)
    def publishes(self, aggregate_id: UUID) -> None:
        """A service publishes and commits."""
        self.publish(aggregate_id)
        self.published[aggregate_id] += 1

    @rule(aggregate_id=aggregates)
    def publishes_and_fails(self, aggregate_id: UUID) -> None:
        """A service publishes and is taken back."""
        with transaction.atomic():
            self.publish(aggregate_id)
            transaction.set_rollback(True)

    @rule(aggregate_id=aggregates, handler=handlers)
    def delivers(self, aggregate_id: UUID, handler: str) -> None:
        """A worker does the job."""
        with self.at_clock():
            deliver_events(handler=handler, aggregate_id=aggregate_id)

    @rule(aggregate_id=aggregates, handler=handlers, point=st.sampled_from(DEATHS))
    def dies_while_delivering(self, aggregate_id: UUID, handler: str, point: str) -> None:
        """A worker is killed at a point, if it comes there."""
        try:
            with dying_at(point), self.at_clock():
                deliver_events(handler=handler, aggregate_id=aggregate_id)
        except Killed:
            return

    @rule(aggregate_id=aggregates, handler=handlers, ahead=st.integers(0, 2))
    def poisons(self, aggregate_id: UUID, handler: str, ahead: int) -> None:
        """Some event, here already or to come, is more than the handler can take."""
        self.poisoned.add((handler, aggregate_id, self.published[aggregate_id] + ahead))

    @rule(aggregate_id=aggregates, handler=handlers)
    def meets_its_poison(self, aggregate_id: UUID, handler: str) -> None:
        """The next event is more than the handler can take, and is tried until nobody tries any more."""
        self.publishes(aggregate_id)
        self.poisoned.add((handler, aggregate_id, len(self.effects_seen(handler, aggregate_id)) + 1))
        for seconds in (0, *RETRY_AFTER_S):
            self.clock += dt.timedelta(seconds=seconds)
            self.delivers(aggregate_id, handler)

    @rule(seconds=st.sampled_from((1, *RETRY_AFTER_S)))
    def waits(self, seconds: int) -> None:
        """Time passes."""
        self.clock += dt.timedelta(seconds=seconds)

    @precondition(lambda self: self.poisoned)
    @rule()
    def is_mended(self) -> None:
        """Somebody mends the handlers and retries what is parked."""
        self.poisoned.clear()
        with whole_house():
            parked = list(Delivery.objects.filter(state="parked"))
        for row in parked:
            with self.at_clock():
                retry_delivery(delivery_id=row.id, authority_id=NORTH)

    def effects_seen(self, handler: str, aggregate_id: UUID) -> list[int]:
        """The same as `effects`, from outside the house."""
        with whole_house():
            return self.effects(handler, aggregate_id)

    @contextmanager
    def at_clock(self) -> Iterator[None]:
        """The machine's own clock."""
        with patch("django.utils.timezone.now", lambda: self.clock):
            yield

    def effects(self, handler: str, aggregate_id: UUID) -> list[int]:
        """The numbers whose effects stand, in the order in which they came."""
        traces = Event.objects.filter(aggregate_id=uuid5(aggregate_id, handler)).order_by("number")
        return [payload["number"] for payload in traces.values_list("payload", flat=True)]

    @invariant()
    def effects_are_the_first_events_once_and_in_order(self) -> None:
        """Never one twice, never the second before the first, never one that was taken back."""
        with whole_house():
            for handler in HANDLERS:
                for aggregate_id in AGGREGATES:
                    seen = self.effects(handler, aggregate_id)
                    assert seen == list(range(1, len(seen) + 1))
                    assert len(seen) <= self.published[aggregate_id]

    @invariant()
    def marks_tell_the_truth(self) -> None:
        """What is marked done is exactly what had its effect; nobody tries more than five times."""
        with whole_house():
            for handler in HANDLERS:
                for aggregate_id in AGGREGATES:
                    rows = Delivery.objects.filter(handler=handler, aggregate_id=aggregate_id)
                    done = list(rows.filter(state="done").order_by("number").values_list("number", flat=True))
                    assert done == self.effects(handler, aggregate_id)
                    assert rows.count() == self.published[aggregate_id]
                    assert rows.filter(state="parked").count() <= 1
                    assert not rows.filter(attempts__gt=len(RETRY_AFTER_S) + 1).exists()

    @invariant()
    def numbers_have_no_gaps(self) -> None:
        """An aggregate's events are counted from one."""
        with whole_house():
            for aggregate_id in AGGREGATES:
                found = Event.objects.filter(aggregate_id=aggregate_id).order_by("number")
                assert list(found.values_list("number", flat=True)) == list(
                    range(1, self.published[aggregate_id] + 1)
                )


@pytest.mark.django_db
def test_events_when_everything_happens_in_any_order_keep_their_promises() -> None:
    """A machine thinks of orders that nobody would."""
    run_state_machine_as_test(
        Events,
        settings=settings(
            max_examples=8,
            stateful_step_count=20,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
