"""One book of many files: who says what, and where a fault stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from skjuts.adapters.files.rule_books import parse_document
from skjuts.core.regulations.assembling import BookFiles, assemble_book
from skjuts.core.rules import BadRuleBook, Document, RuleBook

HEAD = """
book: {id: prov, title: Prov, region: prov, version: "1", status: draft}
facts: {age: {name: åldern, kind: integer, unit: år, question: Hur gammal?}}
"""


def a_part(source: str, table: str, reason: str, extra: str = "") -> Document:
    """A file with one table of one row."""
    text = f"""
tables:
  {table}:
    name: En tabell
    policy: first
    outcomes: {{{table}_outcome: {{name: utfallet, kind: bool}}}}
    rows:
      - {{id: rad, when: {{age: minst 20 år}}, then: {{{table}_outcome: ja}}, reason: "{reason}"}}
{extra}"""
    return parse_document(text.encode(), source)


def assemble(parts: list[Document], shared: list[Document]) -> RuleBook:
    """The book of these files."""
    return assemble_book(BookFiles(parse_document(HEAD.encode(), "book.yaml"), [], parts, shared))


def test_book_when_a_region_says_something_then_the_country_is_not_heard() -> None:
    """A region's table takes the place of the country's; the rest of the country's still fills in."""
    shared = [a_part("land.yaml", "one", "Landets."), a_part("land2.yaml", "two", "Landets.")]
    book = assemble([a_part("region.yaml", "one", "Regionens.")], shared)
    assert book.tables["one"].rows[0].reason == "Regionens."
    assert book.tables["two"].rows[0].reason == "Landets."


def test_book_when_two_of_the_regions_files_say_the_same_table_then_is_refused() -> None:
    """Which one counts would depend on the order of a list."""
    with pytest.raises(BadRuleBook) as caught:
        assemble([a_part("a.yaml", "one", "A."), a_part("b.yaml", "one", "B.")], [])
    assert caught.value.faults[0].place == "b.yaml"


def test_book_when_a_part_has_a_fault_then_names_its_file_and_line() -> None:
    """An editor opens the right file at the right line."""
    with pytest.raises(BadRuleBook) as caught:
        assemble([a_part("region.yaml", "one", "Kostar {okand}.")], [])
    fault = caught.value.faults[0]
    assert fault.place.startswith("region.yaml: tabellen one")
    assert fault.line == 8


def test_book_when_a_part_has_a_word_that_means_nothing_then_is_refused() -> None:
    """A misspelt section would otherwise be left out in silence."""
    with pytest.raises(BadRuleBook) as caught:
        assemble([a_part("region.yaml", "one", "A.", "tabeller: {}\n")], [])
    assert "tabeller" in caught.value.faults[0].message


def test_head_when_shipped_then_names_every_file_of_its_folder() -> None:
    """A file of rules that no head names would be read by people and by no program."""
    for head in Path("src/skjuts/core/regulations").glob("*/book.yaml"):
        beside = {"book.yaml", "cases.yaml", "fee_cases.yaml", "care_options.yaml"}
        files = {path.name for path in head.parent.glob("*.yaml")} - beside
        text = head.read_text(encoding="utf-8")
        assert [name for name in files if name not in text and head.parent.name != "sweden"] == []
