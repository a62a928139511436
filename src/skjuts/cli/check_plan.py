"""`skjuts check-plan`: the verdict on any program's plan, as JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from skjuts.cli.input_format import InputFormat
from skjuts.cli.options import Format, Roads


def check_plan(
    file: Annotated[Path, typer.Argument(metavar="FIL", help="Dagen som planen gäller.")],
    plan_file: Annotated[Path, typer.Argument(metavar="PLAN.json", help="Planen som ska prövas.")],
    *,
    input_format: Format = InputFormat.AUTO,
    roads: Roads = None,
) -> None:
    """Pröva en plan mot dagens regler och skriv utslaget som JSON.

    Avslutas med 1 när en regel är bruten.
    """
    from skjuts.adapters.files import read_bounded
    from skjuts.cli.problem_file import read_problem_file
    from skjuts.cli.verdict import describe_verdict, judge
    from skjuts.core.planning.formats import read_solution

    problem = read_problem_file(file, input_format, roads=roads)
    document = read_solution(read_bounded(plan_file), problem)
    verdict = judge(problem, document)
    typer.echo(json.dumps(describe_verdict(problem, document, verdict), ensure_ascii=False, indent=1))
    raise typer.Exit(0 if verdict.is_feasible else 1)
