"""Projection and distance hold everywhere in Sweden, not only at the control points."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skjuts.core.kernel.geography import SWEDEN, Point, distance_m, from_sweref99_tm, to_sweref99_tm

POINTS = st.builds(Point, st.floats(SWEDEN.south, SWEDEN.north), st.floats(SWEDEN.west, SWEDEN.east))


@given(POINTS)
def test_a_point_when_projected_and_back_then_it_has_not_moved(point: Point) -> None:
    """Import and export of one place must agree to the millimetre."""
    lat, lon = from_sweref99_tm(*to_sweref99_tm(point.lat, point.lon))
    assert (float(lat), float(lon)) == pytest.approx((point.lat, point.lon), abs=1e-8)


@given(POINTS, POINTS)
def test_a_distance_when_the_ends_change_places_then_it_is_the_same(a: Point, b: Point) -> None:
    """Out and back are equally far as the crow flies."""
    assert distance_m(a, b) == distance_m(b, a)


@given(POINTS, POINTS, POINTS)
def test_a_detour_when_measured_then_it_is_never_shorter(a: Point, b: Point, c: Point) -> None:
    """The triangle inequality, up to the rounding of three distances to whole metres."""
    assert distance_m(a, c) <= distance_m(a, b) + distance_m(b, c) + 2


@given(POINTS, POINTS)
def test_a_distance_when_compared_with_the_projected_plane_then_they_differ_by_little(
    a: Point, b: Point
) -> None:
    """Two independent formulas; sphere, scale and width of the zone explain up to 1.5 percent."""
    north_a, east_a = to_sweref99_tm(a.lat, a.lon)
    north_b, east_b = to_sweref99_tm(b.lat, b.lon)
    plane_m = float((north_a - north_b) ** 2 + (east_a - east_b) ** 2) ** 0.5
    assert distance_m(a, b) == pytest.approx(plane_m, rel=0.015, abs=2)
