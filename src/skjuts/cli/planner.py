"""The planner, started from a command: with a clock, a display and a way to stop."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager

from rich.console import Console

from skjuts.adapters.shared_matrix.shared_legs import SharedLegs
from skjuts.cli.interruption import Interruption
from skjuts.cli.progress_display import open_display
from skjuts.core.planning.decompose import LARGE_FROM, solve_large
from skjuts.core.planning.problem import Problem
from skjuts.core.planning.solution import Solution
from skjuts.core.planning.solve import OnProgress, Progress, Settings, solve


def settings_for(time_s: float | None, iterations: int | None, seed: int) -> Settings:
    """Settings on this machine's clock: a search on every core, one when the answer is to repeat anywhere."""
    searches = 1 if time_s is None else count_cores()
    return Settings(clock=time.monotonic, time_s=time_s, iterations=iterations, seed=seed, searches=searches)


def count_cores() -> int:
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def plan_with_progress(problem: Problem, settings: Settings, console: Console) -> Solution:
    """Search until the settings or the user say stop.

    Raises `Interrupted` when the user stops before there is any plan.
    """
    with Interruption() as interruption, open_display(problem, settings, console) as display:

        def on_progress(progress: Progress) -> bool:
            interruption.has_plan = True
            display.show(progress)
            return not interruption.is_asked

        solution = plan_at_its_size(problem, settings, on_progress)
    if interruption.is_asked:
        console.print("Avbrutet: den bästa planen hittills behålls.")
    return solution


def plan_at_its_size(problem: Problem, settings: Settings, on_progress: OnProgress | None) -> Solution:
    """Search a day whole, or a big day in blocks on all of this machine's cores."""
    if len(problem.requests) < LARGE_FROM:
        return solve(problem, settings, on_progress)
    workers = count_cores()
    with SharedLegs.publish(problem.travel.legs) as published, open_pool(workers) as executor:
        return solve_large(problem, settings, executor, published.handle, workers, on_progress)


@contextmanager
def open_pool(workers: int) -> Iterator[ProcessPoolExecutor]:
    """Worker processes of this machine; whoever leaves in haste does not wait for their jobs."""
    context = multiprocessing.get_context("forkserver")
    executor = ProcessPoolExecutor(workers, mp_context=context, initializer=ignore_interrupt)
    try:
        yield executor
    except BaseException:
        for worker in multiprocessing.active_children():
            worker.terminate()
        raise
    finally:
        executor.shutdown(cancel_futures=True)


def ignore_interrupt() -> None:
    """Ctrl-C is for the process that the user started: it tells the workers when to stop."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
