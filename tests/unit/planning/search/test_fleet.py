"""Fewer vehicles, where those come before cost: one route is emptied for good."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from skjuts.core.planning.checker import check
from skjuts.core.planning.problem import FixedKind, FixedStop, Objective, Problem, Shift, Vehicle, Window
from skjuts.core.planning.search import Budget, Progress, Search, Settings, encode
from skjuts.core.planning.solve import begin_frozen, solve
from tests.universe.plans import DAY, on_a_line, ride, taxi

ITERATIONS = 2_000


def counted() -> Settings:
    """A budget that does not look at any clock."""
    return Settings(clock=lambda: 0.0, iterations=ITERATIONS)


def busy_day(*cars: Vehicle) -> Problem:
    """Riders to and fro along the road all morning, more than a few vehicles can take."""
    rng = np.random.default_rng(3)
    riders = []
    for number in range(40):
        begins_s = int(rng.integers(20, 36)) * 1_000
        start, end = (int(km) for km in rng.choice(60, 2, replace=False))
        window = Window(begins_s, begins_s + 2_400)
        riders.append(ride(f"r{number}", start, end, pickup_window=window, dropoff_window=DAY))
    fleet = cars or [taxi(f"bil {number}", 30) for number in range(20)]
    return replace(on_a_line(riders, fleet), objective=Objective.VEHICLES_THEN_COST)


def constructed(problem: Problem) -> Search:
    """A search that has inserted everybody."""
    encoded = encode(problem)
    search = Search(encoded.data, encoded.capacity, seed=1)
    begin_frozen(encoded, search)
    search.construct()
    assert search.trial.totals[2] == 0
    return search


def count_vehicles(search: Search) -> int:
    """Vehicles that drive in the best plan."""
    return len(search.best())


def test_reduce_fleet_when_routes_can_be_emptied_drives_all_riders_with_fewer() -> None:
    """Insertion alone spreads riders over more vehicles than the day needs."""
    search = constructed(busy_day())
    before = count_vehicles(search)
    search.unit = search.leg_price()
    assert search.reduce_fleet(Budget(counted()), None)
    assert count_vehicles(search) < before
    assert search.trial.totals[2] == 0
    assert search.trial.totals[:2].sum() == search.record.objective[0]


def test_reduce_fleet_when_no_vehicle_can_be_spared_gives_the_plan_back() -> None:
    """Two riders at once in either end of the road: two vehicles it is."""
    at_ten = {"pickup_window": Window(36_000, 36_300), "dropoff_window": DAY}
    riders = [ride("väst", 0, 10, **at_ten), ride("öst", 60, 50, **at_ten)]
    problem = on_a_line(riders, [taxi("a", 0), taxi("b", 60)])
    search = constructed(replace(problem, objective=Objective.VEHICLES_THEN_COST))
    search.reduce_fleet(Budget(counted()), None)
    assert count_vehicles(search) == 2
    assert search.trial.totals[2] == 0
    assert search.kept.totals.tolist() == search.trial.totals.tolist()


def test_reduce_fleet_when_it_is_over_lets_idle_vehicles_drive_again() -> None:
    """They are barred while a route is emptied, not for the rest of the search."""
    search = constructed(busy_day())
    search.reduce_fleet(Budget(counted()), None)
    assert search.scratch.mode.tolist() == [0, 0]


def test_reduce_fleet_when_a_beginning_is_frozen_leaves_that_vehicle_its_riders() -> None:
    """A vehicle that is on its way cannot be spared."""
    begun = taxi("på väg", 0, shifts=(Shift(0, 86_400, frozen=(FixedStop("r0", FixedKind.PICKUP, 30_000),)),))
    problem = busy_day(begun, *(taxi(f"bil {number}", 30) for number in range(20)))
    first = replace(problem.requests[0], pickup_window=DAY)
    problem = replace(problem, requests=(first, *problem.requests[1:]))
    search = constructed(problem)
    route = int(search.data.requests["locked"][0])
    search.reduce_fleet(Budget(counted()), None)
    assert dict(search.best())[route][0] == 0


@pytest.mark.parametrize("most", [1, 2])
def test_solve_when_stopped_while_a_route_is_empty_keeps_a_plan_for_everybody(most: int) -> None:
    """Riders outside the plan for the moment must not be lost by a Ctrl-C."""
    told: list[Progress] = []

    def stop(progress: Progress) -> bool:
        told.append(progress)
        return len(told) < most

    problem = busy_day()
    plan = solve(problem, replace(counted(), iterations=1_000_000), stop)
    assert told[-1].stage == "färre fordon"
    assert plan.unserved == ()
    assert check(problem, plan).violations == ()


def test_solve_when_vehicles_come_first_uses_fewer_than_when_cost_does() -> None:
    """The hierarchical sets ask another question than a region does."""
    problem = busy_day()
    ranked, plain = (
        solve(replace(problem, objective=objective), counted())
        for objective in (Objective.VEHICLES_THEN_COST, Objective.COST)
    )
    assert check(problem, ranked).violations == ()
    assert len(ranked.runs) < len(plain.runs)
    assert plain.cost.total_ore < ranked.cost.total_ore
