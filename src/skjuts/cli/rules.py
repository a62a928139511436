"""`skjuts rules`: reads a rule book, looks for what is wrong in it, and tries it on a case.

The work is read in first when a command runs: other commands do not wait for the rule engine.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(help="Läs, granska och prova en regelbok.", no_args_is_help=True)

BookFile = Annotated[Path, typer.Argument(metavar="BOK.yaml", help="Regelboken.")]

_FAULTY, _SOUND = 1, 0


@app.callback()
def rules() -> None:
    """Läs, granska och prova en regelbok."""


@app.command("check")
def check(
    book_file: BookFile,
    *,
    tables: Annotated[bool, typer.Option("--tables", help="Visa också tabellerna.")] = False,
    day: Annotated[str, typer.Option("--day", metavar="DATUM", help="Dagen vars belopp visas.")] = "",
) -> None:
    """Granska en regelbok: luckor, rader som krockar eller aldrig gäller, sådant som saknar stöd.

    Avslutas med 1 när boken har fel.
    """
    from skjuts.cli.rules_work import check_file

    is_sound = check_file(book_file, day, with_tables=tables)
    raise typer.Exit(_SOUND if is_sound else _FAULTY)


@app.command("try")
def try_book(
    book_file: BookFile,
    facts_file: Annotated[Path, typer.Argument(metavar="FAKTA.json", help="Uppgifterna, namn: värde.")],
    *,
    table: Annotated[
        str, typer.Option("--table", metavar="TABELL", help="Tabellen; annars bokens sista.")
    ] = "",
    day: Annotated[str, typer.Option("--day", metavar="DATUM", help="Resdagen; annars i dag.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Skriv hela utslaget som JSON.")] = False,
) -> None:
    """Pröva ett fall mot en regelbok: vad den föreslår, varför, vad som var nära och vad som saknas.

    Det är ett förslag: beslut fattas av en människa.
    """
    from skjuts.cli.rules_work import try_case

    try_case(book_file, facts_file, table, day, as_json=as_json)
