"""The report of a plan as a file."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from skjuts.adapters.files import write_whole
from skjuts.cli.amounts import format_number
from skjuts.core.planning.checker import Verdict
from skjuts.core.planning.problem import Problem
from skjuts.core.planning.solution import Solution
from skjuts.core.planning.solve import Settings


def write_report(
    path: Path,
    problem: Problem,
    solution: Solution,
    verdict: Verdict,
    made: str,
    marks: Sequence[str] = (),
) -> None:
    """Write the plan as one self-contained page; `marks` say what else the reader must know of it."""
    from skjuts.web.report import render_report  # a plan without a report does not wait for the pages

    page = render_report(problem, solution, verdict=verdict, made_with=made, marks=marks)
    write_whole(path, page.encode())


def made_with(settings: Settings) -> str:
    """How the plan was made, so that it can be made again."""
    parts = [f"Skjuts {version('skjuts')}"]
    if settings.time_s is not None:
        parts.append(f"söktid {format_number(settings.time_s)} s")
    if settings.iterations is not None:
        parts.append(f"{format_number(settings.iterations)} steg")
    return ", ".join([*parts, f"frö {settings.seed}"])
