"""From a problem to a plan: whole, repeatable, and there whenever it is asked for."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest

from skjuts.core.kernel.errors import Infeasible
from skjuts.core.planning.checker import check
from skjuts.core.planning.problem import (
    FixedKind,
    FixedStop,
    Load,
    PoolingRules,
    Problem,
    Shift,
    Vehicle,
    Wait,
    Window,
)
from skjuts.core.planning.search import Budget
from skjuts.core.planning.solution import Reason, Solution, StopKind
from skjuts.core.planning.solve import Progress, Settings, insert_sequentially, solve
from skjuts.core.tariffs.contract import Tariff
from tests.universe.plans import DAY, on_a_line, ride, scattered_day, taxi, waiting_return

CHANGE_ORE = 10_000_000


def ticking() -> Settings:
    """Two seconds on a clock that goes on by a twentieth of a second each time somebody looks."""
    looks = itertools.count()
    return Settings(clock=lambda: next(looks) * 0.05, time_s=2.0)


def counted(iterations: int = 400, seed: int = 1) -> Settings:
    """A budget that does not look at any clock."""
    return Settings(clock=lambda: 0.0, iterations=iterations, seed=seed)


def plan_checked(problem: Problem, settings: Settings | None = None) -> Solution:
    """A plan that the checker finds nothing wrong with."""
    plan = solve(problem, settings or counted())
    assert check(problem, plan).violations == ()
    return plan


def list_marks(plan: Solution, vehicle: str) -> list[str]:
    """A vehicle's stops as `+anna` and `-anna`."""
    sign = {StopKind.PICKUP: "+", StopKind.DROPOFF: "-"}
    stops = [stop for run in plan.runs if run.vehicle == vehicle for stop in run.stops]
    return [f"{sign[stop.kind]}{stop.request}" for stop in stops if stop.kind in sign]


def test_solve_when_nobody_has_booked_gives_an_empty_plan_that_costs_the_idle_guarantee() -> None:
    """A day without bookings is a day, and the guaranteed car is paid all the same."""
    kept = Tariff("garanti", guaranteed_s=3_600, guaranteed_per_hour_ore=40_000)
    plan = plan_checked(on_a_line([], [taxi("bil", tariff="garanti", guaranteed=True)], kept))
    assert plan.runs == plan.unserved == ()
    assert plan.cost.total_ore == 40_000


def test_solve_when_there_is_one_request_drives_it() -> None:
    """The smallest day: there, with the rider, and back."""
    plan = plan_checked(on_a_line([ride("anna", 10, 20)], [taxi("bil")]))
    assert list_marks(plan, "bil") == ["+anna", "-anna"]
    assert plan.cost.total_ore == 5_000 + 10 * 1_000 + 10 * 500


def test_solve_when_there_is_no_vehicle_leaves_everybody_out_with_a_reason() -> None:
    """A fleet that called in sick is no traceback."""
    plan = plan_checked(on_a_line([ride("anna", 10, 20), ride("bo", 10, 20)], []))
    assert [left.reason for left in plan.unserved] == [Reason.QUALIFICATION] * 2


def test_solve_when_nobody_can_be_served_says_why_for_each() -> None:
    """Both the impossible time and the missing wheelchair place are told apart."""
    late = ride("sen", 10, 20, pickup_window=Window(30_000, 30_060), dropoff_window=Window(30_000, 30_100))
    large = ride("stor", 10, 20, load=Load(wheelchairs=1))
    plan = plan_checked(on_a_line([late, large], [taxi("bil")]))
    assert plan.runs == ()
    assert {left.request: left.reason for left in plan.unserved} == {
        "sen": Reason.WINDOW,
        "stor": Reason.CAPACITY,
    }


@pytest.mark.parametrize("iterations", [0, 1, 501])
def test_solve_when_given_any_number_of_iterations_stops(iterations: int) -> None:
    """None at all means: what insertion alone finds."""
    plan = plan_checked(on_a_line([ride("anna", 10, 20)], [taxi("bil")]), counted(iterations))
    assert len(plan.runs) == 1


def test_solve_when_counting_iterations_gives_the_same_plan_each_time() -> None:
    """A plan that somebody appeals must be possible to make again, whatever ran before."""
    problem = scattered_day(30)
    first = solve(problem, counted(700, seed=5))
    second = solve(problem, counted(700, seed=5))
    solve(scattered_day(20), ticking())
    third = solve(problem, counted(700, seed=5))
    assert first == second == third


def test_solve_when_time_is_up_stops_with_a_plan() -> None:
    """The clock is the caller's, and the search looks at it before each stretch of work."""
    settings = ticking()
    plan = plan_checked(scattered_day(20), settings)
    assert plan.runs
    assert 1.9 <= settings.clock() <= 2.5


def test_solve_when_given_more_iterations_is_never_dearer_than_insertion() -> None:
    """The search begins from a plan and keeps the best it has seen."""
    problem = scattered_day(40)
    none, some = (solve(problem, counted(n)).cost.total_ore for n in (0, 1_500))
    assert some < none


def test_solve_when_told_to_stop_keeps_the_best_so_far() -> None:
    """Ctrl-C after a while leaves a plan, and the one that was reported."""
    seen: list[Progress] = []

    def stop_at_third(progress: Progress) -> bool:
        seen.append(progress)
        return len(seen) < 3

    plan = solve(scattered_day(40), counted(1_000_000), stop_at_third)
    assert len(seen) == 3
    assert plan.cost.total_ore == seen[-1].best_ore <= seen[0].first_ore
    assert seen[-1].iterations <= 1_500
    assert len(plan.unserved) == seen[-1].unserved
    assert len(plan.runs) == seen[-1].vehicles


def test_solve_when_a_vehicle_waits_for_the_return_takes_both_on_one_run() -> None:
    """Out, wait and home: one vehicle, nothing between the dropoff and the pickup."""
    out = ride("ut", 10, 30)
    problem = on_a_line([out, waiting_return("hem", out, 1_200), ride("bo", 20, 40)], [taxi("a"), taxi("b")])
    plan = plan_checked(problem)
    assert plan.unserved == ()
    marks = next(marks for name in ("a", "b") if "+ut" in (marks := list_marks(plan, name)))
    assert marks[marks.index("-ut") + 1] == "+hem"


def test_solve_when_the_return_cannot_be_driven_leaves_both_rides_out() -> None:
    """A rider is not driven to a visit that nobody fetches them from."""
    out = ride("ut", 10, 30, by_s=36_000)
    home = replace(waiting_return("hem", out, 1_200), needs=frozenset({"bår"}))
    plan = plan_checked(on_a_line([out, home], [taxi("bil")]))
    assert {left.request: left.reason for left in plan.unserved} == {
        "ut": Reason.QUALIFICATION,
        "hem": Reason.QUALIFICATION,
    }


def begun(*stops: FixedStop) -> Vehicle:
    """The car, in the middle of its day."""
    return taxi("bil", shifts=(Shift(0, 86_400, frozen=stops),))


def test_solve_when_the_beginning_is_frozen_keeps_it_and_plans_on_from_there() -> None:
    """What has been driven stands, in its order and at its times."""
    car = begun(FixedStop("anna", FixedKind.PICKUP, 30_000), FixedStop("bo", FixedKind.PICKUP, 30_600))
    riders = [ride("anna", 10, 40, dropoff_window=DAY), ride("bo", 20, 50, dropoff_window=DAY)]
    plan = plan_checked(on_a_line([*riders, ride("cia", 30, 45, dropoff_window=DAY)], [car]))
    assert list_marks(plan, "bil")[:2] == ["+anna", "+bo"]
    assert sorted(list_marks(plan, "bil")) == ["+anna", "+bo", "+cia", "-anna", "-bo", "-cia"]


def test_solve_when_a_frozen_rider_has_a_waiting_return_drives_that_too() -> None:
    """Whoever was driven out and promised a lift home gets it."""
    out = ride("ut", 10, 30, dropoff_window=DAY)
    home = waiting_return("hem", out, 1_200)
    aboard = begun(FixedStop("ut", FixedKind.PICKUP, 30_000))
    there = begun(FixedStop("ut", FixedKind.PICKUP, 30_000), FixedStop("ut", FixedKind.DROPOFF, 31_200))
    for car in (aboard, there):
        plan = plan_checked(on_a_line([out, home], [car]))
        assert list_marks(plan, "bil") == ["+ut", "-ut", "+hem", "-hem"]


def test_solve_when_a_frozen_rider_cannot_be_driven_on_says_which_vehicle() -> None:
    """Nobody is dropped from the plan in silence with the rider still in the car."""
    car = begun(FixedStop("anna", FixedKind.PICKUP, 36_000))
    with pytest.raises(Infeasible, match="bil"):
        solve(on_a_line([ride("anna", 10, 20, by_s=36_000)], [car]), counted())


@pytest.mark.parametrize(("change_ore", "expected"), [(0, "nära"), (CHANGE_ORE, "lovad")])
def test_solve_when_a_vehicle_is_published_leaves_it_only_when_that_is_worth_the_change(
    change_ore: int, expected: str
) -> None:
    """A rider who has been told which car comes is moved for a price."""
    rider = ride("anna", 10, 20, published_vehicle="lovad")
    rules = PoolingRules(unserved_ore={3: 100 * CHANGE_ORE}, change_ore=change_ore)
    plan = plan_checked(on_a_line([rider], [taxi("nära", 10), taxi("lovad", 40)], rules=rules))
    assert [run.vehicle for run in plan.runs] == [expected]
    assert plan.cost.changes_ore == 0


def test_insert_sequentially_when_given_an_order_serves_in_that_order() -> None:
    """The yardstick is the desk's own order: first come, first served."""
    clash = {"pickup_window": Window(30_000, 30_000), "dropoff_window": DAY, "ride_alone": True}
    problem = on_a_line([ride("anna", 10, 20, **clash), ride("bo", 10, 20, **clash)], [taxi("bil")])
    for order in (["anna", "bo"], ["bo", "anna"]):
        plan = insert_sequentially(problem, order)
        assert check(problem, plan).violations == ()
        assert [left.request for left in plan.unserved] == [order[1]]


def test_insert_sequentially_when_a_pair_is_linked_inserts_it_once() -> None:
    """The return follows its outbound ride, not its own place in the order."""
    out = ride("ut", 10, 30)
    home = replace(waiting_return("hem", out, 600), wait=Wait("ut", 600))
    problem = on_a_line([home, out], [taxi("bil")])
    plan = insert_sequentially(problem)
    assert check(problem, plan).violations == ()
    assert list_marks(plan, "bil") == ["+ut", "-ut", "+hem", "-hem"]


@pytest.mark.parametrize("budget", [{}, {"time_s": 1.0, "iterations": 1}])
def test_budget_when_given_neither_or_both_is_refused(budget: dict[str, float]) -> None:
    """A search without an end, or with two, is a mistake of the caller's."""
    with pytest.raises(ValueError, match="either"):
        Budget(Settings(clock=lambda: 0.0, **budget))  # type: ignore[arg-type]
