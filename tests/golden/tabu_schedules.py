"""Reads the tabu schedules that were published with the R instances (`.res`).

Line 1 is the cost; each route then lists its nodes, every one followed by a bracket of figures.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from skjuts.core.planning.problem import Problem
from skjuts.core.planning.reference import Visit
from skjuts.core.planning.solution import StopKind

_NODE = re.compile(r"(\d+) \(")


@dataclass(frozen=True)
class TabuSchedule:
    """The published cost and, per route, the nodes between the two depots."""

    cost: float
    routes: tuple[tuple[int, ...], ...]


def read_schedule(text: str) -> TabuSchedule:
    """Read a `.res` text."""
    first, *lines = text.splitlines()
    routes = [tuple(int(node) for node in _NODE.findall(line)) for line in lines if "(" in line]
    assert all(route[0] == route[-1] == 0 for route in routes)
    return TabuSchedule(float(first), tuple(route[1:-1] for route in routes))


def list_visits(problem: Problem, route: tuple[int, ...]) -> list[Visit]:
    """A route's nodes as the visits of a sequence."""
    count = len(problem.requests)
    return [
        Visit(str(node), StopKind.PICKUP) if node <= count else Visit(str(node - count), StopKind.DROPOFF)
        for node in route
    ]


def measure_route(problem: Problem, route: tuple[int, ...]) -> float:
    """The exact length of a route from the depot and back."""
    assert problem.unrounded is not None
    return float(sum(problem.unrounded[a, b] for a, b in pairwise((0, *route, 0))))
