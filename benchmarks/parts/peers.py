"""Side by side with the general solvers: same instance, same time, one core, in one run."""

from __future__ import annotations

import time
from dataclasses import dataclass

from benchmarks.instances import WHERE, Instance, find_bench_folder, list_instances
from benchmarks.machine import one_core
from benchmarks.own_planner import compile_kernels, plan
from benchmarks.peers.apart import PEERS, solve_apart
from benchmarks.peers.even_problem import even_problem
from benchmarks.peers.judging import Judgement, judge_plan, judge_routes
from benchmarks.rows import Row, Session, percent_above
from skjuts.core.planning.problem import Problem

OURS = "Skjuts"


@dataclass(frozen=True, slots=True)
class Entry:
    """One solver's plan for one instance, and the seconds that it took."""

    solver: str
    judgement: Judgement
    seconds: float


def measure_peers(session: Session) -> list[Row]:
    """a4-48, a8-96 and pr06, 20 s for each solver; quick: a4-48, 10 s."""
    names = ["a4-48"] if session.is_quick else ["a4-48", "a8-96", "pr06"]
    seconds = 10.0 if session.is_quick else 20.0
    if find_bench_folder() is None:
        session.say(f"{WHERE}; generated instances of the same shapes are used instead")
    compile_kernels(session.say)
    rows: list[Row] = []
    for instance in list_instances(names):
        entries = run_all(instance, seconds, session)
        rows += list_rows(instance, entries, seconds)
    return rows


def run_all(instance: Instance, seconds: float, session: Session) -> list[Entry]:
    """Let every solver plan the instance, ours first, one after the other on one core."""
    entries: list[Entry] = []
    with one_core():
        for solver in (OURS, *PEERS):
            entries.append(_run(solver, instance.problem, seconds, session))
            session.say(f"{instance.problem.name}, {describe(entries[-1])}")
    return entries


def _run(solver: str, problem: Problem, seconds: float, session: Session) -> Entry:
    if solver == OURS:
        began = time.monotonic()
        own = plan(problem, seconds, session.say)
        return Entry(solver, judge_plan(problem, own), time.monotonic() - began)
    found = solve_apart(solver, even_problem(problem), seconds)
    return Entry(solver, judge_routes(problem, found.routes), found.seconds)


def describe(entry: Entry) -> str:
    """One solver's outcome in a line."""
    judged = entry.judgement
    kept = (
        "every rule kept"
        if judged.is_valid
        else (
            f"{judged.broken_routes} of {judged.routes} routes and {judged.broken_riders} riders broken, "
            f"{judged.unserved} left out"
        )
    )
    return f"{entry.solver}: {judged.value:.2f} in {entry.seconds:.1f} s, {kept}"


def list_rows(instance: Instance, entries: list[Entry], seconds: float) -> list[Row]:
    """Values that are results, and how much is broken in those that are none."""
    rows: list[Row] = []
    for entry in entries:
        judged = entry.judgement
        what = f"{instance.problem.name}, {seconds:g} s, {entry.solver}"
        if judged.is_valid:
            rows.append(Row(f"{what}: distance", round(judged.value, 2), "units"))
            continue
        rows += [
            Row(f"{what}: no result, rules broken at distance", round(judged.value, 2), "units"),
            Row(f"{what}: broken routes", judged.broken_routes, f"of {judged.routes}"),
            Row(f"{what}: broken riders", judged.broken_riders, f"of {len(instance.problem.requests)}"),
            Row(f"{what}: riders left out", judged.unserved, "riders"),
        ]
    return [*rows, _compare(instance, entries)]


def _compare(instance: Instance, entries: list[Entry]) -> Row:
    """How far above ours the best peer's result is."""
    own, *others = entries
    results = [entry.judgement.value for entry in others if entry.judgement.is_valid]
    what = f"{instance.problem.name}: best result of a peer above ours"
    if not results or not own.judgement.is_valid:
        return Row(what, None, "%")
    return Row(what, percent_above(min(results), own.judgement.value), "%")
