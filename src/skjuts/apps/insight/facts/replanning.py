"""Past days planned again in some ways, as pieces of work that any process can do.

Loads the planner: for those who compute, never for a page.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

import msgspec

from skjuts.apps.insight.facts.replan_inputs import (
    AS_BOOKED,
    CHANGED,
    DayInputs,
    PlanReplayInputs,
    TenderInputs,
)
from skjuts.core.kernel.money import ORE_PER_KRONA
from skjuts.core.ports.past_days import DayReader
from skjuts.core.simulation.plans import (
    Change,
    Classed,
    DayFigures,
    DetourCaps,
    FlexibleVisits,
    HomeAreas,
    KindExclusive,
    Knowledge,
    PastDay,
    PlanTerms,
    Repriced,
    Resized,
    Response,
    Tolerances,
    Variation,
    VehicleKind,
    Waves,
    WithoutWaiting,
    measure_paired,
)
from skjuts.core.simulation.running import Work
from skjuts.core.simulation.tender import ALL, WITHOUT, Demand, list_variations, price_demands
from skjuts.core.simulation.years import list_day_work

ITERATIONS = {"quick": 300, "usual": 2_000, "thorough": 10_000}
KINDS = (VehicleKind.SEATED, VehicleKind.WHEELCHAIR, VehicleKind.STRETCHER)
AS_IT_WAS = "as_it_was"
MINUTE_S = 60

type Written = dict[str, Any]
type Finishes = Callable[[Sequence[Work[Any]]], Mapping[str, Any]]
"""Finishes pieces of work whose results are JSON."""


def replan(inputs: PlanReplayInputs, days: Sequence[str], reader: DayReader, finish: Finishes) -> Written:
    """Days as they were, changed, and with what was known when: figures and differences as JSON.

    Raises `BadScenario` for a change that a day cannot have.
    """
    ways = list(list_ways(inputs))
    figures = _plan(inputs, days, ways, reader, finish)
    compared = {one.id: _compare(figures, one.id, AS_IT_WAS) for one in ways[1:]}
    return {"figures": msgspec.to_builtins(figures), "compared": compared}


def price_tender(inputs: TenderInputs, days: Sequence[str], reader: DayReader, finish: Finishes) -> Written:
    """Every demand alone and on top of the others, and all of them together, as JSON."""
    demands = list(list_demands(inputs))
    figures = _plan(inputs, days, list_variations(demands), reader, finish)
    priced = [
        {
            "demand": one.demand.id,
            "alone": _compare(figures, one.alone.variation, one.alone.against),
            "last": _compare(figures, one.last.variation, one.last.against),
        }
        for one in price_demands(demands, figures)
    ]
    kept = [one for one in figures if one.variation in {ALL, WITHOUT}]
    return {
        "priced": priced,
        "all": _compare(figures, ALL, WITHOUT),
        "figures": msgspec.to_builtins(kept),
    }


def list_ways(inputs: PlanReplayInputs) -> Iterator[Variation]:
    """The ways in which each day is planned, the first as it was with everything known."""
    yield Variation(AS_IT_WAS, AS_IT_WAS)
    if inputs.has_changes:
        yield Variation(CHANGED, CHANGED, tuple(list_changes(inputs)))
    if inputs.prices_lateness:
        yield Variation(AS_BOOKED, AS_BOOKED, knowledge=Knowledge.AS_BOOKED)


def list_changes(inputs: PlanReplayInputs) -> Iterator[Change]:
    """What is otherwise, in the order in which it is changed."""
    if int(inputs.wave_min):
        yield Waves(int(inputs.wave_min) * MINUTE_S)
    if inputs.flexible_min:
        yield FlexibleVisits(inputs.flexible_min * MINUTE_S)
    if inputs.late_min is not None:
        yield Tolerances(late_s=inputs.late_min * MINUTE_S)
    if inputs.detour_percent:
        yield DetourCaps(inputs.detour_percent)
    for kind, by in zip(KINDS, inputs.fleet, strict=True):
        if by:
            yield Resized(kind, by)
    if any(inputs.prices):
        yield Repriced(*inputs.prices)


def list_demands(inputs: TenderInputs) -> Iterator[Demand]:
    """The demands that are asked for, by ids that stand in answers."""
    if inputs.exclusive_kind and inputs.exclusive_per_hour_kr is not None:
        per_hour_ore = inputs.exclusive_per_hour_kr * ORE_PER_KRONA
        yield _demand("exclusive", KindExclusive(VehicleKind(inputs.exclusive_kind), per_hour_ore))
    if inputs.forbids_waiting:
        yield _demand("waiting", WithoutWaiting())
    if inputs.response_min is not None:
        yield _demand("response", Response(inputs.response_min * MINUTE_S))
    if inputs.qualification:
        yield _demand("class", Classed(inputs.qualification, inputs.category))
    if inputs.splits_areas:
        yield _demand("areas", HomeAreas())


def read_past_day(reader: DayReader, day: str) -> PastDay:
    """A day as core replays it."""
    found = reader(day)
    return PastDay(day, found.problem, booked_s=found.booked_s, returns=found.returns, areas=found.areas)


def _compare(figures: Sequence[DayFigures], variation: str, against: str) -> Written:
    """Two ways held against each other: all that a plan is judged by, and what is paid for driving alone."""
    paid = [msgspec.structs.replace(one, cost_ore=one.runs_ore + one.guarantee_ore) for one in figures]
    return {
        "whole": msgspec.to_builtins(measure_paired(figures, variation, against)),
        "paid": msgspec.to_builtins(measure_paired(paid, variation, against)),
    }


def _demand(name: str, change: Change) -> Demand:
    return Demand(name, name, change)


def _plan(
    inputs: DayInputs, days: Sequence[str], ways: Iterable[Variation], reader: DayReader, finish: Finishes
) -> list[DayFigures]:
    terms = PlanTerms(time.monotonic, iterations=ITERATIONS[inputs.care])
    work = list_day_work(partial(read_past_day, reader), days, list(ways), terms)
    found = finish([Work(one.key, partial(_write, one.call)) for one in work])
    return [msgspec.convert(found[one.key], DayFigures) for one in work]


def _write(call: Callable[[], DayFigures]) -> Written:
    written: Written = msgspec.to_builtins(call())
    return written
