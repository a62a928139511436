"""`skjuts plan`: a day of requests in, a pooled plan out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from skjuts.cli.input_format import InputFormat

DEFAULT_TIME_S = 20.0
DEFAULT_LIMIT_MB = 512
BYTES_PER_MB = 1024 * 1024


def plan(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Dagen som ska planeras.")],
    *,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="PLAN.json", help="Planen som skrivs.")],
    time_s: Annotated[
        float | None,
        typer.Option(
            "--time",
            min=0.1,
            metavar="SECONDS",
            help="Söktid i sekunder; 20 om inget annat stoppar sökningen.",
        ),
    ] = None,
    seed: Annotated[int, typer.Option("--seed", min=0, metavar="N", help="Slumpens frö.")] = 1,
    iterations: Annotated[
        int | None,
        typer.Option(
            "--iterations",
            min=1,
            metavar="K",
            help="Stanna efter så många steg. Utan --time ger samma fil, frö och steg alltid samma plan.",
        ),
    ] = None,
    input_format: Annotated[InputFormat, typer.Option("--format", help="Filens format.")] = InputFormat.AUTO,
    report: Annotated[
        Path | None,
        typer.Option("--report", metavar="HTML", help="Skriv också en rapport som en fristående sida."),
    ] = None,
    roads: Annotated[
        str | None,
        typer.Option("--roads", metavar="MAPP|URL", help="Vägnätets mapp, eller en vägservers adress."),
    ] = None,
    limit_mb: Annotated[
        int, typer.Option("--max-mb", min=1, help="Största fil som läses, i megabyte.")
    ] = DEFAULT_LIMIT_MB,
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
