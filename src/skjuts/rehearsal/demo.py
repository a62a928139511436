"""`skjuts demo`: a region's invented day, planned, judged and shown."""

from __future__ import annotations

import signal
import threading
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from skjuts.cli.consoles import message_console
from skjuts.core.kernel.errors import InvalidInput
from skjuts.core.planning.problem import Problem
from skjuts.rehearsal.day_command import DEFAULT_REGION

SEED = 1
FOLDER = Path(".demo")
MARKS = ("påhittade personer", "påhittade fordon och avtal")


class Size(StrEnum):
    """How much of a day."""

    SMALL = "s"
    MEDIUM = "m"
    LARGE = "l"


SEARCH_S = {Size.SMALL: 5.0, Size.MEDIUM: 20.0, Size.LARGE: 60.0}
REQUESTS = {Size.SMALL: 100, Size.MEDIUM: 450, Size.LARGE: 2000}


def demo(
    *,
    size: Annotated[
        Size, typer.Option("--size", help="s: 100 beställningar, m: 450 (en vanlig dag), l: 2000.")
    ] = Size.MEDIUM,
    reset: Annotated[
        bool, typer.Option("--reset", help="Gör dagen på nytt i stället för att återanvända den.")
    ] = False,
    browser: Annotated[
        bool, typer.Option("--browser/--no-browser", help="Öppna rapporten i webbläsaren.")
    ] = True,
    port: Annotated[
        int | None,
        typer.Option(
            "--port", min=0, max=65_535, metavar="N", help="Visa rapporten över HTTP tills kommandot avbryts."
        ),
    ] = None,
) -> None:
    """Planera en påhittad dag i Jämtland Härjedalen och visa planen.

    Platserna är verkliga, resenärerna påhittade. Allt som skrivs hamnar i mappen .demo.
    """
    from skjuts.cli.planning import Wish, plan_and_write

    folder = FOLDER / size.value
    folder.mkdir(parents=True, exist_ok=True)
    console = message_console()
    problem = _open_day(folder / "day.json", REQUESTS[size], console, reset=reset)
    report = folder / "plan.html"
    plan_and_write(problem, Wish(folder / "plan.json", report, SEARCH_S[size], None, SEED, MARKS))
    with _published(report.absolute(), port) as (address, stopped):
        if browser:
            webbrowser.open(address if stopped else report.absolute().as_uri())
        typer.echo(f"ready {address}")
        if stopped:
            stopped.wait()


def _open_day(path: Path, requests: int, console: Console, *, reset: bool) -> Problem:
    """The day of an earlier demo, or a new one."""
    from skjuts.cli.problem_file import read_problem_file
    from skjuts.rehearsal.day_file import write_day

    if path.exists() and not reset:
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


@contextmanager
def _published(report: Path, port: int | None) -> Iterator[tuple[str, threading.Event | None]]:
    """Where the report is found: its path; or its address, and what is set by Ctrl-C and SIGTERM."""
    from skjuts.adapters.folder_server import serve_folder

    if port is None:
        yield str(report), None
        return
    stopped = threading.Event()
    with serve_folder(report.parent, port) as address:
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: stopped.set())
        yield f"{address}{report.name}", stopped
