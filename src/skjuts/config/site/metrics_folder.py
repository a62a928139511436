"""Where the processes that serve the pages keep their counts, so that each can tell the sum of all.

A load balancer, or a shared socket, gives a scrape to any one of them. prometheus-client then reads one small
file a process; the variable must stand before it is imported. Processes of one parent share a folder.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from pathlib import Path

VARIABLE = "PROMETHEUS_MULTIPROC_DIR"
PREFIX = "skjuts-metrics-"


def share_counts() -> Path:
    """Make the folder of this house's processes, unless the operator named one, and clear dead houses'."""
    named = os.environ.get(VARIABLE)
    folder = Path(named) if named else Path(tempfile.gettempdir()) / f"{PREFIX}{os.getuid()}-{os.getppid()}"
    if not named:
        _clear_dead(folder)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not named and folder.stat().st_uid != os.getuid():
        # Somebody else's folder with our name: counts of our own are better than counts in theirs.
        folder = Path(tempfile.mkdtemp(prefix=PREFIX))
    os.environ[VARIABLE] = str(folder)
    return folder


def clear_dead_processes(folder: Path) -> None:
    """Take away the gauges of processes that have ended; what they counted stays."""
    for path in folder.glob("gauge_live*_*.db"):
        pid = path.stem.rpartition("_")[2]
        if pid.isdigit() and not is_alive(int(pid)):
            path.unlink(missing_ok=True)


def is_alive(pid: int) -> bool:
    """Whether a process has this number."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _clear_dead(ours: Path) -> None:
    for folder in ours.parent.glob(f"{PREFIX}{os.getuid()}-*"):
        parent = folder.name.rpartition("-")[2]
        if folder != ours and parent.isdigit() and not is_alive(int(parent)):
            with contextlib.suppress(OSError):
                shutil.rmtree(folder)
