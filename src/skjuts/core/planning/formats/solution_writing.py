"""From a `Solution` to the JSON form of a plan."""

from __future__ import annotations

from dataclasses import asdict

import msgspec

from skjuts.core.planning.explain.figures import count_pooling, count_punctuality, count_use, spread
from skjuts.core.planning.explain.lookup import Lookup
from skjuts.core.planning.explain.rides import list_rides
from skjuts.core.planning.explain.walk import walk_run
from skjuts.core.planning.formats import solution_form as form
from skjuts.core.planning.formats.figures import (
    list_served,
    total_unrounded_distance,
    unrounded_distance,
)
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
    cost: form.PlanCostForm | form.DistanceForm
    if is_own:
        cost = form.PlanCostForm(**asdict(solution.cost), total_ore=solution.cost.total_ore)
    else:
        cost = form.DistanceForm(distance=total_unrounded_distance(problem, solution))
    return form.SummaryForm(
        objective=cost.total_ore if isinstance(cost, form.PlanCostForm) else cost.distance,
        objective_unit="ore" if is_own else "distance",
        served=len(list_served(solution)),
        unserved=len(solution.unserved),
        vehicles=len({run.vehicle for run in solution.runs}),
        runs=len(solution.runs),
        cost=cost,
        figures=_figures(problem, solution) if is_own else None,
        travel_source=problem.travel.source,
        is_estimate=problem.travel.is_estimate,
    )


def _figures(problem: Problem, solution: Solution) -> form.FiguresForm:
    lookup = Lookup(problem)
    walks = [walk_run(lookup, run) for run in solution.runs]
    rides = list_rides(lookup, walks)
    pooling, use = count_pooling(walks, rides), count_use(problem, walks)
    return form.FiguresForm(
        pooled=pooling.sharing_riders,
        orders=pooling.orders,
        riders_per_order=pooling.riders_per_order,
        driven_m=use.driven_m,
        empty_m=use.empty_m,
        duration_s=use.duration_s,
        waiting_s=use.waiting_s,
        idle_s=use.idle_s,
        late=count_punctuality(rides).late,
        mean_ride_s=spread(ride.ride_s for ride in rides).mean_s,
        mean_detour_s=spread(ride.detour_s for ride in rides).mean_s,
    )


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
