"""Talking with clamd: its INSTREAM command, and every way in which it can fail us."""

from __future__ import annotations

import socketserver
import struct
import threading
import time
from collections.abc import Iterator

import pytest

from skjuts.adapters.virus_scan import open_scan
from skjuts.adapters.virus_scan.clamd import Clamd
from skjuts.adapters.virus_scan.known_test_file import EICAR
from skjuts.adapters.virus_scan.missing import MissingScan
from skjuts.core.kernel.errors import UpstreamUnavailable

TIMEOUT_S = 2.0


class _Daemon(socketserver.ThreadingTCPServer):
    """Answers as clamd does, from its documentation; `answer` replaces what it says."""

    daemon_threads = True
    answer: bytes | None = None
    is_silent = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Talk)
        self.give_up = threading.Event()


class _Talk(socketserver.StreamRequestHandler):
    server: _Daemon

    def handle(self) -> None:
        if self.rfile.read(10) != b"zINSTREAM\0":
            return
        content = b""
        while size := struct.unpack("!I", self.rfile.read(4))[0]:
            content += self.rfile.read(size)
        if self.server.is_silent:
            self.server.give_up.wait()
            return
        found = b"stream: Eicar-Test-Signature FOUND\0" if EICAR in content else b"stream: OK\0"
        self.wfile.write(found if self.server.answer is None else self.server.answer)


@pytest.fixture
def daemon() -> Iterator[_Daemon]:
    """A daemon on a free port."""
    with _Daemon() as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server
        server.give_up.set()
        server.shutdown()
        thread.join()


def clamd(daemon: _Daemon) -> Clamd:
    """The adapter, at the daemon's address."""
    return Clamd(f"127.0.0.1:{daemon.server_address[1]}", timeout_s=TIMEOUT_S)


def test_file_when_clean_has_no_threat(daemon: _Daemon) -> None:
    """Over several chunks."""
    assert clamd(daemon).find_threat(b"a" * 200_000) == ""


def test_file_when_infected_has_the_signatures_name(daemon: _Daemon) -> None:
    """The name goes to the log, the file nowhere."""
    assert clamd(daemon).find_threat(b"a" * 100_000 + EICAR) == "Eicar-Test-Signature"


@pytest.mark.parametrize("answer", [b"", b"stream: ", b"INSTREAM size limit exceeded. ERROR\0", b"x" * 9000])
def test_daemon_when_it_says_something_else_vouches_for_nothing(daemon: _Daemon, answer: bytes) -> None:
    """Only a clear OK is one."""
    daemon.answer = answer
    with pytest.raises(UpstreamUnavailable):
        clamd(daemon).find_threat(b"a")


def test_daemon_when_silent_or_gone_vouches_for_nothing(daemon: _Daemon) -> None:
    """Within its time."""
    daemon.is_silent = True
    started = time.monotonic()
    with pytest.raises(UpstreamUnavailable):
        clamd(daemon).find_threat(b"a")
    with pytest.raises(UpstreamUnavailable):
        Clamd("127.0.0.1:9", timeout_s=TIMEOUT_S).find_threat(b"a")
    with pytest.raises(UpstreamUnavailable):
        Clamd("/finns/inte", timeout_s=TIMEOUT_S).find_threat(b"a")
    assert time.monotonic() - started < 3 * TIMEOUT_S


def test_scan_when_not_configured_refuses_in_production() -> None:
    """Nobody finds out afterwards that nothing was ever scanned."""
    assert isinstance(open_scan("", is_invented=False), MissingScan)
    assert isinstance(open_scan("localhost:3310", is_invented=False), Clamd)
    assert open_scan("", is_invented=True).find_threat(EICAR)
