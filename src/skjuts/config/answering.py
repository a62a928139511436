"""Django's ASGI entry with each request answered in one thread, from its start to its end.

Django's own handler moves a request between the event loop and threads at every border between middleware
and view; for views that are all synchronous this costs a third of the processor (ADR 0024).
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from contextvars import copy_context
from http import HTTPStatus
from typing import IO, Any, cast

from django.core.exceptions import RequestAborted
from django.core.handlers.asgi import ASGIHandler, get_script_prefix
from django.core.handlers.base import BaseHandler
from django.core.signals import request_started
from django.http import HttpResponse, StreamingHttpResponse
from django.urls import set_script_prefix

from skjuts.config.site.health import LIVE, READY

type Answer = HttpResponse | StreamingHttpResponse

THREADS = 2
"""One works while the other waits for the database. With four, a full house spends a quarter of its processor
time on waiting for the interpreter (ADR 0024); more answers at once take more processes."""
MOST_WAITING = 100
"""Requests that wait for a thread: later ones are told at once to come back, so that these are served."""
RETRY_AFTER_S = 5
PROBES = (LIVE, READY)


class ThreadedHandler(ASGIHandler):
    """An ASGI application of synchronous Django: a few threads that answer, and a bounded queue to them."""

    def __init__(self, threads: int = THREADS, most_waiting: int = MOST_WAITING) -> None:
        BaseHandler.__init__(self)
        self.load_middleware(is_async=False)
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="answer")
        self._taken = 0
        self._most = threads + most_waiting

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:  # noqa: ANN401  (ASGI's own)
        """Answer one request. Raises ValueError for what is not HTTP."""
        if scope["type"] != "http":
            raise ValueError(f"{scope['type']} is not served here")
        try:
            body = await self.read_body(receive)
        except RequestAborted:
            return
        with closing(body):
            await self.send_response(await self._take(scope, body), send)

    async def _take(self, scope: Any, body: IO[bytes]) -> Answer:  # noqa: ANN401
        # A probe waits its turn: that threads which all hang are told apart from threads with much to do.
        if self._taken >= self._most and scope["path"] not in PROBES:
            return _too_many()
        self._taken += 1
        try:
            loop = asyncio.get_running_loop()
            return await loop.run_in_executor(self._threads, copy_context().run, self._answer, scope, body)
        finally:
            self._taken -= 1

    def _answer(self, scope: Any, body: IO[bytes]) -> Answer:  # noqa: ANN401
        """All of the work, in the thread that holds the request's connection to the database."""
        set_script_prefix(get_script_prefix(scope))
        request_started.send(sender=self.__class__, scope=scope)
        request, refused = self.create_request(scope, body)
        response = cast("Answer", refused if request is None else self.get_response(request))
        response._handler_class = self.__class__  # type: ignore[union-attr]  # noqa: SLF001  (as Django does)
        if isinstance(response, StreamingHttpResponse) and not response.is_async:
            response.streaming_content = _hand_out([*cast("Iterable[bytes]", response.streaming_content)])
        response.close()
        return response


def _too_many() -> HttpResponse:
    """Drawn without a template or a question: it must cost next to nothing."""
    text = "Just nu är det många som använder tjänsten. Vänta en stund och försök igen."
    headers = {"Retry-After": str(RETRY_AFTER_S), "Cache-Control": "no-store"}
    kind = "text/plain; charset=utf-8"
    return HttpResponse(text, kind, HTTPStatus.SERVICE_UNAVAILABLE, headers=headers)


async def _hand_out(parts: Iterable[bytes]) -> AsyncIterator[bytes]:
    for part in parts:
        yield part
