"""Past days planned again, on a road that one can count on: 50 kr an order, 10 kr a kilometre, 5 kr empty."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from time import monotonic

import pytest

from skjuts.core.planning.checker import check
from skjuts.core.planning.problem import ReferenceSide, Request, RideCap, Window
from skjuts.core.simulation.errors import BadScenario
from skjuts.core.simulation.plans import (
    AreaSplit,
    Change,
    Classed,
    Contracts,
    DayFigures,
    Exclusive,
    Fleet,
    FlexibleVisits,
    Knowledge,
    PastDay,
    PlanTerms,
    Response,
    Tolerances,
    UnderRules,
    Variation,
    Waves,
    WithoutWaiting,
    measure_paired,
    plan_day,
)
from skjuts.core.simulation.plans.replaying import drive_as_booked
from skjuts.core.simulation.rules import PastMatter
from skjuts.core.tariffs.contract import Tariff
from tests.universe.plans import TAXI, on_a_line, ride, scattered_day, taxi, waiting_return
from tests.universe.rule_books import small_book

HOUR = 3_600
TERMS = PlanTerms(monotonic, iterations=200)
ANNA, BO = (ride(name, 20, 0, by_s=by * HOUR, max_ride_s=1_500) for name, by in (("anna", 10), ("bo", 11)))


def home(name: str, to_km: int, ready_s: int) -> Request:
    """A ride home that may start within an hour of being ready."""
    return replace(
        ride(name, 0, to_km),
        reference=ReferenceSide.READY_AT,
        pickup_window=Window(ready_s, ready_s + HOUR),
        dropoff_window=Window(0, 24 * HOUR),
    )


def day(*requests: Request, cars: int = 1, **more: object) -> PastDay:
    """A day with cars at kilometre 0."""
    fleet = [taxi(f"bil-{k}") for k in range(cars)]
    return PastDay("d1", on_a_line(requests, fleet), **more)  # type: ignore[arg-type]


def plan(past: PastDay, *changes: Change, knowledge: Knowledge = Knowledge.ALL) -> DayFigures:
    """Plan a day with some changes."""
    return plan_day(past, Variation("v", "v", changes, knowledge), TERMS)


def test_day_when_planned_again_then_costs_what_the_contract_says() -> None:
    """20 km empty at 5 kr, 50 kr, 20 km at 10 kr: 350 kr for one; apart an hour, 700 kr for two."""
    assert plan(day(ANNA)).cost_ore == 350_00
    two = plan(day(ANNA, BO))
    assert (two.cost_ore, two.riders, two.unserved, two.vehicles) == (700_00, 2, 0, 1)


def test_past_when_it_was_planned_then_its_promises_do_not_bind() -> None:
    """A promised pickup at night would make the ride impossible; the question is what could have been."""
    promised = replace(ANNA, promised=Window(0, 60), published_vehicle="bil-9")
    assert plan(day(promised)).unserved == 0


def test_visits_when_they_may_move_an_hour_then_riders_share_the_car() -> None:
    """Ten and eleven o'clock become one trip of 350 kr: the price of not asking when the visit is."""
    assert plan(day(ANNA, BO), FlexibleVisits(1_800)).cost_ore == 350_00
    assert plan(day(ANNA, BO), FlexibleVisits(600)).cost_ore == 700_00
    with pytest.raises(BadScenario):
        plan(day(ANNA), FlexibleVisits(2 * HOUR))


def test_visits_when_gathered_in_waves_then_move_to_the_nearest() -> None:
    """Ten o'clock and twenty past: one car has time for one of them, and for both when both are at ten."""
    first = replace(ANNA, dropoff_window=Window(10 * HOUR - 600, 10 * HOUR))
    later = replace(first, id="bo", dropoff_window=Window(10 * HOUR + 600, 10 * HOUR + 1_200))
    assert plan(day(first, later)).unserved == 1
    assert plan(day(first, later), Waves(HOUR)).cost_ore == 350_00
    moved = Waves(HOUR, most_s=600).apply(day(ANNA, later))
    assert moved.problem.requests[1].dropoff_window.latest_s == 10 * HOUR + 1_200


def test_returns_when_their_visits_move_then_move_with_them() -> None:
    """A visit moved from 10:20 to 10:00 is over twenty minutes earlier."""
    out = ride("ut", 20, 0, by_s=10 * HOUR + 1_200)
    past = day(out, home("hem", 20, 11 * HOUR), returns={"hem": "ut"})
    moved = Waves(HOUR).apply(past).problem.requests
    assert moved[0].dropoff_window.latest_s == 10 * HOUR
    assert moved[1].pickup_window.earliest_s == 11 * HOUR - 1_200


def test_fleet_when_a_car_stands_where_the_riders_are_then_is_cheaper() -> None:
    """From kilometre 20 there is no empty way to the rider; taking the only car leaves her unserved."""
    assert plan(day(ANNA), Fleet(added=(taxi("nära", 20),))).cost_ore == 250_00
    gone = plan(day(ANNA), Fleet(removed=("bil-0",)))
    assert gone.unserved == 1
    assert gone.cost_ore == gone.unserved_ore == 300_000
    with pytest.raises(BadScenario):
        plan(day(ANNA), Fleet(removed=("bil-9",)))


def test_contract_when_its_prices_change_then_only_they_do() -> None:
    """Twice the start: 50 kr more an order."""
    dearer = replace(TAXI, start_ore=100_00)
    assert plan(day(ANNA, BO), Contracts((dearer,))).cost_ore == 800_00
    with pytest.raises(BadScenario):
        plan(day(ANNA), Contracts((Tariff("annat"),)))


def test_tolerance_when_detours_are_capped_then_riders_no_longer_share() -> None:
    """From 20 one goes to 0 and one to 22: together 390 kr; apart, as without any detour, 430."""
    past = day(ride("a", 20, 0), ride("b", 20, 22))
    assert plan(past, Tolerances(ride_caps=())).cost_ore == 390_00
    assert plan(past, Tolerances(ride_caps=(RideCap("", 86_400, 0),))).cost_ore == 430_00
    late = Tolerances(late_s=600).apply(past)
    assert {one.late_tolerance_s for one in late.problem.requests} == {600}


def test_late_booking_when_it_comes_after_the_plan_then_its_price_is_told() -> None:
    """Bo calls at 09:50, when Anna is on her way: known before, they would have shared one car at 350 kr."""
    bo = replace(ride("bo", 20, 0, by_s=10 * HOUR), dropoff_window=Window(9 * HOUR, 11 * HOUR))
    past = day(ANNA, bo, booked_s={"bo": 9 * HOUR + 3_000})
    assert plan(past).cost_ore == 350_00
    late = plan(past, knowledge=Knowledge.AS_BOOKED)
    assert late.cost_ore > 350_00
    assert late.riders == 2


def test_late_booking_when_nobody_can_come_then_counts_as_unserved() -> None:
    """At 09:59 for 10:00, twenty kilometres away: left out at the price of an unserved ride."""
    past = day(ANNA, replace(ANNA, id="bo"), booked_s={"bo": 9 * HOUR + 3_540})
    late = plan(past, knowledge=Knowledge.AS_BOOKED)
    assert late.unserved == 1
    assert late.cost_ore == 350_00 + 300_000


def test_early_bookings_when_all_came_before_the_plan_then_knowledge_makes_no_difference() -> None:
    """Late information has no price where nothing was late."""
    past = day(ANNA, BO, booked_s={"anna": -9 * HOUR, "bo": -8 * HOUR})
    assert plan(past, knowledge=Knowledge.AS_BOOKED).cost_ore == plan(past).cost_ore


def test_exclusive_cars_when_demanded_then_every_hour_is_paid() -> None:
    """24 hours at 100 kr are paid whether the car drives for 350 kr or not."""
    figures = plan(day(ANNA), Exclusive(("bil-0",), 100_00))
    assert figures.cost_ore == 2_400_00
    with pytest.raises(BadScenario):
        plan(day(ANNA), Exclusive(("bil-9",), 100_00))


def test_waiting_when_not_demanded_then_the_way_home_is_an_order_of_its_own() -> None:
    """The car waits and drives one order, or comes again and is paid for two starts."""
    waits = waiting_return("hem", ANNA, 600)
    assert plan(day(ANNA, waits), WithoutWaiting()).cost_ore != plan(day(ANNA, waits)).cost_ore
    assert WithoutWaiting().apply(day(ANNA, waits)).problem.requests[1].wait is None


def test_response_when_short_then_one_car_no_longer_reaches_both() -> None:
    """Two ready at once, 20 km apart: one car takes both within the hour, not within five minutes."""
    a, b = home("a", 20, 12 * HOUR), replace(home("b", 0, 12 * HOUR), pickup="k20", dropoff="k0")
    assert plan(day(a, b)).unserved == 0
    assert plan(day(a, b), Response(300)).unserved == 1


def test_vehicle_class_when_demanded_then_others_may_not_drive() -> None:
    """One car of the class, farther away: the empty way is what the demand costs."""
    far = taxi("miljöbil", 60, qualifications=frozenset({"miljö"}))
    past = day(ANNA)
    past = replace(past, problem=replace(past.problem, vehicles=(*past.problem.vehicles, far)))
    assert plan(past, Classed("miljö")).cost_ore == 350_00 + 200_00 - 100_00
    assert plan(past, Classed("miljö", category="dialys")).cost_ore == 350_00
    with pytest.raises(BadScenario):
        plan(day(ANNA), Classed("miljö"))


def test_areas_when_split_then_the_near_car_of_another_area_may_not_come() -> None:
    """Anna lives in the south; the car beside her is the north's."""
    past = day(ANNA, areas={"k20": "syd"})
    near = taxi("norr", 20)
    past = replace(past, problem=replace(past.problem, vehicles=(*past.problem.vehicles, near)))
    assert plan(past).cost_ore == 250_00
    assert plan(past, AreaSplit({"bil-0": "syd", "norr": "norr"})).cost_ore == 350_00
    with pytest.raises(BadScenario):
        plan(day(ANNA), AreaSplit({}))


def test_rules_when_a_draft_sends_somebody_to_the_bus_then_only_the_others_are_planned() -> None:
    """Rules and planning in one: whom the draft gives a bus is not in any car that day."""
    facts = {"is_care": True, "walks": 2_000, "is_frail": False}
    far, near = (PastMatter({**facts, "to_stop": m}, date(2031, 3, 1)) for m in (5_000, 600))
    past = day(ANNA, BO, matters={"anna": far, "bo": near})
    under = UnderRules(small_book(), ("taxi",), "shared_taxi")
    assert plan(past, under).riders == 2
    draft = UnderRules(small_book(("högst {limit}", "högst 1 km")), ("taxi",), "shared_taxi")
    assert (plan(past, draft).riders, plan(past, draft).cost_ore) == (1, 350_00)


def test_rules_when_a_ride_falls_away_then_its_waiting_return_does_too() -> None:
    """Nobody waits for a visit that nobody was driven to."""
    facts = {"is_care": True, "walks": 2_000, "is_frail": False, "to_stop": 100}
    past = day(ANNA, waiting_return("hem", ANNA, 600), matters={"anna": PastMatter(facts, date(2031, 3, 1))})
    assert plan(past, UnderRules(small_book(), ("taxi",), "shared_taxi")).riders == 0


def test_digest_when_changes_differ_then_differs_and_else_stays() -> None:
    """Results are found again by it: the same words for other changes must not fetch old results."""
    one = Variation("v", "v", (Fleet(added=(taxi("x", qualifications=frozenset({"a", "b"})),)),))
    same = Variation("v", "v", (Fleet(added=(taxi("x", qualifications=frozenset({"b", "a"})),)),))
    assert one.digest == same.digest
    assert one.digest != Variation("v", "v", (Fleet(added=(taxi("y"),)),)).digest
    assert one.digest != Variation("v", "v", one.changes, Knowledge.AS_BOOKED).digest


def figures(day_id: str, variation: str, cost: int) -> DayFigures:
    """A day's figures with a cost."""
    return DayFigures(day_id, variation, cost, cost, 0, 0, 0, 1, 0, 1)


def test_days_when_paired_then_mean_and_interval_are_student_s() -> None:
    """Differences 8, 10, 12, 10, 10: mean 10, s = √2, half width 2.776 · √2 / √5 = 1.756."""
    listed = [figures(str(i), "a", 100) for i in range(5)]
    listed += [figures(str(i), "b", 100 + extra) for i, extra in enumerate((8, 10, 12, 10, 10))]
    found = measure_paired(listed, "b", "a")
    assert (found.mean_ore, found.low_ore, found.high_ore) == (10, 8, 12)
    assert found.text == "Dyrare."
    assert measure_paired(listed, "a", "b").text == "Billigare."
    assert measure_paired(listed, "a", "a").text == "Dagarna visar ingen säker skillnad."
    assert found.scale(250) == (2_500, 2_000, 3_000)


def test_days_when_few_then_there_is_no_interval() -> None:
    """Two days say nothing of a year; and no common day is no comparison."""
    listed = [figures("1", "a", 1), figures("1", "b", 2), figures("2", "b", 2)]
    assert measure_paired(listed, "b", "a").low_ore is None
    with pytest.raises(BadScenario):
        measure_paired(listed, "b", "c")


def test_late_bookings_when_a_whole_day_is_driven_as_booked_then_the_plan_keeps_every_rule() -> None:
    """Forty invented riders, a third of whom call the same morning: the judge of all plans judges it."""
    problem = scattered_day()
    linked = {one.wait.outbound for one in problem.requests if one.wait is not None}
    late = [one.id for one in problem.requests if one.wait is None and one.id not in linked][::3]
    past = PastDay(
        "d", problem, booked_s={name: 6 * HOUR + 300 * k for k, name in enumerate(late)}
    ).forget_plan()
    plan_made, refused = drive_as_booked(past, TERMS)
    gone = {one.id for one in refused}
    kept = tuple(one for one in past.problem.requests if one.id not in gone)
    verdict = check(replace(past.problem, requests=kept), plan_made)
    assert verdict.violations == ()
    assert late
