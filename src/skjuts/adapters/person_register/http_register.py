"""A gateway to the register over HTTP: a limit on the whole wait, a new attempt, a pause when it is gone."""

from __future__ import annotations

import http.client
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import urlsplit

from skjuts.adapters.person_register.messages import read_answer, write_question
from skjuts.core.kernel.errors import BadConfiguration, UpstreamRefused, UpstreamUnavailable
from skjuts.core.kernel.identifiers import PersonIdentity
from skjuts.core.ports.person_register import RegisterPerson

LONGEST_ANSWER_BYTES = 256 * 1024
PASSING = frozenset({429, 502, 503, 504})


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a question may take in all, and for how long nothing is asked once it counts as gone.

    It counts as gone after `failures` questions in a row that got no answer.
    """

    answer_s: float = 4.0
    attempts: int = 2
    failures: int = 3
    pause_s: float = 30.0


class HttpRegister:
    """One gateway, with a token that it knows us by. Safe to use from several threads."""

    def __init__(
        self,
        address: str,
        *,
        token: str = "",
        patience: Patience | None = None,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        parts = urlsplit(address)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise BadConfiguration(
                "SKJUTS_PERSON_REGISTER är ingen webbadress.", field="SKJUTS_PERSON_REGISTER"
            )
        self._parts = parts
        self._token = token
        self._patience = patience or Patience()
        self._now = now
        self._lock = threading.Lock()
        self._failures = 0
        self._asleep_until = -float("inf")

    def find_person(self, identity: PersonIdentity) -> RegisterPerson | None:
        """The person, or None; raises as the port says, at once while the pause lasts."""
        if self._now() < self._asleep_until:
            raise _gone()
        deadline = self._now() + self._patience.answer_s
        for _ in range(self._patience.attempts):
            body = self._ask(write_question(identity), deadline)
            if body is not None:
                self._note(is_answered=True)
                return read_answer(body, identity)
            if self._now() >= deadline:
                break
        self._note(is_answered=False)
        raise _gone()

    def _note(self, *, is_answered: bool) -> None:
        with self._lock:
            self._failures = 0 if is_answered else self._failures + 1
            if self._failures >= self._patience.failures:
                self._asleep_until = self._now() + self._patience.pause_s
                self._failures = 0

    def _ask(self, question: bytes, deadline: float) -> bytes | None:
        """One attempt: the body, or None when none came in time or the gateway says "not now"."""
        connection = self._connect(deadline)
        headers = {"Content-Type": "application/json", "Authorization": f"Bearer {self._token}"}
        try:
            connection.request("POST", f"{self._parts.path.rstrip('/')}/people", question, headers)
            response = connection.getresponse()
            if response.status in PASSING:
                return None
            if response.status != HTTPStatus.OK:
                raise UpstreamRefused("Personregistret avvisade frågan.")
            return self._read(response, connection, deadline)
        except (OSError, http.client.HTTPException):
            return None
        finally:
            connection.close()

    def _connect(self, deadline: float) -> http.client.HTTPConnection:
        kind = http.client.HTTPSConnection if self._parts.scheme == "https" else http.client.HTTPConnection
        left = max(0.05, deadline - self._now())
        return kind(self._parts.hostname or "", self._parts.port, timeout=left)

    def _read(
        self, response: http.client.HTTPResponse, connection: http.client.HTTPConnection, deadline: float
    ) -> bytes | None:
        """The whole body, with the limit on the whole and not on each piece: a trickle is no answer."""
        body = bytearray()
        while True:
            left = deadline - self._now()
            if left <= 0:
                return None
            if connection.sock is not None:
                connection.sock.settimeout(left)
            piece = response.read1(LONGEST_ANSWER_BYTES)
            if not piece:
                return bytes(body)
            body += piece
            if len(body) > LONGEST_ANSWER_BYTES:
                raise UpstreamRefused("Personregistret svarade orimligt långt.")


def _gone() -> UpstreamUnavailable:
    return UpstreamUnavailable("Personregistret svarar inte.")
