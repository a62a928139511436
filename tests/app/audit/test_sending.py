"""Messages leave at least once, in order where order matters, and one dead address stops nobody else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

import pytest
from django.db import connection
from django.utils import timezone

from skjuts.apps.audit.errors import UnknownDelivery
from skjuts.apps.audit.house import whole_house
from skjuts.apps.audit.models import ChannelHealth, Message
from skjuts.apps.audit.services import enqueue_message
from skjuts.apps.audit.services.sending import (
    FAILURES_BEFORE_REST,
    LEASE,
    MOST_ATTEMPTS,
    REST,
    drop_message,
    empty_messages,
    retry_message,
    send_message,
)
from skjuts.apps.audit.services.sweeping import sweep
from skjuts.apps.tenancy.scope import entering
from skjuts.core.kernel.errors import UpstreamRefused, UpstreamUnavailable
from skjuts.core.ports.messages import OutgoingMessage, channels
from tests.app.audit.conftest import NORTH

pytestmark = pytest.mark.django_db


class Moody:
    """A channel that keeps what it was handed, repetitions included, or raises what it is told to."""

    def __init__(self) -> None:
        self.sent: list[OutgoingMessage] = []
        self.mood: BaseException | None = None

    def send(self, message: OutgoingMessage) -> None:
        """Send, or raise."""
        if self.mood is not None:
            raise self.mood
        self.sent.append(message)


@pytest.fixture
def channel() -> Iterator[Moody]:
    """The one channel."""
    moody = Moody()
    with channels.holding({"sms": moody}):
        yield moody


def enqueue(*keys: str, line: str = "", channel: str = "sms") -> list[UUID]:
    """Enqueue messages; their ids in order."""
    with entering(authorities=[NORTH]):
        for key in keys:
            enqueue_message(channel=channel, key=key, authority_id=NORTH, payload={"text": key}, line=line)
        found = dict(Message.objects.values_list("key", "id"))
    return [found[key] for key in keys]


def get_message(key: str) -> Message:
    """The row of a key."""
    with whole_house():
        return Message.objects.get(key=key)


@contextmanager
def later(wait: dt.timedelta, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The clock, put forward."""
    with monkeypatch.context() as patched:
        moment = timezone.now() + wait
        patched.setattr("django.utils.timezone.now", lambda: moment)
        yield


def test_message_when_sent_carries_its_id_and_content_once(channel: Moody) -> None:
    """The id is what the receiver knows a repetition by."""
    (message_id,) = enqueue("a")
    assert send_message(message_id=message_id) == 1
    assert send_message(message_id=message_id) == 0
    assert [(one.id, one.key, one.content) for one in channel.sent] == [(message_id, "a", {"text": "a"})]
    assert get_message("a").state == "sent"


def test_line_when_sent_leaves_in_order_whoever_asks(channel: Moody) -> None:
    """The second version of an order must not arrive before the first."""
    ids = enqueue("o/1", "o/2", "o/3", line="o")
    assert send_message(message_id=ids[2]) == 3
    assert [one.key for one in channel.sent] == ["o/1", "o/2", "o/3"]


def test_message_when_the_other_side_is_gone_is_tried_again_later(
    channel: Moody, monkeypatch: pytest.MonkeyPatch
) -> None:
    """First soon, then ever more seldom."""
    (message_id,) = enqueue("a")
    channel.mood = UpstreamUnavailable()
    waits = []
    for _ in range(3):
        row = get_message("a")
        with later(max(row.next_try_at - timezone.now(), dt.timedelta(0)), monkeypatch):
            now = timezone.now()
            send_message(message_id=message_id)
            waits.append((get_message("a").next_try_at - now).total_seconds())
    assert waits[1] == pytest.approx(2 * waits[0])
    assert waits[2] == pytest.approx(4 * waits[0])
    assert 10 <= waits[0] <= 12
    assert get_message("a").failure == "UpstreamUnavailable"


def test_message_when_refused_is_dead_at_once_and_stops_its_line_alone(channel: Moody) -> None:
    """Trying again would not help; letting the next one by would break the order."""
    ids = enqueue("o/1", "o/2", line="o")
    (other,) = enqueue("b")
    channel.mood = UpstreamRefused()
    send_message(message_id=ids[0])
    channel.mood = None
    assert send_message(message_id=ids[1]) == 0
    assert send_message(message_id=other) == 1
    assert get_message("o/1").state == "dead"


def test_message_when_it_has_failed_twelve_times_is_dead(
    channel: Moody, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A person has to look at it; machines have tried all night."""
    (message_id,) = enqueue("a")
    channel.mood = UpstreamUnavailable()
    for hours in range(1, MOST_ATTEMPTS + 1):
        with later(dt.timedelta(hours=2 * hours), monkeypatch):
            send_message(message_id=message_id)
    assert (get_message("a").state, get_message("a").attempts) == ("dead", MOST_ATTEMPTS)


def test_message_when_its_channel_does_not_exist_is_dead(channel: Moody) -> None:
    """A misspelt channel is a fault that waiting does not mend."""
    (message_id,) = enqueue("a", channel="smoke")
    send_message(message_id=message_id)
    assert get_message("a").state == "dead"


def test_dead_message_when_retried_or_dropped_lets_its_line_go_on(channel: Moody) -> None:
    """Both are a person's decisions."""
    ids = enqueue("o/1", "o/2", "o/3", line="o")
    channel.mood = UpstreamRefused()
    send_message(message_id=ids[0])
    drop_message(message_id=ids[0], authority_id=NORTH)
    send_message(message_id=ids[1])
    channel.mood = None
    retry_message(message_id=ids[1], authority_id=NORTH)
    assert send_message(message_id=ids[1]) == 2
    assert [one.key for one in channel.sent] == ["o/2", "o/3"]
    assert get_message("o/1").state == "dropped"
    for change in (retry_message, drop_message):
        with pytest.raises(UnknownDelivery):
            change(message_id=ids[1], authority_id=NORTH)


def test_message_when_lent_to_a_worker_that_died_is_sent_when_the_lease_is_over(
    channel: Moody, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody knows whether it was sent, so it is sent again, under the same id."""
    (message_id,) = enqueue("a")
    channel.mood = SystemExit()
    with pytest.raises(SystemExit):
        send_message(message_id=message_id)
    channel.mood = None
    assert get_message("a").state == "leased"
    assert send_message(message_id=message_id) == 0
    with later(LEASE, monkeypatch):
        assert send_message(message_id=message_id) == 1


def test_message_when_it_kills_every_worker_is_dead_in_the_end(
    channel: Moody, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Otherwise it would take the workers down for ever."""
    (message_id,) = enqueue("a")
    channel.mood = SystemExit()
    for number in range(MOST_ATTEMPTS):
        with later(LEASE * (number + 1), monkeypatch), pytest.raises(SystemExit):
            send_message(message_id=message_id)
    with later(LEASE * 20, monkeypatch):
        assert send_message(message_id=message_id) == 0
    assert get_message("a").failure == "WorkerDied"


def test_channel_when_it_fails_many_times_in_a_row_rests(
    channel: Moody, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A silent receiver must not keep every worker waiting for it."""
    ids = enqueue(*"abcdefg")
    channel.mood = UpstreamUnavailable()
    for message_id in ids[:FAILURES_BEFORE_REST]:
        send_message(message_id=message_id)
    channel.mood = None
    assert send_message(message_id=ids[-1]) == 0
    assert get_message("g").attempts == 0
    with later(REST + dt.timedelta(seconds=1), monkeypatch):
        assert send_message(message_id=ids[-1]) == 1
    assert ChannelHealth.objects.get().failures == 0


def test_payload_when_a_month_has_passed_is_taken_away(channel: Moody) -> None:
    """That it was sent is worth keeping; to whom and what is not."""
    (message_id,) = enqueue("a")
    enqueue("b")
    send_message(message_id=message_id)
    now = timezone.now()
    assert empty_messages(now=now + dt.timedelta(days=29)) == 0
    assert empty_messages(now=now + dt.timedelta(days=31)) == 1
    assert get_message("a").payload is None
    assert get_message("b").payload == '{"text": "b"}'


def test_sweep_when_jobs_were_lost_queues_one_for_each_line(channel: Moody) -> None:
    """A queue that was emptied costs minutes, not messages."""
    enqueue("o/1", "o/2", line="o")
    enqueue("a", "b")
    later_on = timezone.now() + dt.timedelta(minutes=5)
    assert sweep(now=later_on) == 0, "their jobs are on the way"
    with connection.cursor() as cursor:
        cursor.execute("delete from procrastinate_jobs")
    assert sweep(now=later_on) == 3
