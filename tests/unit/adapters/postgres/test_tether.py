"""A child that does not outlive its parent, and runs as whom it should."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from skjuts.adapters.postgres.tether import UNPRIVILEGED, Way, tethered

NEEDS_LINUX = pytest.mark.skipif(sys.platform != "linux", reason="no parent-death signal here")
NEEDS_ROOT = pytest.mark.skipif(os.geteuid() != 0, reason="only root changes user")
PARENT = """
import subprocess, sys, time
from skjuts.adapters.postgres.tether import tethered
child = subprocess.Popen(tethered(["/bin/sleep", "300"]))
print(child.pid, flush=True)
time.sleep(300)
"""


def is_alive(pid: int) -> bool:
    """Tell whether a process runs; a zombie does not."""
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    except OSError:
        return False


def wait_until_gone(pid: int, patience_s: float) -> bool:
    """Tell whether a process ended in time."""
    deadline = time.monotonic() + patience_s
    while is_alive(pid) and time.monotonic() < deadline:
        time.sleep(0.01)
    return not is_alive(pid)


@NEEDS_LINUX
def test_parent_when_killed_then_its_child_ends() -> None:
    """A kill -9 runs no code of ours: only the kernel can tell the child."""
    with subprocess.Popen([sys.executable, "-c", PARENT], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        deadline = time.monotonic() + 10
        while b"sleep" not in Path(f"/proc/{child}/comm").read_bytes() and time.monotonic() < deadline:
            time.sleep(0.01)
        parent.kill()
    assert wait_until_gone(child, 5)


@NEEDS_LINUX
def test_parent_when_gone_before_the_tie_then_nothing_is_started(tmp_path: Path) -> None:
    """Between the start and the tie the parent may die, and nobody would tell the child."""
    mark = tmp_path / "startad"
    command = tethered(["/bin/touch", mark])
    command[command.index(str(os.getpid()))] = "1" if os.getpid() != 1 else "2"
    done = subprocess.run(command, check=False, capture_output=True, timeout=20)
    assert done.returncode != 0
    assert not mark.exists()


def test_program_when_it_does_not_exist_then_the_start_fails_with_a_sentence() -> None:
    """A traceback of ours in the database's log helps nobody."""
    done = subprocess.run(
        tethered(["/saknas/postgres"]), check=False, capture_output=True, text=True, timeout=20
    )
    assert done.returncode != 0
    assert "Traceback" not in done.stderr
    assert "/saknas/postgres" in done.stderr


@NEEDS_LINUX
@NEEDS_ROOT
@pytest.mark.parametrize("way", [Way.NAMESPACE, Way.NOBODY])
def test_root_when_changing_user_then_the_program_is_not_root(way: Way) -> None:
    """PostgreSQL refuses to be root, and is right."""
    done = subprocess.run(
        tethered(["/usr/bin/id", "-u"], way=way), check=False, capture_output=True, text=True, timeout=20
    )
    if way is Way.NAMESPACE and done.returncode != 0:
        pytest.skip("user namespaces are refused here")
    assert done.stdout.strip() == str(UNPRIVILEGED)


@NEEDS_LINUX
@NEEDS_ROOT
def test_child_when_it_is_nobody_then_it_is_tied_as_well() -> None:
    """A change of user loosens the tie: it must be made afterwards."""
    script = PARENT.replace('"300"])', '"300"], way=tether.Way.NOBODY)').replace(
        "import subprocess", "from skjuts.adapters.postgres import tether\nimport subprocess"
    )
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        time.sleep(0.5)
        assert is_alive(child)
        parent.send_signal(signal.SIGKILL)
    assert wait_until_gone(child, 5)
