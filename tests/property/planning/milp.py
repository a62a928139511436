"""The best plan of a very small problem as a mixed integer programme, solved by HiGHS.

The linear subset of the rules: windows, service, ride limits, one layout of seats, longest
duration, both depots, a price per metre and per unserved request (Cordeau 2006, the three-index
model, with big-M times; ranks forbid circles that take no time). It shares nothing with the
search, nor with any evaluator.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import highspy
from highspy.highs import highs_linear_expression, highs_var

from skjuts.core.planning.problem import Problem

FAR = 200_000
"""More than any time in these problems."""
Arc = tuple[int, int]


@dataclass(frozen=True)
class Node:
    """A node of the model: place, window, service and change of load."""

    place: int
    earliest: int
    latest: int
    service: int
    load: int


class Model:
    """Start depot 0, pickups 1 … n, dropoffs n + 1 … 2n, end depot 2n + 1; arcs per vehicle."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.count = len(problem.requests)
        self.nodes = list_nodes(problem)
        self.solver = highspy.Highs()
        self.solver.setOptionValue("output_flag", "off")
        self.solver.setOptionValue("mip_rel_gap", 0.0)
        self.solver.setOptionValue("mip_abs_gap", 0.5)
        self.price: highs_linear_expression = highs_linear_expression()
        self.carried: list[highs_linear_expression] = [highs_linear_expression() for _ in problem.requests]
        for _ in problem.vehicles:
            self.add_vehicle()
        for request, carried in zip(problem.requests, self.carried, strict=True):
            self.solver.addConstr(carried <= 1)
            unserved = problem.rules.unserved_ore[request.priority]
            self.price += unserved - unserved * carried

    def add_vehicle(self) -> None:
        """One vehicle's flow, times and loads."""
        last = 2 * self.count + 1
        arcs = {arc: self.solver.addBinary() for arc in self.list_arcs()}
        times = [self.solver.addVariable(0, FAR) for _ in self.nodes]
        loads = [self.solver.addVariable(0, self.problem.vehicles[0].layouts[0].seats) for _ in self.nodes]
        ranks = [self.solver.addVariable(0, last) for _ in self.nodes]
        for arc, used in arcs.items():
            self.price += self.legs(arc)[1] * used
            self.add_progress(arc, used, times, loads)
            self.solver.addConstr(ranks[arc[1]] >= ranks[arc[0]] + 1 - 2 * last * (1 - used))
        for node in range(1, last):
            self.solver.addConstr(total(arcs, into=node) == total(arcs, out_of=node))
        self.solver.addConstr(total(arcs, out_of=0) <= 1)
        self.solver.addConstr(total(arcs, out_of=0) == total(arcs, into=last))
        for node in range(1, last):
            self.keep_window(times[node], node, total(arcs, into=node))
        self.keep_shift(times)
        for pickup in range(1, self.count + 1):
            self.add_ride(pickup, arcs, times)

    def list_arcs(self) -> list[Arc]:
        """Every pair of nodes that may follow each other."""
        last = 2 * self.count + 1
        return [
            (a, b)
            for a, b in product(range(last), range(1, last + 1))
            if a != b and not (a == 0 and b > self.count) and not (b == last and a <= self.count)
        ]

    def legs(self, arc: Arc) -> tuple[int, int]:
        """Seconds and metres of an arc."""
        a, b = (self.nodes[node].place for node in arc)
        seconds, metres = self.problem.travel.legs[a, b]
        return int(seconds), int(metres)

    def add_progress(self, arc: Arc, used: highs_var, times: list[highs_var], loads: list[highs_var]) -> None:
        """Times and loads go on along a used arc."""
        a, b = arc
        step = self.nodes[a].service + self.legs(arc)[0]
        self.solver.addConstr(times[b] >= times[a] + step - 2 * FAR * (1 - used))
        change = self.nodes[b].load
        self.solver.addConstr(loads[b] >= loads[a] + change - 100 * (1 - used))

    def keep_window(self, time: highs_var, node: int, visited: highs_linear_expression) -> None:
        """A visited node starts inside its window."""
        window = self.nodes[node]
        self.solver.addConstr(time >= window.earliest - FAR * (1 - visited))
        self.solver.addConstr(time <= window.latest + FAR * (1 - visited))

    def keep_shift(self, times: list[highs_var]) -> None:
        """The run begins and ends within the shift and is not too long."""
        shift = self.problem.vehicles[0].shifts[0]
        self.solver.addConstr(times[0] >= shift.start_s)
        self.solver.addConstr(times[-1] <= shift.end_s)
        if shift.max_duration_s is not None:
            self.solver.addConstr(times[-1] - times[0] <= shift.max_duration_s)

    def add_ride(self, pickup: int, arcs: dict[Arc, highs_var], times: list[highs_var]) -> None:
        """Both ends on this vehicle or neither; the dropoff comes after, and soon enough."""
        request = self.problem.requests[pickup - 1]
        dropoff = pickup + self.count
        here = total(arcs, into=pickup)
        self.carried[pickup - 1] += here
        self.solver.addConstr(here == total(arcs, into=dropoff))
        done = times[pickup] + request.pickup_service_s
        direct = self.legs((pickup, dropoff))[0]
        self.solver.addConstr(times[dropoff] >= done + direct - 2 * FAR * (1 - here))
        if request.max_ride_s is not None:
            self.solver.addConstr(times[dropoff] <= done + request.max_ride_s + 2 * FAR * (1 - here))

    def solve(self) -> int:
        """The least price, in öre."""
        self.solver.minimize(self.price)
        assert self.solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
        return round(self.solver.getObjectiveValue())


def total(
    arcs: dict[Arc, highs_var], *, into: int | None = None, out_of: int | None = None
) -> highs_linear_expression:
    """The arcs used into, or out of, a node."""
    chosen = [used for (a, b), used in arcs.items() if into in {None, b} and out_of in {None, a}]
    return sum(chosen, highs_linear_expression())


def list_nodes(problem: Problem) -> list[Node]:
    """The nodes of the model, depots first and last."""
    places = {place.id: k for k, place in enumerate(problem.places)}
    vehicle = problem.vehicles[0]
    depots = [Node(places[end or ""], 0, FAR, 0, 0) for end in (vehicle.start_place, vehicle.end_place)]
    pickups = [
        Node(places[r.pickup], *r.pickup_window, r.pickup_service_s, r.load.seats) for r in problem.requests
    ]
    dropoffs = [
        Node(places[r.dropoff], *r.dropoff_window, r.dropoff_service_s, -r.load.seats)
        for r in problem.requests
    ]
    return [depots[0], *pickups, *dropoffs, depots[1]]
