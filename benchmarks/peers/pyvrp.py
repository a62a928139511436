"""PyVRP with paired shipments: iterated local search; it holds no limit on a ride.

Qualifications become a load that only qualified vehicles have room for. Whoever costs no more than
the dearest drive can be left out; on the public instances nobody can.
"""

from __future__ import annotations

from math import gcd

import numpy as np
from numpy.typing import NDArray
from pyvrp import (
    Activity,
    Depot,
    Location,
    PenaltyParams,
    ProblemData,
    Shipment,
    SolveParams,
    VehicleType,
    solve,
)
from pyvrp.stop import MaxRuntime

from benchmarks.peers.even_problem import EvenProblem, EvenVehicle, PeerRoute, list_lanes, visits_of
from skjuts.core.planning.problem.limits import NO_LIMIT_S

PARAMS = SolveParams(penalty=PenaltyParams(max_penalty=1e8))
"""Its default bound on penalties is too low for prices of this size, and it then ends 2 % dearer."""
ROOMY = 10_000


def solve_with_pyvrp(even: EvenProblem, seconds: float, seed: int = 1) -> list[PeerRoute]:
    """Plan with PyVRP for so many seconds; an empty list when it found nothing that it calls feasible."""
    kinds = _group_alike(even)
    needs = sorted({need for request in even.requests for need in request.needs})
    data = _build(even, list(kinds), needs)
    found = solve(data, MaxRuntime(seconds), seed=seed, collect_stats=False, display=False, params=PARAMS)
    if not found.is_feasible():
        return []
    routes = []
    for route in found.best.routes():
        vehicle = kinds[list(kinds)[route.vehicle_type()]].pop()
        nodes = [_node_of(even, step) for step in route if step.is_shipment()]
        routes.append(PeerRoute(vehicle.id, vehicle.shift, visits_of(even, nodes)))
    return routes


def _node_of(even: EvenProblem, step: Activity) -> int:
    return step.idx if step.is_pickup() else len(even.requests) + step.idx


type Kind = tuple[int | None, int | None, int, int, int | None, tuple[int, ...], int, frozenset[str]]


def _group_alike(even: EvenProblem) -> dict[Kind, list[EvenVehicle]]:
    kinds: dict[Kind, list[EvenVehicle]] = {}
    for vehicle in even.vehicles:
        kind = (
            vehicle.start,
            vehicle.end,
            vehicle.earliest,
            vehicle.latest,
            vehicle.max_duration,
            vehicle.capacity,
            vehicle.per_km,
            vehicle.qualifications,
        )
        kinds.setdefault(kind, []).append(vehicle)
    return kinds


def _build(even: EvenProblem, kinds: list[Kind], needs: list[str]) -> ProblemData:
    """Locations are the places and one more, the open end, from and to which nothing costs."""
    count = len(even.metres)
    lanes = list_lanes(even)
    return ProblemData(
        locations=[Location(float(place.lon), float(place.lat)) for place in even.problem.places]
        + [Location(0.0, 0.0)],
        clients=[],
        depots=[Depot(place) for place in range(count + 1)],
        vehicle_types=_list_types(even, kinds, lanes, needs),
        distance_matrices=[_with_open_end(even.metres)],
        duration_matrices=[_with_open_end(even.seconds)],
        shipments=_list_shipments(even, lanes, needs),
    )


def _with_open_end(matrix: NDArray[np.int64]) -> NDArray[np.int64]:
    return np.pad(matrix, ((0, 1), (0, 1)))


def _list_types(
    even: EvenProblem, kinds: list[Kind], lanes: list[int], needs: list[str]
) -> list[VehicleType]:
    open_end = len(even.metres)
    groups = _group_alike(even)
    scale = price_scale(even)
    return [
        VehicleType(
            num_available=len(groups[kind]),
            capacity=[capacity[lane] for lane in lanes] + [ROOMY if need in skills else 0 for need in needs],
            start_depot=open_end if start is None else start,
            end_depot=open_end if end is None else end,
            tw_early=earliest,
            tw_late=latest,
            shift_duration=NO_LIMIT_S if longest is None else longest,
            unit_distance_cost=per_km // scale,
        )
        for kind in kinds
        for start, end, earliest, latest, longest, capacity, per_km, skills in [kind]
    ]


def _list_shipments(even: EvenProblem, lanes: list[int], needs: list[str]) -> list[Shipment]:
    scale = price_scale(even)
    must = 4 * int(even.metres.max()) * max(vehicle.per_km for vehicle in even.vehicles)
    return [
        Shipment(
            one.pickup,
            one.dropoff,
            one.pickup_window.earliest_s,
            one.pickup_window.latest_s,
            one.pickup_service,
            one.dropoff_window.earliest_s,
            one.dropoff_window.latest_s,
            one.dropoff_service,
            amount=[one.load[lane] for lane in lanes] + [int(need in one.needs) for need in needs],
            prize=0 if one.price > must else one.price // scale,
            required=one.price > must,
        )
        for one in even.requests
    ]


def price_scale(even: EvenProblem) -> int:
    """What all prices are divided by: PyVRP's penalties are bounded, so large prices would weaken them."""
    return gcd(*(vehicle.per_km for vehicle in even.vehicles))
