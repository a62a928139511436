"""Cases that properties have found, small enough to be read: a kilometre is a minute along the line."""

from __future__ import annotations

from dataclasses import replace

from skjuts.core.planning.checker import check
from skjuts.core.planning.problem import (
    Break,
    FixedKind,
    FixedStop,
    Load,
    Problem,
    Request,
    Shift,
    Wait,
    Window,
)
from skjuts.core.planning.solution import Solution
from skjuts.core.planning.solve import Settings, solve
from tests.universe.plans import DAY, on_a_line, ride, taxi


def plan(problem: Problem) -> Solution:
    """A plan by iterations alone."""
    return solve(problem, Settings(clock=lambda: 0.0, iterations=300))


def day(*riders: Request, layouts: tuple[Load, ...] = (Load(seats=4),), **hours: object) -> Problem:
    """One car at kilometre 0, whose shift has these details."""
    shift = replace(Shift(0, 86_400), **hours)  # type: ignore[arg-type]
    return on_a_line(riders, [taxi("bil", shifts=(shift,), layouts=layouts)])


def test_rider_when_only_a_later_break_makes_room_is_served() -> None:
    """Bo alone cannot be reached after a break at home; with Anna the break moves to kilometre 20."""
    anna = ride("anna", 10, 20, dropoff_window=DAY)
    bo = ride("bo", 20, 30, pickup_window=Window(3_600, 5_100), dropoff_window=DAY)
    found = plan(day(anna, bo, breaks=(Break(2_200, 3_100, 1_800),)))
    assert found.unserved == ()


def test_return_when_its_way_out_has_begun_is_driven_too() -> None:
    """Whoever is on the way to the clinic was promised the car home."""
    anna = ride("anna", 10, 20, dropoff_window=DAY)
    home = ride("hem", 20, 10, dropoff_window=DAY, wait=Wait("anna", 600))
    problem = day(anna, home, frozen=(FixedStop("anna", FixedKind.PICKUP, 600),))
    assert check(problem, plan(problem)).violations == ()


def test_layout_when_the_car_waits_holds_both_before_and_after() -> None:
    """One order, one furnishing: the chair on the way home rules out the third seat on the way out."""
    anna = ride("anna", 10, 20, dropoff_window=DAY)
    home = ride("hem", 20, 10, dropoff_window=DAY, wait=Wait("anna", 600))
    cia = ride("cia", 18, 12, dropoff_window=DAY, load=Load(wheelchairs=1))
    dan = ride("dan", 12, 18, dropoff_window=DAY, load=Load(seats=2))
    problem = day(anna, home, cia, dan, layouts=(Load(seats=4), Load(seats=1, wheelchairs=1)))
    found = plan(problem)
    assert check(problem, found).violations == ()
    assert found.unserved == ()
