"""The options that commands share, or that would hide a command among their texts."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from skjuts.cli.input_format import InputFormat

PlanPath = Annotated[Path, typer.Option("--output", "-o", metavar="PLAN.json", help="Planen som skrivs.")]
ReportPath = Annotated[
    Path | None,
    typer.Option("--report", metavar="HTML", help="Skriv också en rapport som en fristående sida."),
]
SearchTime = Annotated[
    float | None,
    typer.Option(
        "--time", min=0.1, metavar="SEKUNDER", help="Söktid i sekunder; 20 om inget annat stoppar sökningen."
    ),
]
Iterations = Annotated[
    int | None,
    typer.Option(
        "--iterations",
        min=1,
        metavar="K",
        help="Stanna efter så många steg. Utan --time ger samma fil, frö och steg alltid samma plan.",
    ),
]
Seed = Annotated[int, typer.Option("--seed", min=0, metavar="N", help="Slumpens frö.")]
Format = Annotated[InputFormat, typer.Option("--format", help="Dagens format.")]
Roads = Annotated[
    str | None,
    typer.Option("--roads", metavar="MAPP|URL", help="Vägnätets mapp, eller en vägservers adress."),
]
LimitMb = Annotated[
    int, typer.Option("--max-mb", min=1, metavar="MB", help="Största fil som läses, i megabyte.")
]
