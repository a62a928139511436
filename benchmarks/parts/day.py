"""A region's day: beside OR-Tools on the rules that it can hold, beside booking order with all rules."""

from __future__ import annotations

from benchmarks.machine import one_core
from benchmarks.own_planner import compile_kernels, insert_in_booking_order, plan
from benchmarks.peers.apart import ORTOOLS, solve_apart
from benchmarks.peers.even_problem import even_problem
from benchmarks.peers.judging import Judgement, judge_plan, judge_routes
from benchmarks.peers.reduced_day import DROPPED, reduce_day
from benchmarks.rows import Row, Session, percent_below
from skjuts.core.planning.problem import Problem
from skjuts.rehearsal.day import make_day

REGION = "jamtland_harjedalen"
REQUESTS = 450
SEED = 1
ORE_PER_KR = 100


def measure_day(session: Session) -> list[Row]:
    """450 requests, 20 s for each; quick: 8 s."""
    seconds = 8.0 if session.is_quick else 20.0
    compile_kernels(session.say)
    session.say(f"making a day of {REQUESTS} requests in {REGION}")
    day = make_day(REGION, REQUESTS, SEED)
    return [*_beside_ortools(reduce_day(day), seconds, session), *_beside_insertion(day, seconds, session)]


def _beside_ortools(day: Problem, seconds: float, session: Session) -> list[Row]:
    """Ours beside the better of OR-Tools' two settings, each with the whole time."""
    session.say(f"dropped for both, since OR-Tools cannot hold them: {DROPPED}")
    others: dict[str, Judgement] = {}
    with one_core():
        for setting in ORTOOLS:
            found = solve_apart(setting, even_problem(day), seconds)
            others[setting] = judge_routes(day, found.routes)
            session.say(f"{setting}: {tell(others[setting])}")
        own = judge_plan(day, plan(day, seconds, session.say))
    session.say(f"Skjuts: {tell(own)}")
    best = min(others.values(), key=lambda judged: (not judged.is_valid, judged.value))
    what = f"day of {len(day.requests)}, {seconds:g} s, rules that OR-Tools holds"
    return [
        Row(
            f"{what}: below OR-Tools, the better of its settings", compare(own, best), "%", 15, is_floor=True
        ),
        *list_costs(f"{what}: Skjuts", own),
        *(row for name, judged in others.items() for row in list_costs(f"{what}: {name}", judged)),
    ]


def _beside_insertion(day: Problem, seconds: float, session: Session) -> list[Row]:
    other = judge_plan(day, insert_in_booking_order(day))
    session.say(f"booking order: {tell(other)}")
    own = judge_plan(day, plan(day, seconds, session.say))
    session.say(f"Skjuts: {tell(own)}")
    what = f"day of {len(day.requests)}, {seconds:g} s, all rules"
    return [
        Row(f"{what}: below sequential insertion", compare(own, other), "%", 20, is_floor=True),
        *list_costs(f"{what}: Skjuts", own),
        *list_costs(f"{what}: sequential insertion", other),
    ]


def compare(own: Judgement, other: Judgement) -> float | None:
    """Per cent below; None when either plan breaks a rule and is no result."""
    return percent_below(own.value, other.value) if own.is_valid and other.is_valid else None


def list_costs(what: str, judgement: Judgement) -> list[Row]:
    """The whole cost, those left out at a price, and what is broken."""
    rows = [
        Row(f"{what}, whole cost", round(judgement.value / ORE_PER_KR), "kr"),
        Row(f"{what}, left out", judgement.unserved, "requests"),
    ]
    if not judgement.is_valid:
        rows.append(
            Row(f"{what}, no result: broken routes", judgement.broken_routes, f"of {judgement.routes}")
        )
    return rows


def tell(judgement: Judgement) -> str:
    """A plan in a line."""
    kept = "" if judgement.is_valid else f", {judgement.broken_routes} routes BROKEN"
    return f"{judgement.value / ORE_PER_KR:.0f} kr, {judgement.unserved} left out{kept}"
