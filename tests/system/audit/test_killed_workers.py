"""Workers are killed at every named point, and every effect still comes once and in order."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import suppress
from uuid import UUID, uuid4

import pytest
from django.utils import timezone
from procrastinate.exceptions import AlreadyEnqueued

from skjuts.adapters.witness import NoWitness
from skjuts.apps.audit import crash
from skjuts.apps.audit.house import whole_house
from skjuts.apps.audit.models import Access, Delivery, Event, Message, Seal
from skjuts.apps.audit.queueing import defer_job
from skjuts.apps.audit.services import publish_event, record_access
from skjuts.apps.audit.services.sealing import seal_entries
from skjuts.apps.audit.signing import Signer
from skjuts.apps.audit.subscriptions import subscribed
from skjuts.apps.audit.verification import Stretch, verify_log
from skjuts.apps.tenancy.scope import acting, entering
from tests.app.audit.conftest import NORTH, make_actor
from tests.system.audit.conftest import (
    Receiver,
    let_time_pass,
    run_publisher,
    running_worker,
    wait_until,
)
from tests.system.audit.effects.handlers import EFFECT, count, traces_of

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("empty_queue")]
AGGREGATES = [uuid4() for _ in range(3)]
KILLED = -9


@pytest.fixture(autouse=True)
def subscription() -> Iterator[None]:
    """Whoever publishes has to know who hears."""
    with subscribed("tests.counted", handler="tests.count", function=count):
        yield


def do_some_work(round_number: int) -> None:
    """Publish to old aggregates and a new one, log an access, ask for a checkpoint."""
    for aggregate_id in (*AGGREGATES, UUID(int=round_number + 1)):
        with entering(authorities=[NORTH]):
            publish_event(
                name="tests.counted",
                aggregate_id=aggregate_id,
                authority_id=NORTH,
                actor=None,
                payload={},
            )
    actor = make_actor()
    with acting(actor):
        record_access(actor, action=Access.READ, authority_id=NORTH, reason="booking", context="")
    with suppress(AlreadyEnqueued):
        defer_job("audit.checkpoint", timestamp=0)


def is_drained() -> bool:
    """Whether everything has been delivered and sent."""
    with whole_house():
        return not (
            Delivery.objects.exclude(state="done").exists()
            or Message.objects.exclude(state__in=("sent", "dead")).exists()
        )


def list_events() -> dict[UUID, list[int]]:
    """The numbers of the published events of each aggregate, in order."""
    found: dict[UUID, list[int]] = {}
    with whole_house():
        rows = Event.objects.filter(name="tests.counted").order_by("number")
        for aggregate_id, number in rows.values_list("aggregate_id", "number"):
            found.setdefault(aggregate_id, []).append(number)
    return found


def list_effects(aggregate_id: UUID) -> list[int]:
    """The numbers of the events whose effect stands, in the order in which they came."""
    with whole_house():
        rows = Event.objects.filter(name=EFFECT, aggregate_id=traces_of(aggregate_id)).order_by("number")
        return [payload["number"] for payload in rows.values_list("payload", flat=True)]


def kill_at(point: str, round_number: int, receiver: Receiver) -> None:
    """Start a worker that dies at the point, and give it work until it does."""
    do_some_work(round_number)
    if point.startswith("checkpoint."):
        seal_entries()
    let_time_pass()
    with running_worker(receiver, crash_at=point) as worker:
        try:
            worker.wait(60)
        except subprocess.TimeoutExpired:
            pytest.fail(f"the worker never came to {point}")
        assert worker.returncode == KILLED, point


def test_workers_when_killed_at_every_point_leave_each_effect_once_and_in_order(receiver: Receiver) -> None:
    """No row is lost, none is doubled, and the receiver knows each repetition by its id."""
    points = sorted(point for point in crash.POINTS if not point.startswith("publish."))
    for round_number, point in enumerate(points):
        kill_at(point, round_number, receiver)
    let_time_pass()
    with running_worker(receiver):
        wait_until("all is delivered and sent", is_drained)
        wait_until(
            "all is sealed", lambda: sum(Seal.objects.values_list("entries", flat=True)) == len(points)
        )
    published = list_events()
    assert len(published[AGGREGATES[0]]) == len(points)
    assert {aggregate_id: list_effects(aggregate_id) for aggregate_id in published} == published
    received: dict[UUID, list[int]] = {}
    for told in receiver.effects.values():
        received.setdefault(UUID(told["aggregate"]), []).append(told["number"])
    assert received == published
    assert len(receiver.came) > len(receiver.effects), "some were sent twice, which is what this is about"
    signer = Signer.of_settings()
    verdict = verify_log(Stretch(), keys={signer.key_id: signer.public}, witness=NoWitness())
    assert (verdict.is_whole, verdict.entries) == (True, len(points))


@pytest.mark.parametrize("point", sorted(point for point in crash.POINTS if point.startswith("publish.")))
def test_publisher_when_killed_has_published_nothing(receiver: Receiver, point: str) -> None:
    """An event is told if and only if what it tells of was committed."""
    aggregates = [str(uuid4()) for _ in range(3)]
    assert run_publisher(receiver, point, *aggregates) == KILLED
    with whole_house():
        assert (Event.objects.count(), Delivery.objects.count()) == (0, 0)
    assert run_publisher(receiver, "", *aggregates) == 0
    with whole_house():
        assert (Event.objects.count(), Delivery.objects.count()) == (3, 3)


def test_point_when_not_named_anywhere_is_refused() -> None:
    """A misspelt point would be a test that tests nothing."""
    with pytest.raises(ValueError, match="not a crash point"):
        crash.point("nowhere")


def test_receiver_when_a_message_is_sent_again_has_one_effect(receiver: Receiver) -> None:
    """What the whole promise leans on."""
    from skjuts.core.ports.messages import OutgoingMessage
    from tests.system.audit.effects.apps import HttpChannel

    message = OutgoingMessage(uuid4(), "http", "k", {"made": timezone.now().isoformat()})
    for _ in range(3):
        HttpChannel(receiver.address).send(message)
    assert (len(receiver.came), len(receiver.effects)) == (3, 1)
