"""Faults of written books, each pointed at."""

from __future__ import annotations

from pathlib import Path

import pytest

from skjuts.adapters.files.rule_books import parse_document, read_rule_book, write_rule_book
from skjuts.core.kernel.errors import UnreadableInput
from skjuts.core.rules import BadRuleBook, Document, RuleBook, hash_book, read_book

DATA = Path(__file__).parents[2] / "data" / "rules"
TEXT = (DATA / "book.yaml").read_text(encoding="utf-8")


def read_changed(old: str, new: str) -> RuleBook:
    """The book with one text exchanged."""
    assert old in TEXT
    document = parse_document(TEXT.replace(old, new, 1).encode(), "book.yaml")
    return read_book(document, [parse_document((DATA / "facts.yaml").read_bytes(), "facts.yaml")])


@pytest.mark.parametrize(
    ("old", "new", "place", "told"),
    [
        (
            "under {minimum_distance}",
            "under {minimum}",
            "tabellen fee, raden near, kolumnen distance",
            "{minimum}",
        ),
        (
            "can_use_bus: ja",
            "can_use_buss: ja",
            "tabellen mode, raden bus, kolumnen can_use_buss",
            "ingen uppgift",
        ),
        ("can_use_bus: ja", "can_use_bus: yes", "tabellen mode, raden bus, kolumnen can_use_bus", "”yes”"),
        (
            "reason: Avståndet är {distance}.",
            "reason: Det är {distans}.",
            "tabellen fee, raden far",
            "{distans}",
        ),
        ("policy: unique", "policy: best", "tabellen fee", "”policy” är ”best”"),
        ("id: near", "id: far", "tabellen fee, raden far", "samma id"),
        ("then: {fee: 50 kr}", "then: {fee: mycket}", "tabellen fee, raden near, utfallet fee", "”mycket”"),
        ("to: 2024-12-31", "to: 2025-06-30", "parametern taxi_fee", "samma dag"),
        ("kind: money}", "kind: gold}", "tabellen fee, utfallet fee", "”gold”"),
        (
            "walker: rollator}",
            "walker: rollator eller rullstol}",
            "uppgiften aids",
            "kan läsas som flera val",
        ),
        (
            "walker: rollator}",
            "walker: rollator och käpp}",
            "uppgiften aids, valet walker",
            "går inte att använda i en cell",
        ),
        ("editor:", "edditor:", "bokens huvud", "betyder ingenting"),
        ("evidence: proposal", "evidence: true", "parametern taxi_fee, värde 2", "”true”"),
        ('version: "1"', "version:", "bokens huvud", "”version” saknas"),
    ],
)
def test_fault_when_there_is_one_then_file_line_table_row_and_column_are_told(
    old: str, new: str, place: str, told: str
) -> None:
    """Whoever mends a book of a thousand lines is taken to the cell."""
    with pytest.raises(BadRuleBook) as caught:
        read_changed(old, new)
    fault = caught.value.faults[0]
    line = TEXT[: TEXT.index(old)].count("\n") + 1
    assert (fault.place, told in fault.message) == (place, True)
    assert abs(fault.line - line) <= 6
    assert fault.remedy
    assert fault.as_text("book.yaml").startswith(f"book.yaml:{fault.line}: {place}")


def test_tables_when_they_feed_each_other_in_a_circle_then_are_refused() -> None:
    """An answer that hangs on itself is no answer."""
    with pytest.raises(BadRuleBook) as caught:
        read_changed("when: {can_use_bus: ja, needs_to_lie: nej}", "when: {fee: 0 kr}")
    assert "mode → fee → mode" in caught.value.faults[0].message


def test_faults_when_many_then_are_all_told_at_once() -> None:
    """One goes to the book once, not once a fault."""
    with pytest.raises(BadRuleBook) as caught:
        read_changed("age:", "aeg:")
    assert len(caught.value.faults) >= 1
    broken = TEXT.replace("age:", "aeg:")
    with pytest.raises(BadRuleBook) as caught:
        read_book(parse_document(broken.encode()), [parse_document((DATA / "facts.yaml").read_bytes())])
    assert len(caught.value.faults) == 5


def test_family_when_it_gets_one_more_fact_then_the_book_is_the_same_version() -> None:
    """Books share facts; a fact that one of them does not use must not give it a new digest."""
    book = read_rule_book(DATA / "book.yaml")
    more = (DATA / "facts.yaml").read_text(encoding="utf-8") + "  extra: {name: extra, kind: bool}\n"
    again = read_book(parse_document(TEXT.encode()), [parse_document(more.encode())])
    assert hash_book(again) == hash_book(book)
    assert read_book(parse_document(write_rule_book(book))) == book


def test_yaml_when_a_key_stands_twice_then_is_refused() -> None:
    """The second of two amounts must not win in silence."""
    with pytest.raises(UnreadableInput) as caught:
        parse_document(b"a: 1\na: 2\n", "x.yaml")
    assert caught.value.field == "x.yaml:2"


def test_yaml_when_it_unfolds_without_end_then_is_refused() -> None:
    """A file of a few hundred bytes may not take all memory."""
    lines = ["a0: &a0 [x, x]"] + [f"a{i}: &a{i} [*a{i - 1}, *a{i - 1}, *a{i - 1}]" for i in range(1, 40)]
    with pytest.raises(UnreadableInput):
        parse_document("\n".join(lines).encode())


@pytest.mark.parametrize("data", [b"a: [", b"\xff\xfe\x00", b"a: b: c", b"\t- x"])
def test_yaml_when_it_is_none_then_says_so(data: bytes) -> None:
    """No traceback for a broken file."""
    with pytest.raises(UnreadableInput):
        parse_document(data, "x.yaml")


@pytest.mark.parametrize("root", [None, "text", ["list"], {}, {"tables": "x"}, {"tables": {"t": None}}])
def test_document_when_it_is_something_else_then_is_refused_with_faults(root: object) -> None:
    """Whatever is sent in, the answer is a list of faults."""
    with pytest.raises(BadRuleBook):
        read_book(Document(root))  # type: ignore[arg-type]
