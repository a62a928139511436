"""From a `Solution` to the JSON form of a plan."""

from __future__ import annotations

import math
from dataclasses import asdict

import msgspec

from skjuts.core.planning.formats import solution_form as form
from skjuts.core.planning.formats.figures import list_pooled, list_served, unrounded_distance
from skjuts.core.planning.formats.foreign.detect import OWN_FORMAT
from skjuts.core.planning.formats.reason_texts import REASON_TEXTS
from skjuts.core.planning.problem import Problem
from skjuts.core.planning.solution import Run, Solution, Stop


def write_solution(problem: Problem, solution: Solution) -> bytes:
    """Write a plan in the JSON form, version 1; the same plan always gives the same bytes."""
    return msgspec.json.format(msgspec.json.encode(build_plan(problem, solution)), indent=1)


def build_plan(problem: Problem, solution: Solution) -> form.PlanForm:
    """The plan as an object of the form."""
    is_own = problem.format == OWN_FORMAT
    return form.PlanForm(
        skjuts="plan",
        version=1,
        problem=problem.name,
        format=problem.format,
        time_unit="second" if is_own else "instance",
        summary=summarise(problem, solution),
        runs=tuple(_run(problem, run) for run in solution.runs),
        unserved=tuple(
            form.UnservedForm(
                request=_request_name(problem, unserved.request),
                reason=unserved.reason,
                text=REASON_TEXTS[unserved.reason],
            )
            for unserved in solution.unserved
        ),
    )


def summarise(problem: Problem, solution: Solution) -> form.SummaryForm:
    """The plan in a few figures."""
    is_own = problem.format == OWN_FORMAT
    cost = _plan_cost(solution) if is_own else _plan_distance(problem, solution)
    return form.SummaryForm(
        objective=cost.total_ore if isinstance(cost, form.PlanCostForm) else cost.distance,
        objective_unit="öre" if is_own else "distance",
        served=len(list_served(solution)),
        unserved=len(solution.unserved),
        vehicles=len({run.vehicle for run in solution.runs}),
        runs=len(solution.runs),
        pooled=len(list_pooled(solution)),
        cost=cost,
        travel_source=problem.travel.source,
        is_estimate=problem.travel.is_estimate,
    )


def _plan_cost(solution: Solution) -> form.PlanCostForm:
    return form.PlanCostForm(**asdict(solution.cost), total_ore=solution.cost.total_ore)


def _plan_distance(problem: Problem, solution: Solution) -> form.DistanceForm:
    return form.DistanceForm(distance=math.fsum(unrounded_distance(problem, run) for run in solution.runs))


def _run(problem: Problem, run: Run) -> form.RunForm:
    cost: form.RunCostForm | form.DistanceForm
    if problem.format == OWN_FORMAT:
        cost = form.RunCostForm(**asdict(run.cost), total_ore=run.cost.total_ore)
    else:
        cost = form.DistanceForm(distance=unrounded_distance(problem, run))
    return form.RunForm(
        vehicle=run.vehicle,
        shift=run.shift,
        cost=cost,
        stops=tuple(_stop(problem, stop) for stop in run.stops),
    )


def _stop(problem: Problem, stop: Stop) -> form.StopForm:
    return form.StopForm(
        kind=stop.kind,
        request=None if stop.request is None else _request_name(problem, stop.request),
        place=stop.place,
        arrive=_time(problem, stop.arrive),
        start=_time(problem, stop.start),
        depart=_time(problem, stop.depart),
    )


def _time(problem: Problem, ticks: int) -> int | float:
    return ticks if problem.format == OWN_FORMAT else ticks / problem.ticks_per_unit


def _request_name(problem: Problem, request: str) -> str | int:
    return int(request) if problem.format != OWN_FORMAT and request.isdecimal() else request
