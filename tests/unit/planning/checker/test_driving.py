"""Rules about the vehicle: places, travel, service, shift and duration."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from skjuts.core.planning.checker import Rule
from skjuts.core.planning.solution import Solution, Stop, StopKind
from tests.unit.planning.checker.two_riders import (
    anna,
    bo,
    car,
    day_with,
    list_faults,
    shared_plan,
    shift,
    with_stop,
    with_stops,
)


def test_arrival_when_sooner_than_the_road_allows_is_told_with_the_seconds() -> None:
    """Kilometre 10 to 12 takes two minutes, not one and a half."""
    assert list_faults(day_with(), with_stop(shared_plan(), 2, arrive=690)) == [(Rule.TRAVEL, 30, "bo")]


def test_arrival_when_the_hour_is_slow_is_judged_by_the_slow_road() -> None:
    """At half the speed the car that left at 0 is at kilometre 10 after twenty minutes."""
    problem = day_with()
    slow = np.full((1, 96), 2000, np.int32)
    faults = list_faults(replace(problem, travel=replace(problem.travel, slowdown=slow)), shared_plan())
    assert faults[0] == (Rule.TRAVEL, 600, "anna")


def test_service_when_it_starts_before_arrival_is_told_with_the_seconds() -> None:
    """Nobody boards a car that has not come."""
    assert list_faults(day_with(), with_stop(shared_plan(), 2, start=700)) == [(Rule.SERVICE, 20, "bo")]


def test_service_when_cut_short_is_told_with_the_seconds() -> None:
    """Bo needs a minute to board and the car leaves at once."""
    problem = day_with(bo(pickup_service_s=60))
    assert list_faults(problem, shared_plan()) == [(Rule.SERVICE, 60, "bo")]


def test_stop_when_elsewhere_than_the_rider_is_told() -> None:
    """The right time at the wrong door is no service."""
    assert list_faults(day_with(), with_stop(shared_plan(), 3, place="k21")) == [(Rule.PLACE, 1, "anna")]


def test_run_when_it_begins_before_its_shift_is_told_with_the_seconds() -> None:
    """The driver is not there yet."""
    problem = day_with(car(shifts=(shift(start_s=120),)))
    assert list_faults(problem, shared_plan()) == [(Rule.SHIFT, 120, "bil")]


def test_run_when_it_is_home_after_its_shift_is_told_with_the_seconds() -> None:
    """The way home is part of the shift."""
    problem = day_with(car(shifts=(shift(end_s=2_500),)))
    assert list_faults(problem, shared_plan()) == [(Rule.SHIFT, 500, "bil")]


def test_open_run_when_its_last_stop_is_done_is_over() -> None:
    """A taxi that disappears after its last dropoff has no way home to drive in the shift."""
    taxi_shift = shift(start_s=600, end_s=1_490)
    open_car = car(start_place=None, end_place=None, shifts=(taxi_shift,))
    assert list_faults(day_with(open_car), without_ends(shared_plan())) == [(Rule.SHIFT, 10, "bil")]


def test_run_when_longer_than_it_may_be_is_told_with_the_seconds() -> None:
    """From leaving to reaching pass 3000 seconds."""
    problem = day_with(car(shifts=(shift(max_duration_s=2_900),)))
    assert list_faults(problem, shared_plan()) == [(Rule.DURATION, 100, "bil")]


def without_ends(plan: Solution) -> Solution:
    """The plan without its start and end stops."""
    ends = {StopKind.START, StopKind.END}
    return with_stops(plan, lambda stops: [stop for stop in stops if stop.kind not in ends])


def test_run_when_its_ends_are_left_out_is_told_for_each() -> None:
    """A car that stands at a base leaves from it and comes back."""
    faults = list_faults(day_with(), without_ends(shared_plan()))
    assert faults == [(Rule.ENDS, 1, "bil"), (Rule.ENDS, 1, "bil")]


def test_open_run_when_it_has_a_start_stop_is_told() -> None:
    """A start that the vehicle does not have is an invented one."""
    faults = list_faults(day_with(car(start_place=None)), shared_plan())
    assert (Rule.ENDS, 1, "bil") in faults


def test_start_when_in_the_middle_of_the_run_is_told() -> None:
    """A run begins once, at its beginning."""

    def append_start(stops: list[Stop]) -> list[Stop]:
        return [*stops[1:3], replace(stops[0], arrive=720, start=720, depart=720, place="k12"), *stops[3:]]

    faults = list_faults(day_with(), with_stops(shared_plan(), append_start))
    assert faults == [(Rule.ENDS, 1, "bil")]


def test_fault_when_within_the_tolerance_is_forgiven_for_times_only() -> None:
    """Plans of others round their times; nobody rounds a seat."""
    problem = day_with(anna(ride_alone=True, pickup_window=(605, 86_400)))
    assert list_faults(problem, shared_plan(), tolerance=5) == [(Rule.RIDE_ALONE, 1, "anna")]
