"""Remembered routes are put together anew: the cheapest set of them that serves everybody."""

from __future__ import annotations

from skjuts.core.planning.problem import FixedKind, FixedStop, Shift, Vehicle
from skjuts.core.planning.search import Budget, Search, Settings, encode
from skjuts.core.planning.search.anneal import remember
from tests.universe.plans import on_a_line, ride, taxi

RIDERS = [ride(name, at, at + 10) for name, at in (("a", 5), ("b", 5), ("c", 45), ("d", 45))]
A, B, C, D = range(4)
WEST, EAST = taxi("väst", 0), taxi("öst", 60)


def shared(one: int, other: int) -> list[int]:
    """Two riders in one car from door to door."""
    return [one, other, one + 4, other + 4]


def searching(*cars: Vehicle) -> Search:
    """A search over the four riders."""
    encoded = encode(on_a_line(RIDERS, cars))
    return Search(encoded.data, encoded.capacity, seed=1)


def remember_plan(search: Search, plan: dict[int, list[int]]) -> int:
    """Have a plan's routes in memory and let it be the accepted plan; returns its price."""
    search.load(list(plan.items()))
    for route in plan:
        remember(search.data, search.trial, search.record, route)
    search.settle()
    return int(search.trial.totals[:2].sum())


def test_recombine_when_halves_of_two_bad_plans_make_a_good_one_finds_it() -> None:
    """Each plan has one good route; together they are the plan that a person would draw."""
    search = searching(WEST, EAST, WEST, EAST)
    kinds = search.data.routes["kind"].tolist()
    west, east = (k for k in (kinds.index(0), kinds.index(1)))
    if search.data.routes["start_place"][west] > search.data.routes["start_place"][east]:
        west, east = east, west
    remember_plan(search, {west: shared(A, B), west + 1: [C, C + 4], east: [D, D + 4]})
    worse = remember_plan(search, {east: shared(C, D), west: [A, A + 4], east + 1: [B, B + 4]})
    search.recombine(None)
    found = dict(search.best())
    assert found == {west: shared(A, B), east: shared(C, D)}
    assert search.record.objective[0] < worse


def test_recombine_when_nothing_better_is_remembered_keeps_the_best() -> None:
    """A search goes on from its best plan, not from chance."""
    search = searching(WEST, EAST)
    best = remember_plan(search, {0: shared(A, B), 1: shared(C, D)})
    search.recombine(None)
    assert search.record.objective[0] == best
    assert search.trial.totals[:2].sum() == best


def test_run_when_two_shifts_are_frozen_keeps_both_beginnings_through_recombination() -> None:
    """A route that has begun must be among those chosen, however cheap the others are."""
    begun = [
        taxi(name, 0, shifts=(Shift(0, 86_400, frozen=(FixedStop(rider, FixedKind.PICKUP, start_s),)),))
        for name, rider, start_s in (("bil 1", "a", 33_000), ("bil 2", "b", 33_300))
    ]
    encoded = encode(on_a_line(RIDERS, [*begun, EAST]))
    search = Search(encoded.data, encoded.capacity, seed=1)
    first = {int(encoded.data.requests["locked"][rider]): [rider, rider + 4] for rider in (A, B)}
    search.load(list(first.items()))
    search.construct()
    search.run(Budget(Settings(clock=lambda: 0.0, iterations=600)))
    best = dict(search.best())
    assert {route: sequence[0] for route, sequence in best.items() if route in first} == {
        route: sequence[0] for route, sequence in first.items()
    }
