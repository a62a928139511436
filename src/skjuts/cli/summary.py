"""The plan in one table, when it is done."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from skjuts.cli.amounts import format_duration, format_number, format_objective, format_share
from skjuts.core.planning.explain import PlanFigures, explain_plan
from skjuts.core.planning.formats.figures import total_unrounded_distance
from skjuts.core.planning.formats.reason_texts import REASON_TEXTS
from skjuts.core.planning.problem import Problem
from skjuts.core.planning.solution import Solution

Row = tuple[str, str]


def show_summary(problem: Problem, solution: Solution, console: Console) -> None:
    """Print the plan's figures, and why anybody is left out."""
    table = Table(title=escape(problem.name), show_header=False, title_justify="left")
    table.add_column(style="bold")
    table.add_column(justify="right")
    for label, value in list_rows(problem, solution):
        table.add_row(escape(label), escape(value))
    console.print(table)


def list_rows(problem: Problem, solution: Solution) -> Iterator[Row]:
    """The rows of the table, label and value, top to bottom."""
    figures = explain_plan(problem, solution)
    yield "Beställningar", format_number(figures.requests)
    yield "Med tur", f"{format_number(figures.served)} ({format_share(figures.served, figures.requests)})"
    yield "Delar fordon", format_share(figures.pooling.sharing_riders, figures.served)
    yield "Fordon", f"{figures.use.vehicles_used} av {figures.use.vehicles_offered}"
    if problem.unrounded is None:
        yield from _rows_of_a_day(problem, figures)
    else:
        yield "Sträcka", format_number(total_unrounded_distance(problem, solution), 2)
    for group in figures.unserved:
        yield f"Utan tur: {len(group.requests)}", REASON_TEXTS[group.reason]


def _rows_of_a_day(problem: Problem, figures: PlanFigures) -> Iterator[Row]:
    use, cost = figures.use, figures.cost
    yield "Resor per körorder", format_number(figures.pooling.riders_per_order, 2)
    yield (
        "Körsträcka",
        f"{format_number(use.driven_m / 1000)} km ({format_share(use.empty_m, use.driven_m)} tomt)",
    )
    yield "Fordonstid", f"{format_number(use.duration_s / 3600, 1)} timmar"
    yield "Omväg i snitt", format_duration(figures.detours.mean_s)
    yield "I tid", format_share(figures.punctuality.on_time, figures.served)
    yield "Till entreprenörerna", format_objective(problem, figures.carriers_ore)
    yield "Pris för sena resor", format_objective(problem, cost.lateness_ore)
    yield "Pris för ändringar", format_objective(problem, cost.changes_ore)
    yield "Pris för resor utan tur", format_objective(problem, cost.unserved_ore)
    yield "Summa", format_objective(problem, cost.total_ore)
    is_told = "uppskattning" in problem.travel.source
    estimate = " (uppskattning)" if problem.travel.is_estimate and not is_told else ""
    yield "Restider", f"{problem.travel.source}{estimate}"
