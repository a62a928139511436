"""A day is read from a file of any format, wherever its travel times lie."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from skjuts.adapters.roads.matrix_file import write_matrix_file
from skjuts.cli.input_format import InputFormat
from skjuts.cli.problem_file import read_problem_file
from skjuts.core.kernel.errors import InvalidField, TooLargeInput, UnreadableInput
from skjuts.core.network.travel_times import Legs, Point, Profile, Provenance
from skjuts.core.planning.formats.foreign import READERS
from tests.unit.planning.formats.example_day import as_json, example_day, example_problem
from tests.unit.planning.formats.test_plan_form import CORDEAU


def _write(folder: Path, data: bytes) -> Path:
    path = folder / "dag.txt"
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("named", [InputFormat.AUTO, InputFormat.SKJUTS])
def test_a_day_in_our_form_is_found_by_its_looks_or_its_name(tmp_path: Path, named: InputFormat) -> None:
    """Nobody has to name the format, and whoever does is obeyed."""
    path = _write(tmp_path, b"\xef\xbb\xbf \n" + as_json(example_day()))
    assert read_problem_file(path, named).name == "Påhittad dag"


@pytest.mark.parametrize("named", [InputFormat.AUTO, InputFormat.CORDEAU])
def test_a_foreign_instance_is_found_by_its_looks_or_its_name(tmp_path: Path, named: InputFormat) -> None:
    """Public instances run unchanged, under the name of their file."""
    problem = read_problem_file(_write(tmp_path, CORDEAU.encode()), named)
    assert (problem.format, problem.name, len(problem.requests)) == ("cordeau", "dag", 2)


def test_every_format_of_the_readers_has_its_name_on_the_command_line() -> None:
    """A reader that cannot be asked for is no reader."""
    assert {one.value for one in InputFormat} == {"auto", "skjuts", *READERS}


@pytest.mark.parametrize("data", [b"", b"\xff\xfe\x00", b"PK\x03\x04", b"hej\n"])
def test_a_file_of_no_format_is_refused(tmp_path: Path, data: bytes) -> None:
    """A spreadsheet or a picture by mistake gets a sentence, not a traceback."""
    with pytest.raises(UnreadableInput):
        read_problem_file(_write(tmp_path, data))


@pytest.mark.parametrize("data", [b"", b" \n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_called_empty(tmp_path: Path, data: bytes) -> None:
    """An export that failed leaves one; asking for another format would not help."""
    with pytest.raises(UnreadableInput, match="tom"):
        read_problem_file(_write(tmp_path, data))


def test_a_list_is_not_taken_for_another_format(tmp_path: Path) -> None:
    """JSON of another shape is told of as JSON."""
    with pytest.raises(InvalidField, match="ett objekt men är en lista"):
        read_problem_file(_write(tmp_path, b"[1, 2]"))


def test_a_day_above_the_chosen_limit_is_refused(tmp_path: Path) -> None:
    """Whoever runs the command sets the limit."""
    with pytest.raises(TooLargeInput):
        read_problem_file(_write(tmp_path, as_json(example_day())), limit_bytes=100)


def test_a_day_with_a_matrix_file_finds_it_beside_itself(tmp_path: Path) -> None:
    """The two files can be moved together."""
    problem = example_problem()
    points = [Point(place.lat, place.lon) for place in problem.places]
    legs = Legs(problem.travel.legs, Provenance("påhittade tider", "", is_estimate=True))
    write_matrix_file(tmp_path / "tider.matrix", points, legs, dtype="uint16", unit_m=1, profile=Profile.CAR)
    day = example_day()
    day["travel"] = {"kind": "matrix_file", "path": "tider.matrix"}
    again = read_problem_file(_write(tmp_path, as_json(day)))
    assert np.array_equal(again.travel.legs, problem.travel.legs)
    assert (again.travel.source, again.travel.is_estimate) == ("påhittade tider", True)


def test_a_day_on_roads_without_roads_says_how_to_name_them(tmp_path: Path) -> None:
    """The remedy is the option itself."""
    day = example_day()
    day["travel"] = {"kind": "roads"}
    with pytest.raises(InvalidField) as refusal:
        read_problem_file(_write(tmp_path, as_json(day)))
    assert "--roads" in refusal.value.remedy


@pytest.mark.parametrize("data", [as_json(example_day()), CORDEAU.encode()], ids=["ours", "foreign"])
def test_a_day_with_its_own_times_when_roads_are_named_then_refused(tmp_path: Path, data: bytes) -> None:
    """Whoever names roads believes that the plan is on them; an estimate must not pass as that."""
    with pytest.raises(InvalidField) as refusal:
        read_problem_file(_write(tmp_path, data), roads="vagar")
    assert refusal.value.field == "--roads"
