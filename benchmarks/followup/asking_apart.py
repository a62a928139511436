"""One way of asking in a process of its own: `-m benchmarks.followup.asking_apart WAY FOLDER LAST ROUNDS`.

Prints JSON: seconds of each cold and warm page (wall clock and processor), the most memory held, and a digest
of the answers, by which the ways are compared.
"""

from __future__ import annotations

import hashlib
import importlib
import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.followup.shared_terms import Answers

type Timed = dict[str, list[float]]


def main(way: str, folder: Path, last: int, rounds: int) -> dict[str, object]:
    """Measure one way; a cold page includes opening or reading the files, but not starting Python."""
    module = importlib.import_module(f"benchmarks.followup.{way}_way")
    if way == "warehouse":
        module.ask_cold(folder, last)
    rounds = rounds if way == "warehouse" else 1
    cold, answers = _time(rounds, lambda: module.ask_cold(folder, last))
    warm, _ = _time(rounds, module.prepare_warm(folder, last))
    memory_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"cold": cold, "warm": warm, "memory_mb": memory_mb, "digest": _digest(answers)}


def _time(rounds: int, work: Callable[[], Answers]) -> tuple[Timed, Answers]:
    timed: Timed = {"wall": [], "processor": []}
    answers: Answers = {}
    for _ in range(rounds):
        began = time.perf_counter(), time.process_time()
        answers = work()
        timed["wall"].append(time.perf_counter() - began[0])
        timed["processor"].append(time.process_time() - began[1])
    return timed, answers


def _digest(answers: Answers) -> dict[str, str]:
    """Every figure of every answer as whole numbers, whatever type each library gave it."""
    told = {}
    for name, rows in sorted(answers.items()):
        plain = sorted(tuple(cell if isinstance(cell, str) else int(cell) for cell in row) for row in rows)
        told[name] = hashlib.sha256(repr(plain).encode()).hexdigest()[:12]
    return told


if __name__ == "__main__":
    told = main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
    print(json.dumps(told))
