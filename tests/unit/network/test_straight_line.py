"""The straight-line estimate: its arithmetic, its bands, its appetite for memory."""

from __future__ import annotations

import tracemalloc

import numpy as np
import pytest

from skjuts.core.network.calibration import fit_bands
from skjuts.core.network.great_circle import crow_m, unit_vectors
from skjuts.core.network.straight_line import (
    BLOCK_PAIRS,
    CAR_BANDS,
    PROVENANCE,
    DistanceBand,
    StraightLine,
)
from skjuts.core.network.travel_times import Point, Profile
from skjuts.rehearsal.roads import demo_road_legs, load_demo_roads

ORIGIN = Point(63.0, 15.0)


def north_of_origin(metres: float) -> Point:
    """The point so many metres due north."""
    return Point(63.0 + metres / 111_194.9, 15.0)


@pytest.mark.parametrize(
    ("crow", "metres", "seconds"),
    [(0, 0, 0), (500, 700, 84), (1_000, 1_400, 168), (2_000, 2_400, 228), (11_000, 11_400, 768)],
)
def test_each_band_holds_for_its_own_part_of_the_way(crow: int, metres: int, seconds: int) -> None:
    """A journey begins in the street and goes on along the road; nobody drives 11 km at street speed."""
    bands = {Profile.CAR: (DistanceBand(0, 1.4, 30.0), DistanceBand(1_000, 1.0, 60.0))}
    leg = StraightLine(bands).legs([ORIGIN], [north_of_origin(crow)]).array[0, 0]
    assert leg[1] == pytest.approx(metres, abs=1)
    assert leg[0] == pytest.approx(seconds, abs=1)


def test_a_longer_way_is_never_estimated_shorter() -> None:
    """Steps between the bands would make detours that pay."""
    line = [north_of_origin(metres) for metres in range(0, 400_000, 500)]
    array = StraightLine().legs([ORIGIN], line).array[0]
    assert (np.diff(array, axis=0) > 0).all()


def test_the_shipped_bands_are_those_that_fit_the_demonstration_roads() -> None:
    """The bands claim to be calibrated: whoever changes roads or bands must keep that true."""
    crow, legs = list_demo_pairs()
    fitted = fit_bands(crow, legs, [band.from_m for band in CAR_BANDS[1:]], CAR_BANDS[:1])
    for shipped, fit in zip(CAR_BANDS, fitted, strict=True):
        assert shipped.from_m == fit.from_m
        assert shipped.detour == pytest.approx(fit.detour, rel=0.02)
        assert shipped.speed_kmh == pytest.approx(fit.speed_kmh, rel=0.02)


def test_estimates_are_close_to_the_demonstration_roads() -> None:
    """Half of the journeys within a fifth of the road's time, and no bias to speak of."""
    crow, legs = list_demo_pairs()
    towns = list(load_demo_roads().towns.values())
    pairs = np.triu_indices(len(towns), 1)
    ratio = StraightLine().legs(towns, towns).array[pairs] / legs
    assert len(crow) == len(ratio)
    assert abs(np.median(ratio[:, 0]) - 1) < 0.05
    assert abs(np.median(ratio[:, 1]) - 1) < 0.05
    assert np.mean(np.abs(ratio[:, 0] - 1) < 0.2) > 0.5


def test_a_fit_to_legs_made_from_bands_gives_the_bands_back() -> None:
    """The fit itself, on legs whose answer is known."""
    bands = (DistanceBand(0, 1.4, 30.0), DistanceBand(5_000, 1.3, 70.0), DistanceBand(50_000, 1.2, 90.0))
    points = [north_of_origin(metres) for metres in range(2_000, 150_000, 3_000)]
    legs = StraightLine({Profile.CAR: bands}).legs([ORIGIN], points).array[0]
    crow = crow_m(unit_vectors([ORIGIN]), unit_vectors(points))[0]
    fitted = fit_bands(crow, legs, [5_000, 50_000], bands[:1])
    for made, fit in zip(bands, fitted, strict=True):
        assert fit.detour == pytest.approx(made.detour, rel=0.001)
        assert fit.speed_kmh == pytest.approx(made.speed_kmh, rel=0.001)


def test_no_detour_comes_out_below_one() -> None:
    """Legs shorter than the great circle are mistakes of the data, not shortcuts to copy."""
    legs = np.array([[400, 9_000], [900, 19_000]], dtype=np.int32)
    (band,) = fit_bands(np.array([10_000.0, 20_000.0]), legs, [0])
    assert band.detour == pytest.approx(1.0)


def test_estimates_are_marked() -> None:
    """Whatever shows them must be able to say so."""
    assert StraightLine().legs([ORIGIN], [ORIGIN]).provenance == PROVENANCE
    assert PROVENANCE.is_estimate


def test_memory_beyond_the_answer_stays_within_a_few_blocks() -> None:
    """Eight thousand places fill half a gigabyte already; temporaries of that size would double it."""
    rng = np.random.default_rng(1)
    coordinates = zip(rng.uniform(62, 64, 3_000).tolist(), rng.uniform(12, 17, 3_000).tolist(), strict=True)
    points = [Point(*pair) for pair in coordinates]
    tracemalloc.start()
    array = StraightLine().legs(points, points).array
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak - array.nbytes < 5 * BLOCK_PAIRS * 8


def list_demo_pairs() -> tuple[np.ndarray, np.ndarray]:
    """Great circles and road legs between all pairs of demonstration towns."""
    roads = load_demo_roads()
    vectors = unit_vectors(roads.towns.values())
    pairs = np.triu_indices(len(roads.towns), 1)
    return crow_m(vectors, vectors)[pairs], demo_road_legs(roads)[pairs]
