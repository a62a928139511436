"""Who may travel how: the worked cases that lie beside each region's tables, tried one by one."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from skjuts.adapters.files.regulations import read_regulation, read_worked_cases
from skjuts.core.regulations.cases import Case, run_case
from skjuts.core.rules import RuleBook, RuleEngine

FOLDER = Path("src/skjuts/core/regulations")
HEADS = sorted(FOLDER.glob("*/book.yaml"))
LEAST_CASES = 140


@cache
def book_of(head: Path) -> RuleBook:
    """A book, read once."""
    return read_regulation(head)


@cache
def engine_of(head: Path) -> RuleEngine:
    """A book's engine, compiled once."""
    return RuleEngine(book_of(head))


CASES = [(head, case) for head in HEADS for case in read_worked_cases(head, book_of(head))]


@pytest.mark.parametrize(
    ("head", "case"), CASES, ids=[f"{head.parent.name}-{case.id}" for head, case in CASES]
)
def test_case_when_tried_then_gives_what_it_says(head: Path, case: Case) -> None:
    """The cases are the manual: what they say is what the tables do."""
    result = run_case(engine_of(head), case)
    assert not result.differences, result.reasons


def test_cases_when_counted_then_are_enough_to_read_as_a_manual() -> None:
    """Cases that disappear would not be missed by any other test."""
    assert len(CASES) >= LEAST_CASES
    assert {head for head, _ in CASES} == set(HEADS)


def test_cases_when_printed_then_have_a_reason_of_one_line() -> None:
    """The title is what a case officer reads in the handbook."""
    assert [case.id for _, case in CASES if not case.title.endswith(".") or "\n" in case.title] == []
