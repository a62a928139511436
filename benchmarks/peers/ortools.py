"""OR-Tools: the one general solver here with a limit on the ride itself.

Guided local search from two first solutions, since neither is better everywhere: a parallel cheapest
insertion, and one ride after the other, both ends at once. Everybody may be left out at a price, since
its first solution fails otherwise; matrices live in the solver, so that the search never calls Python.
Its iterated local search (ruin and recreate) stops at the first local optimum when started from Python.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np
from google.protobuf import text_format
from numpy.typing import NDArray
from ortools.constraint_solver import pywrapcp
from ortools.constraint_solver.routing_parameters_pb2 import RoutingSearchParameters

from benchmarks.peers.even_problem import EvenProblem, PeerRoute, fits, list_lanes, visits_of
from skjuts.core.planning.problem.limits import NO_LIMIT_S

HORIZON = NO_LIMIT_S
GUIDED = "local_search_metaheuristic: GUIDED_LOCAL_SEARCH "
IN_PARALLEL = GUIDED + "first_solution_strategy: PARALLEL_CHEAPEST_INSERTION"
BY_PAIRS = (
    GUIDED
    + """
    first_solution_strategy: LOCAL_CHEAPEST_INSERTION
    local_cheapest_insertion_parameters { pickup_delivery_strategy: BEST_PICKUP_DELIVERY_PAIR }
"""
)
"""Both ends of a ride at once: a fifth cheaper on a region's day than one after the other."""


def solve_in_parallel(even: EvenProblem, seconds: float) -> list[PeerRoute]:
    """Plan from a parallel cheapest insertion; an empty list when no plan is found at all."""
    return _solve(even, _parameters(IN_PARALLEL, seconds))


def solve_by_pairs(even: EvenProblem, seconds: float) -> list[PeerRoute]:
    """Plan from a cheapest insertion of one ride after the other; an empty list when no plan is found."""
    return _solve(even, _parameters(BY_PAIRS, seconds))


def _solve(even: EvenProblem, parameters: RoutingSearchParameters) -> list[PeerRoute]:
    layout = _Layout(even)
    manager = pywrapcp.RoutingIndexManager(len(layout.places), len(even.vehicles), layout.starts, layout.ends)
    routing = pywrapcp.RoutingModel(manager)
    _price_metres(routing, even, layout)
    _add_time(routing, manager, even, layout)
    _add_loads(routing, even, layout)
    _add_riders(routing, manager, even)
    found = routing.SolveWithParameters(parameters)
    if found is None:
        return []
    return [
        PeerRoute(vehicle.id, vehicle.shift, visits_of(even, nodes))
        for number, vehicle in enumerate(even.vehicles)
        if (nodes := _read_route(routing, manager, found, number))
    ]


class _Layout:
    """Nodes: pickups, dropoffs, then one for each place where a shift begins or ends (-1: open)."""

    def __init__(self, even: EvenProblem) -> None:
        requests = even.requests
        self.places = [one.pickup for one in requests] + [one.dropoff for one in requests]
        self.service = [one.pickup_service for one in requests] + [one.dropoff_service for one in requests]
        ends = {_numbered(place) for one in even.vehicles for place in (one.start, one.end)}
        number_of = {place: len(self.places) + k for k, place in enumerate(sorted(ends))}
        self.places += sorted(ends)
        self.service += [0] * len(ends)
        self.starts = [number_of[_numbered(one.start)] for one in even.vehicles]
        self.ends = [number_of[_numbered(one.end)] for one in even.vehicles]

    def lay_out(self, matrix: NDArray[np.int64]) -> NDArray[np.int64]:
        """The matrix between nodes; nothing to and from an open end."""
        places = np.array(self.places)
        between = matrix[np.ix_(np.maximum(places, 0), np.maximum(places, 0))]
        is_open = places < 0
        between[is_open, :] = 0
        between[:, is_open] = 0
        return between


def _numbered(place: int | None) -> int:
    return -1 if place is None else place


def _price_metres(routing: pywrapcp.RoutingModel, even: EvenProblem, layout: _Layout) -> None:
    metres = layout.lay_out(even.metres)
    by_rate: dict[int, int] = {}
    for number, vehicle in enumerate(even.vehicles):
        if vehicle.per_km not in by_rate:
            by_rate[vehicle.per_km] = routing.RegisterTransitMatrix((metres * vehicle.per_km).tolist())
        routing.SetArcCostEvaluatorOfVehicle(by_rate[vehicle.per_km], number)


def _add_time(
    routing: pywrapcp.RoutingModel,
    manager: pywrapcp.RoutingIndexManager,
    even: EvenProblem,
    layout: _Layout,
) -> None:
    transit = layout.lay_out(even.seconds) + np.array(layout.service)[:, None]
    horizon = max(vehicle.latest for vehicle in even.vehicles)
    passing = routing.RegisterTransitMatrix(transit.tolist())
    routing.AddDimension(passing, horizon, horizon, False, "time")  # noqa: FBT003 - it takes no keyword
    time = routing.GetDimensionOrDie("time")
    for number, vehicle in enumerate(even.vehicles):
        time.CumulVar(routing.Start(number)).SetRange(vehicle.earliest, vehicle.latest)
        time.CumulVar(routing.End(number)).SetRange(vehicle.earliest, vehicle.latest)
        if vehicle.max_duration is not None:
            time.SetSpanUpperBoundForVehicle(vehicle.max_duration, number)
        routing.AddVariableMinimizedByFinalizer(time.CumulVar(routing.End(number)))
    for i, request in enumerate(even.requests):
        for node, window in ((i, request.pickup_window), (len(even.requests) + i, request.dropoff_window)):
            time.CumulVar(manager.NodeToIndex(node)).SetRange(*window)


def _add_loads(routing: pywrapcp.RoutingModel, even: EvenProblem, layout: _Layout) -> None:
    others = [0] * (len(layout.places) - 2 * len(even.requests))
    for lane in list_lanes(even):
        taken = [request.load[lane] for request in even.requests]
        change = routing.RegisterUnaryTransitVector([*taken, *(-amount for amount in taken), *others])
        room = [vehicle.capacity[lane] for vehicle in even.vehicles]
        routing.AddDimensionWithVehicleCapacity(change, 0, room, True, f"load {lane}")  # noqa: FBT003 - as above


def _add_riders(
    routing: pywrapcp.RoutingModel, manager: pywrapcp.RoutingIndexManager, even: EvenProblem
) -> None:
    time = routing.GetDimensionOrDie("time")
    count = len(even.requests)
    limits: list[int] = []
    for i, request in enumerate(even.requests):
        ends = manager.NodeToIndex(i), manager.NodeToIndex(count + i)
        routing.AddPickupAndDelivery(*ends)
        routing.solver().Add(routing.VehicleVar(ends[0]) == routing.VehicleVar(ends[1]))
        routing.solver().Add(time.CumulVar(ends[0]) <= time.CumulVar(ends[1]))
        routing.AddDisjunction([ends[0]], request.price)
        routing.AddDisjunction([ends[1]], 0)
        fitting = [k for k, vehicle in enumerate(even.vehicles) if fits(request, vehicle)]
        if len(fitting) < len(even.vehicles):
            for end in ends:
                routing.VehicleVar(end).SetValues([-1, *fitting])
        limits.append(min(HORIZON, request.ride_limit + request.pickup_service))
    for i, limit in enumerate(limits):
        time.SetPickupToDeliveryLimitFunctionForPair(_always(limit), i)


def _always(limit: int) -> Callable[[int, int], int]:
    return partial(_answer, limit)


def _answer(limit: int, _pickup: int, _dropoff: int) -> int:
    return limit


def _parameters(settings: str, seconds: float) -> RoutingSearchParameters:
    parameters = pywrapcp.DefaultRoutingSearchParameters()
    text_format.Merge(settings, parameters)
    parameters.time_limit.FromMilliseconds(round(seconds * 1000))
    return parameters


def _read_route(
    routing: pywrapcp.RoutingModel,
    manager: pywrapcp.RoutingIndexManager,
    found: pywrapcp.Assignment,
    vehicle: int,
) -> list[int]:
    nodes = []
    index = found.Value(routing.NextVar(routing.Start(vehicle)))
    while not routing.IsEnd(index):
        nodes.append(manager.IndexToNode(index))
        index = found.Value(routing.NextVar(index))
    return nodes
