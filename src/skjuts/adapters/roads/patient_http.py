"""Asks a JSON server with patience: time-outs, new attempts, and a pause when it is gone."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

import httpx

from skjuts.core.kernel.errors import UpstreamUnavailable

PASSING_STATUS = frozenset({429, 502, 503, 504})
"""The server, or what stands before it, says: not now."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a question may take and how often it is asked before the server counts as gone.

    Attempts are `backoff_s`, twice that, and so on apart. After the last one nothing is asked
    for `pause_s`: whoever asks is told at once.
    """

    connect_s: float = 2.0
    read_s: float = 20.0
    attempts: int = 3
    backoff_s: float = 0.2
    pause_s: float = 30.0


class PatientClient:
    """One server. Safe to use from several threads; close it (or use it as a context) when done."""

    def __init__(
        self,
        base_url: str,
        patience: Patience,
        now: Callable[[], float] = time.monotonic,
        wait: Callable[[float], None] = time.sleep,
    ) -> None:
        timeout = httpx.Timeout(patience.read_s, connect=patience.connect_s)
        self._http = httpx.Client(base_url=base_url, timeout=timeout)
        self._patience = patience
        self._now = now
        self._wait = wait
        self._lock = threading.Lock()
        self._asleep_until = -float("inf")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the connections."""
        self._http.close()

    def ask(self, method: str, path: str, body: dict[str, Any] | None = None) -> httpx.Response:
        """Send a question until it is answered; any answer but "not now" is returned.

        Raises `UpstreamUnavailable` when the attempts are used up, or within the pause that follows.
        """
        with self._lock:
            if self._now() < self._asleep_until:
                raise self._gone()
        for attempt in range(self._patience.attempts):
            if attempt:
                self._wait(self._patience.backoff_s * 2 ** (attempt - 1))
            try:
                response = self._http.request(method, path, json=body)
            except httpx.TransportError:
                continue
            if response.status_code not in PASSING_STATUS:
                return response
        with self._lock:
            self._asleep_until = self._now() + self._patience.pause_s
        raise self._gone()

    def _gone(self) -> UpstreamUnavailable:
        return UpstreamUnavailable(f"Vägservern {self._http.base_url.host} svarar inte.")
