"""`skjuts day`: an invented day of a real region, as a file to plan."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

DEFAULT_REGION = "jamtland_harjedalen"
DEFAULT_REQUESTS = 450


def day(
    *,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="DAY.json", help="Dagen som skrivs.")],
    region: Annotated[
        str, typer.Option("--region", metavar="NAMN", help="Regionens profil.")
    ] = DEFAULT_REGION,
    requests: Annotated[
        int, typer.Option("--requests", min=1, max=100_000, metavar="N", help="Antal beställningar.")
    ] = DEFAULT_REQUESTS,
    seed: Annotated[int, typer.Option("--seed", min=0, metavar="N", help="Slumpens frö.")] = 1,
) -> None:
    """Gör en påhittad dag för en region: verkliga platser, påhittade resenärer.

    Samma region, antal och frö ger alltid samma dag.
    """
    from skjuts.adapters.files import require_writable
    from skjuts.cli.consoles import message_console
    from skjuts.rehearsal.day import make_day
    from skjuts.rehearsal.day_file import write_day

    require_writable(output)
    console = message_console()
    with console.status("Gör dagen …"):
        problem = make_day(region, requests, seed)
    write_day(output, problem)
    console.print(
        f"{problem.name}: {len(problem.requests)} påhittade beställningar, "
        f"{len(problem.vehicles)} fordon, {len(problem.places)} platser. Dagen: {output}",
        soft_wrap=True,
        highlight=False,
        markup=False,
    )
