"""The house stays open whatever dies in it, and leaves nothing behind when it closes."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from http.client import HTTPConnection, HTTPException
from pathlib import Path

import pytest

from tests.system.house.conftest import PATIENCE_S, House, clean_environment, wait_until_gone

READY = "/health/ready"


def ask(port: int, path: str = READY) -> int | None:
    """The status of an answer, or None when there was none."""
    connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE_S)
    try:
        connection.request("GET", path, headers={"Host": "localhost"})
        return connection.getresponse().status
    except (OSError, HTTPException):
        return None
    finally:
        connection.close()


def wait_until_ready(port: int) -> float:
    """Seconds until the pages say that they are ready."""
    before = time.monotonic()
    while ask(port) != 200:
        assert time.monotonic() - before < PATIENCE_S
        time.sleep(0.05)
    return time.monotonic() - before


def test_house_when_open_then_ready_with_database_pages_and_worker(house: House) -> None:
    """One command is the whole installation."""
    assert ask(house.port) == 200
    assert all(map(house.find_pid, ("bin/postgres", "house.serving", "skjuts worker")))


@pytest.mark.parametrize("words", [("audit", "status"), ("audit", "verify"), ("keys", "status")])
def test_command_when_the_house_is_open_then_it_finds_its_database_and_keys(
    house: House, tmp_path: Path, words: tuple[str, ...]
) -> None:
    """Whoever keeps the house stands in its folder and knows no address of a database."""
    (tmp_path / ".skjuts").symlink_to(house.folder)
    done = subprocess.run(
        [sys.executable, "-m", "skjuts", *words],
        cwd=tmp_path,
        env=clean_environment(),
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE_S,
        stdin=subprocess.DEVNULL,
    )
    assert (done.returncode, done.stderr.strip()) == (0, "")


@pytest.mark.parametrize("part", ["house.serving", "skjuts worker"])
def test_pages_and_worker_when_they_run_then_do_not_know_the_owners_address(house: House, part: str) -> None:
    """Whoever breaks into a page must not find the role that may switch the wall off."""
    told = Path(f"/proc/{house.find_pid(part)}/environ").read_bytes()
    assert b"DATABASE_URL=" in told
    assert b"skjuts_owner" not in told


def test_pages_when_killed_then_a_caller_waits_instead_of_being_refused(house: House) -> None:
    """The door stays open while the one who answers is replaced."""
    os.kill(house.find_pid("house.serving"), signal.SIGKILL)
    assert ask(house.port) == 200
    assert "Webben slutade oväntat med signal 9" in house.said


def test_worker_when_killed_then_started_again(house: House) -> None:
    """Jobs wait a second, not until somebody looks."""
    dead = house.find_pid("skjuts worker")
    os.kill(dead, signal.SIGKILL)
    assert wait_until_gone([dead], 10) == []
    assert house.find_pid("skjuts worker") != dead
    assert "Jobbprocessen slutade oväntat" in house.said


def test_database_when_killed_then_back_with_all_that_stands_on_it(house: House) -> None:
    """Pages and worker find the new server by themselves."""
    dead = house.find_pid("bin/postgres")
    os.kill(dead, signal.SIGKILL)
    assert wait_until_gone([dead], 10) == []
    assert house.find_pid("bin/postgres") != dead
    wait_until_ready(house.port)
    assert "Databasen slutade oväntat" in house.said


def test_second_house_when_opened_on_the_same_folder_then_refused(house: House) -> None:
    """Two supervisors would fight over one database."""
    second = _serve("--port", "0", "--folder", house.folder)
    assert second.returncode == 5
    assert "körs redan" in second.stderr


def test_port_when_taken_then_refused_before_anything_starts(tmp_path: Path) -> None:
    """The usual mistake: it is running already."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = _serve("--port", str(taken.getsockname()[1]), "--folder", tmp_path / "hus")
    assert done.returncode == 2
    assert "upptagen" in done.stderr
    assert not (tmp_path / "hus").exists()


def test_keys_when_lost_then_not_replaced_by_new_ones(closed_folder: Path) -> None:
    """New keys would hide that every encrypted field has become unreadable."""
    (closed_folder / "secrets.json").unlink()
    done = _serve("--port", "0", "--folder", closed_folder)
    assert done.returncode == 2
    assert "Nyckelfilen" in done.stderr
    assert not (closed_folder / "secrets.json").exists()


def test_folder_when_made_for_production_then_not_opened_as_a_demo(
    closed_folder: Path,
) -> None:
    """A demo lets anybody sign in as anybody."""
    done = _serve("--port", "0", "--folder", closed_folder, mode="demo")
    assert done.returncode == 2
    assert "gjord för production" in done.stderr


def test_house_when_asked_to_close_with_open_connections_then_all_ends_in_seconds(
    closed_folder: Path,
) -> None:
    """A stream that never ends must not hold up a restart."""
    house = House(closed_folder, "--no-migrate")
    with socket.create_connection(("127.0.0.1", house.port)) as idle:
        idle.sendall(b"GET /health/live HTTP/1.1\r\nHost: localhost\r\n")
        pids = house.list_pids()
        before = time.monotonic()
        assert house.stop(signal.SIGTERM) == 0
        assert time.monotonic() - before < 20
    assert wait_until_gone(pids, 0) == []
    assert len(pids) >= 4


def test_house_when_killed_then_nothing_is_left_and_the_next_start_is_ordinary(closed_folder: Path) -> None:
    """A kill -9 runs no code of ours, and still no process may hold the port or the data."""
    house = House(closed_folder, "--no-migrate")
    assert house.port
    pids = house.list_pids()
    house.process.kill()
    house.process.wait(timeout=10)
    assert wait_until_gone(pids, 20) == []
    again = House(closed_folder, "--no-migrate")
    assert ask(again.port) == 200
    assert again.stop(signal.SIGINT) == 0


def test_everything_when_killed_at_once_then_comes_back(closed_folder: Path) -> None:
    """As after a power cut."""
    house = House(closed_folder, "--no-migrate")
    assert house.port
    pids = [house.process.pid, *house.list_pids()]
    for pid in pids:
        # Some end by themselves when those above them are gone.
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    house.process.wait(timeout=10)
    assert wait_until_gone(pids, 20) == []
    again = House(closed_folder, "--no-migrate")
    assert ask(again.port) == 200
    assert again.stop() == 0


def test_house_when_asked_to_close_before_it_is_open_then_closes(closed_folder: Path) -> None:
    """Ctrl-C during a long migration is an ordinary thing to do."""
    house = House(closed_folder)
    house.find_pid("bin/postgres")
    pids = house.list_pids()
    assert house.stop(signal.SIGINT) in {0, 130}
    assert wait_until_gone(pids, 10) == []


def _serve(*words: str | Path, mode: str = "production") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "skjuts", "serve", *map(str, words)],
        env=clean_environment() | {"SKJUTS_MODE": mode},
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE_S,
        stdin=subprocess.DEVNULL,
    )
