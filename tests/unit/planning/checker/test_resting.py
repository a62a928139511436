"""Rules about breaks and about the beginning that may not change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from skjuts.core.planning.checker import Rule
from skjuts.core.planning.problem import Break, FixedKind, FixedStop, Problem, Wait, Window
from skjuts.core.planning.solution import Solution, Stop, StopKind
from tests.unit.planning.checker.two_riders import (
    APART,
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
from tests.universe.plans import DAY, plan_by_hand, ride

QUARTER = Break(1_000, 2_000, 900)


def day_with_break(rest: Break = QUARTER) -> Problem:
    """Anna, then Bo an hour later, and a break that the driver must have."""
    return day_with(bo(pickup_window=Window(4_000, 86_400)), car(shifts=(shift(breaks=(rest,)),)))


def plan_with_break() -> Solution:
    """The break is taken at kilometre 20 between the two, from 1200 to 2100."""
    return plan_by_hand(day_with_break(Break(1_150, 2_000, 900)), {"bil": APART})


def rest_of(plan: Solution) -> tuple[int, Stop]:
    """Where in the run the break is, and the break."""
    return next((k, stop) for k, stop in enumerate(plan.runs[0].stops) if stop.kind is StopKind.BREAK)


def test_break_when_taken_between_orders_breaks_nothing() -> None:
    """The plan that the other breaks deviate from."""
    at, rest = rest_of(plan_with_break())
    assert (at, rest.place, rest.start) == (0, "k0", 1_150)
    assert list_faults(day_with_break(Break(1_150, 2_000, 900)), plan_with_break()) == []


@pytest.mark.parametrize(
    ("rule", "amount"),
    [
        pytest.param(Break(1_250, 2_000, 900), 100, id="too early"),
        pytest.param(Break(0, 1_100, 900), 50, id="too late"),
        pytest.param(Break(1_100, 2_000, 900), 50, id="later than it could"),
    ],
)
def test_break_when_at_the_wrong_time_is_told_with_the_seconds(rule: Break, amount: int) -> None:
    """The driver rests when the agreement says, as soon as the car stands."""
    assert list_faults(day_with_break(rule), plan_with_break()) == [(Rule.BREAK, amount, "bil")]


def test_break_when_too_short_is_told_with_the_seconds() -> None:
    """Ten minutes are not a quarter of an hour."""
    at, rest = rest_of(plan_with_break())
    plan = with_stop(plan_with_break(), at, depart=rest.start + 600)
    assert list_faults(day_with_break(Break(1_150, 2_000, 900)), plan) == [(Rule.BREAK, 300, "bil")]


def test_break_when_not_taken_is_told_with_the_number() -> None:
    """A break that is planned away is the first thing a safety officer looks for."""
    problem = day_with(car(shifts=(shift(breaks=(QUARTER, QUARTER)),)))
    assert list_faults(problem, shared_plan()) == [(Rule.BREAK, 2, "bil")]


def rest_at(at: int, place: str, start: int) -> Solution:
    """The shared plan with a break of no length put in before stop `at`."""
    rest = Stop(StopKind.BREAK, place, None, start, start, start)
    return with_stops(shared_plan(), lambda stops: [*stops[:at], rest, *stops[at:]])


def test_break_when_somebody_is_aboard_is_told_with_their_number() -> None:
    """Nobody sits and watches the driver eat."""
    problem = day_with(car(shifts=(shift(breaks=(Break(720, 720, 0),)),)))
    assert list_faults(problem, rest_at(3, "k12", 720)) == [(Rule.BREAK, 2, "bil")]


def test_break_when_elsewhere_than_the_car_is_told_as_a_place() -> None:
    """The driver rests where the car stands."""
    problem = day_with(car(shifts=(shift(breaks=(Break(0, 0, 0),)),)))
    assert list_faults(problem, rest_at(0, "k5", 0)) == [(Rule.PLACE, 1, "bil")]


def test_break_when_the_car_waits_for_a_return_is_told() -> None:
    """Waiting is paid work, not rest."""
    home = ride("hem", 20, 10, dropoff_window=DAY, wait=Wait("anna", 600))
    plan = plan_by_hand(day_with(home), {"bil": ("+anna", "-anna", "+hem", "-hem", "+bo", "-bo")})
    rest = Stop(StopKind.BREAK, "k20", None, 1_200, 1_200, 1_500)
    plan = with_stop(plan, 3, arrive=1_500)
    plan = with_stops(plan, lambda stops: [*stops[:3], rest, *stops[3:]])
    problem = day_with(home, car(shifts=(shift(breaks=(Break(1_200, 1_200, 300),)),)))
    assert list_faults(problem, plan) == [(Rule.BREAK, 1, "bil")]


def test_break_when_after_the_end_of_the_shift_is_told_with_the_seconds() -> None:
    """A break is part of the shift that it belongs to."""
    day = car(shifts=(shift(end_s=3_100, breaks=(Break(3_000, 9_000, 300),)),))
    rest = Stop(StopKind.BREAK, "k0", None, 3_000, 3_000, 3_300)
    plan = with_stops(shared_plan(), lambda stops: [*stops, rest])
    assert list_faults(day_with(day), plan) == [(Rule.BREAK, 200, "bil")]


def frozen_day(*stops: tuple[str, FixedKind, int]) -> Problem:
    """A day whose car has these stops behind it."""
    fixed: Sequence[FixedStop] = [FixedStop(*stop) for stop in stops]
    return day_with(car(shifts=(shift(frozen=tuple(fixed)),)), anna(pickup_window=Window(0, 500)))


def test_frozen_stop_when_it_stands_is_not_asked_about_its_window_again() -> None:
    """What has happened is no fault of the plan."""
    assert list_faults(frozen_day(("anna", FixedKind.PICKUP, 600)), shared_plan()) == []


def test_frozen_stop_when_moved_is_told_with_the_seconds() -> None:
    """The car has been there already, at another time."""
    problem = frozen_day(("anna", FixedKind.PICKUP, 570))
    assert list_faults(problem, shared_plan()) == [(Rule.FROZEN, 30, "anna")]


def test_frozen_stop_when_another_comes_first_is_told() -> None:
    """The order of what has happened cannot change."""
    problem = frozen_day(("bo", FixedKind.PICKUP, 720))
    faults = list_faults(replace(problem, requests=(anna(), bo())), shared_plan())
    assert faults == [(Rule.FROZEN, 1, "bo")]


def test_frozen_shift_when_it_has_no_run_is_told() -> None:
    """A car that is under way does not vanish from the plan."""
    problem = day_with(
        car(), replace(car(shifts=(shift(frozen=(FixedStop("bo", FixedKind.PICKUP, 0),)),)), id="b2")
    )
    assert list_faults(problem, shared_plan()) == [(Rule.FROZEN, 1, "b2")]
