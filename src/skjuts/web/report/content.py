"""Everything that the page's template shows, counted and worded beforehand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from skjuts.core.planning.checker import Verdict
from skjuts.core.planning.explain import Explainer, PlanFigures, total_cost
from skjuts.core.planning.problem import Problem
from skjuts.core.planning.solution import Solution
from skjuts.web.report.headline import KeyFigure, list_key_figures
from skjuts.web.report.histogram import ColumnChart, draw_histogram
from skjuts.web.report.map_view import MapView, draw_map
from skjuts.web.report.names import has_approximate_places
from skjuts.web.report.rows import (
    PRICE_PARTS,
    CostRow,
    RiderRow,
    RunRow,
    UnservedSection,
    list_rider_rows,
    list_unserved_sections,
    list_used_parts,
    make_cost_row,
    make_run_row,
)
from skjuts.web.report.runbook import number_runs
from skjuts.web.report.timeline import Timeline, draw_timeline
from skjuts.web.report.units import Units, number, percent

MOST_RIDERS = 600
"""Riders explained one by one; of a plan with more, only a part is explained."""
PART_OF_RIDERS = 250
MOST_UNSERVED = 60
MOST_VIOLATIONS = 25

PER_ORDER = (
    "Resor med tur delat med körorder. En körorder varar från det att ett tomt fordon hämtar "
    "någon till dess att det är tomt igen."
)
PER_LOADED_KM = "Resenärskilometer delat med de kilometer då någon är ombord. Måttet växer också med omvägar."
DIRECT = "Resornas raka vägar ({}) delat med alla körda kilometer ({}), tomkörning inräknad."


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the checker said: `state` is ok, broken or unchecked."""

    state: str
    text: str
    violations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CostTable:
    """Contracts or carriers with the price parts that occur, and the names of the parts."""

    part_names: tuple[str, ...]
    rows: tuple[CostRow, ...]
    total: CostRow


@dataclass(frozen=True, slots=True)
class Content:
    """The whole page."""

    title: str
    name: str
    made_with: str
    marks: tuple[str, ...]
    travel_source: str
    is_foreign: bool
    judgement: Judgement
    key_figures: tuple[KeyFigure, ...]
    unit: str
    objective: tuple[tuple[str, str], ...]
    objective_total: str
    map: MapView
    timeline: Timeline | None
    runs: tuple[RunRow, ...]
    other_runs: tuple[RunRow, ...]
    riders: tuple[RiderRow, ...]
    riders_left_out: int
    unserved: tuple[UnservedSection, ...]
    contracts: CostTable
    carriers: CostTable
    charts: tuple[ColumnChart, ...]
    spread: tuple[tuple[str, tuple[str, ...]], ...]
    pooling: tuple[tuple[str, str], ...]


def make_content(
    problem: Problem,
    solution: Solution,
    verdict: Verdict | None,
    *,
    title: str | None,
    made_with: str,
    marks: Sequence[str],
) -> Content:
    """Count and word the page of a plan."""
    explainer, units = Explainer(problem, solution), Units(problem)
    figures, numbered = explainer.figures, number_runs(explainer)
    riders = list_rider_rows(explainer, numbered, units, _count_shown(figures.served))
    anchors = {rider.id: rider.anchor for rider in riders}
    rows = [make_run_row(explainer.lookup, run, units, anchors) for run in numbered]
    return Content(
        title=title or problem.name,
        name=problem.name,
        made_with=made_with,
        marks=tuple(dict.fromkeys((*_list_marks(problem), *marks))),
        travel_source=problem.travel.source,
        is_foreign=units.is_foreign,
        judgement=judge(verdict),
        key_figures=list_key_figures(figures, units),
        unit="" if units.is_foreign else ", kronor",
        objective=tuple(_list_objective(figures, units)),
        objective_total=units.amount(figures.cost.total_ore),
        map=draw_map(explainer, numbered),
        timeline=draw_timeline(numbered, units),
        runs=tuple(row for row in rows if row.run.is_detailed),
        other_runs=tuple(row for row in rows if not row.run.is_detailed),
        riders=riders,
        riders_left_out=figures.served - len(riders),
        unserved=list_unserved_sections(explainer, units, MOST_UNSERVED),
        contracts=_make_cost_table(figures, units, is_by_carrier=False),
        carriers=_make_cost_table(figures, units, is_by_carrier=True),
        charts=tuple(_draw_charts(explainer, units)),
        spread=tuple(_list_spread(figures, units)),
        pooling=tuple(_list_pooling(figures, units)),
    )


def _count_shown(served: int) -> int:
    """How many riders a page explains: all of a region's day, and a part of a bigger one."""
    return served if served <= MOST_RIDERS else PART_OF_RIDERS


def judge(verdict: Verdict | None) -> Judgement:
    """The checker's judgement in words."""
    if verdict is None:
        return Judgement("unchecked", "Planen är inte kontrollerad.")
    if verdict.is_feasible:
        return Judgement("ok", "Kontrollerad: planen följer alla regler.")
    messages = tuple(violation.message for violation in verdict.violations[:MOST_VIOLATIONS])
    count = len(verdict.violations)
    return Judgement("broken", f"Planen bryter mot regler på {number(count)} ställen.", messages)


def _list_marks(problem: Problem) -> Iterator[str]:
    if problem.travel.is_estimate:
        yield "uppskattade restider"
    if "demonstrationsvägnät" in problem.travel.source.casefold():
        yield "demonstrationsvägnät"
    if has_approximate_places(problem):
        yield "ungefärliga lägen för vårdenheter"


def _list_objective(figures: PlanFigures, units: Units) -> Iterator[tuple[str, str]]:
    cost = figures.cost
    yield "Körda turer", units.amount(cost.runs_ore)
    yield "Garanti för pass som inte kör", units.amount(cost.idle_guarantee_ore)
    yield "Pris på sena resor", units.amount(cost.lateness_ore)
    yield "Pris på ändringar mot utskickad plan", units.amount(cost.changes_ore)
    yield "Pris på resor utan tur", units.amount(cost.unserved_ore)


def _make_cost_table(figures: PlanFigures, units: Units, *, is_by_carrier: bool) -> CostTable:
    groups = figures.carriers if is_by_carrier else figures.contracts
    parts = list_used_parts(groups)
    names = dict(PRICE_PARTS)
    rows = tuple(make_cost_row(group, parts, units) for group in groups)
    total = make_cost_row(total_cost(groups), parts, units)
    return CostTable(tuple(names[part] for part in parts), rows, total)


def _draw_charts(explainer: Explainer, units: Units) -> Iterator[ColumnChart]:
    rides = list(explainer.rides.values())
    per_unit, unit = (explainer.lookup.problem.ticks_per_unit, "") if units.is_foreign else (60, "min")
    ride_times = [ride.ride_s / per_unit for ride in rides]
    yield draw_histogram("Tid ombord", "Minuter ombord", ride_times, unit)
    detours = [ride.detour_s / per_unit for ride in rides]
    yield draw_histogram("Längre än raka vägen", "Minuter längre än utan andra stopp", detours, unit)


def _list_spread(figures: PlanFigures, units: Units) -> Iterator[tuple[str, tuple[str, ...]]]:
    for name, spread in (("Tid ombord", figures.ride_times), ("Längre än raka vägen", figures.detours)):
        times = (spread.mean_s, spread.median_s, spread.p90_s, spread.largest_s)
        yield name, tuple(units.minutes(time_s) for time_s in times)


def _list_pooling(figures: PlanFigures, units: Units) -> Iterator[tuple[str, str]]:
    """The pooling figures with their definitions."""
    pooling, use = figures.pooling, figures.use
    direct = percent(pooling.direct_m / use.driven_m if use.driven_m else 0.0)
    yield from (
        (f"{number(pooling.riders_per_order, 2)} resor per körorder", PER_ORDER),
        (f"{number(pooling.riders_per_loaded_km, 2)} resenärer ombord i snitt", PER_LOADED_KM),
        (f"{direct} raka vägar", DIRECT.format(units.km(pooling.direct_m), units.km(use.driven_m))),
    )
