"""Rules about the whole plan: everybody once, nothing invented, and the price as stated."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from skjuts.core.planning.checker import Rule, check
from skjuts.core.planning.problem import PoolingRules, Problem, Wait, Window
from skjuts.core.planning.solution import PlanCost, Reason, Solution, Stop, Unserved
from skjuts.core.tariffs.contract import KmBand, RunCost, Tariff
from tests.unit.planning.checker.two_riders import (
    TOGETHER,
    anna,
    bo,
    car,
    day_with,
    list_faults,
    shared_plan,
    with_stop,
    with_stops,
)
from tests.universe.plans import DAY, on_a_line, plan_by_hand, ride, taxi


def test_rider_when_in_no_run_and_on_no_list_is_told() -> None:
    """The worst fault of a plan is to forget somebody."""
    cia = ride("cia", 30, 40, dropoff_window=DAY, unserved_ore=0)
    assert list_faults(day_with(cia), shared_plan()) == [(Rule.ONCE, 1, "cia")]


def test_rider_when_served_and_listed_as_unserved_is_told() -> None:
    """A rider is either driven or told that there is no ride."""
    plan = replace(shared_plan(), unserved=(Unserved("bo", Reason.PRICE),))
    assert list_faults(day_with(), plan) == [(Rule.ONCE, 1, "bo")]


def test_rider_when_served_by_two_vehicles_is_told() -> None:
    """Two cars at one door is money thrown away."""
    two = day_with(car(), replace(car(), id="b2"))
    plan = plan_by_hand(two, {"bil": TOGETHER, "b2": ("+bo", "-bo")})
    assert list_faults(two, plan) == [(Rule.ONCE, 1, "bo")]


def test_shift_when_driven_twice_is_told() -> None:
    """One car is not two."""
    plan = plan_by_hand(
        day_with(car(), replace(car(), id="b2")), {"bil": ("+anna", "-anna"), "b2": ("+bo", "-bo")}
    )
    twice = replace(plan, runs=tuple(replace(run, vehicle="bil") for run in plan.runs))
    assert list_faults(day_with(), twice) == [(Rule.ONCE, 1, "bil")]


def test_vehicle_when_not_in_the_problem_is_told() -> None:
    """A plan for another day is refused, not crashed on."""
    plan = replace(shared_plan(), unserved=(Unserved("anna", Reason.PRICE), Unserved("bo", Reason.PRICE)))
    plan = replace(plan, runs=(replace(plan.runs[0], vehicle="spöket"),), cost=PlanCost(unserved_ore=600_000))
    assert list_faults(day_with(), plan) == [(Rule.UNKNOWN, 1, "spöket")]


def test_rider_when_not_in_the_problem_is_told() -> None:
    """A name that nobody has is told where it stands."""
    problem = day_with()
    faults = list_faults(replace(problem, requests=problem.requests[:1]), shared_plan())
    assert faults == [(Rule.UNKNOWN, 1, "bo"), (Rule.UNKNOWN, 1, "bo")]


def test_unserved_when_not_in_the_problem_is_told() -> None:
    """The list of those left out names riders of the day only."""
    plan = replace(shared_plan(), unserved=(Unserved("cia", Reason.PRICE),))
    assert list_faults(day_with(), plan) == [(Rule.UNKNOWN, 1, "cia")]


def test_stop_when_its_place_is_unknown_is_told_and_nothing_falls() -> None:
    """A place that the problem does not have is a wrong place."""
    assert list_faults(day_with(), with_stop(shared_plan(), 3, place="månen")) == [(Rule.PLACE, 1, "anna")]


def test_run_when_it_has_no_riders_is_told() -> None:
    """Only shifts that drive have a run."""
    plan = plan_by_hand(day_with(car(), replace(car(), id="b2")), {"bil": TOGETHER})
    idle = replace(plan.runs[0], vehicle="b2", stops=())
    problem = day_with(car(), replace(car(), id="b2"))
    assert list_faults(problem, replace(plan, runs=(*plan.runs, idle))) == [(Rule.UNKNOWN, 1, "b2")]


PRICED = Tariff(
    "pris",
    start_ore=5_000,
    km_bands=(KmBand(0, 1_000), KmBand(10_000, 800)),
    per_minute_ore=300,
    waiting_per_minute_ore=200,
    approach_per_km_ore=500,
    return_per_km_ore=400,
    minimum_ore=12_000,
)


def priced_day(rules: PoolingRules | None = None) -> Problem:
    """Anna and her linked return after half an hour; then Bo, who wants to arrive by 4540."""
    home = ride("hem", 20, 10, dropoff_window=DAY, wait=Wait("anna", 1_800))
    late = bo(dropoff_window=Window(0, 4_540), late_tolerance_s=3_600, published_vehicle="b2")
    cars = [taxi("bil", tariff="pris"), taxi("b2", tariff="pris")]
    return on_a_line([anna(pickup_service_s=60), home, late], cars, PRICED, rules=rules)


def priced_plan(problem: Problem) -> Solution:
    """Out, wait, home, and then Bo."""
    return plan_by_hand(problem, {"bil": ("+anna", "-anna", "+hem", "-hem", "+bo", "-bo")})


def test_price_when_every_part_occurs_is_what_the_contract_says() -> None:
    """Counted by hand: two orders, 10 + 2 km empty before them, 25 km home.

    Order 1: 20 km (10 at 10 kr, 10 at 8 kr), 21 minutes busy, 30 waiting.
    Order 2: 13 km (10 at 10 kr, 3 at 8 kr), 13 minutes. Neither is below the minimum.
    """
    problem = priced_day()
    verdict = check(problem, priced_plan(problem))
    assert verdict.violations == ()
    expected = RunCost(
        start_ore=2 * 5_000,
        distance_ore=18_000 + 12_400,
        minutes_ore=(21 + 13) * 300,
        waiting_ore=30 * 200,
        approach_ore=12 * 500,
        return_ore=25 * 400,
    )
    assert priced_plan(problem).runs[0].cost == expected
    assert verdict.cost == PlanCost(runs_ore=expected.total_ore)


def test_price_when_lateness_and_changes_cost_counts_them() -> None:
    """Bo is 20 seconds late at 6 kr a minute, and rides with another car than he was told."""
    problem = priced_day(PoolingRules(lateness_per_minute_ore=600, change_ore=2_500, unserved_ore={3: 1}))
    plan = priced_plan(problem)
    bo_off = next(stop for stop in plan.runs[0].stops if stop.request == "bo" and stop.place == "k25")
    late_s = bo_off.start - 4_540
    cost = check(problem, plan).cost
    assert (late_s, cost.lateness_ore, cost.changes_ore) == (20, 200, 2_500)


def test_run_price_when_stated_wrong_is_told_with_the_difference() -> None:
    """The invoice is compared with the plan, so the plan's price must be right."""
    problem = priced_day()
    plan = priced_plan(problem)
    cheap = replace(plan.runs[0].cost, start_ore=9_000)
    assert list_faults(problem, replace(plan, runs=(replace(plan.runs[0], cost=cheap),))) == [
        (Rule.COST, 1_000, "bil")
    ]


def test_run_price_when_right_in_sum_but_wrong_in_parts_is_told() -> None:
    """A krona moved from one line to another is still wrong on both."""
    problem = priced_day()
    plan = priced_plan(problem)
    cost = plan.runs[0].cost
    moved = replace(cost, start_ore=cost.start_ore - 100, minutes_ore=cost.minutes_ore + 100)
    assert list_faults(problem, replace(plan, runs=(replace(plan.runs[0], cost=moved),))) == [
        (Rule.COST, 200, "bil")
    ]


@pytest.mark.parametrize("part", PlanCost.__dataclass_fields__)
def test_plan_price_when_a_part_is_stated_wrong_is_told_with_the_difference(part: str) -> None:
    """Every part of the objective is recomputed."""
    plan = shared_plan()
    wrong = replace(plan, cost=replace(plan.cost, **{part: getattr(plan.cost, part) + 77}))
    assert list_faults(day_with(), wrong) == [(Rule.COST, 77, None)]


def test_price_when_the_car_dawdles_with_riders_aboard_is_paid_as_waiting() -> None:
    """The checker prices the times that the plan states, not those that it ought to have."""
    problem = on_a_line([anna()], [taxi("bil", tariff="pris")], PRICED)
    plan = plan_by_hand(problem, {"bil": ("+anna", "-anna")})

    def dawdle(stops: list[Stop]) -> list[Stop]:
        later = [
            replace(stop, arrive=stop.arrive + 120, start=stop.start + 120, depart=stop.depart + 120)
            for stop in stops[2:]
        ]
        return [stops[0], replace(stops[1], depart=stops[1].depart + 120), *later]

    cost = check(problem, with_stops(plan, dawdle)).cost
    assert cost.runs_ore - plan.cost.runs_ore == 2 * 200


def test_idle_shift_when_guaranteed_costs_its_hours() -> None:
    """A guarantee is paid whether anybody rides or not."""
    guaranteed = Tariff("garanti", guaranteed_s=7_200, guaranteed_per_hour_ore=30_000)
    problem = on_a_line([anna()], [taxi("bil", tariff="garanti"), taxi("b2", tariff="garanti")], guaranteed)
    verdict = check(problem, plan_by_hand(problem, {"bil": ("+anna", "-anna")}))
    assert verdict.violations == ()
    assert verdict.cost == PlanCost(runs_ore=60_000, idle_guarantee_ore=60_000)


def test_distance_when_the_instance_is_foreign_is_exact() -> None:
    """Foreign results are compared with published ones to two decimals."""
    problem = day_with()
    exact = np.abs(np.subtract.outer(np.arange(61), np.arange(61))) + 0.25
    foreign = replace(problem, unrounded=exact, ticks_per_unit=10_000)
    assert check(foreign, shared_plan()).distance == pytest.approx(50 + 5 * 0.25)
    assert check(problem, shared_plan()).distance is None
