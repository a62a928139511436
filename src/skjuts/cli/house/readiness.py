"""Ask the pages whether they are ready, as a load balancer would."""

from __future__ import annotations

import time
from collections.abc import Callable
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException

from skjuts.cli.house.errors import NotReady

READY_PATH = "/health/ready"
READY_S = 180.0
_ASK_S = 10.0
_PAUSE_S = 0.2
_MOST_BYTES = 200


def wait_until_ready(host: str, port: int, name: str, require_all: Callable[[], None]) -> None:
    """Wait until the pages answer 200; `name` is a host name that they answer to.

    `require_all` raises when a process has ended meanwhile. Raises `NotReady` after three minutes.
    """
    deadline = time.monotonic() + READY_S
    while True:
        require_all()
        status, told = _ask(host, port, name)
        if status == HTTPStatus.OK:
            return
        if time.monotonic() > deadline:
            raise NotReady(field=f"{READY_PATH}: {status or 'inget svar'} {told}".rstrip())
        time.sleep(_PAUSE_S)


def _ask(host: str, port: int, name: str) -> tuple[int | None, str]:
    connection = HTTPConnection(host, port, timeout=_ASK_S)
    try:
        connection.request("GET", READY_PATH, headers={"Host": name, "X-Forwarded-Proto": "https"})
        answer = connection.getresponse()
        return answer.status, answer.read(_MOST_BYTES).decode("utf-8", "replace")
    except (OSError, HTTPException):
        return None, ""
    finally:
        connection.close()
