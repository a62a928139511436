"""What a letter says of the rules: why not by bus, what was weighed, and all of it said to its reader."""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from skjuts.adapters.files.regulations import read_regulation
from skjuts.apps.permits.letters.addressing import to_reader
from skjuts.apps.permits.letters.grounds import Weighed, read_grounds
from skjuts.apps.permits.letters.matter import Grounds
from skjuts.apps.permits.letters.readability import is_easy
from skjuts.apps.permits.proposing import propose
from skjuts.core import regulations
from skjuts.core.rules import RuleBook

DAY = dt.date(2026, 11, 27)
TAXI = ("shared_taxi",)
LATE: dict[str, Any] = {
    "purpose": "care",
    "residence": "resident",
    "care_place": "nearest",
    "care_region": "home",
    "can_be_remote": False,
    "can_be_by_team": False,
    "can_be_nearer": False,
    "remote_care_offered": False,
    "team_offered": False,
    "nearer_unit_offered": False,
    "distance": 187_000,
    "walking_limit": 600,
    "boards_steps": True,
    "sits_upright": True,
    "finds_way": True,
    "waits_alone": True,
    "rides_with_others": True,
    "can_transfer": True,
    "is_confused": False,
    "is_infectious": False,
    "has_escort": False,
    "escorts": 0,
    "care_on_the_way": "none",
    "can_go_by_car": False,
    "shuttle_line_fits": False,
    "flight_proposed": False,
    "timetable_fits": False,
    "feeder_fits": False,
}
"""Somebody who manages the bus, whose last one home has left."""


@cache
def read_book() -> RuleBook:
    """A region's own book, as packaged."""
    return read_regulation(Path(regulations.__file__).parent / "jamtland_harjedalen" / "book.yaml")


def ground(reasons: str = "", **changed: Any) -> Grounds:  # noqa: ANN401
    """The grounds of a decision that goes with the rules."""
    proposal = propose(read_book(), {**LATE, **changed}, travel_day=DAY, asked_mode="shared_taxi")
    modes = TAXI if proposal.outcome == "granted" else ()
    return read_grounds(reasons, Weighed(proposal.verdicts, read_book(), proposal.outcome, modes))


def test_grounds_when_the_timetable_is_why_then_say_so_and_nothing_of_flights() -> None:
    """The one who is given a taxi asks why not the bus; nobody had thought of an aeroplane."""
    told = ground()
    assert told.rules[0] == "Inga bussar eller tåg passar besöket både dit och hem."
    assert "Tidtabellen räcker: nej" in told.considered
    assert "lyg" not in " ".join([*told.rules, *told.considered])


def test_grounds_when_rows_above_were_tried_then_what_was_weighed_is_told() -> None:
    """The row that carries a yes asks for nothing itself; what came before it was weighed all the same."""
    assert {"Hittar själv: ja", "Klarar att kliva på och av: ja"} <= set(ground().considered)
    denied = ground(timetable_fits=True)
    assert denied.rules == ("Du klarar resan och tidtabellen räcker den dagen.",)
    assert "Tidtabellen räcker: ja" in denied.considered


def test_grounds_when_tables_ask_of_illness_then_nothing_of_it_is_told() -> None:
    """An envelope is opened by others too."""
    said = " ".join([*ground().rules, *ground().considered, *ground().near_misses])
    assert "mitt" not in said
    assert "vården under resan" not in said.lower()


def test_grounds_when_another_answer_was_near_then_told_without_the_rules_own_words() -> None:
    """Ja and nej beside each other say nothing to somebody who has not read the table."""
    near = ground(timetable_fits=True).near_misses
    assert "Klarar att kliva på och av: nej, i stället för ja." in near
    assert "regeln gäller" not in " ".join(near)


def test_grounds_when_told_twice_then_the_same_text() -> None:
    """A letter is known again by its sum."""
    assert ground() == ground()


def test_timetables_reason_when_it_decides_then_easy_swedish_can_say_it() -> None:
    """Otherwise the easy letter leaves out the one thing that its reader wonders about."""
    assert is_easy(ground().rules[0])


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Patienten klarar inte att åka med andra.", "Du klarar inte att åka med andra."),
        ("Inget passar och patienten klarar taxi.", "Inget passar och du klarar taxi."),
        ("Patienten kan inte flytta sig till ett bilsäte.", "Du kan inte flytta dig till ett bilsäte."),
        ("Vård som resenären själv valt ersätts inte.", "Vård som du själv valt ersätts inte."),
        ("Patientens förmåga räcker inte.", "Patientens förmåga räcker inte."),
        ("Vägen flyttar sig. Patienten går.", "Vägen flyttar sig. Du går."),
        ("Patienter som smittar åker inte sjukresa.", "Patienter som smittar åker inte sjukresa."),
    ],
)
def test_reason_when_said_to_the_reader_then_the_reader_is_you(written: str, said: str) -> None:
    """A letter about somebody else is not read as one's own."""
    assert to_reader(written) == said
