"""Days to plan again: a region's own files with their notes, invented ones only where those are allowed."""

from __future__ import annotations

import json
import pickle
from pathlib import Path

import pytest

from skjuts.config.past_days import HouseDays
from skjuts.core.kernel.errors import InvalidField, NotFound, UnreadableInput
from skjuts.core.planning.formats import write_problem
from tests.universe.plans import on_a_line, ride, taxi

AUTHORITY = 7


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A house with two days of one authority; the second has notes."""
    own = tmp_path / str(AUTHORITY) / "days"
    own.mkdir(parents=True)
    for name in ("2026-03-05", "2026-03-04"):
        (own / f"{name}.json").write_bytes(write_problem(on_a_line([ride("anna", 20, 0)], [taxi("bil")])))
    notes = {"skjuts": "day-notes", "version": 1, "booked_s": {"anna": 30_000}, "areas": {"k0": "Åre"}}
    (own / "2026-03-05.notes.json").write_text(json.dumps(notes), encoding="utf-8")
    return tmp_path


def test_days_when_brought_are_listed_by_name_and_read_with_their_notes(folder: Path) -> None:
    """Two days, and the notes are no third."""
    house = HouseDays(folder, is_invented=True)
    assert [one.id for one in house.list_days(AUTHORITY)] == ["2026-03-04", "2026-03-05"]
    reader = pickle.loads(pickle.dumps(house.open_reader(AUTHORITY)))  # noqa: S301 - our own bytes
    day = reader("2026-03-05")
    assert [one.id for one in day.problem.requests] == ["anna"]
    assert (day.booked_s, day.areas) == ({"anna": 30_000}, {"k0": "Åre"})
    assert reader("2026-03-04").booked_s == {}
    assert "egna" in house.name_source(AUTHORITY)


def test_days_when_asked_for_by_another_name_are_not_read(folder: Path) -> None:
    """A name is one of those listed, never a path."""
    reader = HouseDays(folder, is_invented=False).open_reader(AUTHORITY)
    for name in ("../8/days/2026-03-04", "2026-03-06", ""):
        with pytest.raises(NotFound):
            reader(name)


def test_days_when_none_are_brought_are_invented_or_none(tmp_path: Path) -> None:
    """A real house never shows figures of invented days."""
    assert len(HouseDays(tmp_path, is_invented=True).list_days(AUTHORITY)) == 20
    assert HouseDays(tmp_path, is_invented=False).list_days(AUTHORITY) == ()
    assert "påhittade" in HouseDays(tmp_path, is_invented=True).name_source(AUTHORITY)


@pytest.mark.parametrize(
    ("notes", "error"),
    [
        ("inte json", UnreadableInput),
        ('{"skjuts": "problem", "version": 1}', UnreadableInput),
        ('{"skjuts": "day-notes", "version": 1, "booked": {}}', InvalidField),
        ('{"skjuts": "day-notes", "version": 1, "booked_s": {"anna": "sent"}}', InvalidField),
    ],
)
def test_notes_when_they_cannot_be_read_are_refused(folder: Path, notes: str, error: type[Exception]) -> None:
    """A misspelt note must not be a note that silently does not count."""
    (folder / str(AUTHORITY) / "days" / "2026-03-04.notes.json").write_text(notes, encoding="utf-8")
    with pytest.raises(error):
        HouseDays(folder, is_invented=False).open_reader(AUTHORITY)("2026-03-04")
