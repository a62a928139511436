"""The demonstration roads as the engines drive them: right lengths, right times, the two engines alike."""

from __future__ import annotations

import numpy as np
import pytest

from skjuts.adapters.roads.builds import EngineName, RoadHome
from skjuts.adapters.roads.opening import open_roads
from skjuts.core.network.travel_times import Point
from skjuts.rehearsal.roads import demo_road_legs, load_demo_roads

EXPECTED = {
    "Åre": (103, 69),
    "Strömsund": (100, 67),
    "Sveg": (182, 121),
    "Gäddede": (221, 157),
    "Sundsvall": (197, 131),
    "Umeå": (390, 262),
    "Trondheim": (263, 184),
}
"""Kilometres and minutes from Östersund, as they were measured when the links were drawn up."""


@pytest.mark.parametrize("engine", list(EngineName))
@pytest.mark.parametrize("town", list(EXPECTED))
def test_a_town_is_as_far_from_ostersund_as_was_measured(
    demo_home: RoadHome, engine: EngineName, town: str
) -> None:
    """Bends that came out too long, or a link left out, would show here."""
    towns = load_demo_roads().towns
    seconds, metres = open_roads(demo_home, engine).legs([towns["Östersund"]], [towns[town]]).array[0, 0]
    km, minutes = EXPECTED[town]
    assert metres / 1000 == pytest.approx(km, abs=0.8, rel=0.004)
    assert seconds / 60 == pytest.approx(minutes, abs=1.0, rel=0.005)


@pytest.mark.parametrize("engine", list(EngineName))
def test_all_towns_are_as_far_apart_as_the_table_of_links_says(
    demo_home: RoadHome, engine: EngineName
) -> None:
    """Three ways to the same figures: the table itself, and the roads drawn from it by two engines."""
    roads = load_demo_roads()
    towns = list(roads.towns.values())
    driven = open_roads(demo_home, engine).legs(towns, towns).array
    pairs = np.triu_indices(len(towns), 1)
    seconds_ratio = (driven / np.maximum(1, demo_road_legs(roads)))[pairs][:, 0]
    assert seconds_ratio.min() > 0.995
    assert seconds_ratio.max() < 1.08
    assert abs(np.median(seconds_ratio) - 1) < 0.01


def test_the_engines_may_stand_in_for_each_other(demo_home: RoadHome) -> None:
    """OSRM's own profile is a quarter slower than Valhalla on the same roads; ours is not."""
    towns = [*load_demo_roads().towns.values(), Point(63.05, 15.60), Point(62.55, 13.40)]
    valhalla = open_roads(demo_home, EngineName.VALHALLA).legs(towns, towns).array.astype(np.float64)
    osrm = open_roads(demo_home, EngineName.OSRM).legs(towns, towns).array
    pairs = np.triu_indices(len(towns), 1)
    ratio = (osrm / np.maximum(valhalla, 1.0))[pairs]
    assert abs(np.median(ratio[:, 0]) - 1) < 0.01
    assert ratio[:, 0].min() > 0.93
    assert ratio[:, 0].max() < 1.03


def test_figures_from_the_demonstration_roads_are_marked(demo_home: RoadHome) -> None:
    """Nobody may take them for real roads."""
    town = load_demo_roads().towns["Lit"]
    provenance = open_roads(demo_home, EngineName.VALHALLA).legs([town], [town]).provenance
    assert provenance.is_estimate
    assert provenance.source.startswith("demonstrationsvägnät")


def test_neighbours_off_the_road_do_not_drive_by_it(demo_home: RoadHome) -> None:
    """Two farms eight kilometres into the forest are not half an hour apart."""
    one, other = Point(63.05, 15.60), Point(63.06, 15.61)
    to_town = open_roads(demo_home, EngineName.VALHALLA).legs(
        [one], [other, load_demo_roads().towns["Stugun"]]
    )
    assert to_town.array[0, 0, 1] < 2_500
    assert to_town.array[0, 1, 1] > 10_000
