"""Judges a peer's plan: each route gets the best schedule there is, then our checker says what is broken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from benchmarks.peers.even_problem import PeerRoute
from skjuts.core.planning.checker import Verdict, check
from skjuts.core.planning.problem import Problem
from skjuts.core.planning.reference import Infeasible, price_plan, schedule_run
from skjuts.core.planning.solution import Reason, Run, Solution, Unserved


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a peer's plan is worth.

    `value` is the whole price in öre, or the exact distance of a foreign instance; it is a result
    only when nothing is broken. `unserved` were left out: allowed at a price in a region's day,
    a broken rule in a foreign instance. `lost_routes` could not be driven under any schedule.
    """

    value: float
    routes: int
    broken_routes: int
    broken_riders: int
    unserved: int
    is_foreign: bool
    lost_routes: int = 0

    @property
    def is_valid(self) -> bool:
        """Whether the plan is a result."""
        kept = not (self.broken_routes or self.broken_riders or self.lost_routes)
        return kept and not (self.is_foreign and self.unserved)


def judge_routes(problem: Problem, routes: Sequence[PeerRoute]) -> Judgement:
    """Schedule every route by the reference evaluator and count what is broken by the checker.

    A route that no schedule can keep within the ride limits and its longest time is scheduled without
    them; the riders and routes that the checker then finds are counted.
    """
    lenient = lift_limits(problem)
    runs: list[Run] = []
    broken = lost = 0
    for route in routes:
        run = _schedule(problem, route)
        if isinstance(run, Infeasible):
            broken += 1
            run = _schedule(lenient, route)
        if isinstance(run, Infeasible):
            lost += 1
        else:
            runs.append(run)
    solution = make_solution(problem, runs)
    verdict = check(problem, solution)
    return Judgement(
        value=value_of(problem, verdict),
        routes=len(routes),
        broken_routes=broken,
        broken_riders=count_broken_riders(verdict),
        unserved=len(solution.unserved),
        is_foreign=problem.unrounded is not None,
        lost_routes=lost,
    )


def judge_plan(problem: Problem, solution: Solution) -> Judgement:
    """Judge a plan that has its times already, by the same measure."""
    verdict = check(problem, solution)
    broken = {violation.vehicle for violation in verdict.violations}
    return Judgement(
        value=value_of(problem, verdict),
        routes=len(solution.runs),
        broken_routes=len(broken),
        broken_riders=count_broken_riders(verdict),
        unserved=len(solution.unserved),
        is_foreign=problem.unrounded is not None,
    )


def make_solution(problem: Problem, runs: Sequence[Run]) -> Solution:
    """A plan of these runs, priced; whoever is in none of them is left out."""
    served = {stop.request for run in runs for stop in run.stops}
    left = tuple(Unserved(one.id, Reason.PRICE) for one in problem.requests if one.id not in served)
    return Solution(tuple(runs), left, price_plan(problem, runs))


def value_of(problem: Problem, verdict: Verdict) -> float:
    """The price in öre, or the exact distance of a foreign instance."""
    return verdict.cost.total_ore if problem.unrounded is None else verdict.distance or 0.0


def count_broken_riders(verdict: Verdict) -> int:
    """Riders of whom some rule is broken."""
    return len({violation.request for violation in verdict.violations} - {None})


def lift_limits(problem: Problem) -> Problem:
    """The same problem without ride limits and without longest times of runs."""
    vehicles = tuple(
        replace(vehicle, shifts=tuple(replace(shift, max_duration_s=None) for shift in vehicle.shifts))
        for vehicle in problem.vehicles
    )
    return replace(
        problem,
        requests=tuple(replace(request, max_ride_s=None) for request in problem.requests),
        vehicles=vehicles,
        rules=replace(problem.rules, ride_caps=()),
    )


def _schedule(problem: Problem, route: PeerRoute) -> Run | Infeasible:
    vehicle = next(one for one in problem.vehicles if one.id == route.vehicle)
    return schedule_run(problem, vehicle, route.shift, route.visits)
