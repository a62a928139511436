"""The written form: what is written reads back as the same book, cell by cell and whole."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from skjuts.adapters.files.rule_books import parse_document, write_rule_book
from skjuts.core.rules import Fact, Kind, RuleBook, decode_book, encode_book, read_book
from skjuts.core.rules.cell_text import Names, read_cell, write_cell
from skjuts.core.rules.values import ORDERED, WHOLE, read_value, write_cell_value
from tests.property.rules.books import FACTS, PARAMETERS, draw_book, draw_cell

NAMES = Names(
    {one.id: one.kind for one in PARAMETERS.values()}, {fact.id: fact.kind for fact in FACTS.values()}
)


@given(st.sampled_from(sorted(WHOLE)), st.integers(0, 10**9))
def test_value_when_written_then_reads_back(kind: Kind, value: int) -> None:
    """An amount shown in a cell and saved again must be the same amount."""
    if kind is Kind.CLOCK:
        value %= 50 * 3600
    unit = ("resa", "resor") if kind is Kind.INTEGER else ("", "")
    assert read_value(kind, write_cell_value(kind, value, unit), unit) == value


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_day_when_written_then_reads_back(day: date) -> None:
    """Days are written as the calendar's numbers, which nobody can turn around."""
    assert read_value(Kind.DATE, write_cell_value(Kind.DATE, day)) == day


@given(st.sampled_from(sorted(FACTS)).flatmap(lambda name: st.tuples(st.just(name), _cells(name))))
def test_cell_when_written_then_reads_back(drawn: tuple[str, Any]) -> None:
    """The workbench edits cells as text; opening and saving a cell must not change it."""
    name, cell = drawn
    assert read_cell(write_cell(cell, FACTS[name]), FACTS[name], NAMES) == cell


@given(
    st.sampled_from(sorted(ORDERED - {Kind.DATE, Kind.CLOCK})), st.integers(0, 10**6), st.integers(1, 10**6)
)
def test_interval_when_written_then_reads_back(kind: Kind, low: int, width: int) -> None:
    """Two ends with amounts that carry decimals, spaces and units stay two ends."""
    fact = Fact("x", "x", kind, unit=("resa", "resor") if kind is Kind.INTEGER else ("", ""))
    least, most = fact.write(low), fact.write(low + width)
    for text in (
        f"minst {least} och högst {most}",
        f"över {least} och under {most}",
        f"{least} eller {most}",
    ):
        assert write_cell(read_cell(text, fact), fact) == text


@settings(deadline=None, max_examples=40)
@given(draw_book())
def test_book_when_written_then_reads_back_from_json_and_yaml(book: RuleBook) -> None:
    """The digest names a version only if its written form holds all of it."""
    assert decode_book(encode_book(book)) == book
    assert read_book(parse_document(write_rule_book(book))) == book


def _cells(name: str) -> st.SearchStrategy[Any]:
    return draw_cell(FACTS[name], list(FACTS.values()))
