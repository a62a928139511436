"""Big days on two cores: a metropolitan region's, and a whole nation's within memory."""

from __future__ import annotations

import time

from benchmarks.machine import PeakMemory, list_cores
from benchmarks.own_planner import compile_kernels, insert_in_booking_order, plan_large
from benchmarks.parts.day import compare, list_costs, tell
from benchmarks.peers.judging import judge_plan
from benchmarks.rows import Row, Session
from skjuts.rehearsal.day import make_day

METROPOLIS, NATION = "stockholm", "sweden"
SEED = 1
NATION_TIME_S = 600.0
"""Search time given to the nation's day, so that the whole is done within its quarter of an hour."""


def measure_big(session: Session) -> list[Row]:
    """11 000 requests, 180 s on two cores; quick: 2 000 requests, 15 s."""
    requests, seconds = (2_000, 15.0) if session.is_quick else (11_000, 180.0)
    compile_kernels(session.say)
    session.say(f"making a day of {requests} requests in {METROPOLIS}")
    day = make_day(METROPOLIS, requests, SEED)
    began = time.monotonic()
    other = judge_plan(day, insert_in_booking_order(day))
    session.say(f"booking order: {tell(other)} ({time.monotonic() - began:.1f} s)")
    own = judge_plan(day, plan_large(day, seconds, session.say))
    session.say(f"Skjuts: {tell(own)}")
    what = f"day of {requests}, {seconds:g} s on {len(list_cores())} cores"
    return [
        Row(f"{what}: below sequential insertion", compare(own, other), "%", 20, is_floor=True),
        Row(f"{what}: routes that break a rule", own.broken_routes, f"of {own.routes}", 0),
        *list_costs(f"{what}: Skjuts", own),
        *list_costs(f"{what}: sequential insertion", other),
    ]


def measure_nation(session: Session) -> list[Row]:
    """40 000 requests within a quarter of an hour and 6 GB; quick: 4 000 requests, 15 s of search."""
    requests, seconds = (4_000, 15.0) if session.is_quick else (40_000, NATION_TIME_S)
    compile_kernels(session.say)
    session.say(f"making a day of {requests} requests in {NATION}")
    day = make_day(NATION, requests, SEED)
    began = time.monotonic()
    with PeakMemory() as memory:
        solution = plan_large(day, seconds, session.say)
    minutes = round((time.monotonic() - began) / 60, 2)
    own = judge_plan(day, solution)
    session.say(f"Skjuts: {tell(own)} in {minutes} min, {memory.peak_gb} GB")
    what = f"day of {requests} on {len(list_cores())} cores"
    return [
        Row(f"{what}: planned in", minutes, "min", 15),
        Row(f"{what}: memory, all processes together", memory.peak_gb, "GB", 6),
        Row(f"{what}: routes that break a rule", own.broken_routes, f"of {own.routes}", 0),
        *list_costs(what, own),
    ]
