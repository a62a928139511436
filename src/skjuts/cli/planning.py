"""From a problem to a written plan: warm up, search, judge, write, show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from skjuts.adapters.files import write_whole
from skjuts.cli.consoles import answer_console, message_console
from skjuts.cli.planner import plan_with_progress, settings_for
from skjuts.cli.report import made_with, write_report
from skjuts.cli.summary import show_summary
from skjuts.cli.verdict import require_kept_rules
from skjuts.cli.warm import prepare_search
from skjuts.core.planning.formats import write_solution
from skjuts.core.planning.problem import Problem


@dataclass(frozen=True, slots=True)
class Wish:
    """What is wanted of a planning: where the plan and its report go, and when to stop searching."""

    plan_path: Path
    report_path: Path | None
    time_s: float | None
    iterations: int | None
    seed: int
    marks: Sequence[str] = ()
    """What the report's reader must know besides, such as that the riders are invented."""


def plan_and_write(problem: Problem, wish: Wish) -> None:
    """Plan, and write what was asked for. Nothing is written unless the checker approves the plan."""
    console = message_console()
    prepare_search(console)
    settings = settings_for(wish.time_s, wish.iterations, wish.seed)
    solution = plan_with_progress(problem, settings, console)
    verdict = require_kept_rules(problem, solution)
    write_whole(wish.plan_path, write_solution(problem, solution))
    if wish.report_path is not None:
        write_report(wish.report_path, problem, solution, verdict, made_with(settings), wish.marks)
    show_summary(problem, solution, answer_console())
    for name, path in (("Planen", wish.plan_path), ("Rapporten", wish.report_path)):
        if path is not None:
            console.print(f"{name}: {path}", soft_wrap=True, highlight=False, markup=False)
