"""Our planner's doors, as the parts of the bench use them: planned, planned big, and inserted one by one."""

from __future__ import annotations

import random
import time
from collections.abc import Callable

from benchmarks.instances import generate_like
from skjuts.cli.planner import plan_at_its_size
from skjuts.core.planning.problem import Problem
from skjuts.core.planning.solution import Solution
from skjuts.core.planning.solve import Progress, Settings, insert_sequentially, solve

SEED = 1
SAY_EVERY_S = 10.0
NOTICEABLE_S = 5.0
ENTERING_ITERATIONS = 200
"""Enough to enter every kernel on sixteen riders."""


def compile_kernels(say: Callable[[str], None]) -> None:
    """Have every kernel compiled or read from the cache, so that no part measures the compiler."""
    began = time.monotonic()
    solve(
        generate_like("a2-16"),
        Settings(clock=time.monotonic, iterations=ENTERING_ITERATIONS, seed=SEED),
        lambda _: True,
    )
    spent = time.monotonic() - began
    if spent > NOTICEABLE_S:
        say(f"kernels compiled or read ({spent:.0f} s, not measured)")


def plan(problem: Problem, seconds: float, say: Callable[[str], None], searches: int = 1) -> Solution:
    """Plan for so many seconds, saying now and then how far it has come; on one core unless told."""
    settings = Settings(clock=time.monotonic, time_s=seconds, seed=SEED, searches=searches)
    return solve(problem, settings, tell_now_and_then(say))


def plan_large(problem: Problem, seconds: float, say: Callable[[str], None], seed: int = SEED) -> Solution:
    """Plan a big day as the command does: in blocks, on all cores that this process may use."""
    settings = Settings(clock=time.monotonic, time_s=seconds, seed=seed)
    return plan_at_its_size(problem, settings, tell_now_and_then(say))


def tell_now_and_then(say: Callable[[str], None]) -> Callable[[Progress], bool]:
    """A listener for the planner that says something every ten seconds and never stops it."""
    said_s = 0.0

    def listen(progress: Progress) -> bool:
        nonlocal said_s
        if progress.elapsed_s - said_s >= SAY_EVERY_S:
            said_s = progress.elapsed_s
            found = f"{progress.best_ore}, {progress.unserved} left out"
            say(f"  {progress.stage}, {said_s:.0f} s: {found}")
        return True

    return listen


def insert_in_booking_order(problem: Problem, seed: int = SEED) -> Solution:
    """What a region gets without a planner: each booking at once to its best position, never moved again.

    Riders book in an order of their own, both ways of a visit together, drawn with a seed.
    """
    return insert_sequentially(problem, booking_order(problem, seed))


def booking_order(problem: Problem, seed: int) -> list[str]:
    """Ids of the requests, visit by visit in random order; the ids of a visit differ after the last dash."""
    visits: dict[str, list[str]] = {}
    for request in problem.requests:
        visits.setdefault(request.id.rpartition("-")[0] or request.id, []).append(request.id)
    names = sorted(visits)
    random.Random(seed).shuffle(names)
    return [request for name in names for request in visits[name]]
