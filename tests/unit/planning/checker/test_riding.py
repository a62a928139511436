"""Rules about each rider: windows, promises, ride times, order of service, qualifications."""

from __future__ import annotations

from skjuts.core.planning.checker import Rule
from skjuts.core.planning.problem import PoolingRules, ReferenceSide, RideCap, Window
from skjuts.core.planning.solution import StopKind
from tests.unit.planning.checker.two_riders import (
    APART,
    anna,
    bo,
    car,
    day_with,
    list_faults,
    shared_plan,
    with_stop,
)


def test_plan_when_every_rule_is_kept_has_no_faults() -> None:
    """The plan that all others in these files deviate from is sound."""
    assert list_faults(day_with(), shared_plan()) == []


def test_pickup_when_before_its_window_is_told_with_the_seconds() -> None:
    """A rider who is not ready yet cannot be picked up."""
    problem = day_with(anna(pickup_window=Window(660, 86_400)))
    assert list_faults(problem, shared_plan()) == [(Rule.WINDOW, 60, "anna")]


def test_dropoff_when_after_its_window_is_told_with_the_seconds() -> None:
    """A missed appointment is the fault that riders feel most."""
    problem = day_with(bo(dropoff_window=Window(0, 1_400)))
    assert list_faults(problem, shared_plan()) == [(Rule.WINDOW, 100, "bo")]


def test_dropoff_when_late_within_the_tolerance_breaks_no_rule() -> None:
    """The tolerance has a price and is no fault."""
    problem = day_with(bo(dropoff_window=Window(0, 1_400), late_tolerance_s=100))
    assert list_faults(problem, shared_plan()) == []


def test_tolerance_when_the_rider_is_picked_up_by_reference_is_not_given_to_the_dropoff() -> None:
    """The tolerance belongs to the end whose time the rider chose."""
    late = bo(dropoff_window=Window(0, 1_400), late_tolerance_s=100, reference=ReferenceSide.READY_AT)
    assert list_faults(day_with(late), shared_plan()) == [(Rule.WINDOW, 100, "bo")]


def test_pickup_when_outside_the_promised_time_breaks_the_promise_alone() -> None:
    """What was told to the rider binds, however wide the window is."""
    problem = day_with(anna(promised=Window(0, 570)))
    assert list_faults(problem, shared_plan()) == [(Rule.PROMISE, 30, "anna")]


def test_ride_when_longer_than_its_own_limit_is_told_with_the_excess() -> None:
    """Bo sits for 780 seconds."""
    assert list_faults(day_with(bo(max_ride_s=700)), shared_plan()) == [(Rule.RIDE_TIME, 80, "bo")]


def test_ride_when_longer_than_the_detour_of_the_table_is_told_with_the_excess() -> None:
    """Anna is driven past her stop: 600 seconds direct, 200 of detour allowed, 1200 driven."""
    rules = PoolingRules(ride_caps=(RideCap("dialys", 600, 200),))
    problem = day_with(anna(category="dialys"), rules=rules)
    assert list_faults(problem, shared_plan("+anna", "+bo", "-bo", "-anna")) == [
        (Rule.RIDE_TIME, 400, "anna")
    ]


def test_rider_when_the_vehicle_lacks_a_qualification_is_told_with_its_number() -> None:
    """A car without the lift cannot take the chair, whatever the seats say."""
    problem = day_with(bo(needs=frozenset({"lyft", "bår"})), car(qualifications=frozenset({"bår"})))
    assert list_faults(problem, shared_plan()) == [(Rule.QUALIFICATION, 1, "bo")]


def test_rider_when_dropped_off_before_boarding_breaks_the_pairing_twice() -> None:
    """Nobody gets off who does not sit there, and nobody stays aboard for ever."""
    plan = with_stop(shared_plan(*APART), 3, kind=StopKind.DROPOFF, place="k25", arrive=1_500, start=1_500)
    plan = with_stop(plan, 3, depart=1_500)
    plan = with_stop(plan, 4, kind=StopKind.PICKUP, place="k12", arrive=2_280, start=2_280, depart=2_280)
    plan = with_stop(plan, 5, arrive=3_000, start=3_000, depart=3_000)
    assert list_faults(day_with(), plan) == [(Rule.PAIRING, 1, "bo"), (Rule.PAIRING, 1, "bo")]
