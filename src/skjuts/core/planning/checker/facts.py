"""What the checker looks up again and again, read once from the problem."""

from __future__ import annotations

from dataclasses import dataclass, replace

from skjuts.core.network.slowdown import arrive_s, tabulate_work
from skjuts.core.planning.problem import Load, Problem, ReferenceSide, Request, Shift, Vehicle, Window
from skjuts.core.planning.problem.limits import (
    due_s,
    hard_dropoff_window,
    hard_pickup_window,
    ride_limit,
)
from skjuts.core.planning.solution import Run, Stop, StopKind


@dataclass(frozen=True, slots=True)
class Rider:
    """A request with the windows and limits that follow from the rules.

    `pickup_window` has the tolerance but not the promise, which is judged on its own.
    """

    request: Request
    pickup_window: Window
    dropoff_window: Window
    limit: int
    load: Load
    due: int
    side: StopKind


@dataclass(frozen=True, slots=True)
class Call:
    """A stop where a rider is picked up or dropped off.

    `at` is its index in `run.stops`.
    """

    at: int
    stop: Stop
    rider: Rider
    is_pickup: bool
    service: int
    is_frozen: bool

    @property
    def place(self) -> str:
        """Where the request wants this stop."""
        return self.rider.request.pickup if self.is_pickup else self.rider.request.dropoff

    @property
    def done(self) -> int:
        """When the service is over."""
        return self.stop.start + self.service


@dataclass(frozen=True, slots=True)
class Drive:
    """A run with what the problem says of its vehicle, its shift and its riders."""

    run: Run
    vehicle: Vehicle
    shift: Shift
    calls: list[Call]


class Facts:
    """Lookups into one problem."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.vehicles = {vehicle.id: vehicle for vehicle in problem.vehicles}
        self.place_index = {place.id: k for k, place in enumerate(problem.places)}
        self._zones = [place.zone for place in problem.places]
        slowdown = problem.travel.slowdown
        self._work = None if slowdown is None else tabulate_work(slowdown)
        self.riders = {request.id: self._read(request) for request in problem.requests}
        self.returns = {request.id: request.wait for request in problem.requests if request.wait is not None}

    def arrive(self, a: str, b: str, depart: int) -> int:
        """First arrival at b after leaving a at `depart`."""
        here = self.place_index[a]
        free = int(self.problem.travel.legs[here, self.place_index[b], 0])
        if self._work is None:
            return depart + free
        return int(arrive_s(self._work, self._zones[here], depart, free))

    def metres(self, a: str, b: str) -> int:
        """Metres from a to b."""
        return int(self.problem.travel.legs[self.place_index[a], self.place_index[b], 1])

    def _read(self, request: Request) -> Rider:
        direct = int(
            self.problem.travel.legs[self.place_index[request.pickup], self.place_index[request.dropoff], 0]
        )
        unpromised = request if request.promised is None else replace(request, promised=None)
        return Rider(
            request=request,
            pickup_window=hard_pickup_window(unpromised),
            dropoff_window=hard_dropoff_window(request),
            limit=ride_limit(self.problem, request, direct),
            load=request.total_load,
            due=due_s(request),
            side=StopKind.DROPOFF if request.reference is ReferenceSide.ARRIVE_BY else StopKind.PICKUP,
        )


def list_calls(facts: Facts, run: Run, shift: Shift) -> list[Call]:
    """The stops with riders that the problem knows; the frozen ones are marked."""
    calls: list[Call] = []
    for at, stop in enumerate(run.stops):
        rider = None if stop.request is None else facts.riders.get(stop.request)
        if rider is None or stop.kind not in {StopKind.PICKUP, StopKind.DROPOFF}:
            continue
        is_pickup = stop.kind is StopKind.PICKUP
        request = rider.request
        service = request.pickup_service_s if is_pickup else request.dropoff_service_s
        number = len(calls)
        is_frozen = number < len(shift.frozen) and shift.frozen[number][:2] == (stop.request, stop.kind.value)
        calls.append(Call(at, stop, rider, is_pickup, service, is_frozen))
    return calls


def list_orders(calls: list[Call]) -> list[list[Call]]:
    """The orders of a run: from a pickup into an empty vehicle until it is empty again.

    A linked return that follows its outbound dropoff keeps the order open.
    """
    orders: list[list[Call]] = []
    aboard: set[str] = set()
    for k, call in enumerate(calls):
        if not aboard and not (orders and continues(calls, k)):
            orders.append([])
        orders[-1].append(call)
        if call.is_pickup:
            aboard.add(call.rider.request.id)
        else:
            aboard.discard(call.rider.request.id)
    return orders


def continues(calls: list[Call], k: int) -> bool:
    """Whether call k is the pickup of a linked return, straight after its outbound dropoff."""
    wait = calls[k].rider.request.wait
    if k == 0 or wait is None or not calls[k].is_pickup:
        return False
    before = calls[k - 1]
    return not before.is_pickup and before.rider.request.id == wait.outbound
