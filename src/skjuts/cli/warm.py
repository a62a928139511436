"""`skjuts warm`: compile planner and timetable once, so that later starts are fast."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace

import typer
from rich.console import Console

from skjuts.cli.amounts import format_number
from skjuts.cli.consoles import message_console

NOTICEABLE_S = 2.0
ITERATIONS = 200
"""Enough to enter every kernel on a day of three riders."""
type KernelPart = tuple[str, Callable[[], object]]
"""What a reader calls the part, and a run that enters its kernels."""


def warm() -> None:
    """Kompilera planeraren en gång för alla, så att senare starter går fort."""
    console = message_console()
    seconds = prepare(console, PARTS)
    console.print(f"Planeraren är klar att använda ({format_number(seconds, 1)} s).", highlight=False)
    raise typer.Exit(0)


def prepare_search(console: Console) -> None:
    """Have the kernels that plan a day compiled or read from the cache; a day needs no others."""
    prepare(console, PARTS[:1])


def prepare(console: Console, parts: Sequence[KernelPart]) -> float:
    """Have the kernels of some parts compiled or read from the cache; returns the seconds it took.

    The first time on a machine this takes minutes, and says so while it lasts.
    """
    began = time.monotonic()
    with console.status("Förbereder planeraren …") as status:
        for number, (name, run) in enumerate(parts, start=1):
            status.update(
                f"Förbereder planeraren: {name}, del {number} av {len(parts)} "
                "(kompileras första gången på en dator, vilket kan ta några minuter) …"
            )
            _run_part(name, run, console)
    return time.monotonic() - began


def _run_part(name: str, run: Callable[[], object], console: Console) -> None:
    started = time.monotonic()
    run()
    spent = time.monotonic() - started
    if spent > NOTICEABLE_S:
        console.print(f"Kompilerad: {name} ({format_number(spent)} s)", highlight=False)


def _search() -> None:
    from skjuts.cli.tiny_day import tiny_day
    from skjuts.core.planning.problem import Objective
    from skjuts.core.planning.solve import Settings, solve

    day = tiny_day()
    fewest = replace(day, objective=Objective.VEHICLES_THEN_COST)
    nobody = replace(day, rules=replace(day.rules, unserved_ore=dict.fromkeys(day.rules.unserved_ore, 0)))
    for problem in (day, fewest, nobody):
        solve(problem, Settings(clock=time.monotonic, iterations=ITERATIONS), lambda _: True)


def _insertion() -> None:
    from skjuts.cli.tiny_day import tiny_day
    from skjuts.core.planning.insertion import LivePlan, Offer, OfferedTime
    from skjuts.core.planning.problem import Load
    from skjuts.core.planning.solve import insert_sequentially

    day = tiny_day()
    caller = replace(day.requests[0], id="ny")
    live = LivePlan(day, insert_sequentially(day))
    live.freeze(0)
    time = OfferedTime(caller.pickup_window, caller.dropoff_window)
    live.quote(replace(caller, load=Load(stretchers=1)), [time])
    for answer in live.quote(caller, [time]):
        if isinstance(answer, Offer):
            live.commit(answer)
            live.release(caller.id)


def _timetable() -> None:
    from skjuts.cli.tiny_timetable import tiny_questions, tiny_timetable
    from skjuts.core.timetable.asking import ask_visit
    from skjuts.core.timetable.opening import OpenFeed

    feed = OpenFeed(tiny_timetable())
    for question in tiny_questions():
        ask_visit(feed, question)


PARTS: tuple[KernelPart, ...] = (
    ("sökningen", _search),
    ("insättningen i en levande plan", _insertion),
    ("tidtabellen", _timetable),
)
