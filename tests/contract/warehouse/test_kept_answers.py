"""What the trips themselves were asked is not asked again by whoever opens the warehouse next."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from skjuts.adapters.warehouse import Relation, Warehouse, import_trips, open_warehouse
from skjuts.core.followup.ledger import questions
from skjuts.core.followup.population import Population
from tests.contract.warehouse.trips import make_trips, write_csv

PEOPLE = (Relation.TRIPS, questions.count_people, Population(), ("area",))
LISTED = (Relation.TRIPS, questions.list_trips, Population(), 5)


def _read_in(folder: Path, count: int, stamp: str) -> Path:
    path = write_csv(folder / "trips.csv", make_trips(count))
    import_trips(folder / "shelf", path, "allt", stamp)
    return folder / "shelf"


def _ask(folder: Path, *asked: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - a question and its terms
    opened = open_warehouse(folder)
    try:
        return opened.answer(*asked)
    finally:
        opened.close()


def test_answer_when_asked_again_by_a_warehouse_opened_anew_is_read_and_not_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ten million trips take seconds to count people in; a page may not."""
    folder = _read_in(tmp_path, 60, "s1")
    first = _ask(folder, *PEOPLE)
    monkeypatch.setattr(Warehouse, "_run", lambda *_: pytest.fail("counted again"))
    assert _ask(folder, *PEOPLE) == first


def test_answer_when_something_else_is_read_in_is_counted_anew(tmp_path: Path) -> None:
    """A corrected month shows at once."""
    folder = _read_in(tmp_path, 60, "s1")
    first = _ask(folder, *PEOPLE)
    again = _ask(_read_in(tmp_path, 90, "s2"), *PEOPLE)
    assert sum(row["trips"] for row in again) > sum(row["trips"] for row in first)


def test_answer_when_its_file_is_broken_is_counted_anew(tmp_path: Path) -> None:
    """A file cut short by a full disk is no answer."""
    folder = _read_in(tmp_path, 60, "s1")
    first = _ask(folder, *PEOPLE)
    for file in (folder / "answers").rglob("*.json"):
        file.write_bytes(file.read_bytes()[:-3])
    assert _ask(folder, *PEOPLE) == first


def test_trips_one_by_one_when_listed_are_not_kept(tmp_path: Path) -> None:
    """Their days have no form in the files, and sums are what takes time."""
    folder = _read_in(tmp_path, 60, "s1")
    assert _ask(folder, *LISTED) == _ask(folder, *LISTED)
    assert not list((folder / "answers").rglob("*.json"))
