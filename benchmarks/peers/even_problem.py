"""A problem as general solvers can read it: places by number, even prices, one layout, windows made tight.

They hold no tariffs with parts, no layouts to choose between, no breaks, no linked returns and no
groups that may not mix, so a problem that has any of these is refused here instead of being
measured as something else (`reduced_day` makes a copy without them).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from skjuts.core.planning.problem import Load, Problem, Request, Shift, Vehicle, Window
from skjuts.core.planning.problem.limits import (
    NO_LIMIT_S,
    hard_dropoff_window,
    hard_pickup_window,
    ride_limit,
    unserved_ore,
)
from skjuts.core.planning.reference import Visit
from skjuts.core.planning.solution import StopKind
from skjuts.core.tariffs.contract import Tariff

MILLI = 1000
"""Peers count thousandths of an öre: metres × öre per kilometre."""


@dataclass(frozen=True, slots=True)
class EvenRequest:
    """A request by place numbers; `price` is what leaving it out costs, in thousandths of an öre."""

    pickup: int
    dropoff: int
    pickup_window: Window
    dropoff_window: Window
    pickup_service: int
    dropoff_service: int
    ride_limit: int
    load: tuple[int, ...]
    needs: frozenset[str]
    price: int


@dataclass(frozen=True, slots=True)
class EvenVehicle:
    """One shift of a vehicle; a missing place is an open end. `per_km` in öre, all metres alike."""

    id: str
    shift: int
    start: int | None
    end: int | None
    earliest: int
    latest: int
    max_duration: int | None
    capacity: tuple[int, ...]
    per_km: int
    qualifications: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class EvenProblem:
    """`seconds` and `metres` have shape (places, places). The last load is for riding alone."""

    problem: Problem
    seconds: NDArray[np.int64]
    metres: NDArray[np.int64]
    requests: tuple[EvenRequest, ...]
    vehicles: tuple[EvenVehicle, ...]


@dataclass(frozen=True, slots=True)
class PeerRoute:
    """What a peer lets one vehicle do in one of its shifts."""

    vehicle: str
    shift: int
    visits: tuple[Visit, ...]


def even_problem(problem: Problem) -> EvenProblem:
    """Read a problem for the peers. Raises ValueError for a rule that they cannot hold."""
    _require_even(problem)
    places = {place.id: number for number, place in enumerate(problem.places)}
    legs = problem.travel.legs.astype(np.int64)
    most_aboard = max(sum(vehicle.layouts[0]) for vehicle in problem.vehicles)
    return EvenProblem(
        problem=problem,
        seconds=legs[:, :, 0],
        metres=legs[:, :, 1],
        requests=tuple(_read_request(problem, one, places, most_aboard) for one in problem.requests),
        vehicles=tuple(
            _read_shift(problem, vehicle, number, places, most_aboard)
            for vehicle in problem.vehicles
            for number in range(len(vehicle.shifts))
        ),
    )


def visits_of(even: EvenProblem, nodes: Sequence[int]) -> tuple[Visit, ...]:
    """Visits of nodes: i is the pickup of request number i, n + i its dropoff."""
    count = len(even.requests)
    requests = even.problem.requests
    return tuple(
        Visit(requests[node % count].id, StopKind.PICKUP if node < count else StopKind.DROPOFF)
        for node in nodes
    )


def _read_request(problem: Problem, request: Request, places: dict[str, int], most: int) -> EvenRequest:
    start, end = places[request.pickup], places[request.dropoff]
    direct = int(problem.travel.legs[start, end, 0])
    limit = ride_limit(problem, request, direct)
    first, last = _tighten(request, direct, limit)
    return EvenRequest(
        pickup=start,
        dropoff=end,
        pickup_window=first,
        dropoff_window=last,
        pickup_service=request.pickup_service_s,
        dropoff_service=request.dropoff_service_s,
        ride_limit=limit,
        load=(*request.total_load, most if request.ride_alone else 1),
        needs=request.needs,
        price=unserved_ore(problem, request) * MILLI,
    )


def _tighten(request: Request, direct: int, limit: int) -> tuple[Window, Window]:
    """Both windows, each cut by what the other and the ride limit leave possible."""
    first, last = hard_pickup_window(request), hard_dropoff_window(request)
    service = request.pickup_service_s
    longest = NO_LIMIT_S if limit == NO_LIMIT_S else service + limit
    pickup = Window(
        max(first.earliest_s, last.earliest_s - longest),
        min(first.latest_s, last.latest_s - service - direct),
    )
    dropoff = Window(
        max(last.earliest_s, pickup.earliest_s + service + direct),
        min(last.latest_s, pickup.latest_s + longest),
    )
    return pickup, dropoff


def _read_shift(
    problem: Problem, vehicle: Vehicle, number: int, places: dict[str, int], most: int
) -> EvenVehicle:
    shift = vehicle.shifts[number]
    return EvenVehicle(
        id=vehicle.id,
        shift=number,
        start=None if vehicle.start_place is None else places[vehicle.start_place],
        end=None if vehicle.end_place is None else places[vehicle.end_place],
        earliest=shift.start_s,
        latest=shift.end_s,
        max_duration=shift.max_duration_s,
        capacity=(*vehicle.layouts[0], most),
        per_km=problem.tariffs[vehicle.tariff].approach_per_km_ore,
        qualifications=vehicle.qualifications,
    )


def _require_even(problem: Problem) -> None:
    """Refuse whatever the peers would silently break."""
    for vehicle in problem.vehicles:
        if len(vehicle.layouts) != 1 or not is_even(problem.tariffs[vehicle.tariff]):
            raise ValueError(f"{vehicle.id} has layouts or a tariff that the peers cannot hold")
        if any(not _is_plain(shift) for shift in vehicle.shifts):
            raise ValueError(f"{vehicle.id} has breaks or a frozen beginning")
    if problem.rules.may_not_mix or problem.travel.slowdown is not None:
        raise ValueError("the peers hold neither mixing rules nor the time of day")
    if any(request.wait is not None or request.late_tolerance_s for request in problem.requests):
        raise ValueError("the peers hold neither linked returns nor priced lateness")


def is_even(tariff: Tariff) -> bool:
    """Whether every metre costs the same and nothing else costs anything."""
    rates = {band.per_km_ore for band in tariff.km_bands}
    rates |= {tariff.approach_per_km_ore, tariff.return_per_km_ore}
    other = (
        tariff.start_ore,
        tariff.per_minute_ore,
        tariff.waiting_per_minute_ore,
        tariff.minimum_ore,
        tariff.guaranteed_s * tariff.guaranteed_per_hour_ore,
    )
    return len(rates) == 1 and not any(other)


def _is_plain(shift: Shift) -> bool:
    return not shift.breaks and not shift.frozen


def list_lanes(even: EvenProblem) -> list[int]:
    """The loads that can bind: those that somebody takes, and riding alone only when somebody does."""
    lanes = [k for k in range(len(Load())) if any(request.load[k] for request in even.requests)]
    alone = len(Load())
    return [*lanes, alone] if any(request.load[alone] > 1 for request in even.requests) else lanes


def fits(request: EvenRequest, vehicle: EvenVehicle) -> bool:
    """Whether the vehicle has the qualifications and, alone, the room."""
    has_room = all(need <= room for need, room in zip(request.load, vehicle.capacity, strict=True))
    return has_room and request.needs <= vehicle.qualifications
