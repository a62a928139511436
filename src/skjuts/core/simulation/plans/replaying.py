"""One past day planned again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from skjuts.core.planning.insertion import LivePlan, Offer, OfferedTime
from skjuts.core.planning.problem import Problem, Request
from skjuts.core.planning.problem.limits import unserved_ore
from skjuts.core.planning.search import Settings
from skjuts.core.planning.solution import Solution
from skjuts.core.planning.solve import solve
from skjuts.core.simulation.plans.past_day import DayFigures, PastDay
from skjuts.core.simulation.plans.variation import Knowledge, Variation


@dataclass(frozen=True, slots=True)
class PlanTerms:
    """How days are planned: iterations and seed (the same plan each time), and when the day's plan is made.

    `planned_at_s` is in seconds of the service day: −6 hours is six in the evening before. `clock` tells
    the search how long it has worked; the plan does not hang on it.
    """

    clock: Callable[[], float]
    iterations: int
    seed: int = 1
    planned_at_s: int = -6 * 3600

    @property
    def settings(self) -> Settings:
        """For the search."""
        return Settings(self.clock, iterations=self.iterations, seed=self.seed)


def plan_day(day: PastDay, variation: Variation, terms: PlanTerms) -> DayFigures:
    """Change a day, plan it from nothing and sum it up. Raises `BadScenario`."""
    changed = day.forget_plan()
    for change in variation.changes:
        changed = change.apply(changed)
    if variation.knowledge is Knowledge.ALL:
        return _sum_up(day.id, variation, changed.problem, solve(changed.problem, terms.settings), ())
    plan, refused = drive_as_booked(changed, terms)
    return _sum_up(day.id, variation, changed.problem, plan, refused)


def drive_as_booked(day: PastDay, terms: PlanTerms) -> tuple[Solution, tuple[Request, ...]]:
    """Plan what was known together, then take each later ride as it came, as a desk with live insertion does.

    Told times are promises. Rides whose vehicle waits at the visit are planned with the day, whenever they
    came. Returns the plan and the rides that found no room.
    """
    problem = day.problem
    linked = {one.wait.outbound for one in problem.requests if one.wait is not None}
    late = [
        one
        for one in problem.requests
        if day.booked_s.get(one.id, terms.planned_at_s) > terms.planned_at_s
        and one.wait is None
        and one.id not in linked
    ]
    names = {one.id for one in late}
    known = replace(problem, requests=tuple(one for one in problem.requests if one.id not in names))
    live = LivePlan(known, solve(known, terms.settings))
    refused = []
    for request in sorted(late, key=lambda one: (day.booked_s[one.id], one.id)):
        live.freeze(max(0, day.booked_s[request.id]))
        (answer,) = live.quote(request, [OfferedTime(request.pickup_window, request.dropoff_window)])
        if isinstance(answer, Offer):
            live.commit(answer)
        else:
            refused.append(request)
    return live.solution(), tuple(refused)


def _sum_up(
    day: str, variation: Variation, problem: Problem, plan: Solution, refused: tuple[Request, ...]
) -> DayFigures:
    left = sum(unserved_ore(problem, one) for one in refused)
    cost = plan.cost
    return DayFigures(
        day=day,
        variation=variation.id,
        cost_ore=cost.total_ore + left,
        runs_ore=cost.runs_ore,
        guarantee_ore=cost.idle_guarantee_ore,
        lateness_ore=cost.lateness_ore,
        unserved_ore=cost.unserved_ore + left,
        riders=len(problem.requests),
        unserved=len(plan.unserved) + len(refused),
        vehicles=len({run.vehicle for run in plan.runs}),
    )
