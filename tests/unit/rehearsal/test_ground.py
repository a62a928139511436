"""Geography: points in and out of areas, homes on dry land, places that fit in a matrix."""

from __future__ import annotations

import numpy as np
import pytest

from skjuts.core.network.great_circle import crow_m, unit_vectors
from skjuts.rehearsal.day import list_region_localities
from skjuts.rehearsal.draws import apportion, flags, stream
from skjuts.rehearsal.geography import (
    county,
    is_in_lake,
    is_inside,
    list_areas,
    list_care_places,
    list_localities,
    list_municipalities,
    to_plane,
)
from skjuts.rehearsal.ground import snap_homes
from skjuts.rehearsal.homes import draw_homes
from skjuts.rehearsal.profile import get_profile

OSTERSUND, BRUNFLO = (63.1792, 14.6357), (63.0759, 14.832)
MID_STORSJON, TRONDHEIM = (63.19, 14.35), (63.4305, 10.3951)


def test_municipality_when_asked_about_points_then_only_its_own_lie_inside() -> None:
    """Homes are kept inside the municipality whose vehicles serve them."""
    points = to_plane(np.array([OSTERSUND, TRONDHEIM, (62.034, 14.366)]))
    assert is_inside(points, list_areas()["2380"]).tolist() == [True, False, False]
    assert is_inside(points, list_areas()["2361"]).tolist() == [False, False, True]


def test_lake_when_asked_about_points_then_water_is_told_from_land() -> None:
    """Nobody lives in Storsjön."""
    assert is_in_lake(to_plane(np.array([MID_STORSJON, BRUNFLO]))).tolist() == [True, False]


def test_localities_when_listed_then_every_municipality_has_one() -> None:
    """A municipality without a locality could have neither riders nor vehicles."""
    assert {one.municipality for one in list_localities()} == set(list_municipalities())
    assert len(list_municipalities()) == 290


def test_care_places_when_listed_then_each_municipality_of_the_region_has_a_health_centre() -> None:
    """Primary care is sought in one's own municipality."""
    centres = {place.municipality for place in list_care_places() if place.kind == "health_centre"}
    region = {code for code in list_municipalities() if county(code) == "23"}
    assert centres == region
    assert len(region) == 8


def test_homes_when_drawn_then_they_stand_on_land_and_a_third_of_them_outside_localities() -> None:
    """Without the scatter between the villages the day would be too easy."""
    profile = get_profile("jamtland_harjedalen")
    localities = list_region_localities(profile)
    homes = draw_homes(stream(1, "homes"), localities, 600, profile.homes)
    assert homes.is_rural.sum() == 198
    is_wet = is_in_lake(to_plane(homes.points))
    assert not is_wet[homes.is_rural].any()
    assert is_wet.mean() < 0.02  # the map's shore is generalised: some stay at their town's own point
    centres = unit_vectors((localities[i].lat, localities[i].lon) for i in homes.locality)
    away = np.diag(crow_m(unit_vectors(map(tuple, homes.points)), centres))
    assert (away[is_wet] == 0).all()
    rural = away[homes.is_rural]
    assert rural.max() <= 15_100
    assert (rural >= 950).mean() > 0.98
    assert np.median(rural) > 5_000
    assert away[~homes.is_rural].max() < 4_000


@pytest.mark.parametrize("limit", [1, 7, 50, 400])
def test_homes_when_too_many_then_the_kept_ones_fit_and_stand_near(limit: int) -> None:
    """A nation's homes must fit in a matrix, and nobody may be moved farther than the grid is coarse."""
    points = np.random.default_rng(3).normal([63.0, 15.0], [0.3, 0.5], size=(300, 2))
    kept, stands_for = snap_homes(points, limit)
    assert 1 <= len(kept) <= limit
    assert stands_for.max() == len(kept) - 1
    assert (stands_for[kept] == np.arange(len(kept))).all()
    moved = np.diag(
        crow_m(unit_vectors(map(tuple, points)), unit_vectors(map(tuple, points[kept][stands_for])))
    )
    assert limit >= 300 or moved.max() > 0
    assert moved.max() < 400_000 / np.sqrt(limit)


def test_apportion_when_dividing_then_nothing_is_lost_and_shares_are_met() -> None:
    """The day has exactly as many requests as were asked for."""
    assert apportion(10, [1, 1, 1]) == [4, 3, 3]
    assert apportion(450, [0.5, 0.3, 0.2]) == [225, 135, 90]
    assert apportion(5, [1, 0, 0], least=1) == [3, 1, 1]
    assert sum(apportion(1, [0.2] * 5)) == 1


def test_flags_when_drawn_then_exactly_the_share_is_marked() -> None:
    """A share is met by counting, not by luck."""
    assert flags(stream(1, "x"), 200, 0.15).sum() == 30
    assert not flags(stream(1, "x"), 200, 0.0).any()


def test_streams_when_subjects_differ_then_their_draws_do_too() -> None:
    """One subject's draws never shift another's."""
    assert stream(1, "a").integers(1 << 40) == stream(1, "a").integers(1 << 40)
    assert stream(1, "a").integers(1 << 40) != stream(1, "b").integers(1 << 40)
    assert stream(1, "a").integers(1 << 40) != stream(2, "a").integers(1 << 40)
