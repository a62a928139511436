"""Hear whether the pages still answer: what hangs is alive to its parent and dead to everybody else.

Each process that serves pages is asked at its own door. At the one that they share, those that are well would
answer for one that hangs, while every request that it has taken on waits for ever.
"""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable
from http.client import HTTPConnection, HTTPException

LIVE_PATH = "/health/live"
SILENT_S = 30.0
"""Pages that have not answered for so long hang. A busy machine answers this one within seconds."""
START_S = 180.0
"""So long a process may take from its start to its first answer."""
_ASK_S = 10.0
_PAUSE_S = 2.0


class Pulse:
    """Asks by itself, on a thread of its own; the supervisor never waits for an answer."""

    def __init__(self, ask: Callable[[], bool], silent_s: float = SILENT_S, start_s: float = START_S) -> None:
        self._ask = ask
        self._silent_s = silent_s
        self._start_s = start_s
        self._answered = -math.inf
        self._ending = threading.Event()

    def listen(self) -> None:
        """Begin to ask; ends with the process, or with `close`."""
        threading.Thread(target=self._listen, name="pulse", daemon=True).start()

    def close(self) -> None:
        """Ask no more."""
        self._ending.set()

    def is_silent(self, began: float) -> bool:
        """Whether nothing has been heard for too long from a process that began then."""
        now, answered = time.monotonic(), self._answered
        if answered <= began:
            return now - began > self._start_s
        return now - answered > self._silent_s

    def note_answer(self) -> None:
        """It has answered now."""
        self._answered = time.monotonic()

    def _listen(self) -> None:
        while not self._ending.wait(min(_PAUSE_S, self._silent_s / 4)):
            if self._ask():
                self.note_answer()


def asking(host: str, port: int, name: str) -> Callable[[], bool]:
    """The question to a door; `name` is a host name that the pages answer to. Any answer is life."""

    def ask() -> bool:
        connection = HTTPConnection(host, port, timeout=_ASK_S)
        try:
            connection.request("GET", LIVE_PATH, headers={"Host": name, "X-Forwarded-Proto": "https"})
            return bool(connection.getresponse().status)
        except (OSError, HTTPException):
            return False
        finally:
            connection.close()

    return ask
