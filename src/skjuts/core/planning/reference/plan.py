"""What a whole plan costs beside its runs: idle guarantees, lateness, changes, the unserved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from skjuts.core.planning.problem import Problem, ReferenceSide, Request
from skjuts.core.planning.problem.limits import due_s, unserved_ore
from skjuts.core.planning.solution import PlanCost, Run, StopKind
from skjuts.core.tariffs.contract import guarantee_ore, rate


def price_plan(problem: Problem, runs: Iterable[Run]) -> PlanCost:
    """Price the plan that consists of these runs; whoever is in none of them is unserved."""
    runs = list(runs)
    by_id = {request.id: request for request in problem.requests}
    driven = {(run.vehicle, run.shift) for run in runs}
    served = {stop.request: (run, stop) for run in runs for stop in run.stops if stop.kind is StopKind.PICKUP}
    return PlanCost(
        runs_ore=sum(run.cost.total_ore for run in runs),
        idle_guarantee_ore=sum(
            guarantee_ore(problem.tariffs[vehicle.tariff])
            for vehicle in problem.vehicles
            for shift in range(len(vehicle.shifts))
            if (vehicle.id, shift) not in driven
        ),
        lateness_ore=sum(_lateness_ore(problem, by_id, run) for run in runs),
        changes_ore=sum(
            problem.rules.change_ore
            for request in problem.requests
            if request.id in served and request.published_vehicle not in {None, served[request.id][0].vehicle}
        ),
        unserved_ore=sum(
            unserved_ore(problem, request) for request in problem.requests if request.id not in served
        ),
    )


def _lateness_ore(problem: Problem, by_id: Mapping[str, Request], run: Run) -> int:
    """The price of each rider's seconds after due, rounded rider by rider."""
    total = 0
    for stop in run.stops:
        if stop.request is None:
            continue
        request = by_id[stop.request]
        side = StopKind.DROPOFF if request.reference is ReferenceSide.ARRIVE_BY else StopKind.PICKUP
        if stop.kind is side:
            late = max(0, stop.start - due_s(request))
            total += rate(late, problem.rules.lateness_per_minute_ore, 60)
    return total
