"""Tiny days told in few lines: a straight road, a rider a line, a timetable one can read aloud.

The road runs from kilometre 0 to 60, and a kilometre takes a minute. Unless a case says otherwise the
car stands at kilometre 0 with four seats, works 06:00–18:00, and is paid 50 kr an order, 10 kr a
kilometre with riders and 5 kr a kilometre to a pickup. Everyone told about is invented.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Any

from skjuts.core.kernel.service_time import parse_service_time
from skjuts.core.network.slowdown_table import Peak, tabulate_slowdown
from skjuts.core.planning.checker import check
from skjuts.core.planning.problem import (
    Break,
    Load,
    PoolingRules,
    Problem,
    ReferenceSide,
    Request,
    Shift,
    Vehicle,
    Window,
)
from skjuts.core.planning.reference import Infeasible, price_plan, schedule_run
from skjuts.core.planning.solution import Reason, Run, Solution, Stop, StopKind, Unserved
from skjuts.core.planning.solve import Settings, solve
from skjuts.core.tariffs.contract import Tariff
from tests.universe.plans import DAY, on_a_line, taxi, visits_of

SIGNS = {StopKind.PICKUP: "+", StopKind.DROPOFF: "-"}
ITERATIONS = 300


def at(clock: str) -> int:
    """A time of the clock as a second of the service day."""
    return parse_service_time(clock)


def between(earliest: str, latest: str) -> Window:
    """A window from one time of the clock to another."""
    return Window(at(earliest), at(latest))


def rider(name: str, trip: str, *, arrive_by: str = "", ready_at: str = "", **details: Any) -> Request:  # noqa: ANN401 - any field of a request
    """A rider who needs one seat. `trip` is `10-20`: from kilometre 10 to kilometre 20.

    `arrive_by` opens the dropoff in the half hour before, `ready_at` the pickup in the hour after;
    without either the rider travels at any time of the day.
    """
    here, there = (f"k{km}" for km in trip.split("-"))
    request = Request(name, here, there, DAY, DAY, Load(seats=1))
    if arrive_by:
        request = replace(request, dropoff_window=Window(at(arrive_by) - 1_800, at(arrive_by)))
    if ready_at:
        window = Window(at(ready_at), at(ready_at) + 3_600)
        request = replace(request, pickup_window=window, reference=ReferenceSide.READY_AT)
    return replace(request, **details)


def shift(begins: str, ends: str, *breaks: Break, **details: Any) -> Shift:  # noqa: ANN401 - any field of a shift
    """A shift between two times of the clock."""
    return Shift(at(begins), at(ends), breaks, **details)


def rest(earliest: str, latest: str, minutes: int = 30) -> Break:
    """A break that begins between two times of the clock."""
    return Break(at(earliest), at(latest), minutes * 60)


def car(name: str = "bil", **details: Any) -> Vehicle:  # noqa: ANN401 - any field of a vehicle
    """The car of the module's docstring, with what the case changes."""
    return taxi(name, **{"shifts": (shift("06:00", "18:00"),), **details})


@dataclass(frozen=True)
class Day:
    """A problem, and what the planner's parts say of it."""

    problem: Problem

    def run(self, marks: str, name: str = "", number: int = 0) -> Run:
        """The reference evaluator's run of `+anna -anna`; the checker must find no fault with it."""
        run = self._schedule(marks, name, number)
        assert isinstance(run, Run), run
        assert self.faults(run) == []
        return run

    def refusal(self, marks: str, name: str = "", number: int = 0) -> Reason:
        """The rule for which the reference evaluator refuses a sequence."""
        refused = self._schedule(marks, name, number)
        assert isinstance(refused, Infeasible), refused
        return refused.reason

    def faults(self, *runs: Run) -> list[tuple[str, str | None, int]]:
        """What the checker finds in these runs: rule, whose, and by how many seconds or places."""
        driven = {stop.request for run in runs for stop in run.stops}
        left = tuple(Unserved(r.id, Reason.PRICE) for r in self.problem.requests if r.id not in driven)
        verdict = check(self.problem, Solution(runs, left, price_plan(self.problem, runs)))
        return [(str(one.rule), one.request or one.vehicle, one.amount) for one in verdict.violations]

    def plan(self) -> Solution:
        """The search's plan; the checker must agree with its rules and its price."""
        solution = solve(self.problem, Settings(clock=lambda: 0.0, iterations=ITERATIONS))
        verdict = check(self.problem, solution)
        assert verdict.violations == ()
        assert verdict.cost == solution.cost
        return solution

    def _schedule(self, marks: str, name: str, number: int) -> Run | Infeasible:
        vehicles = {vehicle.id: vehicle for vehicle in self.problem.vehicles}
        vehicle = vehicles[name or self.problem.vehicles[0].id]
        return schedule_run(self.problem, vehicle, number, visits_of(*marks.split()))


def day(
    *told: Request | Vehicle | Tariff, rules: PoolingRules | None = None, peaks: tuple[Peak, ...] = ()
) -> Day:
    """A day of riders, cars (one plain car when none is told) and contracts."""
    vehicles = [one for one in told if isinstance(one, Vehicle)] or [car()]
    riders = [one for one in told if isinstance(one, Request)]
    problem = on_a_line(riders, vehicles, *(one for one in told if isinstance(one, Tariff)), rules=rules)
    if peaks:
        travel = replace(problem.travel, slowdown=tabulate_slowdown([peaks]))
        problem = replace(problem, travel=travel)
    return Day(problem)


def timetable(run: Run) -> str:
    """The run as `09:10 start, 09:20 +anna, 09:30 -anna, 09:50 end`: starts of service."""
    return ", ".join(f"{tell_clock(stop.start)} {_tell_stop(stop)}" for stop in run.stops)


def tell_clock(time_s: int) -> str:
    """A second of the day as a time of the clock; seconds are told when there are any."""
    minutes, seconds = divmod(time_s, 60)
    return f"{minutes // 60:02d}:{minutes % 60:02d}" + (f":{seconds:02d}" if seconds else "")


def _tell_stop(stop: Stop) -> str:
    if stop.kind is StopKind.BREAK:
        return f"break {stop.place}"
    return str(stop.kind) if stop.request is None else f"{SIGNS[stop.kind]}{stop.request}"


def price(run: Run) -> dict[str, int]:
    """The parts of a run's price that are not nothing, in öre."""
    parts = {field.name.removesuffix("_ore"): getattr(run.cost, field.name) for field in fields(run.cost)}
    return {name: amount for name, amount in parts.items() if amount}


def riders_of(plan: Solution) -> dict[str, str]:
    """Each vehicle's stops in the order driven, as marks."""
    return {
        run.vehicle: " ".join(_tell_stop(stop) for stop in run.stops if stop.request is not None)
        for run in plan.runs
    }


def reasons_of(plan: Solution) -> dict[str, str]:
    """Who is left out, and why."""
    return {one.request: str(one.reason) for one in plan.unserved}
