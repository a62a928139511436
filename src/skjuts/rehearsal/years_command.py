"""`skjuts demo-years`: four invented years of trips, as a file to read in."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

LAST = "2026-10"


def demo_years(
    *,
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="RESOR.parquet", help="Filen som skrivs.")
    ],
    last: Annotated[str, typer.Option("--last", metavar="ÅÅÅÅ-MM", help="Den sista månaden.")] = LAST,
    scale: Annotated[
        float, typer.Option("--scale", min=0.001, max=100, metavar="X", help="1 är en region som Jämtland.")
    ] = 1.0,
    seed: Annotated[int, typer.Option("--seed", min=0, metavar="N", help="Slumpens frö.")] = 1,
) -> None:
    """Gör fyra påhittade år av resor att läsa in och följa upp.

    Samma månad, storlek och frö ger alltid samma resor.
    """
    from skjuts.adapters.files import require_writable
    from skjuts.cli.consoles import message_console
    from skjuts.core.followup.months import name_month, read_month
    from skjuts.rehearsal.year.writing import NOTE, write_years

    require_writable(output)
    console = message_console()
    month = read_month(last)
    with console.status("Gör resorna …"):
        written = write_years(output, month, seed, scale)
    span = f"{name_month(written.first)} till {name_month(written.last)}"
    console.print(
        f"{written.trips} resor, {span}: {output}. {NOTE}", soft_wrap=True, highlight=False, markup=False
    )
