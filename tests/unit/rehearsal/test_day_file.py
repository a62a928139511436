"""An invented day in a file is the same day when it is read."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from skjuts.cli.problem_file import read_problem_file
from skjuts.rehearsal import day_file
from tests.unit.planning.formats.example_day import example_problem


@pytest.mark.parametrize(("largest_inline", "files"), [(3, 1), (2, 2)])
def test_a_day_when_written_and_read_again_has_the_same_travel(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, largest_inline: int, files: int
) -> None:
    """Small days are one file; a large one's matrix lies beside it, and says the same."""
    monkeypatch.setattr(day_file, "LARGEST_INLINE_PLACES", largest_inline)
    problem = example_problem()
    day_file.write_day(tmp_path / "dag.json", problem)
    again = read_problem_file(tmp_path / "dag.json")
    assert np.array_equal(again.travel.legs, problem.travel.legs)
    assert again.travel.source == problem.travel.source
    assert again.requests == problem.requests
    assert len(list(tmp_path.iterdir())) == files
