"""How long a caller waits: five offered times for a ride into a live plan of a big day.

The day is made whole, some riders are taken out before it is planned (so that nobody asks for a ride
that is in the plan already), and they call one after the other. Measured is `LivePlan.quote` from the
request to the answers: checks, tables, search and the offers with price, times and promise, by the
clock and by this thread's processor time. The cheapest offer is committed, so the plan grows as on a
real day; at the end the checker judges the whole plan. Loading the plan and compiling are not counted.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import numpy as np

from benchmarks.own_planner import compile_kernels, insert_in_booking_order
from benchmarks.parts.large import METROPOLIS, SEED
from benchmarks.rows import Row, Session
from skjuts.core.planning.checker import check
from skjuts.core.planning.insertion import LivePlan, Offer, OfferedTime
from skjuts.core.planning.problem import Problem, Request, Window
from skjuts.rehearsal.day import make_day

HALF_HOUR_S = 1_800
OFFERED = (-2, -1, 0, 1, 2)
"""Half hours from the time that the rider asked for."""
CALLERS = 1_000
WARMING = 20
"""Callers answered before the clock is looked at."""


@dataclass(slots=True)
class Waiting:
    """What callers waited, in milliseconds, by the clock and by this thread's processor time."""

    quoted_ms: list[float] = field(default_factory=list)
    quoted_processor_ms: list[float] = field(default_factory=list)
    committed_ms: list[float] = field(default_factory=list)
    offers: int = 0
    refusals: int = 0


def measure_insertion(session: Session) -> list[Row]:
    """Five times for each of 1 000 callers, a plan of 11 000 requests; quick: 200 callers, 2 000 requests."""
    requests, callers = (2_000, 200) if session.is_quick else (11_000, CALLERS)
    compile_kernels(session.say)
    session.say(f"making and planning a day of {requests} requests in {METROPOLIS}")
    day = make_day(METROPOLIS, requests + callers, SEED)
    late = choose_callers(day, callers + WARMING)
    held = {request.id for request in late}
    planned = replace(day, requests=tuple(one for one in day.requests if one.id not in held))
    live = LivePlan(planned, insert_in_booking_order(planned))
    session.say(f"{callers} callers ask")
    waiting = answer_callers(live, late)
    verdict = check(live.problem(), live.solution())
    what = f"insertion into a plan of {len(planned.requests)}, {len(OFFERED)} offered times"
    return [
        Row(f"{what}: p99", _percentile(waiting.quoted_ms, 99), "ms", 5),
        Row(f"{what}: p50", _percentile(waiting.quoted_ms, 50), "ms"),
        Row(f"{what}: slowest", _percentile(waiting.quoted_ms, 100), "ms"),
        Row(f"{what}: p99 of processor time", _percentile(waiting.quoted_processor_ms, 99), "ms"),
        Row(f"{what}: commit of the cheapest, p99", _percentile(waiting.committed_ms, 99), "ms"),
        Row(f"{what}: times offered", waiting.offers, f"of {waiting.offers + waiting.refusals}"),
        Row(f"{what}: rules broken afterwards", len(verdict.violations), "violations", 0),
    ]


def choose_callers(day: Problem, count: int) -> list[Request]:
    """Riders spread over the day's list who call instead of being planned; waited-for rides stay planned."""
    linked = {one.wait.outbound for one in day.requests if one.wait is not None}
    free = [one for one in day.requests if one.wait is None and one.id not in linked]
    step = max(1, len(free) // count)
    return [replace(one, promised=None, published_vehicle=None) for one in free[::step][:count]]


def answer_callers(live: LivePlan, callers: list[Request]) -> Waiting:
    """Quote five times to each caller and commit the cheapest; the first few are not counted."""
    waiting = Waiting()
    for number, request in enumerate(callers):
        if number == WARMING:
            waiting = Waiting()
        times = list(offered_times(request))
        began, worked = time.perf_counter(), time.thread_time()
        answers = live.quote(request, times)
        waiting.quoted_processor_ms.append(1000 * (time.thread_time() - worked))
        waiting.quoted_ms.append(1000 * (time.perf_counter() - began))
        offers = [answer for answer in answers if isinstance(answer, Offer)]
        waiting.offers += len(offers)
        waiting.refusals += len(answers) - len(offers)
        if offers:
            began = time.perf_counter()
            live.commit(min(offers, key=lambda offer: offer.price_ore))
            waiting.committed_ms.append(1000 * (time.perf_counter() - began))
    return waiting


def offered_times(request: Request) -> Iterator[OfferedTime]:
    """The time asked for, and half hours before and after it, within the day."""
    for halves in OFFERED:
        later = halves * HALF_HOUR_S
        yield OfferedTime(_move(request.pickup_window, later), _move(request.dropoff_window, later))


def _move(window: Window, later_s: int) -> Window:
    return Window(max(0, window.earliest_s + later_s), max(0, window.latest_s + later_s))


def _percentile(values: list[float], share: float) -> float | None:
    return round(float(np.percentile(values, share)), 3) if values else None
