"""The server is killed, again and again: nothing acknowledged is lost, and it is soon back."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import psycopg

from skjuts.adapters.postgres.launching import find_live_pid
from skjuts.adapters.postgres.server import Server, find_running, running_postgres, start

ROUNDS = 5
BACK_S = 15.0
HOLDER = """
import sys, time
from pathlib import Path
from skjuts.adapters.postgres.server import start
server = start(Path(sys.argv[1]))
print(server.child.pid, flush=True)
time.sleep(600)
"""


class Writer(threading.Thread):
    """Commits number after number, and remembers which were acknowledged."""

    def __init__(self, dsn: str, first: int) -> None:
        super().__init__(daemon=True)
        self._dsn = dsn
        self._next = first
        self.acknowledged: list[int] = []

    def run(self) -> None:
        """Write until the server is gone."""
        try:
            with psycopg.connect(self._dsn, autocommit=True) as connection:
                while True:
                    connection.execute("insert into kvitton values (%s)", [self._next])
                    self.acknowledged.append(self._next)
                    self._next += 1
        except psycopg.Error:
            return


def _kept(server: Server) -> set[int]:
    with psycopg.connect(server.dsn("skjuts_app")) as connection:
        return {number for (number,) in connection.execute("select tal from kvitton")}


def test_server_when_killed_under_load_then_no_acknowledged_row_is_lost(made: Path) -> None:
    """A booking that was confirmed to a patient is there after the crash."""
    acknowledged: set[int] = set()
    with running_postgres(made) as server:
        with psycopg.connect(server.dsn("skjuts_owner")) as owner:
            owner.execute("create table kvitton (tal int primary key)")
        for turn in range(ROUNDS):
            writer = Writer(server.dsn("skjuts_app"), turn * 1_000_000)
            writer.start()
            time.sleep(0.2)
            server.child.send_signal(signal.SIGKILL)
            server.child.wait(timeout=10)
            writer.join(timeout=10)
            acknowledged.update(writer.acknowledged)
            before = time.monotonic()
            server.launch()
            assert time.monotonic() - before < BACK_S
            assert acknowledged <= _kept(server)
    assert len(acknowledged) > ROUNDS


def test_holder_when_killed_then_the_server_ends_in_order_and_can_start_at_once(made: Path) -> None:
    """A killed house leaves no server behind, and the next start does not have to wait for a person."""
    for _ in range(2):
        with subprocess.Popen(
            [sys.executable, "-c", HOLDER, str(made)], stdout=subprocess.PIPE, text=True
        ) as holder:
            assert holder.stdout is not None
            pid = int(holder.stdout.readline())
            assert find_running(made) is not None
            holder.kill()
        server = start(made)
        try:
            assert server.child.pid != pid
            with psycopg.connect(server.dsn("skjuts_app")) as connection:
                assert connection.execute("select 1").fetchone() == (1,)
        finally:
            server.stop()
        assert "database system is shut down" in server.folders.log.read_text(encoding="utf-8")


def test_everything_when_killed_at_once_then_comes_back_by_itself(made: Path) -> None:
    """As after a power cut: the server's file about itself is stale and names a process that is gone."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(made)], stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout is not None
        pid = int(holder.stdout.readline())
        os.killpg(pid, signal.SIGKILL)
        holder.kill()
    with running_postgres(made) as server:
        assert find_live_pid(server.folders) == server.child.pid
        with psycopg.connect(server.dsn("skjuts_app")) as connection:
            assert connection.execute("select 1").fetchone() == (1,)


def test_account_of_itself_when_it_names_a_stranger_then_it_is_not_believed(made: Path) -> None:
    """Numbers of processes are used again: a stranger must be neither waited for nor ended."""
    with running_postgres(made, durable=False) as server:
        folders = server.folders
    with subprocess.Popen(["/bin/sleep", "60"]) as stranger:
        folders.pid_file.write_text(f"{stranger.pid}\n{folders.data}\n0\n5432\n\n\n\nready   \n")
        assert find_running(made) is None
        assert find_live_pid(folders) is None
        assert stranger.poll() is None
        stranger.kill()
