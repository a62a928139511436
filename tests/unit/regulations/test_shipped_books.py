"""The books that are shipped: sound, sourced, and never a refusal that no region has written."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from skjuts.adapters.files.regulations import read_regulation
from skjuts.adapters.files.rule_books import read_document
from skjuts.core.regulations.assembling import list_neighbours
from skjuts.core.rules import Evidence, Kind, RuleBook, Table
from skjuts.core.rules.analysis import FindingKind, check_table
from skjuts.core.rules.cells import Literal

FOLDER = Path("src/skjuts/core/regulations")
HEADS = sorted(FOLDER.glob("*/book.yaml"))
BOOKS = {head.parent.name: read_regulation(head) for head in HEADS}
PRICED_FILES = {"fees.yaml"}
FAULTS = {FindingKind.GAP, FindingKind.OVERLAP, FindingKind.UNREACHABLE, FindingKind.TOO_WIDE}
REFUSALS = {
    "not_covered", "may_not", "beyond", "used_up", "too_late", "too_many", "not_granted", "late",
}  # fmt: skip


def list_tables(name: str) -> list[Table]:
    """The tables of who may travel how; those of fees have their own tests."""
    head = FOLDER / name / "book.yaml"
    fees = [read_document(head.parent / one) for one in list_neighbours(read_document(head), "parts")]
    priced = {
        table
        for document in fees
        if Path(document.source).name in PRICED_FILES and isinstance(document.root, dict)
        for table in document.root["tables"]
    }
    return [table for table in BOOKS[name].tables.values() if table.id not in priced]


CASES = [(BOOKS[name], table) for name in BOOKS for table in list_tables(name)]
NAMES = [f"{book.edition.id}-{table.id}" for book, table in CASES]


@pytest.mark.parametrize(("book", "table"), CASES, ids=NAMES)
def test_table_when_swept_then_has_no_gap_overlap_or_hidden_row(book: RuleBook, table: Table) -> None:
    """A gap leaves an officer without a proposal, a hidden row says something that never counts."""
    assert [one.text for one in check_table(book, table.id) if one.kind in FAULTS] == []


@pytest.mark.parametrize(("book", "table"), CASES, ids=NAMES)
def test_row_when_shipped_then_has_law_reason_and_source(book: RuleBook, table: Table) -> None:
    """What cannot say where it comes from cannot be decided by."""
    assert book.edition.region
    for row in table.rows:
        assert row.law, row.id
        assert row.reason, row.id
        assert row.provenance.source, row.id


@pytest.mark.parametrize(("book", "table"), CASES, ids=NAMES)
def test_refusal_when_shipped_then_is_what_a_region_or_law_has_written(book: RuleBook, table: Table) -> None:
    """An unknown rule is left to the officer; we never invent a no."""
    assert book.edition.region
    for row in table.rows:
        given = {cell.value for cell in row.outcome.values() if isinstance(cell, Literal)}
        if given & REFUSALS:
            assert row.provenance.evidence is Evidence.SOURCED, row.id


@pytest.mark.parametrize("name", [name for name in BOOKS if name != "sweden"])
def test_book_when_shipped_then_answers_what_every_region_is_asked(name: str) -> None:
    """Programs ask every region the same questions, whatever it has written of its own."""
    wanted = {
        "coverage", "cost_bearer", "grant", "escorts", "issuers", "permit_limits", "permit_quota",
        "claim_time", "claim_proof", "ordering", "pooling_limits", "fits_shared_taxi",
    }  # fmt: skip
    assert wanted <= BOOKS[name].tables.keys()


@pytest.mark.parametrize("name", BOOKS)
def test_book_when_printed_then_says_who_answers_for_it(name: str) -> None:
    """A handbook page without an editor and a day of review is a rumour."""
    edition = BOOKS[name].edition
    assert edition.updated
    assert edition.editor
    assert edition.next_review
    assert edition.note


@pytest.mark.parametrize("name", BOOKS)
def test_fact_when_it_may_be_missing_then_can_be_asked_for(name: str) -> None:
    """An application is completed with questions that a person understands."""
    asked = BOOKS[name].facts.values()
    assert [fact.id for fact in asked if not fact.question] == []


def test_vocabulary_when_written_in_two_files_then_says_nothing_twice() -> None:
    """Two descriptions of one fact would drift apart."""
    files = [read_document(FOLDER / name).root for name in ("facts.yaml", "fee_facts.yaml")]
    mine, priced = (set(root["facts"]) for root in files if isinstance(root, dict))
    assert not mine & priced


def test_vocabulary_when_a_certificate_is_made_of_it_then_asks_for_no_diagnosis() -> None:
    """The officer needs what the patient can do, never what the patient has."""
    root = read_document(FOLDER / "facts.yaml").root
    assert isinstance(root, dict)
    texts = " ".join(str(fact) for fact in root["facts"].values()).casefold()
    assert "diagnos" not in texts
    assert all(fact["kind"] in set(Kind) for fact in root["facts"].values())


def test_source_when_a_book_names_a_mark_then_the_list_explains_it() -> None:
    """A mark that nobody can look up is no source."""
    told = set(re.findall(r"S\d+[a-z]?", (FOLDER / "SOURCES.md").read_text(encoding="utf-8")))
    named = {
        mark
        for path in FOLDER.glob("**/*.yaml")
        for mark in re.findall(r"\bS\d+[a-z]?\b", path.read_text(encoding="utf-8"))
    }
    assert named <= told
