"""Geography against published points."""

from __future__ import annotations

import numpy as np
import pytest

from skjuts.core.kernel.geography import (
    SWEDEN,
    Box,
    Point,
    box_around,
    distance_m,
    from_sweref99_tm,
    to_sweref99_tm,
)

# Lantmäteriet, "Kontrollpunkter för SWEREF 99 TM", 2007-11-20: lat, lon, northing, easting.
CONTROL_POINTS = [
    (55.0, 12.75, 6097106.672, 356083.438),
    (55.0, 14.25, 6095048.642, 452024.069),
    (57.0, 12.75, 6319636.937, 363331.554),
    (57.0, 19.50, 6326392.707, 773251.054),
    (59.0, 11.25, 6546096.724, 284626.066),
    (59.0, 19.50, 6548757.206, 758410.519),
    (61.0, 12.75, 6764877.311, 378323.440),
    (61.0, 18.75, 6768593.345, 702745.127),
    (63.0, 12.00, 6989134.048, 348083.148),
    (63.0, 19.50, 6993565.630, 727798.671),
    (65.0, 13.50, 7209293.753, 429270.201),
    (65.0, 21.75, 7225449.115, 817833.405),
    (67.0, 16.50, 7432168.174, 565398.458),
    (67.0, 24.00, 7459745.672, 891298.142),
    (69.0, 21.00, 7666089.698, 739639.195),
]
OSTERSUND = Point(63.1767, 14.6361)
SUNDSVALL = Point(62.3908, 17.3069)


@pytest.mark.parametrize(("lat", "lon", "northing_m", "easting_m"), CONTROL_POINTS)
def test_degrees_when_projected_then_they_meet_the_control_points_to_the_millimetre(
    lat: float, lon: float, northing_m: float, easting_m: float
) -> None:
    """Registers come in SWEREF 99 TM; a wrong series puts homes in lakes."""
    north, east = to_sweref99_tm(lat, lon)
    assert (float(north), float(east)) == pytest.approx((northing_m, easting_m), abs=0.001)


@pytest.mark.parametrize(("lat", "lon", "northing_m", "easting_m"), CONTROL_POINTS)
def test_metres_when_unprojected_then_they_meet_the_control_points(
    lat: float, lon: float, northing_m: float, easting_m: float
) -> None:
    """The import of addresses runs in this direction; 1e-8 degrees is about a millimetre."""
    back_lat, back_lon = from_sweref99_tm(northing_m, easting_m)
    assert (float(back_lat), float(back_lon)) == pytest.approx((lat, lon), abs=2e-8)


def test_a_whole_column_when_unprojected_then_it_equals_the_points_one_by_one() -> None:
    """A register is turned a column at a time, and must not depend on that."""
    north, east = np.array(CONTROL_POINTS)[:, 2:].T
    lats, lons = from_sweref99_tm(north, east)
    singly = [from_sweref99_tm(*row[2:]) for row in CONTROL_POINTS]
    assert np.allclose(np.column_stack([lats, lons]), np.array(singly), atol=1e-12)


def test_the_distance_between_two_towns_when_measured_then_it_is_the_known_one() -> None:
    """Östersund to Sundsvall is about 162 km as the crow flies."""
    assert distance_m(OSTERSUND, SUNDSVALL) == pytest.approx(162_000, rel=0.01)


def test_the_distance_when_the_points_are_one_then_it_is_nothing() -> None:
    """Rounding inside the formula must not give a distance to oneself."""
    assert distance_m(OSTERSUND, OSTERSUND) == 0


def test_a_quarter_of_the_equator_when_measured_then_it_is_a_quarter_of_the_circumference() -> None:
    """An exact case of the sphere: pi/2 radii."""
    assert distance_m(Point(0.0, 0.0), Point(0.0, 90.0)) == 10_007_557


def test_a_box_when_made_around_points_then_it_holds_them_and_nothing_beside() -> None:
    """Extracts of roads are cut by it."""
    box = box_around([OSTERSUND, SUNDSVALL])
    assert box.contains(OSTERSUND)
    assert box.contains(SUNDSVALL)
    assert not box.contains(Point(63.2, 15.0))


def test_a_box_when_widened_then_its_edges_move_by_the_margin_at_least() -> None:
    """A cut that is too narrow loses the road that goes around."""
    box = Box(62.0, 14.0, 63.0, 15.0).widened(50_000)
    assert distance_m(Point(63.0, 14.5), Point(box.north, 14.5)) == pytest.approx(50_000, abs=1)
    assert distance_m(Point(box.north, 14.0), Point(box.north, box.west)) >= 49_990


def test_sweden_when_asked_then_it_holds_its_corners() -> None:
    """Smygehuk, Treriksröset, Haparanda and Stora Drammen."""
    corners = [Point(55.337, 13.359), Point(69.060, 20.549), Point(65.836, 24.155), Point(58.928, 10.966)]
    assert all(SWEDEN.contains(corner) for corner in corners)
