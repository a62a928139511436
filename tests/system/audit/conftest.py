"""Real processes on the test's database, a receiver over HTTP, and time that passes when told to."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.db import connection

ROOT = Path(__file__).parents[3]
PATIENCE_S = 90


class Receiver:
    """Somebody outside who has one effect of each message id, and remembers how often each came."""

    def __init__(self) -> None:
        self.came: list[str] = []
        self.effects: dict[str, dict[str, Any]] = {}
        receiver = self

        class Door(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                content = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                key = self.headers["Idempotency-Key"]
                receiver.came.append(key)
                receiver.effects.setdefault(key, content)
                self.send_response(204)
                self.end_headers()

            def log_message(self, *_: object) -> None:
                """Nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Door)
        self.address = f"http://127.0.0.1:{self._server.server_port}/"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        """Shut the door."""
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    """The receiver."""
    made = Receiver()
    yield made
    made.close()


def _environment(receiver: Receiver, crash_at: str) -> dict[str, str]:
    parts = urlsplit(os.environ["DATABASE_URL"])
    url = urlunsplit(parts._replace(path=f"/{connection.settings_dict['NAME']}"))
    return {
        **os.environ,
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "tests.system.audit.crash_settings",
        "RECEIVER": receiver.address,
        "SKJUTS_CRASH_AT": crash_at,
        "SKJUTS_LOG_FORMAT": "text",
    }


def run_publisher(receiver: Receiver, crash_at: str, *aggregates: str) -> int:
    """Publish in a process of its own; its exit code."""
    command = [sys.executable, "-m", "tests.system.audit.publisher", *aggregates]
    ended = subprocess.run(
        command, cwd=ROOT, env=_environment(receiver, crash_at), capture_output=True, check=False
    )
    return ended.returncode


@contextmanager
def running_worker(receiver: Receiver, crash_at: str = "") -> Iterator[subprocess.Popen[bytes]]:
    """A worker in a process of its own."""
    command = [sys.executable, "-m", "skjuts", "worker", "--grace", "5"]
    worker = subprocess.Popen(
        command,
        cwd=ROOT,
        env=_environment(receiver, crash_at),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield worker
    finally:
        worker.terminate()
        try:
            worker.wait(20)
        except subprocess.TimeoutExpired:
            worker.kill()
            worker.wait()


def wait_until(what: str, holds: Callable[[], bool], patience_s: float = PATIENCE_S) -> None:
    """Look again until it holds."""
    end = time.monotonic() + patience_s
    while not holds():
        if time.monotonic() > end:
            pytest.fail(f"waited in vain until {what}")
        time.sleep(0.1)


def let_time_pass() -> None:
    """Half an hour, as far as leases, waits and the silence of the dead are concerned."""
    with connection.cursor() as cursor:
        cursor.execute("update procrastinate_workers set last_heartbeat = now() - interval '30 minutes'")
        cursor.execute(
            "update procrastinate_jobs set scheduled_at = now()"
            " where status = 'todo' and scheduled_at > now()"
        )
        cursor.execute("set app.authorities = '1'")
        cursor.execute("update audit_message set next_try_at = now() where state in ('leased', 'waiting')")
        cursor.execute("update audit_delivery set next_try_at = now() where state = 'waiting'")
        cursor.execute("reset app.authorities")


@pytest.fixture
def empty_queue(transactional_db: None) -> Iterator[None]:
    """Jobs are no rows of Django's, so its flush leaves them."""
    tables = "procrastinate_jobs, procrastinate_events, procrastinate_periodic_defers, procrastinate_workers"
    with connection.cursor() as cursor:
        cursor.execute(f"truncate {tables} cascade")
    yield
    with connection.cursor() as cursor:
        cursor.execute(f"truncate {tables} cascade")
