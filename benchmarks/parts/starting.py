"""How long somebody waits for the first plan of a new process, when the kernels are in the cache."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.rows import Row, Session
from skjuts.cli.tiny_day import tiny_day
from skjuts.core.planning.formats import write_problem

REPEATS = 5
FILL = [sys.executable, "-m", "skjuts", "warm"]
ITERATIONS = "200"


def measure_start(session: Session) -> list[Row]:
    """The median of five commands that read a day of three riders, plan it and write the plan."""
    session.say("filling the cache of compiled kernels (minutes the first time)")
    subprocess.run(FILL, check=True, capture_output=True)
    with tempfile.TemporaryDirectory() as folder:
        day = Path(folder) / "day.json"
        day.write_bytes(write_problem(tiny_day()))
        first_s, *times_s = (_plan(day) for _ in range(1 + REPEATS))
    return [
        Row("start of the planner, kernels cached", round(sorted(times_s)[REPEATS // 2], 2), "s", 2),
        Row("start of the planner, first of this run", round(first_s, 2), "s"),
    ]


def _plan(day: Path) -> float:
    began = time.perf_counter()
    words = [sys.executable, "-m", "skjuts", "plan", str(day), "-o", str(day.with_name("plan.json"))]
    subprocess.run([*words, "--iterations", ITERATIONS], check=True, capture_output=True)
    return time.perf_counter() - began
