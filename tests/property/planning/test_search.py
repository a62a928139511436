"""Plans of the compiled search keep every rule, cost what it says, and on few stops none is better.

The search is a heuristic: its examples are the same in every run, so that a change to it is what
turns a test red. What chance has found beside them stands in `test_hard_cases`.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from skjuts.core.planning.checker import check
from skjuts.core.planning.problem import Problem
from skjuts.core.planning.reference import schedule_run
from skjuts.core.planning.search import Budget, Search, Settings, encode
from skjuts.core.planning.search.route import admit, drop_absent, release, splice, store
from skjuts.core.planning.solution import Run, Solution
from skjuts.core.planning.solve import solve, write_solution
from tests.property.planning.enumeration import find_best_price
from tests.property.planning.kernels import find_route, judge_sequence, number_visits
from tests.property.planning.milp import Model
from tests.property.planning.strategies import Case, cases, linear_problems, problems


def plan(problem: Problem, iterations: int, seed: int = 1) -> Solution:
    """A plan by iterations alone, without a clock."""
    return solve(problem, Settings(clock=lambda: 0.0, iterations=iterations, seed=seed))


@st.composite
def begun_problems(draw: st.DrawFn) -> Problem:
    """Problems with a vehicle under way, on a run that can be finished; nobody waits for a return."""
    case = draw(cases())
    assume(all(request.wait is None for request in case.problem.requests))
    assume(case.vehicle.shifts[case.shift].frozen)
    assume(isinstance(schedule_run(case.problem, case.vehicle, case.shift, case.visits), Run))
    return case.problem


@settings(max_examples=100, deadline=None)
@given(problem=problems(most_requests=6) | begun_problems(), seed=st.integers(0, 99))
def test_plan_when_searched_for_passes_the_checker(problem: Problem, seed: int) -> None:
    """Nothing leaves the search that a judge who shares nothing with it would stop."""
    assert check(problem, plan(problem, iterations=60, seed=seed)).violations == ()


@settings(max_examples=50, deadline=None)
@given(problem=problems(most_requests=3) | begun_problems().filter(lambda one: len(one.requests) <= 3))
def test_plan_when_there_are_few_stops_is_as_cheap_as_any(problem: Problem) -> None:
    """Tariffs, breaks, layouts and all: enumeration by the reference finds nothing better."""
    assert plan(problem, iterations=400).cost.total_ore == find_best_price(problem)


@settings(max_examples=40, deadline=None)
@given(problem=linear_problems())
def test_plan_when_the_rules_are_linear_is_the_optimum_of_the_programme(problem: Problem) -> None:
    """An exact solver that knows nothing of our schedules finds the same price."""
    assert plan(problem, iterations=600).cost.total_ore == Model(problem).solve()


@settings(max_examples=50, deadline=None)
@given(problem=problems(most_requests=6))
def test_price_when_kept_by_the_kernels_is_the_price_of_the_written_plan(problem: Problem) -> None:
    """What the search believes it saves is saved."""
    encoded = encode(problem)
    search = Search(encoded.data, encoded.capacity, seed=1)
    search.construct()
    search.run(Budget(Settings(clock=lambda: 0.0, iterations=60)))
    assert int(search.record.objective[0]) == write_solution(encoded, search).cost.total_ore


@settings(max_examples=100, deadline=None)
@given(case=cases(), data=st.data())
def test_route_when_a_rider_is_removed_and_put_back_is_as_before(case: Case, data: st.DataObject) -> None:
    """What is known about a route depends on its stops alone, not on how it came about."""
    assume(judge_sequence(case.problem, case.vehicle, case.shift, case.visits) is not None)
    encoded = encode(case.problem)
    search = Search(encoded.data, encoded.capacity, seed=1)
    route = find_route(encoded, case.vehicle, case.shift)
    nodes = number_visits(case.problem, case.visits)
    search.load([(route, nodes)])
    before = [array.copy() for array in search.trial.arrays]
    request = data.draw(st.integers(0, len(case.problem.requests) - 1))
    release(search.data, search.trial, request)
    assume(drop_absent(search.data, search.trial, search.scratch, route))
    gaps = nodes.index(request), nodes.index(request + len(case.problem.requests)) - 1
    length = splice(search.data, search.trial, search.scratch, route, request, *gaps)
    admit(search.data, search.trial, request)
    assert store(search.data, search.trial, search.scratch, route, length)
    for old, new in zip(before, search.trial.arrays, strict=True):
        np.testing.assert_array_equal(old, new)


@settings(max_examples=20, deadline=None)
@given(problem=problems(most_requests=5), seed=st.integers(0, 99))
def test_search_when_repeated_with_the_same_seed_finds_the_same_plan(problem: Problem, seed: int) -> None:
    """An auditor can have yesterday's plan again."""
    assert plan(problem, 100, seed) == plan(replace(problem), 100, seed)
