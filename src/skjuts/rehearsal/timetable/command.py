"""`skjuts demo-timetable`: the invented timetable of the demonstration, as a GTFS file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def demo_timetable(
    *,
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="FIL.zip", help="Tidtabellen som skrivs.")
    ],
    seed: Annotated[int, typer.Option("--seed", min=0, metavar="N", help="Slumpens frö.")] = 1,
) -> None:
    """Gör en påhittad tidtabell för Jämtland Härjedalen. Samma frö ger alltid samma tidtabell."""
    from skjuts.adapters.files import require_writable
    from skjuts.cli.consoles import message_console
    from skjuts.rehearsal.timetable.feed import make_demo_feed, write_demo_feed

    require_writable(output)
    write_demo_feed(output, make_demo_feed(seed))
    message_console().print(
        f"Påhittad tidtabell (demonstration): {output}", soft_wrap=True, highlight=False, markup=False
    )
