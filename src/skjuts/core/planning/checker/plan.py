"""Judges a whole plan: every run on its own, then what holds between runs, then the price."""

from __future__ import annotations

from collections import Counter

from skjuts.core.planning.checker.driving import judge_driving
from skjuts.core.planning.checker.facts import Drive, Facts, list_calls
from skjuts.core.planning.checker.pricing import (
    judge_plan_price,
    judge_run_price,
    measure_distance,
    price_plan,
)
from skjuts.core.planning.checker.resting import judge_resting
from skjuts.core.planning.checker.riding import judge_riding
from skjuts.core.planning.checker.sharing import judge_sharing
from skjuts.core.planning.checker.verdict import Findings, Rule, Verdict
from skjuts.core.planning.problem import Problem
from skjuts.core.planning.solution import Run, Solution, StopKind


def check(problem: Problem, solution: Solution, tolerance: int = 0) -> Verdict:
    """Judge the times, places and prices that the solution states, from the problem alone.

    Times may be broken by `tolerance` seconds (foreign formats: ticks); nothing else may.
    """
    facts = Facts(problem)
    findings = Findings.begin(problem, tolerance)
    drives = [drive for run in solution.runs if (drive := _read_run(facts, run, findings)) is not None]
    runs_ore = 0
    for drive in drives:
        judge_driving(facts, drive, findings)
        judge_riding(drive, findings)
        judge_sharing(facts, drive, findings)
        judge_resting(drive, findings)
        runs_ore += judge_run_price(facts, drive, findings).total_ore
    _judge_shifts(facts, drives, findings)
    _judge_service(facts, drives, solution, findings)
    cost = price_plan(facts, drives, runs_ore)
    judge_plan_price(solution.cost, cost, findings)
    return Verdict(tuple(findings.violations), cost, measure_distance(facts, drives))


def _read_run(facts: Facts, run: Run, findings: Findings) -> Drive | None:
    """Look up a run; what it names in vain is written down, and an unknown run left out."""
    vehicle = facts.vehicles.get(run.vehicle)
    if vehicle is None or not 0 <= run.shift < len(vehicle.shifts):
        findings.add(
            Rule.UNKNOWN, 1, f"Fordonet eller dess pass {run.shift} finns inte.", vehicle=run.vehicle
        )
        return None
    for stop in run.stops:
        carries = stop.kind in {StopKind.PICKUP, StopKind.DROPOFF}
        if carries != (stop.request is not None) or (carries and stop.request not in facts.riders):
            findings.add(
                Rule.UNKNOWN, 1, "Stoppets resenär finns inte.", request=stop.request, vehicle=run.vehicle
            )
    shift = vehicle.shifts[run.shift]
    calls = list_calls(facts, run, shift)
    if not calls:
        findings.add(Rule.UNKNOWN, 1, "Turen har inga resenärer.", vehicle=run.vehicle)
        return None
    return Drive(run, vehicle, shift, calls)


def _judge_shifts(facts: Facts, drives: list[Drive], findings: Findings) -> None:
    """Each shift is driven at most once, and a shift that is under way is driven."""
    driven = Counter((drive.vehicle.id, drive.run.shift) for drive in drives)
    for (name, number), times in driven.items():
        if times > 1:
            findings.add(Rule.ONCE, times - 1, f"Pass {number} körs {times} gånger.", vehicle=name)
    for vehicle in facts.problem.vehicles:
        for number, shift in enumerate(vehicle.shifts):
            if shift.frozen and (vehicle.id, number) not in driven:
                findings.add(
                    Rule.FROZEN,
                    len(shift.frozen),
                    f"Pass {number} är påbörjat men saknar tur.",
                    vehicle=vehicle.id,
                )


def _judge_service(facts: Facts, drives: list[Drive], solution: Solution, findings: Findings) -> None:
    """Everybody is served once or unserved once, and linked rides share that fate."""
    served = Counter(name for drive in drives for name in {call.rider.request.id for call in drive.calls})
    left = Counter(unserved.request for unserved in solution.unserved)
    for name in left.keys() - facts.riders.keys():
        findings.add(Rule.UNKNOWN, 1, "Den som lämnats utanför finns inte i underlaget.", request=name)
    for name in facts.riders:
        times = served[name] + left[name]
        if times != 1:
            findings.add(
                Rule.ONCE,
                abs(times - 1),
                f"Resenären åker på {served[name]} turer och står {left[name]} gånger som utan resa.",
                request=name,
            )
    for name, wait in facts.returns.items():
        if served[name] == 0 and served[wait.outbound] > 0:
            findings.add(Rule.WAIT, 1, f"Återresan till {wait.outbound} saknas.", request=name)
