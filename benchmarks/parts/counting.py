"""What the kernels cost in instructions, so that a regression shows whatever else the machine is doing.

The counter is the processor's own through `perf` where the machine lets us, else Valgrind's callgrind,
switched on when everything is compiled and ready and off when the work is done: reading the problem
into tables, the search, and writing the plan. Kernels are compiled for
the oldest processor of the kind (their own cache, filled once), so that machines agree about the count.
Without a counter the row says so and has no value.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.records import FOLDER, ROOT
from benchmarks.rows import Row, Session

PERF = ("perf", "stat", "-x", ",", "-e", "instructions:u")
CONTROL = "callgrind_control"
ITERATIONS, QUICK_ITERATIONS = 2_000, 500
EVERY_PROCESSOR = {"NUMBA_CPU_NAME": "x86-64", "NUMBA_CPU_FEATURES": ""}
PLAIN_HASHES = {"PYTHONHASHSEED": "0"}
CACHE = FOLDER / "kernels"
"""Compiled kernels for every processor, apart from those that the planner uses."""


@dataclass(frozen=True, slots=True)
class Count:
    """Instructions of the work, and the value of the plan that it made."""

    instructions: int
    value: int


def measure_kernels(session: Session) -> list[Row]:
    """Instructions of 2 000 iterations on a generated instance of 60 requests; quick: 500."""
    iterations = QUICK_ITERATIONS if session.is_quick else ITERATIONS
    what = f"kernels, {iterations} iterations on 60 requests, fixed seed"
    session.say("compiling the kernels for every processor (minutes the first time)")
    subprocess.run(
        _command(0),
        cwd=ROOT,
        env=_environment(),
        input="\n\n",
        text=True,
        check=True,
        stdout=subprocess.DEVNULL,
    )
    counter = find_counter()
    if counter is None:
        session.say("neither perf's counters nor valgrind work here: nothing counts instructions")
        return [Row(f"{what}: instructions", None, "millions")]
    count = count_with_callgrind(iterations) if counter == "callgrind" else count_with_perf(iterations)
    per_iteration = round(count.instructions / iterations)
    return [
        Row(f"{what}: instructions ({counter})", round(count.instructions / 1e6, 1), "millions"),
        Row(f"{what}: instructions an iteration ({counter})", per_iteration, "instructions"),
        Row(
            f"{what}: value of the plan (changes with the search, not with the machine)", count.value, "ticks"
        ),
    ]


def find_counter() -> str | None:
    """`perf` where it can count instructions, else `callgrind`, else None."""
    if shutil.which("perf"):
        tried = subprocess.run(
            [*PERF, "true"],
            capture_output=True,
            text=True,
            check=False,
        )
        if tried.returncode == 0 and re.match(r"\d", tried.stderr):
            return "perf"
    if shutil.which("valgrind") and shutil.which(CONTROL):
        return "callgrind"
    return None


def count_with_perf(iterations: int) -> Count:
    """Count a whole process with and without the work, and take the difference."""
    counts = [_run_under_perf(0), _run_under_perf(iterations)]
    return Count(counts[1].instructions - counts[0].instructions, counts[1].value)


def _run_under_perf(iterations: int) -> Count:
    command = [*PERF, *_command(iterations)]
    done = subprocess.run(
        command, cwd=ROOT, env=_environment(), input="\n\n", capture_output=True, text=True, check=True
    )
    return Count(int(done.stderr.split(",")[0]), _read_value(done.stdout.splitlines()))


def count_with_callgrind(iterations: int) -> Count:
    """Start the work under callgrind with counting off, and count only between its two lines."""
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "log"
        valgrind = ["valgrind", "--tool=callgrind", "--instr-atstart=no", f"--log-file={log}"]
        command = [*valgrind, f"--callgrind-out-file={folder}/out", *_command(iterations)]
        with subprocess.Popen(
            command, cwd=ROOT, env=_environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        ) as work:
            if work.stdin is None or work.stdout is None:
                raise RuntimeError("the work has no lines to talk over")
            work.stdout.readline()
            _switch("on", work.pid)
            work.stdin.write("\n")
            work.stdin.flush()
            said = work.stdout.readline()
            _switch("off", work.pid)
            work.communicate("\n")
        collected = re.findall(r"Collected : (\d+)", log.read_text(encoding="utf-8"))
    return Count(int(collected[-1]), _read_value([said]))


def _switch(state: str, pid: int) -> None:
    subprocess.run([CONTROL, f"--instr={state}", str(pid)], check=True, capture_output=True)


def _read_value(lines: Sequence[str]) -> int:
    return next(int(line.split()[1]) for line in lines if line.startswith("done"))


def _command(iterations: int) -> list[str]:
    return [sys.executable, "-m", "benchmarks.fixed_work", str(iterations)]


def _environment() -> dict[str, str]:
    folder = CACHE / digest_core()
    if not folder.is_dir():
        shutil.rmtree(CACHE, ignore_errors=True)
        folder.mkdir(parents=True)
    return os.environ | EVERY_PROCESSOR | PLAIN_HASHES | {"NUMBA_CACHE_DIR": str(folder)}


def digest_core() -> str:
    """A name for the state of the core's sources: a cached kernel is kept with what it calls."""
    digest = hashlib.sha256()
    for path in sorted((ROOT / "src" / "skjuts" / "core").rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
