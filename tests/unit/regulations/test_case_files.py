"""Worked cases kept with a book: tried all at once, and told one by one when they no longer hold."""

from __future__ import annotations

from pathlib import Path

from skjuts.adapters.files.regulations import RegulationShelf
from skjuts.core.regulations.case_files import TriedCase, try_cases, write_case_file
from skjuts.core.regulations.taught_parts import list_parts
from skjuts.core.rules import Document, RuleBook
from skjuts.core.rules.analysis import compare_books, list_touched_tables
from skjuts.core.rules.editing import change_edition, change_outcome, change_parameter, change_row_text

SHELF = RegulationShelf(Path("src/skjuts/core/regulations"))
REGION = "jamtland_harjedalen"


def try_region(book: RuleBook | None = None) -> tuple[TriedCase, ...]:
    """The region's cases, by its own book or another."""
    packaged = SHELF.find_book(REGION)
    assert packaged is not None
    return try_cases(book or packaged.book, packaged.cases, packaged.fee_cases)


def region() -> RuleBook:
    """The region's book."""
    packaged = SHELF.find_book(REGION)
    assert packaged is not None
    return packaged.book


def test_cases_when_tried_as_delivered_then_all_hold() -> None:
    """Cases of tables, of the ladder and of fees."""
    tried = try_region()
    assert [one.title for one in tried if not one.holds] == []
    assert {"Färdsättstrappan", "Egenavgift och högkostnadsskydd"} <= {one.table_name for one in tried}


def test_cases_when_the_book_begins_to_hold_later_then_hold_all_the_same() -> None:
    """A version of next year has the same worked examples from years past."""
    later = change_edition(region(), {"status": "draft", "valid_from": "2030-01-01"})
    assert [one.title for one in try_region(later) if not one.holds] == []


def test_cases_when_an_amount_changes_then_those_that_rest_on_it_are_told() -> None:
    """What was expected and what came of it, side by side."""
    dearer = change_parameter(region(), "taxi_fee", 0, "value", "120 kr")
    broken = [one for one in try_region(dearer) if not one.holds]
    assert broken
    assert any("100 kr väntades, 120 kr blev det" in text for one in broken for text in one.differences)


def test_case_when_it_speaks_of_what_is_gone_then_told_and_the_others_tried() -> None:
    """One case that cannot be read says nothing of the rest."""
    file = write_case_file(
        Document(
            {
                "day": "2026-01-01",
                "cases": {
                    "gone": {"title": "Borta", "table": "borta", "facts": {}, "expect": {"row": "x"}},
                    "there": {
                        "title": "Vaccination ersätts inte.",
                        "table": "coverage",
                        "facts": {"purpose": "vaccination"},
                        "expect": {"coverage": "omfattas inte"},
                    },
                },
            }
        )
    )
    gone, there = try_cases(region(), file, "")
    assert not gone.holds
    assert "Boken har ingen tabell som heter borta" in gone.fault
    assert there.holds


def test_touched_tables_when_a_fee_changes_then_only_those_that_use_it() -> None:
    """A fee leads to the page of the course on fees; a changed reason leads nowhere."""
    book = region()
    dearer = change_parameter(book, "taxi_fee", 1, "value", "250 kr")
    assert list_touched_tables(dearer, compare_books(book, dearer)) == ("copayment",)
    assert list_parts(["copayment"]) == ("fee",)
    reworded = change_row_text(book, "copayment", "taxi", "reason", "Taxi kostar.")
    assert list_touched_tables(reworded, compare_books(book, reworded)) == ()


def test_touched_tables_when_an_early_answer_changes_then_all_that_ask_for_it() -> None:
    """Whether the purpose is covered decides whether the trip is, and that who pays."""
    book = region()
    row = book.tables["purpose_coverage"].rows[0].id
    changed = change_outcome(book, "purpose_coverage", row, "purpose_coverage", "handläggaren bedömer")
    if changed == book:
        changed = change_outcome(book, "purpose_coverage", row, "purpose_coverage", "omfattas inte")
    touched = list_touched_tables(changed, compare_books(book, changed))
    assert {"purpose_coverage", "coverage", "cost_bearer"} <= set(touched)
    assert "copayment" not in touched
