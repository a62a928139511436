"""Decided matters from before: a region's own lines, or invented ones where those are allowed."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from skjuts.config.past_matters import HouseMatters
from skjuts.core.kernel.errors import InvalidField

AUTHORITY, KIND = 7, "patient_trip"
SPRING, SUMMER = dt.date(2026, 3, 1), dt.date(2026, 7, 1)


def line(sender_id: str, day: dt.date, **more: object) -> str:
    """A matter as a sender writes it."""
    told = {"kind": KIND, "person": sender_id, "decided_on": str(day), "travel_day": str(day)}
    return json.dumps({**told, "facts": {"age": 70, "boards_steps": True}, **more})


def write(folder: Path, *lines: str) -> HouseMatters:
    """A house where an authority has read in some lines."""
    own = folder / str(AUTHORITY) / "matters"
    own.mkdir(parents=True)
    (own / "2026.jsonl").write_text("\n".join(lines) + "\n\n", encoding="utf-8")
    return HouseMatters(folder, is_invented=True)


def test_matters_when_read_in_are_those_of_the_days_with_people_numbered(tmp_path: Path) -> None:
    """The sender's own ids stay in the file."""
    house = write(tmp_path, line("a-17", SPRING), line("b-3", SUMMER), line("a-17", SUMMER, trips=4))
    found = house.list_weighed(AUTHORITY, KIND, SPRING, SUMMER)
    assert sorted((one.decided_on, one.person, one.trips) for one in found) == [
        (SPRING, 0, 1),
        (SUMMER, 0, 4),
        (SUMMER, 1, 1),
    ]
    assert len(house.list_weighed(AUTHORITY, KIND, SUMMER, SUMMER)) == 2
    assert not house.list_weighed(AUTHORITY, "paratransit", SPRING, SUMMER)
    assert "inlästa" in house.name_source(AUTHORITY)


@pytest.mark.parametrize("told", [{"name": "Anna"}, {"trips": 0}, {"decided_on": "i våras"}])
def test_line_when_it_is_not_as_it_should_be_is_named(tmp_path: Path, told: dict[str, object]) -> None:
    """A name has no place here, and a line that is passed over would be a matter that nobody counts."""
    house = write(tmp_path, line("a", SPRING), line("b", SPRING, **told))
    with pytest.raises(InvalidField) as refusal:
        house.list_weighed(AUTHORITY, KIND, SPRING, SUMMER)
    assert "2026.jsonl, rad 2" in refusal.value.field


def test_matters_when_none_are_read_in_are_invented_or_none(tmp_path: Path) -> None:
    """A real house shows no figures of invented people."""
    assert not HouseMatters(tmp_path, is_invented=False).list_weighed(AUTHORITY, KIND, SPRING, SUMMER)
    house = HouseMatters(tmp_path, is_invented=True)
    found = house.list_weighed(AUTHORITY, KIND, SPRING, SUMMER)
    assert found == house.list_weighed(AUTHORITY, KIND, SPRING, SUMMER)
    assert len(found) > 1_000
    assert all(SPRING <= one.decided_on <= SUMMER for one in found)
    assert "påhittade" in house.name_source(AUTHORITY)
