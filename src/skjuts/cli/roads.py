"""`skjuts roads`: builds the road network that travel times are driven on."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import Annotated, Self

import typer
from rich.console import Console
from rich.progress import Progress as RichProgress
from rich.progress import SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn

from skjuts.adapters.roads.builds import BuildRecord, EngineName, RoadHome
from skjuts.adapters.roads.tiles import build_roads
from skjuts.cli.consoles import answer_console, message_console
from skjuts.core.kernel.errors import Interrupted

app = typer.Typer(help="Bygg vägnätet som restiderna räknas på.", no_args_is_help=True)

BYTES_PER_MEGABYTE = 1_000_000
SHOWN_CHARACTERS = 60


class EngineChoice(StrEnum):
    """Which engines to build for."""

    VALHALLA = "valhalla"
    OSRM = "osrm"
    BOTH = "both"


ENGINES_BY_CHOICE = {
    EngineChoice.VALHALLA: (EngineName.VALHALLA,),
    EngineChoice.OSRM: (EngineName.OSRM,),
    EngineChoice.BOTH: (EngineName.VALHALLA, EngineName.OSRM),
}


@app.callback()
def roads() -> None:
    """Bygg vägnätet som restiderna räknas på."""


@app.command("build")
def build(
    osm_path: Annotated[Path, typer.Argument(metavar="FIL.osm.pbf", help="Karta från OpenStreetMap.")],
    to: Annotated[Path, typer.Option("--to", metavar="MAPP", help="Mappen där vägnät ligger.")],
    engine: Annotated[
        EngineChoice, typer.Option("--engine", help="Valhalla för allt, OSRM för stora matriser.")
    ] = EngineChoice.VALHALLA,
) -> None:
    """Bygg vägnätet av en kartfil och ta det i bruk. Ett avbrutet bygge fortsätter där det slutade."""
    with StageDisplay(message_console()) as display:
        try:
            record = build_roads(osm_path, RoadHome(to), ENGINES_BY_CHOICE[engine], display)
        except KeyboardInterrupt as stopped:
            raise Interrupted(
                "Bygget avbröts. Det som är färdigt är kvar.",
                remedy="Kör samma kommando igen för att fortsätta.",
            ) from stopped
    _tell(record, to)


def _tell(record: BuildRecord, home_path: Path) -> None:
    console = answer_console()
    engines = ", ".join(f"{name} {version}" for name, version in record.versions.items())
    console.print(f"Vägnätet {record.id} är i bruk i {home_path}.", highlight=False, markup=False)
    console.print(
        f"Källa: {record.file_name}, {record.file_bytes / BYTES_PER_MEGABYTE:.1f} MB, "
        f"kartdata från {record.data_at or 'okänt datum'}. Byggt för {engines}.",
        highlight=False,
        markup=False,
    )


class StageDisplay:
    """One line for each stage: a spinner with the engine's latest words, then a tick."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._rows: dict[str, TaskID] = {}
        self._current = ""
        self._bars = RichProgress(
            SpinnerColumn(finished_text="[green]✓[/]"),
            TextColumn("{task.description}"),
            TimeElapsedColumn(),
            TextColumn("[dim]{task.fields[said]}[/]", markup=True),
            console=console,
            disable=not console.is_terminal,
        )

    def __enter__(self) -> Self:
        self._bars.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self._finish_current()
        self._bars.stop()

    def plan(self, stages: Sequence[str]) -> None:
        """List the stages that follow."""
        for stage in stages:
            self._rows[stage] = self._bars.add_task(stage, total=1, start=False, said="")

    def begin(self, stage: str) -> None:
        """Tick off the stage before, and start this one."""
        self._finish_current()
        self._current = stage
        self._bars.start_task(self._rows[stage])
        self._say(f"{stage} …")

    def skip(self, stage: str) -> None:
        """Tick off a stage that was finished earlier."""
        self._bars.update(self._rows[stage], completed=1, said="redan klart")
        self._say(f"{stage}: redan klart")

    def line(self, text: str) -> None:
        """Show what the engine's program said last."""
        self._bars.update(self._rows[self._current], said=text[-SHOWN_CHARACTERS:].replace("[", "("))

    def _finish_current(self) -> None:
        if self._current:
            self._bars.update(self._rows[self._current], completed=1, said="")

    def _say(self, text: str) -> None:
        """Where there is no terminal to draw on, a line for each stage."""
        if not self._console.is_terminal:
            self._console.print(text, highlight=False, markup=False)
