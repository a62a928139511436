"""Distances on the sphere, near and far."""

from __future__ import annotations

import pytest

from skjuts.core.network.great_circle import EARTH_RADIUS_M, crow_m, unit_vectors

STOCKHOLM_MALMO_M = 512_900
"""Central stations, as published by several distance calculators, to half a kilometre."""


def distance_m(one: tuple[float, float], other: tuple[float, float]) -> float:
    """One pair."""
    return float(crow_m(unit_vectors([one]), unit_vectors([other]))[0, 0])


def test_a_known_distance_comes_out() -> None:
    """Degrees taken for radians, or swapped coordinates, would be far off."""
    assert distance_m((59.3301, 18.0581), (55.6092, 13.0008)) == pytest.approx(STOCKHOLM_MALMO_M, rel=0.003)


def test_a_metre_is_a_metre() -> None:
    """Neighbouring doors must not round to the same place."""
    degree_m = EARTH_RADIUS_M * 3.141592653589793 / 180
    assert distance_m((63.0, 15.0), (63.0 + 1 / degree_m, 15.0)) == pytest.approx(1.0, abs=1e-3)


def test_antipodes_are_half_the_girth_apart() -> None:
    """The largest distance there is: the arc sine must not leave its domain."""
    assert distance_m((0.0, 0.0), (0.0, 180.0)) == pytest.approx(EARTH_RADIUS_M * 3.141592653589793)
