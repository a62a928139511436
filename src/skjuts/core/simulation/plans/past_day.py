"""A day as it was, and what a plan of it amounts to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import msgspec

from skjuts.core.planning.problem import Problem
from skjuts.core.simulation.rules.matters import PastMatter


@dataclass(frozen=True, slots=True, eq=False)
class PastDay:
    """A day of bookings with its fleet and contracts.

    `booked_s` is when each request came, in seconds of the service day (before it: negative); left out
    is known from the start. `returns` names the outbound ride of each return that is not linked in the
    vehicle. `matters` holds what each ride was decided on. `areas` is the area of each place.
    """

    id: str
    problem: Problem
    booked_s: Mapping[str, int] = field(default_factory=dict)
    returns: Mapping[str, str] = field(default_factory=dict)
    matters: Mapping[str, PastMatter] = field(default_factory=dict)
    areas: Mapping[str, str] = field(default_factory=dict)

    def forget_plan(self) -> PastDay:
        """The day before anybody planned it: no promises, no published plan, nothing frozen."""
        problem = self.problem
        requests = tuple(replace(one, promised=None, published_vehicle=None) for one in problem.requests)
        vehicles = tuple(
            replace(one, shifts=tuple(replace(shift, frozen=()) for shift in one.shifts))
            for one in problem.vehicles
        )
        return replace(self, problem=replace(problem, requests=requests, vehicles=vehicles))


class DayFigures(msgspec.Struct, frozen=True):
    """What a plan of one day amounts to, in öre and riders; storable as JSON."""

    day: str
    variation: str
    cost_ore: int
    runs_ore: int
    guarantee_ore: int
    lateness_ore: int
    unserved_ore: int
    riders: int
    unserved: int
    vehicles: int
