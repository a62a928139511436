"""The matrix file: what is written is read, and what does not fit or is broken is refused."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from skjuts.adapters.roads.errors import BrokenMatrixFile, MatrixTooLong
from skjuts.adapters.roads.matrix_file import MAGIC, MatrixFile, NumberType, write_matrix_file
from skjuts.core.kernel.errors import UnknownReference, UnreadableInput, UnsupportedVersion
from skjuts.core.network.errors import ProfileMissing
from skjuts.core.network.travel_times import NO_ROAD, Legs, Point, Profile, Provenance

POINTS = [Point(63.1792, 14.63566), Point(63.39911, 13.07995), Point(62.03407, 14.36577)]
PROVENANCE = Provenance("vägnät från OpenStreetMap (2026-10-01)", "abc-osrm", is_estimate=False)


def make_legs() -> np.ndarray:
    """Legs that 16 bits hold when metres are stored in tens."""
    legs = np.array([[0, 4140, 7291], [4125, 0, 11_400], [7300, 11_390, 0]], dtype=np.int32)
    return np.stack([legs, legs * 25 - legs * 25 % 10], axis=2)


def write(path: Path, array: np.ndarray, dtype: NumberType, unit_m: int) -> None:
    """Write legs between the points."""
    write_matrix_file(path, POINTS, Legs(array, PROVENANCE), dtype=dtype, unit_m=unit_m, profile=Profile.CAR)


@pytest.mark.parametrize(("dtype", "unit_m"), [("uint16", 10), ("uint32", 1)])
def test_what_is_written_is_read(tmp_path: Path, dtype: NumberType, unit_m: int) -> None:
    """Figures, their origin, and a pair that no road joins."""
    array = make_legs()
    array[0, 2] = NO_ROAD
    write(tmp_path / "m", array, dtype, unit_m)
    legs = MatrixFile(tmp_path / "m").legs(POINTS, POINTS)
    assert np.array_equal(legs.array, array)
    assert legs.provenance == PROVENANCE


def test_metres_are_rounded_to_the_nearest_unit(tmp_path: Path) -> None:
    """Sixteen bits reach 655 km in tens of metres; nobody pays for the last five."""
    array = make_legs()
    array[0, 1, 1], array[1, 0, 1] = 103_004, 103_005
    write(tmp_path / "m", array, "uint16", 10)
    read = MatrixFile(tmp_path / "m").legs(POINTS, POINTS).array
    assert (read[0, 1, 1], read[1, 0, 1]) == (103_000, 103_010)


def test_a_figure_that_does_not_fit_is_refused_and_the_old_file_kept(tmp_path: Path) -> None:
    """Silent saturation would shorten the longest journeys; half a file would be worse."""
    path = tmp_path / "m"
    write(path, make_legs(), "uint16", 10)
    before = path.read_bytes()
    too_long = make_legs()
    too_long[0, 2, 0] = 65_535
    with pytest.raises(MatrixTooLong, match="65535"):
        write(path, too_long, "uint16", 10)
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["m"]


def test_layers_begin_at_a_multiple_of_sixty_four_bytes(tmp_path: Path) -> None:
    """The layout is a promise: another program maps the file by it."""
    write(tmp_path / "m", make_legs(), "uint32", 1)
    contents = (tmp_path / "m").read_bytes()
    start = len(contents) - 2 * 9 * 4
    assert start % 64 == 0
    assert int.from_bytes(contents[8:12], "little") == start - 12
    assert np.array_equal(np.frombuffer(contents, "<u4", 9, start).reshape(3, 3), make_legs()[:, :, 0])


def test_a_point_that_is_not_in_the_file_is_named(tmp_path: Path) -> None:
    """A day with a new address needs a new file."""
    write(tmp_path / "m", make_legs(), "uint32", 1)
    with pytest.raises(UnknownReference, match="62\\.00000, 15\\.00000"):
        MatrixFile(tmp_path / "m").legs([Point(62.0, 15.0)], POINTS)


def test_another_way_of_travelling_is_refused(tmp_path: Path) -> None:
    """A file holds one profile."""
    write(tmp_path / "m", make_legs(), "uint32", 1)
    with pytest.raises(ProfileMissing):
        MatrixFile(tmp_path / "m").legs(POINTS, POINTS, Profile.FOOT)


def test_a_missing_file_is_a_clear_error(tmp_path: Path) -> None:
    """Not a traceback."""
    with pytest.raises(UnreadableInput, match="borta"):
        MatrixFile(tmp_path / "borta")


@pytest.mark.parametrize("length", [0, 5, 11, 60, -1])
def test_a_file_cut_short_is_refused(tmp_path: Path, length: int) -> None:
    """Mapping beyond the end would end the process."""
    write(tmp_path / "m", make_legs(), "uint32", 1)
    contents = (tmp_path / "m").read_bytes()
    (tmp_path / "m").write_bytes(contents[:length])
    with pytest.raises(BrokenMatrixFile):
        MatrixFile(tmp_path / "m")


@pytest.mark.parametrize("header", [b"{}", b"[1]", b"\xff\xfe", b'{"version": "1"}'])
def test_a_header_that_is_not_ours_is_refused(tmp_path: Path, header: bytes) -> None:
    """Whatever follows it."""
    (tmp_path / "m").write_bytes(MAGIC + len(header).to_bytes(4, "little") + header + b"\0" * 64)
    with pytest.raises(BrokenMatrixFile):
        MatrixFile(tmp_path / "m")


def test_a_file_of_a_later_version_is_refused_by_its_version(tmp_path: Path) -> None:
    """The reader says what it can read, instead of misreading."""
    write(tmp_path / "m", make_legs(), "uint32", 1)
    contents = (tmp_path / "m").read_bytes().replace(b'"version":1', b'"version":9')
    (tmp_path / "m").write_bytes(contents)
    with pytest.raises(UnsupportedVersion, match="version 9"):
        MatrixFile(tmp_path / "m")
