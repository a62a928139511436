"""The best plan of a very small problem, by trying every sequence of every vehicle."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from skjuts.core.planning.problem import Problem, Request, Vehicle
from skjuts.core.planning.reference import Visit, price_plan, schedule_run
from skjuts.core.planning.solution import Run, StopKind


def list_sequences(riders: Sequence[Request], aboard: tuple[str, ...] = ()) -> Iterator[tuple[Visit, ...]]:
    """Every whole and well-ordered sequence of all these riders (those `aboard` are on already)."""
    if not riders and not aboard:
        yield ()
    for rider in riders:
        rest = [other for other in riders if other.id != rider.id]
        for tail in list_sequences(rest, (*aboard, rider.id)):
            yield (Visit(rider.id, StopKind.PICKUP), *tail)
    for name in aboard:
        for tail in list_sequences(riders, tuple(other for other in aboard if other != name)):
            yield (Visit(name, StopKind.DROPOFF), *tail)


def find_best_run(problem: Problem, vehicle: Vehicle, riders: Sequence[Request]) -> Run | None:
    """The cheapest run of the vehicle's first shift that serves exactly these riders."""
    frozen = [Visit(stop.request, StopKind(stop.kind.value)) for stop in vehicle.shifts[0].frozen]
    best: tuple[int, Run] | None = None
    for visits in list_sequences(riders):
        if list(visits[: len(frozen)]) != frozen:
            continue
        run = schedule_run(problem, vehicle, 0, visits)
        if isinstance(run, Run):
            cost = price_plan(problem, [run])
            price = cost.runs_ore + cost.lateness_ore + cost.changes_ore
            if best is None or price < best[0]:
                best = price, run
    return best[1] if best is not None else None


def list_subsets(riders: Sequence[Request]) -> Iterator[tuple[Request, ...]]:
    """Every subset, the empty one included."""
    for size in range(len(riders) + 1):
        yield from combinations(riders, size)


def list_fleets(problem: Problem, fleet: Sequence[Vehicle], riders: Sequence[Request]) -> Iterator[list[Run]]:
    """The cheapest runs for every way to share some of the riders among the vehicles."""
    if not fleet:
        yield []
        return
    vehicle, *others = fleet
    for mine in list_subsets(riders):
        run = find_best_run(problem, vehicle, mine) if mine else None
        if (mine and run is None) or (not mine and vehicle.shifts[0].frozen):
            continue
        left = [rider for rider in riders if rider not in mine]
        for runs in list_fleets(problem, others, left):
            yield [run, *runs] if run is not None else runs


def find_best_price(problem: Problem) -> int:
    """The least that any plan costs (one shift a vehicle)."""
    return min(
        price_plan(problem, runs).total_ore
        for runs in list_fleets(problem, problem.vehicles, problem.requests)
    )
