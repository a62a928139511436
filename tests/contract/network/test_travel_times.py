"""What every provider of travel times promises, asked of each of them."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from skjuts.core.kernel.errors import InvalidInput
from skjuts.core.network.great_circle import crow_m, unit_vectors
from skjuts.core.network.matrix import build_matrix
from skjuts.core.network.place import Place
from skjuts.core.network.travel_times import Legs, Point, Profile, TravelTimes
from tests.contract.network.road_providers import AT_SEA, list_contract_points

POINTS = list_contract_points()


def test_legs_have_a_row_for_each_source_and_a_column_for_each_target(provider: TravelTimes) -> None:
    """Kernels index the array blindly."""
    legs = provider.legs(POINTS[:3], POINTS)
    assert legs.array.shape == (3, len(POINTS), 2)
    assert legs.array.dtype == np.int32


def test_legs_without_points_are_empty(provider: TravelTimes) -> None:
    """A day may be empty, and a block may be."""
    assert provider.legs([], POINTS).array.shape == (0, len(POINTS), 2)
    assert provider.legs(POINTS, []).array.shape == (len(POINTS), 0, 2)


def test_a_place_to_itself_is_nothing(provider: TravelTimes) -> None:
    """Otherwise two riders at one door would cost a detour, even where the door is far from the road."""
    array = provider.legs(POINTS, POINTS).array
    assert not array[range(len(POINTS)), range(len(POINTS))].any()


def test_different_places_take_time_and_distance(provider: TravelTimes) -> None:
    """Zeros would let the search teleport."""
    array = provider.legs(POINTS, POINTS).array
    elsewhere = ~np.eye(len(POINTS), dtype=bool)
    assert (array[elsewhere] > 0).all()


def test_no_leg_is_shorter_than_the_great_circle_or_quicker_than_a_car(provider: TravelTimes) -> None:
    """Catches swapped coordinates, swapped layers and mistaken units in any engine."""
    array = provider.legs(POINTS, POINTS).array
    crow = crow_m(unit_vectors(POINTS), unit_vectors(POINTS))
    elsewhere = crow > 0
    assert (array[elsewhere][:, 1] >= crow[elsewhere] * 0.99).all()
    kmh = array[elsewhere][:, 1] / array[elsewhere][:, 0] * 3.6
    assert kmh.min() > 20
    assert kmh.max() < 115


def test_there_and_back_differ_little_on_two_way_roads(provider: TravelTimes) -> None:
    """No demonstration road is one-way."""
    array = provider.legs(POINTS, POINTS).array.astype(np.int64)
    difference = np.abs(array - array.transpose(1, 0, 2))
    assert (difference <= 60 + 0.05 * array).all()


def test_a_pair_has_the_same_leg_whatever_else_is_asked(provider: TravelTimes) -> None:
    """Matrices are built in blocks, and caches hold single pairs."""
    full = provider.legs(POINTS, POINTS).array
    rows, columns = [10, 2, 7], [0, 11, 5, 2]
    part = provider.legs([POINTS[row] for row in rows], [POINTS[column] for column in columns]).array
    assert np.array_equal(part, full[np.ix_(rows, columns)])
    assert np.array_equal(provider.legs([POINTS[9]], [POINTS[10]]).array[0, 0], full[9, 10])


def test_a_point_asked_about_twice_gets_the_same_row_twice(provider: TravelTimes) -> None:
    """Many riders share a hospital's door."""
    array = provider.legs([POINTS[1], POINTS[0], POINTS[1]], POINTS).array
    assert np.array_equal(array[0], array[2])


def test_a_point_far_from_any_road_is_a_clear_error_or_a_marked_estimate(provider: TravelTimes) -> None:
    """An invented road time to the middle of the sea would plan a real vehicle there."""
    answer = answer_or_refusal(provider, [POINTS[1], AT_SEA], Profile.CAR)
    if isinstance(answer, InvalidInput):
        assert "57.00000, 3.00000" in answer.message
        assert answer.remedy
    else:
        assert answer.provenance.is_estimate


def test_a_matrix_is_built_and_says_where_it_comes_from(provider: TravelTimes) -> None:
    """The source is shown beside every figure that rests on the matrix."""
    places = [Place(str(i), f"Plats {i}", point.lat, point.lon) for i, point in enumerate(POINTS)]
    matrix = build_matrix(places, provider)
    assert np.array_equal(matrix.legs, provider.legs(POINTS, POINTS).array)
    assert matrix.source


def test_an_unknown_way_of_travelling_is_refused_and_a_known_one_differs(provider: TravelTimes) -> None:
    """Car times shown as walking times would promise the impossible."""
    car = provider.legs(POINTS[:1], POINTS[1:2]).array
    on_foot = answer_or_refusal(provider, [POINTS[1]], Profile.FOOT)
    if isinstance(on_foot, InvalidInput):
        assert on_foot.field == "profile"
    else:
        assert on_foot.array[0, 0, 0] > 5 * car[0, 0, 0]


def test_threads_may_ask_at_once(provider: TravelTimes) -> None:
    """A shared Valhalla Actor crashes the whole process; web workers are threads."""
    full = provider.legs(POINTS, POINTS).array

    def ask(number: int) -> bool:
        rows = [number % len(POINTS), (number * 5 + 1) % len(POINTS)]
        return np.array_equal(provider.legs([POINTS[row] for row in rows], POINTS).array, full[rows])

    with ThreadPoolExecutor(4) as threads:
        assert all(threads.map(ask, range(40)))


@pytest.mark.parametrize("rows", [[0], [3, 4]])
def test_legs_may_be_written_to_by_their_receiver(provider: TravelTimes, rows: list[int]) -> None:
    """The answer belongs to the caller: writing to it must not reach a cache or a file."""
    sources = [POINTS[row] for row in rows]
    first = provider.legs(sources, POINTS).array
    expected = first.copy()
    first[:] = 7
    assert np.array_equal(provider.legs(sources, POINTS).array, expected)


def answer_or_refusal(provider: TravelTimes, targets: list[Point], profile: Profile) -> Legs | InvalidInput:
    """The legs from the first point, or the error in their place."""
    try:
        return provider.legs(POINTS[:1], targets, profile)
    except InvalidInput as refusal:
        return refusal
