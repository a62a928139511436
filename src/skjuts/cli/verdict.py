"""The checker's verdict: on other programs' plans as JSON, on our own as a condition for writing them."""

from __future__ import annotations

from typing import Any

from skjuts.core.kernel.errors import SkjutsError
from skjuts.core.planning.checker import Rule, Verdict, check
from skjuts.core.planning.formats import PlanDocument
from skjuts.core.planning.formats.figures import list_served
from skjuts.core.planning.problem import Problem
from skjuts.core.planning.solution import Solution

FOREIGN_TOLERANCE_TICKS = 2
"""What rounding to ticks may move: a time to the nearest, a journey up."""


class BrokenPlan(SkjutsError):
    """Our own planner made a plan that our own checker refuses: a fault in the program."""

    code = "plan.broken"
    sentence = "Planen bryter mot reglerna och har inte skrivits."
    advice = "Det är ett fel i programmet: rapportera det tillsammans med dagen och fröet."


def require_kept_rules(problem: Problem, solution: Solution) -> Verdict:
    """Judge a plan of our own; raises `BrokenPlan` rather than let it out."""
    verdict = check(problem, solution)
    if not verdict.is_feasible:
        first = verdict.violations[0].message
        raise BrokenPlan(f"Planen bryter mot {len(verdict.violations)} regler och har inte skrivits: {first}")
    return verdict


def judge(problem: Problem, document: PlanDocument) -> Verdict:
    """The checker's verdict; amounts that the plan does not state are not held against it."""
    tolerance = 0 if problem.unrounded is None else FOREIGN_TOLERANCE_TICKS
    verdict = check(problem, document.solution, tolerance)
    if document.states_cost:
        return verdict
    kept = tuple(violation for violation in verdict.violations if violation.rule is not Rule.COST)
    return Verdict(kept, verdict.cost, verdict.distance)


def describe_verdict(problem: Problem, document: PlanDocument, verdict: Verdict) -> dict[str, Any]:
    """The verdict as JSON: the objective recomputed from the plan's own times, and each broken rule.

    Amounts are whole seconds, öre, places or counts; times of foreign formats are ticks, so many to
    the instance's unit as `ticks_per_unit` says, and `text` tells them in that unit.
    """
    solution = document.solution
    return {
        "feasible": verdict.is_feasible,
        "objective": verdict.cost.total_ore if verdict.distance is None else verdict.distance,
        "served": len(set(list_served(solution))),
        "unserved": len(solution.unserved),
        "vehicles": len({run.vehicle for run in solution.runs}),
        "ticks_per_unit": problem.ticks_per_unit,
        "cost_judged": document.states_cost,
        "violations": [
            {
                "rule": violation.rule.value,
                "request": violation.request,
                "vehicle": violation.vehicle,
                "amount": violation.amount,
                "text": violation.message,
            }
            for violation in verdict.violations
        ],
    }
