"""A process that hangs is replaced, and one that is slow to start is left in peace."""

from __future__ import annotations

import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator

import pytest

from skjuts.cli.house.parts import ProgramPart
from skjuts.cli.house.pulse import Pulse, asking
from skjuts.cli.house.stopping import StopSignals
from skjuts.cli.house.supervision import Supervisor
from skjuts.core.kernel.errors import Interrupted

SERVER = """
import http.server, socket, sys
class Live(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200); self.end_headers()
    def log_message(self, *_): pass
server = http.server.HTTPServer(("127.0.0.1", 0), Live, bind_and_activate=False)
server.socket = socket.socket(fileno=int(sys.argv[1]))
server.serve_forever()
"""
PATIENCE_S = 60.0


@pytest.fixture
def door() -> Iterator[socket.socket]:
    """The socket that outlives the pages."""
    with socket.create_server(("127.0.0.1", 0)) as opened:
        yield opened


def pages_at(door: socket.socket) -> ProgramPart:
    """A tiny server behind the door."""
    command = [sys.executable, "-c", SERVER, str(door.fileno())]
    return ProgramPart("Webben", command, dict(os.environ), patience_s=1, sockets=(door.fileno(),))


def wait_for(what: Callable[[], bool]) -> None:
    """Wait until it is so."""
    deadline = time.monotonic() + PATIENCE_S
    while not what():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_pages_when_they_hang_are_ended_and_begun_again(door: socket.socket) -> None:
    """A stopped process does not die by itself: without this the house stands until somebody phones."""
    said: list[str] = []
    ask = asking("127.0.0.1", door.getsockname()[1], "localhost")
    answers: list[bool] = []
    pulse = Pulse(lambda: answers.append(ask()) or answers[-1], silent_s=1.0)  # type: ignore[func-returns-value]
    pages = pages_at(door)

    def hang() -> None:
        # Twice: the first answer has then been taken note of.
        wait_for(lambda: sum(answers) > 1)
        before = pages.pid
        os.kill(before, signal.SIGSTOP)
        wait_for(lambda: pages.pid != before)
        wait_for(ask)
        os.kill(os.getpid(), signal.SIGTERM)

    with StopSignals() as signals:
        supervisor = Supervisor(signals, said.append)
        supervisor.start(pages)
        pulse.listen()
        threading.Thread(target=hang, daemon=True).start()
        try:
            with pytest.raises(Interrupted):
                supervisor.watch(pulse, [pages])
        finally:
            pulse.close()
            supervisor.stop()
    assert said[:2] == [
        "Webben svarar inte och avbryts.",
        "Webben slutade oväntat med signal 9 och startas om.",
    ]


@pytest.mark.parametrize(
    ("answered_ago_s", "began_ago_s", "is_silent"),
    [(1, 100, False), (31, 100, True), (100, 31, False), (300, 181, True)],
)
def test_pulse_when_a_process_has_just_begun_waits_longer(
    monkeypatch: pytest.MonkeyPatch, answered_ago_s: float, began_ago_s: float, *, is_silent: bool
) -> None:
    """Killed while it starts, it would never come up on a slow machine."""
    now = 10_000.0
    monkeypatch.setattr("skjuts.cli.house.pulse.time.monotonic", lambda: now - answered_ago_s)
    pulse = Pulse(lambda: True)
    monkeypatch.setattr("skjuts.cli.house.pulse.time.monotonic", lambda: now)
    assert pulse.is_silent(now - began_ago_s) is is_silent
