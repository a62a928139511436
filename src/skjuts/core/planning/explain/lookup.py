"""A problem's parts by id, and its travel between two places by name."""

from __future__ import annotations

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from skjuts.core.network.slowdown import arrive_s, tabulate_work
from skjuts.core.planning.problem import Problem, Request, Shift, Vehicle


class Lookup:
    """Reads one problem by id. Built once per explanation; the problem is never changed."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self._requests = {request.id: request for request in problem.requests}
        self._vehicles = {vehicle.id: vehicle for vehicle in problem.vehicles}
        self._returns = {r.wait.outbound: r for r in problem.requests if r.wait is not None}
        self._places = {place.id: index for index, place in enumerate(problem.places)}

    def get_request(self, request_id: str) -> Request:
        """The request with this id (KeyError when there is none)."""
        return self._requests[request_id]

    def list_linked(self, request_id: str) -> tuple[Request, ...]:
        """The request with the rides that one vehicle drives with waiting between, in order."""
        first = self._requests[request_id]
        while first.wait is not None:
            first = self._requests[first.wait.outbound]
        linked = [first]
        while (following := self._returns.get(linked[-1].id)) is not None:
            linked.append(following)
        return tuple(linked)

    def get_vehicle(self, vehicle_id: str) -> Vehicle:
        """The vehicle with this id (KeyError when there is none)."""
        return self._vehicles[vehicle_id]

    def get_place_index(self, place_id: str) -> int:
        """The row of this place in the travel matrix (KeyError when there is none)."""
        return self._places[place_id]

    def get_place_name(self, place_id: str) -> str:
        """What people call this place."""
        place = self.problem.places[self._places[place_id]]
        return place.name or place.id

    def list_shifts(self) -> list[tuple[Vehicle, int, Shift]]:
        """Every shift of every vehicle, with its number."""
        return [(v, number, shift) for v in self.problem.vehicles for number, shift in enumerate(v.shifts)]

    def free_flow_s(self, origin: str, target: str) -> int:
        """Driving time with nothing in the way."""
        return int(self.problem.travel.legs[self._places[origin], self._places[target], 0])

    def metres(self, origin: str, target: str) -> int:
        """Driving distance."""
        return int(self.problem.travel.legs[self._places[origin], self._places[target], 1])

    def drive_s(self, origin: str, target: str, depart_s: int) -> int:
        """Driving time when leaving at `depart_s`, with the traffic of the hour."""
        free_s = self.free_flow_s(origin, target)
        if self._work is None:
            return free_s
        zone = self.problem.places[self._places[origin]].zone
        return int(arrive_s(self._work, zone, depart_s, free_s)) - depart_s

    @cached_property
    def _work(self) -> NDArray[np.int64] | None:
        slowdown = self.problem.travel.slowdown
        return None if slowdown is None else tabulate_work(slowdown)
