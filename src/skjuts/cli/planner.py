"""The planner, started from a command: with a clock, a display and a way to stop."""

from __future__ import annotations

import time

from rich.console import Console

from skjuts.cli.interruption import Interruption
from skjuts.cli.progress_display import open_display
from skjuts.core.planning.problem import Problem
from skjuts.core.planning.solve import Progress, Settings, solve
from skjuts.core.planning.solution import Solution


def settings_for(time_s: float | None, iterations: int | None, seed: int) -> Settings:
    """Settings on this machine's clock."""
    return Settings(clock=time.monotonic, time_s=time_s, iterations=iterations, seed=seed)


def plan_with_progress(problem: Problem, settings: Settings, console: Console) -> Solution:
    """Search until the settings or the user say stop.

    Raises `Interrupted` when the user stops before there is any plan.
    """
    with Interruption() as interruption, open_display(problem, settings, console) as display:

        def on_progress(progress: Progress) -> bool:
            interruption.has_plan = True
            display.show(progress)
            return not interruption.is_asked

        solution = solve(problem, settings, on_progress)
    if interruption.is_asked:
        console.print("Avbrutet: den bästa planen hittills behålls.")
    return solution
