"""The compiled evaluator, asked about one sequence the way the reference is asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from skjuts.core.planning.problem import Problem, Vehicle
from skjuts.core.planning.reference import Visit
from skjuts.core.planning.search.arrays import make_scratch
from skjuts.core.planning.search.encode import Encoded, encode
from skjuts.core.planning.search.price import total_price
from skjuts.core.planning.search.route import judge
from skjuts.core.planning.search.schedule import schedule, tighten
from skjuts.core.planning.solution import StopKind


@dataclass(frozen=True)
class Judged:
    """What the kernels say of a sequence: its whole price and the starts of its stops."""

    total_ore: int
    starts: tuple[int, ...]


def find_route(encoded: Encoded, vehicle: Vehicle, shift: int) -> int:
    """The number that the tables give a shift."""
    shifts = [(one.id, index) for one, index in encoded.shifts]
    return shifts.index((vehicle.id, shift))


def number_visits(problem: Problem, visits: Sequence[Visit]) -> list[int]:
    """Visits as nodes: pickups first, then dropoffs in the same order."""
    numbers = {request.id: k for k, request in enumerate(problem.requests)}
    return [
        numbers[visit.request] + (0 if visit.kind is StopKind.PICKUP else len(numbers)) for visit in visits
    ]


def judge_sequence(problem: Problem, vehicle: Vehicle, shift: int, visits: Sequence[Visit]) -> Judged | None:
    """Judge a sequence with the kernels; None when they find that it cannot be driven."""
    encoded = encode(problem)
    route = find_route(encoded, vehicle, shift)
    scratch = make_scratch(encoded.data, encoded.capacity, seed=1)
    scratch.sequence[: len(visits)] = number_visits(problem, visits)
    price = judge(encoded.data, scratch, route, len(visits))
    if price.bare < 0:
        return None
    schedule(encoded.data, scratch, route, len(visits))
    tighten(encoded.data, scratch, len(visits))
    starts = tuple(int(start) for start in scratch.start[: len(visits)])
    return Judged(int(total_price(encoded.data, route, price)), starts)
