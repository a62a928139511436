"""A process that serves pages: one thread for a request, files whole, and a bounded queue to the threads."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator
from http import HTTPStatus
from typing import Any

import pytest
from django.core.signals import request_finished, request_started
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.test import override_settings
from django.urls import path

from skjuts.config.answering import ThreadedHandler
from skjuts.config.site.health import LIVE

PATIENCE_S = 10.0
DOOR = threading.Event()
"""Opened by the test that holds up the view `wait`."""


def tell_thread(_request: HttpRequest) -> HttpResponse:
    """Name the thread that answers."""
    return HttpResponse(threading.current_thread().name)


def read_out(_request: HttpRequest) -> StreamingHttpResponse:
    """Bytes that come piece by piece, each from the thread that it names."""
    return StreamingHttpResponse(threading.current_thread().name.encode() for _ in range(3))


def echo(request: HttpRequest) -> HttpResponse:
    """What was sent."""
    return HttpResponse(request.body)


def wait(_request: HttpRequest) -> HttpResponse:
    """Answer when the door opens."""
    return HttpResponse(str(DOOR.wait(PATIENCE_S)))


urlpatterns = [
    path("thread", tell_thread),
    path("file", read_out),
    path("echo", echo),
    path("wait", wait),
    path(LIVE.removeprefix("/"), tell_thread),
]
type Sent = list[dict[str, Any]]


@pytest.fixture
def make_handler() -> Iterator[Callable[..., ThreadedHandler]]:
    """A handler of these views without any middleware."""
    with override_settings(ROOT_URLCONF=__name__, MIDDLEWARE=[], ALLOWED_HOSTS=["*"]):
        yield ThreadedHandler


async def ask(handler: ThreadedHandler, address: str, *messages: dict[str, Any]) -> Sent:
    """Everything that is sent to one who asks for an address."""
    sent: Sent = []
    waiting = list(messages or ({"type": "http.request", "body": b""},))

    async def receive() -> dict[str, Any]:
        return waiting.pop(0)

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "method": "POST" if messages else "GET",
        "path": address,
        "query_string": b"",
        "headers": [(b"host", b"testserver")],
    }
    await handler(scope, receive, send)
    return sent


def body_of(sent: Sent) -> bytes:
    """The pieces together."""
    return b"".join(one.get("body", b"") for one in sent[1:])


def test_a_request_is_answered_in_one_thread_from_start_to_end(
    make_handler: Callable[..., ThreadedHandler],
) -> None:
    """The connection to the database belongs to a thread: what one opens, another could not give back."""
    seen: list[str] = []

    def note(**_told: object) -> None:
        seen.append(threading.current_thread().name)

    request_started.connect(note, weak=False)
    request_finished.connect(note, weak=False)
    try:
        sent = asyncio.run(ask(make_handler(), "/thread"))
    finally:
        request_started.disconnect(note)
        request_finished.disconnect(note)
    assert sent[0]["status"] == 200
    assert {body_of(sent).decode(), *seen} == {seen[0]}
    assert len(seen) == 2
    assert seen[0].startswith("answer")


def test_a_file_is_read_in_the_thread_that_answers(make_handler: Callable[..., ThreadedHandler]) -> None:
    """Rows that are read while they are sent would else be read without the actor's scope."""
    sent = asyncio.run(ask(make_handler(threads=1), "/file"))
    assert body_of(sent) == b"answer_0" * 3


def test_what_is_sent_in_pieces_comes_whole(make_handler: Callable[..., ThreadedHandler]) -> None:
    """A form of several kilobytes arrives in several messages."""
    pieces = [
        {"type": "http.request", "body": b"first ", "more_body": True},
        {"type": "http.request", "body": b"second", "more_body": False},
    ]
    assert body_of(asyncio.run(ask(make_handler(), "/echo", *pieces))) == b"first second"


def test_one_who_leaves_before_all_is_sent_gets_no_answer(
    make_handler: Callable[..., ThreadedHandler],
) -> None:
    """Half a form must never be worked on."""
    pieces: Sent = [
        {"type": "http.request", "body": b"half", "more_body": True},
        {"type": "http.disconnect"},
    ]
    assert asyncio.run(ask(make_handler(), "/echo", *pieces)) == []


def test_when_too_many_wait_the_next_is_told_at_once_and_those_who_wait_are_answered(
    make_handler: Callable[..., ThreadedHandler],
) -> None:
    """A queue that only grows serves nobody: everyone's browser has given up before the answer comes."""

    async def crowd() -> tuple[Sent, list[Sent]]:
        handler = make_handler(threads=1, most_waiting=1)
        inside = [asyncio.create_task(ask(handler, "/wait")) for _ in range(2)]
        await asyncio.sleep(0)
        late = await ask(handler, "/wait")
        probe = asyncio.create_task(ask(handler, LIVE))
        await asyncio.sleep(0)
        DOOR.set()
        assert (await probe)[0]["status"] == HTTPStatus.OK, "a probe waits for its turn"
        return late, [await one for one in inside]

    DOOR.clear()
    late, served = asyncio.run(crowd())
    assert late[0]["status"] == 503
    assert (b"Retry-After", b"5") in late[0]["headers"]
    assert "försök igen" in body_of(late).decode()
    assert [body_of(one) for one in served] == [b"True", b"True"]


def test_what_is_not_http_is_refused(make_handler: Callable[..., ThreadedHandler]) -> None:
    """The server must be told, instead of waiting for an answer that never comes."""

    async def never(*_told: object) -> dict[str, Any]:
        raise AssertionError("nothing is read or sent")

    with pytest.raises(ValueError, match="websocket"):
        asyncio.run(make_handler()({"type": "websocket"}, never, never))
