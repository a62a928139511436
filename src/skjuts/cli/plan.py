"""`skjuts plan`: a day of requests in, a pooled plan out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from skjuts.cli.input_format import InputFormat
from skjuts.cli.options import Format, Iterations, LimitMb, PlanPath, ReportPath, Roads, SearchTime, Seed

DEFAULT_TIME_S = 20.0
DEFAULT_LIMIT_MB = 512
BYTES_PER_MB = 1024 * 1024


def plan(
    file: Annotated[Path, typer.Argument(metavar="FIL", help="Dagen som ska planeras.")],
    *,
    output: PlanPath,
    time_s: SearchTime = None,
    seed: Seed = 1,
    iterations: Iterations = None,
    input_format: Format = InputFormat.AUTO,
    report: ReportPath = None,
    roads: Roads = None,
    limit_mb: LimitMb = DEFAULT_LIMIT_MB,
) -> None:
    """Planera en dag: beställningar och fordon in, samordnade turer ut.

    Ctrl-C avslutar sökningen och behåller den bästa planen hittills.
    """
    from skjuts.adapters.files import require_writable
    from skjuts.cli.problem_file import read_problem_file

    for target in filter(None, (output, report)):
        require_writable(target)
    problem = read_problem_file(file, input_format, limit_mb * BYTES_PER_MB, roads)
    if time_s is None and iterations is None:
        time_s = DEFAULT_TIME_S

    from skjuts.cli.planning import Wish, plan_and_write

    plan_and_write(problem, Wish(output, report, time_s, iterations, seed))
