"""VROOM through pyvroom: the fastest of the peers; it holds no limit on a ride.

Exploration level 5, one thread. It stops at its own local optimum, mostly long before the time is up.
With one price for all vehicles the metres are handed over as costs, which it searches better than
a price per kilometre (a8-96: 1 200 instead of 1 210).
"""

from __future__ import annotations

from datetime import timedelta

import vroom

from benchmarks.peers.even_problem import EvenProblem, EvenRequest, PeerRoute, list_lanes, visits_of

EXPLORATION = 5
MOST_PRIORITY = 100


def solve_with_vroom(even: EvenProblem, seconds: float) -> list[PeerRoute]:
    """Plan with VROOM for at most so many seconds."""
    task = vroom.Input()
    task.set_durations_matrix("car", even.seconds)
    is_one_rate = len({vehicle.per_km for vehicle in even.vehicles}) == 1
    if is_one_rate:
        task.set_costs_matrix("car", even.metres)
    else:
        task.set_distances_matrix("car", even.metres)
    lanes = list_lanes(even)
    needs = {need for request in even.requests for need in request.needs}
    skills = {need: number for number, need in enumerate(sorted(needs))}
    task.add_vehicle(_list_vehicles(even, lanes, skills, has_costs=is_one_rate))
    for number, request in enumerate(even.requests):
        task.add_job(_shipment(even, number, request, lanes, skills))
    found = task.solve(EXPLORATION, nb_threads=1, timeout=timedelta(seconds=seconds))
    return _read_routes(even, found)


def _list_vehicles(
    even: EvenProblem, lanes: list[int], skills: dict[str, int], *, has_costs: bool
) -> list[vroom.Vehicle]:
    """Vehicles priced by the kilometre, or by the matrix of costs (which then allows no other price)."""
    plain = vroom.VehicleCosts()
    return [
        vroom.Vehicle(
            number,
            start=vehicle.start,
            end=vehicle.end,
            capacity=[vehicle.capacity[lane] for lane in lanes],
            skills={skills[name] for name in vehicle.qualifications if name in skills},
            time_window=(vehicle.earliest, vehicle.latest),
            costs=plain if has_costs else vroom.VehicleCosts(fixed=0, per_hour=0, per_km=vehicle.per_km),
        )
        for number, vehicle in enumerate(even.vehicles)
    ]


def _shipment(
    even: EvenProblem, number: int, request: EvenRequest, lanes: list[int], skills: dict[str, int]
) -> vroom.Shipment:
    dearest = max(one.price for one in even.requests)
    return vroom.Shipment(
        vroom.ShipmentStep(
            number,
            request.pickup,
            default_service=request.pickup_service,
            time_windows=[request.pickup_window],
        ),
        vroom.ShipmentStep(
            len(even.requests) + number,
            request.dropoff,
            default_service=request.dropoff_service,
            time_windows=[request.dropoff_window],
        ),
        amount=[request.load[lane] for lane in lanes],
        skills={skills[need] for need in request.needs},
        priority=MOST_PRIORITY * request.price // max(1, dearest),
    )


def _read_routes(even: EvenProblem, found: vroom.Solution) -> list[PeerRoute]:
    """The solution's table has a row a step: starts, pickups, deliveries and ends."""
    nodes: dict[int, list[int]] = {}
    table = found.routes
    for vehicle, kind, node in zip(table["vehicle_id"], table["type"], table["id"], strict=True):
        if kind in {"pickup", "delivery"}:
            nodes.setdefault(int(vehicle), []).append(int(node))
    return [
        PeerRoute(even.vehicles[number].id, even.vehicles[number].shift, visits_of(even, visited))
        for number, visited in nodes.items()
    ]
