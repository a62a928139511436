"""Places off the road: how the way to the road is counted, and what lies too far."""

from __future__ import annotations

import numpy as np
import pytest

from skjuts.adapters.roads.on_roads import RoadTravelTimes, join_access
from skjuts.core.network.errors import PlaceOffRoad
from skjuts.core.network.travel_times import NO_ROAD, Point, Profile
from tests.unit.adapters.roads.grid_engine import NOWHERE, GridEngine


def join(road: tuple[int, int], access: tuple[float, float], crow: float) -> tuple[int, int]:
    """One pair by car."""
    seconds, metres = join_access(
        np.array([[road]], dtype=np.int32),
        (np.array([access[0]]), np.array([access[1]])),
        np.array([[crow]]),
        Profile.CAR,
    )[0, 0].tolist()
    return seconds, metres


def test_both_ways_to_the_road_are_added_at_fifty() -> None:
    """1 300 m at 50 km/h are 94 seconds."""
    assert join((600, 12_000), (1_000.0, 300.0), 9_000.0) == (694, 13_300)


def test_neighbours_take_the_straight_way_when_it_is_shorter() -> None:
    """A kilometre apart and five from the road: 1.3 km of forest road, not ten to the road and back."""
    assert join((0, 0), (5_000.0, 5_000.0), 1_000.0) == (94, 1_300)


def test_places_farther_apart_than_their_ways_to_the_road_go_by_it() -> None:
    """5 070 m straight against 5 000 m to the road and from it: forest roads lead to the road."""
    assert join((0, 0), (2_500.0, 2_500.0), 3_900.0) == (360, 5_000)
    assert join((0, 0), (2_500.0, 2_500.0), 3_800.0) == (356, 4_940)


def test_places_on_the_road_never_leave_it() -> None:
    """Two piers across a lake are as far apart as the road around it."""
    assert join((1_800, 30_000), (0.0, 0.0), 400.0) == (1_800, 30_000)


def test_without_a_road_there_is_no_leg_however_near_the_road_is() -> None:
    """The mark of a missing pair survives the additions."""
    assert join((NO_ROAD, NO_ROAD), (50.0, 50.0), 5_000.0) == (NO_ROAD, NO_ROAD)


def make_provider(engine: GridEngine) -> RoadTravelTimes:
    """A provider on the made-up grid."""
    return RoadTravelTimes(engine, source="rutnät", is_estimate=False, max_access_m=5_000)


def test_a_place_without_a_road_is_an_error_that_names_the_point() -> None:
    """The engine is not asked to drive there."""
    engine = GridEngine()
    with pytest.raises(PlaceOffRoad) as caught:
        make_provider(engine).legs([Point(63.0, 15.0)], [NOWHERE])
    assert caught.value.point == NOWHERE
    assert engine.driven == []


def test_places_on_the_same_road_point_are_driven_once() -> None:
    """A village of forty doors is one row of the engine's matrix."""
    engine = GridEngine()
    doors = [Point(63.0 + i / 10_000, 15.0) for i in range(40)]
    make_provider(engine).legs(doors, [*doors, Point(63.5, 15.0)])
    assert engine.driven == [(1, 2)]


def test_a_place_is_snapped_once_by_a_provider() -> None:
    """A matrix is asked for block by block, with the same targets every time."""
    engine = GridEngine()
    provider = make_provider(engine)
    for _ in range(3):
        provider.legs([Point(63.01, 15.0)], [Point(63.02, 15.0)])
    assert len(engine.snapped) == 2
