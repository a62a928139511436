"""`skjuts trips`: a region's own trips tried line by line, and read in for follow-up."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from skjuts.cli.consoles import answer_console, message_console
from skjuts.core.kernel.errors import InvalidInput

if TYPE_CHECKING:
    from skjuts.adapters.warehouse import DryRun

app = typer.Typer(help="Läs in resor för uppföljning.", no_args_is_help=True)
SHOWN: Final = 50

TripFile = Annotated[Path, typer.Argument(metavar="FIL", help="Resor som CSV eller Parquet.")]
Folder = Annotated[Path, typer.Option("--to", metavar="MAPP", help="Mappen med inlästa resor.")]
Name = Annotated[str, typer.Option("--name", metavar="NAMN", help="Leveransens namn; samma namn ersätter.")]
Note = Annotated[str, typer.Option("--note", metavar="TEXT", help="Var resorna kommer ifrån.")]


@app.callback()
def trips() -> None:
    """Läs in resor för uppföljning."""


@app.command("try")
def try_file(path: TripFile, *, to: Folder, name: Name = "prov") -> None:
    """Prova en fil rad för rad. Ingenting sparas."""
    from skjuts.adapters.warehouse import try_trips

    with message_console().status("Provar raderna …"):
        tried = try_trips(to, path, name)
    _print_faults(tried)
    if not tried.is_clean:
        raise typer.Exit(InvalidInput.exit_code)


@app.command("import")
def import_file(path: TripFile, *, to: Folder, name: Name, note: Note = "") -> None:
    """Läs in alla rader, eller ingen om någon är fel."""
    from skjuts.adapters.warehouse import import_trips
    from skjuts.core.followup.months import name_month

    stamp = f"{datetime.now(UTC):%Y%m%dT%H%M%S%f}"
    with message_console().status("Läser in resorna …"):
        intake = import_trips(to, path, name, stamp, note)
    span = f"{name_month(intake.first_month)} till {name_month(intake.last_month)}"
    _say(f"{intake.trips} resor inlästa, {span}.")


def make_gather(start_django: Callable[[], None]) -> Callable[[], None]:
    """The command that brings the platform's own trips, given what starts Django."""

    def gather() -> None:
        """Läs in plattformens egna resor: reseräkningar för egen bil, till och med förra månaden."""
        start_django()
        from django.utils import timezone

        from skjuts.apps.insight.services.gather_trips import gather_trips
        from skjuts.apps.registry.models import Authority

        for authority in Authority.objects.order_by("id"):
            found = gather_trips(authority_id=authority.id, today=timezone.localdate())
            left = f" {found.left_out} gick inte att ta med." if found.left_out else ""
            _say(f"{authority.name}: {found.trips} resor.{left}")

    return gather


def _print_faults(tried: DryRun) -> None:
    for fault in tried.faults[:SHOWN]:
        column = f", {fault.column}" if fault.column else ""
        value = f" ({fault.value})" if fault.value else ""
        _say(f"rad {fault.line}{column}: {fault.sentence}{value}")
    if tried.fault_count > SHOWN:
        _say(f"… och {tried.fault_count - SHOWN} fel till.")
    _say(f"{tried.rows} rader, {tried.fault_count} fel.")


def _say(text: str) -> None:
    answer_console().print(text, soft_wrap=True, highlight=False, markup=False)
