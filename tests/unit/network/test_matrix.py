"""The matrix of a problem: what is checked before a planner may trust it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from skjuts.core.kernel.errors import InvalidField, MatrixHole
from skjuts.core.network import matrix as matrix_module
from skjuts.core.network.matrix import build_matrix, require_slowdown, require_whole
from skjuts.core.network.place import Place
from skjuts.core.network.straight_line import StraightLine
from skjuts.core.network.travel_times import Legs, Point, Profile, Provenance

PLACES = [
    Place("hem", "Hemmet", 63.18, 14.64),
    Place("sjukhus", "Sjukhuset", 63.17, 14.66, zone=1),
    Place("stuga", "Stugan", 63.40, 13.08),
]


def make_legs() -> np.ndarray:
    """A matrix without faults."""
    legs = np.full((3, 3, 2), 100, dtype=np.int32)
    legs[range(3), range(3)] = 0
    return legs


def test_a_matrix_without_faults_passes() -> None:
    """Else every other test here would prove nothing."""
    require_whole(make_legs(), PLACES)


def test_a_hole_names_the_pair_and_the_number_of_holes() -> None:
    """The user is told which places to look at, not an index."""
    legs = make_legs()
    legs[1, 2, 0] = legs[2, 0, 1] = -1
    with pytest.raises(
        MatrixHole, match=r"från Sjukhuset \(sjukhus\) till Stugan \(stuga\); 2 par"
    ) as caught:
        require_whole(legs, PLACES)
    assert caught.value.field == "matrix[1][2]"


def test_time_from_a_place_to_itself_is_refused() -> None:
    """Kernels rely on the zero diagonal."""
    legs = make_legs()
    legs[2, 2, 1] = 5
    with pytest.raises(MatrixHole, match="Stugan"):
        require_whole(legs, PLACES)


def test_a_matrix_of_another_size_is_refused() -> None:
    """A file computed for yesterday's places must not be used by position."""
    with pytest.raises(MatrixHole, match="3 platser"):
        require_whole(make_legs()[:2, :2], PLACES)


def test_an_empty_day_has_an_empty_matrix() -> None:
    """No places, no error."""
    assert build_matrix([], StraightLine()).legs.shape == (0, 0, 2)


def test_blocks_give_the_same_matrix_as_one_question(monkeypatch: pytest.MonkeyPatch) -> None:
    """A large day is asked for in blocks of rows."""
    whole = build_matrix(PLACES, StraightLine()).legs
    monkeypatch.setattr(matrix_module, "BLOCK_PAIRS", 4)
    assert np.array_equal(build_matrix(PLACES, StraightLine()).legs, whole)


class SometimesGuessing:
    """A provider whose road engine goes away after the first question."""

    def __init__(self) -> None:
        self.asked = 0

    def legs(
        self, sources: Sequence[Point], targets: Sequence[Point], profile: Profile = Profile.CAR
    ) -> Legs:
        """Answer from roads once, then guess."""
        self.asked += 1
        array = StraightLine().legs(sources, targets, profile).array
        is_guess = self.asked > 1
        return Legs(array, Provenance("gissning" if is_guess else "vägar", "", is_guess))


def test_one_estimated_block_marks_the_whole_matrix(monkeypatch: pytest.MonkeyPatch) -> None:
    """The planner cannot tell the blocks apart afterwards."""
    monkeypatch.setattr(matrix_module, "BLOCK_PAIRS", 3)
    matrix = build_matrix(PLACES, SometimesGuessing())
    assert matrix.is_estimate
    assert matrix.source == "vägar + gissning"


def test_a_slowdown_table_must_cover_every_zone() -> None:
    """A missing row would be read from the wrong memory by a kernel."""
    with pytest.raises(InvalidField, match="zon 1") as caught:
        build_matrix(PLACES, StraightLine(), slowdown=np.full((1, 96), 1000, dtype=np.int32))
    assert caught.value.field == "places[1].zone"


@pytest.mark.parametrize("shape", [(2, 95), (2,), (2, 96, 1)])
def test_a_slowdown_table_must_have_a_column_for_each_quarter(shape: tuple[int, ...]) -> None:
    """Ninety-six quarters, whatever the day."""
    with pytest.raises(InvalidField):
        require_slowdown(np.full(shape, 1000, dtype=np.int32), PLACES)


def test_no_quarter_may_be_faster_than_free_flow() -> None:
    """The direct ride in free flow is the bound that the rules lean on."""
    table = np.full((2, 96), 1000, dtype=np.int32)
    table[1, 30] = 999
    with pytest.raises(InvalidField) as caught:
        require_slowdown(table, PLACES)
    assert caught.value.field == "slowdown[1][30]"
