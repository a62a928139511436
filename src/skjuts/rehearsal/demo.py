"""`skjuts demo`: the whole house with an invented region in it, and a day of that region planned."""

from __future__ import annotations

import os
import shutil
import webbrowser
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from skjuts.cli.consoles import message_console
from skjuts.core.kernel.errors import InvalidInput
from skjuts.core.planning.problem import Problem
from skjuts.rehearsal.day_command import DEFAULT_REGION
from skjuts.rehearsal.edition import MADE, keep_edition
from skjuts.rehearsal.universe.sizes import EXTENTS, Size

if TYPE_CHECKING:
    from skjuts.cli.house.furnishing import Furnishing
    from skjuts.cli.house.plan import HousePlan
    from skjuts.cli.serve import KeyMaker

SEED = 1
FOLDER = Path(".demo")
MARKS = ("påhittade personer", "påhittade fordon och avtal")
PERSONAS = "demo/"
"""Where the page of personas lies in the house."""


def make_demo(make_keys: KeyMaker) -> Callable[..., None]:
    """The command; `make_keys` writes the key file of a new house."""

    def demo(
        *,
        size: Annotated[
            Size, typer.Option("--size", help="s: en liten region på en minut, m: en vanlig, l: en stor.")
        ] = Size.MEDIUM,
        reset: Annotated[
            bool, typer.Option("--reset", help="Gör allt på nytt i stället för att återanvända det.")
        ] = False,
        browser: Annotated[
            bool, typer.Option("--browser/--no-browser", help="Öppna sidan i webbläsaren.")
        ] = True,
        port: Annotated[
            int, typer.Option("--port", min=0, max=65_535, metavar="N", help="Sidornas port; 0 tar en ledig.")
        ] = 8000,
    ) -> None:
        """Öppna ett hus med en påhittad region i, och en dag i den planerad.

        Platserna är verkliga, personerna påhittade. Allt som skrivs hamnar i mappen .demo.
        """
        from skjuts.cli.house.keeping import keep_house

        folder = FOLDER / size.value
        if reset:
            shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True, exist_ok=True)
        keep_edition(folder, size)
        console = message_console()
        report = _plan_day(folder, size, console)
        keep_house(_house(folder, size, port, report, make_keys, browser=browser), console)

    return demo


def _house(
    folder: Path, size: Size, port: int, report: Path, make_keys: KeyMaker, *, browser: bool
) -> HousePlan:
    from skjuts.cli.house.plan import HouseFolder, HousePlan
    from skjuts.rehearsal.planned_day.views import REPORT

    built, home = folder / "universe.built", HouseFolder(folder / MADE)

    def furnish(furnishing: Furnishing) -> None:
        if furnishing.is_new or not built.exists():
            furnishing.run("universe", "--size", size.value)
            built.touch()

    def tell(address: str) -> None:
        typer.echo(f"ready {address}{PERSONAS}")
        if browser:
            webbrowser.open(f"{address}{PERSONAS}")

    return HousePlan(
        home,
        mode="demo",
        make_keys=make_keys,
        port=port,
        log=folder / "house.log",
        environment={**os.environ, REPORT: str(report.absolute())},
        furnish=furnish,
        # A finished demonstration of this very edition, in its own database, has the tables of this program.
        migrates="DATABASE_URL" in os.environ or not (built.exists() and home.postgres.exists()),
        on_ready=tell,
    )


def _plan_day(folder: Path, size: Size, console: Console) -> Path:
    """The report of the planned day; that of an earlier demo when there is one."""
    report = folder / "plan.html"
    if not report.exists():
        # A second start need not wait for the planner to be loaded.
        from skjuts.cli.planning import Wish, plan_and_write

        problem = _open_day(folder / "day.json", EXTENTS[size].requests, console)
        plan_and_write(problem, Wish(folder / "plan.json", report, EXTENTS[size].search_s, None, SEED, MARKS))
    return report


def _open_day(path: Path, requests: int, console: Console) -> Problem:
    """The day of an earlier demo, or a new one."""
    from skjuts.cli.problem_file import read_problem_file
    from skjuts.rehearsal.day_file import write_day

    if path.exists():
        try:
            return read_problem_file(path)
        except InvalidInput:
            console.print("Den sparade dagen går inte att läsa och görs på nytt.")
    problem = _make_day(requests, console)
    write_day(path, problem)
    return problem


def _make_day(requests: int, console: Console) -> Problem:
    """A day on the demonstration roads; on estimated ones where no road engine is installed."""
    from skjuts.adapters.roads.builds import EngineName, RoadHome
    from skjuts.adapters.roads.errors import EngineMissing
    from skjuts.adapters.roads.opening import open_roads
    from skjuts.cli.roads import StageDisplay
    from skjuts.rehearsal.day import make_day
    from skjuts.rehearsal.roads import build_demo_roads

    home = RoadHome(FOLDER / "roads")
    try:
        with StageDisplay(console) as display:
            build_demo_roads(home, (EngineName.VALHALLA,), display)
        roads = open_roads(home, EngineName.VALHALLA)
    except EngineMissing as missing:
        console.print(f"{missing.message} Restiderna uppskattas efter fågelvägen.")
        roads = None
    with console.status("Gör en påhittad dag …"):
        return make_day(DEFAULT_REGION, requests, SEED, travel_times=roads)
