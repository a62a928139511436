"""Patience with a server: how often, how long, and when to stop asking. A real server answers."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from skjuts.adapters.roads.patient_http import Patience, PatientClient
from skjuts.adapters.roads.valhalla_server import ValhallaServer
from skjuts.core.kernel.errors import UpstreamRefused, UpstreamUnavailable
from skjuts.core.network.travel_times import Point, Profile

PATIENCE = Patience(connect_s=2.0, read_s=2.0, attempts=3, backoff_s=0.5, pause_s=30.0)


class Script(ThreadingHTTPServer):
    """Answers from a list of (status, body); a status of 0 keeps silent until the client gives up."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answering)
        self.answers: list[tuple[int, bytes]] = []
        self.asked = 0
        self.give_up = threading.Event()

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.server_address[1]}"


class _Answering(BaseHTTPRequestHandler):
    server: Script

    def do_GET(self) -> None:
        self.server.asked += 1
        status, body = self.server.answers.pop(0)
        if status == 0:
            self.server.give_up.wait()
            return
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_POST = do_GET  # noqa: N815 - the library's name

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
        """Keep quiet."""


@pytest.fixture
def script() -> Iterator[Script]:
    """A server that follows the test's script."""
    with Script() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.give_up.set()
        server.shutdown()
        thread.join()


class Clock:
    """A clock that moves only when somebody waits."""

    def __init__(self) -> None:
        self.now_s = 100.0
        self.waits: list[float] = []

    def now(self) -> float:
        """What it shows."""
        return self.now_s

    def wait(self, seconds: float) -> None:
        """Move it on."""
        self.waits.append(seconds)
        self.now_s += seconds


def make_client(script: Script, clock: Clock) -> PatientClient:
    """A client whose waiting costs no time."""
    return PatientClient(script.url, PATIENCE, clock.now, clock.wait)


def test_a_passing_trouble_is_asked_through_with_longer_and_longer_waits(script: Script) -> None:
    """A server that restarts is back within seconds."""
    script.answers = [(503, b""), (0, b""), (200, b"{}")]
    clock = Clock()
    with make_client(script, clock) as client:
        assert client.ask("GET", "/status").status_code == 200
    assert clock.waits == [0.5, 1.0]


def test_a_refusal_is_not_asked_again(script: Script) -> None:
    """The server has said what it thinks of the question."""
    script.answers = [(400, b'{"error_code": 154, "error": "too far"}')]
    clock = Clock()
    with make_client(script, clock) as client:
        server = ValhallaServer(client, 5_000)
        with pytest.raises(UpstreamRefused, match="kod 154: too far"):
            server.drive([Point(63, 15)], [Point(64, 15)], Profile.CAR)
    assert script.asked == 1


def test_after_the_last_attempt_nothing_is_asked_until_the_pause_is_over(script: Script) -> None:
    """The circuit is open: callers are told at once, and the server is left in peace."""
    script.answers = [(503, b"")] * 3 + [(200, b"{}")]
    clock = Clock()
    with make_client(script, clock) as client:
        with pytest.raises(UpstreamUnavailable, match=r"Vägservern 127\.0\.0\.1 svarar inte\."):
            client.ask("GET", "/status")
        clock.now_s += 29.0
        with pytest.raises(UpstreamUnavailable):
            client.ask("GET", "/status")
        assert script.asked == 3
        clock.now_s += 2.0
        assert client.ask("GET", "/status").status_code == 200


def test_something_that_is_not_valhalla_is_an_error_with_a_remedy(script: Script) -> None:
    """A proxy's login page answers 200 too."""
    script.answers = [(200, b"<html>")]
    with make_client(script, Clock()) as client, pytest.raises(UpstreamRefused) as caught:
        _ = ValhallaServer(client, 5_000).build_id
    assert "Valhallaserver" in caught.value.remedy


def test_the_build_is_asked_for_once_in_a_while_and_kept_while_the_server_is_gone(script: Script) -> None:
    """New tiles must be noticed, and cached legs must go on serving without the server."""
    script.answers = [
        (200, b'{"version": "3.9.1", "tileset_last_modified": 1}'),
        (200, b'{"version": "3.9.1", "tileset_last_modified": 2}'),
        *[(502, b"")] * 3,
    ]
    clock = Clock()
    with make_client(script, clock) as client:
        server = ValhallaServer(client, 5_000, now=clock.now)
        assert [server.build_id for _ in range(3)] == ["valhalla-3.9.1-1"] * 3
        clock.now_s += 61.0
        assert server.build_id == "valhalla-3.9.1-2"
        clock.now_s += 61.0
        assert server.build_id == "valhalla-3.9.1-2"
    assert script.asked == 5
