"""A whole house as a process of its own: database, migrations, pages and worker."""

from __future__ import annotations

import importlib.util
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

SERVE = (sys.executable, "-m", "skjuts", "serve", "--port", "0", "--web", "1")
PATIENCE_S = 240.0
"""The machine of a test run is busy with other tests."""

# Processes are looked up in /proc, which macOS lacks.
if importlib.util.find_spec("django") is None or not Path("/proc/self").exists():
    collect_ignore_glob = ["test_*.py"]


class House:
    """`skjuts serve` on a folder, and the processes that it has started."""

    def __init__(self, folder: Path, *words: str) -> None:
        self.folder = folder
        self._said = folder.with_suffix(".sagt")
        self._answered = folder.with_suffix(".svar")
        with self._said.open("wb") as said, self._answered.open("wb") as answered:
            self.process = subprocess.Popen(
                [*SERVE, "--folder", str(folder), *words],
                cwd=folder.parent,
                env=clean_environment(),
                stdin=subprocess.DEVNULL,
                stdout=answered,
                stderr=said,
            )

    @property
    def said(self) -> str:
        """What it has written to standard error, its programs' words included."""
        return self._said.read_text(encoding="utf-8", errors="replace")

    @property
    def port(self) -> int:
        """The port of the address that it told; waits until it is ready."""
        deadline = time.monotonic() + PATIENCE_S
        while not (told := self._answered.read_text(encoding="utf-8")).endswith("\n"):
            assert self.process.poll() is None, self.said
            assert time.monotonic() < deadline, self.said
            time.sleep(0.05)
        word, address = told.split()
        assert word == "ready"
        return int(address.rstrip("/").rsplit(":", 1)[1])

    def list_pids(self) -> list[int]:
        """Every process below the house, with their own below them."""
        found, waiting = [], [self.process.pid]
        while waiting:
            children = list_children(waiting.pop())
            found += children
            waiting += children
        return found

    def find_pid(self, words: str) -> int:
        """The child whose command line holds the words; waits until there is one."""
        deadline = time.monotonic() + PATIENCE_S
        while True:
            for pid in list_children(self.process.pid):
                if words in command_of(pid):
                    return pid
            assert time.monotonic() < deadline, self.said
            time.sleep(0.05)

    def stop(self, number: signal.Signals = signal.SIGTERM) -> int:
        """Send a signal and wait for the exit code."""
        if self.process.poll() is None:
            self.process.send_signal(number)
        return self.process.wait(timeout=PATIENCE_S)


def clean_environment() -> dict[str, str]:
    """An operator's environment: what the test run has set for itself is not in it."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("SKJUTS_", "DATABASE_", "DJANGO_"))
    }
    return kept | {"SKJUTS_PUBLIC_URL": "https://resor.exempel.se"}


def list_children(pid: int) -> list[int]:
    """The direct children of a process."""
    try:
        told = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
    except OSError:
        return []
    return [int(one) for one in told.split()]


def command_of(pid: int) -> str:
    """The command line of a process; empty when it is gone."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    except OSError:
        return ""


def is_alive(pid: int) -> bool:
    """Tell whether a process runs; a zombie does not."""
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    except OSError:
        return False


def wait_until_gone(pids: list[int], patience_s: float) -> list[int]:
    """Wait for processes to end; gives those that did not."""
    deadline = time.monotonic() + patience_s
    while any(map(is_alive, pids)) and time.monotonic() < deadline:
        time.sleep(0.05)
    return [pid for pid in pids if is_alive(pid)]


@pytest.fixture(scope="package")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """An open house that tests may damage, as long as it mends itself."""
    opened = House(tmp_path_factory.mktemp("hus") / "öppet")
    assert opened.port
    yield opened
    assert opened.stop() == 0


@pytest.fixture
def closed_folder(house: House, tmp_path: Path) -> Path:
    """The folder of a house that has been open before, with its keys and its migrated database."""
    folder = tmp_path / "stängt"
    shutil.copytree(house.folder, folder, ignore=shutil.ignore_patterns("postmaster.*", "lock"))
    return folder
