"""Preparedness by hand: three nodes, two stations, one unit in two busy.

node   calls/h   reached from
A      0.5       north
B      0.3       north, south
C      0.2       south
"""

from __future__ import annotations

import numpy as np
import pytest

from skjuts.core.triage.preparedness import (
    AreaFloor,
    BadPreparedness,
    Calls,
    measure_call_coverage,
    measure_leaving,
    place_units,
)

NORTH, SOUTH = 0, 1
CALLS = Calls(
    np.array([0.5, 0.3, 0.2]),
    np.array([[True, False], [True, True], [False, True]]),
    0.5,
    ("Norr", "Norr", "Söder"),
)
PLENTY = np.array([9, 9])


def units(north: int, south: int) -> np.ndarray:
    """Units at the two stations."""
    return np.array([north, south])


def test_coverage_when_one_unit_stands_at_each_then_is_counted_by_hand() -> None:
    """A: ½ · 0.5 = 0.25. B has two in reach: ¾ · 0.3 = 0.225. C: ½ · 0.2 = 0.1. Together 0.575."""
    coverage = measure_call_coverage(CALLS, units(1, 1))
    assert coverage.share == pytest.approx(0.575)
    assert coverage.areas["Norr"] == pytest.approx((0.25 + 0.225) / 0.8)
    assert coverage.areas["Söder"] == pytest.approx(0.5)


def test_coverage_when_nobody_stands_there_then_is_nothing() -> None:
    """And two in the north cover 0.375 + 0.225 = 0.6 with nothing for the south."""
    assert measure_call_coverage(CALLS, units(0, 0)).share == 0
    north = measure_call_coverage(CALLS, units(2, 0))
    assert north.share == pytest.approx(0.6)
    assert north.areas["Söder"] == 0


def test_leaving_when_the_southern_unit_is_sent_then_calls_are_lost_for_those_hours() -> None:
    """From 0.575 to 0.4: 0.175 of one call an hour for four hours is 0.7 calls."""
    leaving = measure_leaving(CALLS, units(1, 1), SOUTH, 4 * 3600)
    assert leaving.away.share == pytest.approx(0.25 + 0.15)
    assert leaving.lost_calls == pytest.approx(0.7)
    assert leaving.is_allowed


def test_leaving_when_an_area_falls_below_its_floor_then_is_not_allowed() -> None:
    """The south is left with nobody: the condition of the leadership is hard, whatever is saved."""
    floors = (AreaFloor("Söder", 0.25), AreaFloor("Norr", 0.25))
    leaving = measure_leaving(CALLS, units(1, 1), SOUTH, 3600, floors)
    assert [one.area for one in leaving.broken] == ["Söder"]
    assert not leaving.is_allowed
    assert measure_leaving(CALLS, units(1, 2), SOUTH, 3600, floors).is_allowed


def test_places_when_chosen_then_two_units_stand_in_the_north_and_the_third_goes_south() -> None:
    """(2,0) gives 0.6 against 0.575 and 0.375; of three, (2,1) gives 0.375 + 0.2625 + 0.1 = 0.7375."""
    assert place_units(CALLS, 2, PLENTY).tolist() == [2, 0]
    assert place_units(CALLS, 3, PLENTY).tolist() == [2, 1]
    assert measure_call_coverage(CALLS, units(2, 1)).share == pytest.approx(0.7375)


def test_places_when_a_station_is_full_then_the_others_take_the_rest() -> None:
    """A station has so many garages."""
    assert place_units(CALLS, 2, np.array([1, 1])).tolist() == [1, 1]


def test_questions_when_impossible_then_are_refused() -> None:
    """A unit that is not there cannot leave, and garages that do not hold the units cannot be filled."""
    with pytest.raises(BadPreparedness):
        measure_leaving(CALLS, units(1, 0), SOUTH, 3600)
    with pytest.raises(BadPreparedness):
        place_units(CALLS, 3, np.array([1, 1]))
    with pytest.raises(BadPreparedness):
        Calls(np.array([1.0]), np.array([[True], [False]]), 0.5)
    with pytest.raises(BadPreparedness):
        Calls(np.array([1.0]), np.array([[True]]), 1.0)
    with pytest.raises(BadPreparedness):
        Calls(np.array([0.0]), np.array([[True]]), 0.5)
