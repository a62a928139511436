"""How long the checker takes on a big day's plan."""

from __future__ import annotations

import time

from benchmarks.own_planner import compile_kernels, insert_in_booking_order
from benchmarks.parts.large import METROPOLIS, SEED
from benchmarks.rows import Row, Session
from skjuts.core.planning.checker import check
from skjuts.rehearsal.day import make_day

REPEATS = 5


def measure_checker(session: Session) -> list[Row]:
    """The plan of an 11 000-request day, the median of five goes; quick: 2 000 requests."""
    requests = 2_000 if session.is_quick else 11_000
    compile_kernels(session.say)
    session.say(f"making and planning a day of {requests} requests in {METROPOLIS}")
    day = make_day(METROPOLIS, requests, SEED)
    solution = insert_in_booking_order(day)
    times_s = []
    for _ in range(REPEATS):
        began = time.perf_counter()
        verdict = check(day, solution)
        times_s.append(time.perf_counter() - began)
    return [
        Row(f"checker on a plan of {requests}", round(sorted(times_s)[REPEATS // 2], 3), "s", 2),
        Row(f"checker on a plan of {requests}: rules broken", len(verdict.violations), "violations", 0),
    ]
