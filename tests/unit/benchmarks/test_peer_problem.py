"""What general solvers are given: the same problem, tightened, or a reduced copy for both sides."""

from __future__ import annotations

from dataclasses import replace

import pytest

from benchmarks.instances import generate_like
from benchmarks.peers.even_problem import even_problem, is_even, list_lanes
from benchmarks.peers.reduced_day import choose_layout, even_tariff, reduce_day
from skjuts.core.planning.problem import Break, Load, PoolingRules, Problem, Shift
from skjuts.core.tariffs.contract import KmBand, Tariff
from tests.universe.plans import on_a_line, ride, taxi


def whole_day() -> Problem:
    """A day with everything that a general solver cannot hold."""
    rules = PoolingRules(
        may_not_mix=frozenset({("a", "b")}), unserved_ore={3: 300_000}, lateness_per_minute_ore=100
    )
    rider = replace(ride("anna", 10, 20), late_tolerance_s=300, group="a")
    shift = Shift(0, 86_400, breaks=(Break(0, 80_000, 1_800),))
    car = taxi("bil", layouts=(Load(seats=4), Load(seats=2, wheelchairs=1)), shifts=(shift,))
    return on_a_line([rider], [car], rules=rules)


def test_window_of_the_free_end_is_cut_by_the_tight_end_and_the_ride_limit() -> None:
    """A solver without ride limits gets as much of them as windows can say."""
    problem = generate_like("a2-16")
    for request in even_problem(problem).requests:
        tight, free = sorted(
            (request.pickup_window, request.dropoff_window), key=lambda one: one.latest_s - one.earliest_s
        )
        assert free.latest_s - free.earliest_s <= tight.latest_s - tight.earliest_s + request.ride_limit


def test_loads_that_nobody_takes_are_left_out() -> None:
    """Idle dimensions would only slow the peers down."""
    assert list_lanes(even_problem(generate_like("a2-16"))) == [0]


def test_day_with_rules_that_peers_cannot_hold_is_refused() -> None:
    """Measured without saying so, it would be another problem."""
    with pytest.raises(ValueError, match="bil"):
        even_problem(whole_day())


def test_reduced_day_is_one_that_peers_can_hold() -> None:
    """Both sides are then given the same copy."""
    assert len(even_problem(reduce_day(whole_day())).requests) == 1


def test_reduced_day_gives_the_tolerance_for_free() -> None:
    """The window ends where lateness would have."""
    day = whole_day()
    assert (
        reduce_day(day).requests[0].dropoff_window.latest_s == day.requests[0].dropoff_window.latest_s + 300
    )


def test_even_tariff_has_one_price_for_all_metres() -> None:
    """The contract's minutes are in it, at the mean speed."""
    tariff = Tariff("t", start_ore=5_000, km_bands=(KmBand(0, 1_000),), per_minute_ore=500, minimum_ore=9_000)
    even = even_tariff(tariff, minutes_per_km=2.0)
    assert is_even(even)
    assert even.approach_per_km_ore == 2_000


def test_layout_chosen_has_the_most_kinds_of_room() -> None:
    """A wheelchair that one layout holds is not shut out by a layout with more seats."""
    assert choose_layout((Load(seats=8), Load(seats=5, wheelchairs=1))) == Load(seats=5, wheelchairs=1)
