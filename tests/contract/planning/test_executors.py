"""A big day over any Executor: in this process, in a pool, and on a real Dask cluster, the same plan."""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager

import pytest
from distributed import Client, LocalCluster

from skjuts.adapters.shared_matrix.shared_legs import SharedLegs
from skjuts.core.network.legs_handle import HeldLegs, LegsHandle
from skjuts.core.planning.checker import check
from skjuts.core.planning.decompose import blocks, solve_large
from skjuts.core.planning.problem import Problem
from skjuts.core.planning.search import Progress, Settings
from skjuts.core.planning.solution import Solution
from tests.universe.plans import on_a_line, scattered_day

WORKERS = 2
ITERATIONS = 3_000


class InThisProcess(Executor):
    """One job after the other, here and now."""

    def submit[**P, T](self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Do the job at once."""
        future: Future[T] = Future()
        future.set_result(fn(*args, **kwargs))
        return future


@contextmanager
def pool() -> Iterator[Executor]:
    """Worker processes of this machine."""
    with ProcessPoolExecutor(WORKERS, mp_context=multiprocessing.get_context("forkserver")) as executor:
        yield executor


@contextmanager
def cluster() -> Iterator[Executor]:
    """A scheduler and worker processes that talk over the network, as on many machines."""
    with (
        LocalCluster(
            n_workers=WORKERS, threads_per_worker=1, processes=True, dashboard_address=None
        ) as started,
        Client(started) as client,
    ):
        yield client.get_executor(pure=False)


@pytest.fixture(autouse=True)
def _small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blocks, "BLOCK_REQUESTS", 15)


@pytest.fixture(scope="module")
def problem() -> Problem:
    """A day of some five blocks."""
    return scattered_day(50)


def plan_over(problem: Problem, executor: Executor, legs: LegsHandle | None = None) -> Solution:
    """The plan by a count of iterations."""
    settings = Settings(clock=time.monotonic, iterations=ITERATIONS, seed=3)
    return solve_large(problem, settings, executor, legs or HeldLegs(problem.travel.legs), WORKERS)


@pytest.fixture(scope="module")
def alone(problem: Problem) -> Solution:
    """What one process makes of the day."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(blocks, "BLOCK_REQUESTS", 15)
        return plan_over(problem, InThisProcess())


def test_solve_large_when_in_one_process_keeps_every_rule(problem: Problem, alone: Solution) -> None:
    """Cut in blocks, a plan is still one plan."""
    assert check(problem, alone).violations == ()
    assert len(alone.runs) > 1


@pytest.mark.parametrize("place", [pool, cluster])
def test_solve_large_when_over_other_processes_gives_the_same_plan(
    problem: Problem, alone: Solution, place: Callable[[], Iterator[Executor]]
) -> None:
    """A region that moves to a cluster gets its own plans, only sooner."""
    with place() as executor:  # type: ignore[attr-defined]
        assert plan_over(problem, executor) == alone


def test_solve_large_when_the_matrix_is_shared_gives_the_same_plan(problem: Problem, alone: Solution) -> None:
    """One copy of the matrix for all workers, or one each: the same figures."""
    with SharedLegs.publish(problem.travel.legs) as published, pool() as executor:
        assert plan_over(problem, executor, published.handle) == alone


def test_solve_large_when_told_to_stop_keeps_what_is_done(problem: Problem) -> None:
    """The blocks that came back stay in the plan; those not begun are dropped."""
    told: list[Progress] = []

    def stop_at_second(progress: Progress) -> bool:
        told.append(progress)
        return len(told) < 2

    settings = Settings(clock=time.monotonic, iterations=ITERATIONS, seed=3)
    legs = HeldLegs(problem.travel.legs)
    plan = solve_large(problem, settings, InThisProcess(), legs, WORKERS, stop_at_second)
    assert len(told) == 2
    assert check(problem, plan).violations == ()
    assert len(plan.runs) == told[-1].vehicles > 0
    assert len(plan.unserved) == told[-1].unserved > 0


def test_solve_large_when_nobody_has_booked_gives_an_empty_plan() -> None:
    """An empty day has no blocks."""
    assert plan_over(on_a_line([], []), InThisProcess()).runs == ()
