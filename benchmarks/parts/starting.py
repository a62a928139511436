"""How long the planner takes to be ready in a new process, when its kernels are in the cache."""

from __future__ import annotations

import subprocess
import sys
import time

from benchmarks.rows import Row, Session

REPEATS = 5
READY = [sys.executable, "-m", "skjuts", "warm"]


def measure_start(session: Session) -> list[Row]:
    """The median of five starts of a new process until the planner has planned its first three riders."""
    session.say("filling the cache of compiled kernels (minutes the first time)")
    first_s = _start()
    times_s = sorted(_start() for _ in range(REPEATS))
    return [
        Row("start of the planner, kernels cached", round(times_s[REPEATS // 2], 2), "s", 2),
        Row("start of the planner, first of this run", round(first_s, 2), "s"),
    ]


def _start() -> float:
    began = time.perf_counter()
    subprocess.run(READY, check=True, capture_output=True)
    return time.perf_counter() - began
