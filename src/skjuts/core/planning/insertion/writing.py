"""Write the live plan down: as a problem with what is held fixed, and as a solution of it."""

from __future__ import annotations

from dataclasses import replace

from skjuts.core.planning.insertion.tables import Tables
from skjuts.core.planning.problem import Break, FixedKind, FixedStop, Problem, Request, Shift, Vehicle, Window
from skjuts.core.planning.problem.limits import hard_pickup_window
from skjuts.core.planning.reference import Infeasible, Visit, price_plan, schedule_run
from skjuts.core.planning.search.arrays import NOBODY
from skjuts.core.planning.solution import Reason, Run, Solution, StopKind, Unserved


def write_problem(tables: Tables) -> Problem:
    """The problem that the live plan solves now: who is in it, what is frozen, which breaks are left."""
    requests = tuple(
        write_request(tables, row, request)
        for row, request in enumerate(tables.requests)
        if request is not None
    )
    shifts = {
        (vehicle.id, index): write_shift(tables, route, vehicle.shifts[index])
        for route, (vehicle, index) in enumerate(tables.shifts)
    }
    vehicles = tuple(
        replace(vehicle, shifts=tuple(shifts[vehicle.id, k] for k in range(len(vehicle.shifts))))
        for vehicle in tables.problem.vehicles
    )
    return replace(tables.problem, requests=requests, vehicles=vehicles)


def write_request(tables: Tables, row: int, request: Request) -> Request:
    """The request, to be fetched no earlier than the vehicle can still be there.

    When that is later than the rider wished, it is written as a promise.
    """
    route, soonest_s = tables.plan.route_of[row], int(tables.data.nodes["earliest"][row])
    is_held = route != NOBODY and tables.plan.position[row] < tables.data.routes["frozen"][route]
    if is_held or soonest_s == tables.asked[row]:
        return request
    wish = request.pickup_window
    if soonest_s > wish.latest_s:
        return replace(request, promised=Window(soonest_s, hard_pickup_window(request).latest_s))
    return replace(request, pickup_window=Window(soonest_s, wish.latest_s))


def write_shift(tables: Tables, route: int, shift: Shift) -> Shift:
    """The shift with its frozen stops and the breaks still to come."""
    row = tables.data.routes[route]
    frozen = []
    for node in tables.plan.stops[route, : row["frozen"]].tolist():
        request = tables.requests[node % tables.room]
        kind = FixedKind.PICKUP if node < tables.room else FixedKind.DROPOFF
        if request is not None:
            frozen.append(FixedStop(request.id, kind, int(tables.data.nodes["earliest"][node])))
    breaks = tuple(Break(*map(int, pause)) for pause in row["pause"][: row["breaks"]])
    return replace(shift, frozen=tuple(frozen), breaks=breaks)


def write_solution(tables: Tables, problem: Problem, reasons: dict[str, Reason]) -> Solution:
    """The plan as the reference evaluator drives it; `reasons` tells why the others are left out."""
    vehicles = {vehicle.id: vehicle for vehicle in problem.vehicles}
    riders = {request.id: request for request in problem.requests}
    runs = tuple(
        write_run(tables, problem, riders, vehicles[vehicle.id], (route, index))
        for route, (vehicle, index) in enumerate(tables.shifts)
        if tables.plan.length[route] > 0
    )
    unserved = tuple(
        Unserved(name, reasons[name])
        for name, row in tables.rows.items()
        if tables.plan.route_of[row] == NOBODY
    )
    return Solution(runs, unserved, price_plan(problem, runs))


def write_run(
    tables: Tables, problem: Problem, riders: dict[str, Request], vehicle: Vehicle, place: tuple[int, int]
) -> Run:
    """One run, scheduled and priced by the reference. `place`: the route, and the shift of the vehicle."""
    route, index = place
    visits = []
    for node in tables.plan.stops[route, : tables.plan.length[route]].tolist():
        request = tables.requests[node % tables.room]
        if request is not None:
            kind = StopKind.PICKUP if node < tables.room else StopKind.DROPOFF
            visits.append(Visit(request.id, kind))
    aboard = tuple(riders[visit.request] for visit in visits if visit.kind is StopKind.PICKUP)
    run = schedule_run(replace(problem, requests=aboard), vehicle, index, visits)
    if isinstance(run, Infeasible):
        # A broken promise of ours, not the wrong type of anything.
        raise RuntimeError(f"kernels and reference differ on {vehicle.id}: {run.reason}")  # noqa: TRY004
    return run
