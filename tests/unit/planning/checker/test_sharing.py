"""Rules about those who share a vehicle: room, company and linked returns."""

from __future__ import annotations

from dataclasses import replace

from skjuts.core.planning.checker import Rule
from skjuts.core.planning.problem import Load, PoolingRules, Problem, Request, Wait
from skjuts.core.planning.solution import Reason, Solution, Unserved
from tests.unit.planning.checker.two_riders import (
    APART,
    anna,
    bo,
    car,
    day_with,
    list_faults,
    shared_plan,
)
from tests.universe.plans import DAY, plan_by_hand, ride

CHAIR = Load(wheelchairs=1)


def test_load_when_larger_than_every_layout_is_told_with_the_missing_places() -> None:
    """Four seats do not become six."""
    problem = day_with(bo(load=Load(seats=3), escorts=2))
    assert list_faults(problem, shared_plan()) == [(Rule.CAPACITY, 2, "bo")]


def test_layout_when_two_are_needed_in_one_order_is_missing_a_place() -> None:
    """The car is furnished for the chair or for the four seats, not for both in one order."""
    furnished = car(layouts=(Load(seats=4), Load(seats=1, wheelchairs=1)))
    problem = day_with(anna(load=CHAIR), bo(load=Load(seats=2)), furnished)
    assert list_faults(problem, shared_plan()) == [(Rule.CAPACITY, 1, "bo")]


def test_layout_when_the_car_is_empty_between_may_be_changed() -> None:
    """Between orders the driver refits the car."""
    furnished = car(layouts=(Load(seats=4), Load(seats=1, wheelchairs=1)))
    problem = day_with(anna(load=CHAIR), bo(load=Load(seats=2)), furnished)
    assert list_faults(problem, shared_plan(*APART)) == []


def test_layout_when_held_by_an_order_binds_also_after_its_first_riders() -> None:
    """Three never ride at once, but the order is one: the chair came first, the four seats later."""
    furnished = car(layouts=(Load(seats=4), Load(seats=1, wheelchairs=1)))
    cia = ride("cia", 22, 30, dropoff_window=DAY, load=Load(seats=3))
    lenient = day_with(cia)
    plan = plan_by_hand(lenient, {"bil": ("+anna", "+bo", "-anna", "+cia", "-bo", "-cia")})
    problem = day_with(anna(load=CHAIR), cia, furnished)
    assert list_faults(problem, plan) == [(Rule.CAPACITY, 1, "cia")]


def test_rider_who_must_ride_alone_when_shared_is_told() -> None:
    """An infection does not ask for the seat plan."""
    assert list_faults(day_with(anna(ride_alone=True)), shared_plan()) == [(Rule.RIDE_ALONE, 1, "anna")]


def test_groups_when_they_may_not_mix_are_told_in_either_order() -> None:
    """The table of groups has no direction."""
    for pair in (("blå", "röd"), ("röd", "blå")):
        rules = PoolingRules(may_not_mix=frozenset({pair}))
        problem = day_with(anna(group="blå"), bo(group="röd"), rules=rules)
        assert list_faults(problem, shared_plan()) == [(Rule.MIXING, 1, "bo")]


def home(**details: object) -> Request:
    """Anna's way back with the same car after ten minutes at kilometre 20."""
    return ride("hem", 20, 10, **{"dropoff_window": DAY, "wait": Wait("anna", 600), **details})


def waiting_day(*others: Request) -> tuple[Problem, Solution]:
    """Anna out, ten minutes' wait, Anna home; then Bo."""
    problem = day_with(home(), *others)
    return problem, plan_by_hand(problem, {"bil": ("+anna", "-anna", "+hem", "-hem", "+bo", "-bo")})


def test_linked_return_when_the_car_waits_breaks_nothing() -> None:
    """Out, wait and home is one order."""
    assert list_faults(*waiting_day()) == []


def test_linked_return_when_the_visit_is_cut_short_is_told_with_the_seconds() -> None:
    """The doctor needs twelve minutes and the car leaves after ten."""
    _, plan = waiting_day()
    assert list_faults(day_with(home(wait=Wait("anna", 720))), plan) == [(Rule.WAIT, 120, "hem")]


def test_linked_return_when_somebody_rides_in_between_is_told() -> None:
    """The car that waits is nobody else's meanwhile."""
    loose = day_with(home(wait=None))
    plan = plan_by_hand(loose, {"bil": ("+anna", "-anna", "+bo", "-bo", "+hem", "-hem")})
    assert list_faults(day_with(home()), plan) == [(Rule.WAIT, 1, "hem")]


def test_linked_return_when_somebody_sits_in_the_waiting_car_is_told() -> None:
    """Bo did not book a seat in a car park."""
    loose = day_with(home(wait=None))
    plan = plan_by_hand(loose, {"bil": ("+anna", "+bo", "-anna", "+hem", "-hem", "-bo")})
    faults = list_faults(day_with(home(wait=Wait("anna", 0))), plan)
    assert faults == [(Rule.WAIT, 1, "hem")]


def test_linked_return_when_left_out_is_told_though_the_way_out_is_driven() -> None:
    """Nobody is driven to the hospital and left there."""
    loose = day_with(home(wait=None))
    plan = plan_by_hand(loose, {"bil": APART}, {"hem": Reason.PRICE})
    assert plan.unserved == (Unserved("hem", Reason.PRICE),)
    assert list_faults(day_with(home()), replace(plan)) == [(Rule.WAIT, 1, "hem")]
