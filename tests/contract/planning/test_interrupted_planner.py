"""Ctrl-C while a big day is planned over this machine's processes."""

from __future__ import annotations

import io
import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Iterator

import pytest
from rich.console import Console

from skjuts.cli import planner
from skjuts.core.kernel.errors import Interrupted
from skjuts.core.planning.checker import check
from skjuts.core.planning.decompose import blocks
from skjuts.core.planning.problem import Problem
from skjuts.core.planning.search import Progress
from tests.universe.plans import scattered_day

LONG_S = 600.0


@pytest.fixture(autouse=True)
def _big_from_ten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(planner, "LARGE_FROM", 10)
    monkeypatch.setattr(blocks, "BLOCK_REQUESTS", 15)


@pytest.fixture
def problem() -> Problem:
    """A day of some blocks."""
    return scattered_day(40)


def list_workers() -> list[int]:
    """The planner's processes that are still there."""
    return [child.pid for child in multiprocessing.active_children() if child.pid is not None]


def press_ctrl_c_after(seconds: float) -> threading.Timer:
    """The user's patience ends."""
    timer = threading.Timer(seconds, os.kill, (os.getpid(), signal.SIGINT))
    timer.start()
    return timer


def test_plan_with_progress_when_the_day_is_big_plans_it_over_processes(problem: Problem) -> None:
    """The command's own way, end to end."""
    console = Console(file=io.StringIO())
    plan = planner.plan_with_progress(problem, planner.settings_for(None, 1_500, 1), console)
    assert check(problem, plan).violations == ()
    assert list_workers() == []


def test_plan_with_progress_when_interrupted_after_a_block_keeps_the_best(
    problem: Problem, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first Ctrl-C asks for what there is."""
    console = Console(file=(shown := io.StringIO()))

    @planner.contextmanager
    def display_that_interrupts(*_: object) -> Iterator[object]:
        class Display:
            def show(self, progress: Progress) -> None:
                if progress.vehicles:
                    os.kill(os.getpid(), signal.SIGINT)

        yield Display()

    monkeypatch.setattr(planner, "open_display", display_that_interrupts)
    plan = planner.plan_with_progress(problem, planner.settings_for(None, 3_000, 1), console)
    assert check(problem, plan).violations == ()
    assert plan.runs
    assert "den bästa planen hittills" in shown.getvalue()
    assert list_workers() == []


def test_plan_with_progress_when_interrupted_before_any_block_stops_at_once(problem: Problem) -> None:
    """Nobody waits ten minutes for work that is thrown away."""
    console = Console(file=io.StringIO())
    timer = press_ctrl_c_after(1.0)
    begun_s = time.monotonic()
    with pytest.raises(Interrupted):
        planner.plan_with_progress(problem, planner.settings_for(LONG_S, None, 1), console)
    timer.join()
    assert time.monotonic() - begun_s < LONG_S / 10
    assert list_workers() == []
