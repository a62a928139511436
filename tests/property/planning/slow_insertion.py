"""The best insertion by trying every pair of gaps of every run with the slow evaluator."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from skjuts.core.planning.problem import Problem, Request, Shift, Vehicle, Window
from skjuts.core.planning.reference import Visit, price_plan, schedule_run
from skjuts.core.planning.reference.timing import Roads
from skjuts.core.planning.solution import Run, Solution, Stop, StopKind


@dataclass(frozen=True)
class Way:
    """One way to drive a new ride: whose run, and what the plan then costs more."""

    vehicle: str
    price_ore: int


def list_stops(run: Run | None) -> list[Stop]:
    """The stops of a run at which somebody gets on or off."""
    return [] if run is None else [stop for stop in run.stops if stop.request is not None]


def list_visits(run: Run | None) -> list[Visit]:
    """The run as a sequence to schedule."""
    return [Visit(stop.request, stop.kind) for stop in list_stops(run) if stop.request is not None]


def splice(visits: Sequence[Visit], name: str, pickup: int, dropoff: int) -> list[Visit]:
    """The sequence with a ride whose ends go into two gaps of the old one."""
    ends = [Visit(name, StopKind.PICKUP)], [Visit(name, StopKind.DROPOFF)]
    return [*visits[:pickup], *ends[0], *visits[pickup:dropoff], *ends[1], *visits[dropoff:]]


def hold_back(
    problem: Problem, vehicle: Vehicle, shift: Shift, held: Sequence[Stop], request: Request, now_s: int
) -> Request:
    """The request, fetched no earlier than by a vehicle that leaves its last held stop from now on."""
    place, ready_s = vehicle.start_place, shift.start_s
    if held:
        place, ready_s = held[-1].place, held[-1].start + service_s(problem, held[-1])
    soonest = Roads(problem).arrive(place, request.pickup, max(ready_s, now_s))
    first, last = request.pickup_window
    return replace(request, pickup_window=Window(max(first, soonest), last))


def service_s(problem: Problem, stop: Stop) -> int:
    """How long the rider takes there to get on or off."""
    rider = next(one for one in problem.requests if one.id == stop.request)
    return rider.pickup_service_s if stop.kind is StopKind.PICKUP else rider.dropoff_service_s


def list_ways(problem: Problem, plan: Solution, request: Request, now_s: int = 0) -> Iterator[Way]:
    """Every way to take one more ride into the plan that keeps all rules."""
    runs = {(run.vehicle, run.shift): run for run in plan.runs}
    before_ore = price_plan(problem, plan.runs).total_ore
    for vehicle in problem.vehicles:
        for index, shift in enumerate(vehicle.shifts):
            old = runs.get((vehicle.id, index))
            others = [run for run in plan.runs if run is not old]
            visits, frozen = list_visits(old), len(shift.frozen)
            for pickup in range(frozen, len(visits) + 1):
                rider = request
                if pickup == frozen:
                    held = list_stops(old)[:frozen]
                    rider = hold_back(problem, vehicle, shift, held, request, now_s)
                wider = replace(problem, requests=(*problem.requests, rider))
                for dropoff in range(pickup, len(visits) + 1):
                    run = drive(wider, vehicle, index, splice(visits, rider.id, pickup, dropoff))
                    if run is not None:
                        price_ore = price_plan(wider, [*others, run]).total_ore
                        yield Way(vehicle.id, price_ore - before_ore)


def drive(problem: Problem, vehicle: Vehicle, shift: int, visits: Sequence[Visit]) -> Run | None:
    """The run with this sequence, or None when a rule is in its way."""
    aboard = {visit.request for visit in visits}
    own = replace(problem, requests=tuple(one for one in problem.requests if one.id in aboard))
    run = schedule_run(own, vehicle, shift, visits)
    return run if isinstance(run, Run) else None
