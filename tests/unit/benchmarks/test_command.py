"""The command names its minutes, refuses unknown parts, and keeps stdout clean for programs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks import __main__ as command
from benchmarks import records
from benchmarks.planner import PARTS, Part, choose_parts
from benchmarks.rows import Row, Session

PLANNED = ("a", "r", "peers", "day", "big", "nation", "insertion", "checker", "addresses", "kernels", "start")


@pytest.fixture
def _measured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every part gives one row at once, and is stored in a folder of the test."""

    def measure(part: Part, session: Session) -> list[Row]:
        session.say(f"measuring {part.name}")
        return [Row(part.name, 3.0, "s", 2)]

    monkeypatch.setattr(Part, "measure", measure)
    monkeypatch.setattr(records, "FOLDER", tmp_path)
    monkeypatch.setattr(command, "ROOT", tmp_path)


def test_parts_are_those_of_the_contract() -> None:
    """Others call them by these names."""
    assert tuple(part.name for part in PARTS) == PLANNED


def test_quick_run_of_all_parts_fits_in_its_minutes() -> None:
    """A quick run is for between two changes."""
    assert sum(part.expected_minutes(is_quick=True) for part in PARTS) <= 5.0


def test_unknown_part_is_refused_with_the_known_ones() -> None:
    """A misspelt part must not measure everything, or nothing."""
    with pytest.raises(ValueError, match="choose among a, r, peers"):
        choose_parts(["dya"])


@pytest.mark.usefixtures("_measured")
def test_missed_target_when_measured_exits_zero(capsys: pytest.CaptureFixture[str]) -> None:
    """The bench reports; it does not judge."""
    assert command.main(["planner", "--part", "start", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == [
        {"what": "start", "value": 3.0, "unit": "s", "target": 2, "met": False}
    ]


@pytest.mark.usefixtures("_measured")
def test_minutes_are_named_first(capsys: pytest.CaptureFixture[str]) -> None:
    """Nobody starts an hour's work by mistake."""
    command.main(["planner", "--part", "start", "--quick"])
    assert capsys.readouterr().out.splitlines()[0] == "bench planner: about 0.1 minutes, start"


def test_unknown_part_exits_with_misuse(capsys: pytest.CaptureFixture[str]) -> None:
    """And says which parts there are."""
    assert command.main(["planner", "--part", "nothing"]) == 2
    assert "no part nothing" in capsys.readouterr().err
