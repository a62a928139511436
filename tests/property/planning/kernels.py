"""The compiled evaluator, asked about one sequence the way the reference is asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from skjuts.core.planning.problem import Problem, Vehicle
from skjuts.core.planning.reference import Visit
from skjuts.core.planning.search.arrays import make_scratch
from skjuts.core.planning.search.encode import encode
from skjuts.core.planning.search.price import total_price
from skjuts.core.planning.search.route import judge
from skjuts.core.planning.search.schedule import schedule, tighten
from skjuts.core.planning.solution import StopKind


@dataclass(frozen=True)
class Judged:
    """What the kernels say of a sequence: its whole price and the starts of its stops."""

    total_ore: int
    starts: tuple[int, ...]


def judge_sequence(problem: Problem, vehicle: Vehicle, shift: int, visits: Sequence[Visit]) -> Judged | None:
    """Judge a sequence with the kernels; None when they find that it cannot be driven."""
    encoded = encode(problem)
    route = next(k for k, (one, index) in enumerate(encoded.shifts) if (one.id, index) == (vehicle.id, shift))
    numbers = {request.id: k for k, request in enumerate(problem.requests)}
    scratch = make_scratch(encoded.data, encoded.capacity, seed=1)
    for k, visit in enumerate(visits):
        offset = 0 if visit.kind is StopKind.PICKUP else len(numbers)
        scratch.sequence[k] = numbers[visit.request] + offset
    price = judge(encoded.data, scratch, route, len(visits))
    if price.bare < 0:
        return None
    schedule(encoded.data, scratch, route, len(visits))
    tighten(encoded.data, scratch, len(visits))
    starts = tuple(int(start) for start in scratch.start[: len(visits)])
    return Judged(int(total_price(encoded.data, route, price)), starts)
