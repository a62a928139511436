"""Tables of many unknown facts: answered within a moment, and never with a refusal."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from skjuts.core.rules import Document, RuleBook, RuleEngine, VerdictKind, read_book
from skjuts.core.rules.analysis import FindingKind, check_table
from skjuts.core.rules.analysis import sweep as sweeping
from skjuts.core.rules.evaluation import exploration

DAY = date(2026, 3, 2)


def make_book(rows: list[dict[str, Any]], policy: str = "first", facts: int = 12) -> RuleBook:
    """A book of one table over so many yes-or-no facts."""
    return read_book(
        Document(
            {
                "book": {"id": "b", "title": "B", "region": "x", "version": "1", "status": "draft"},
                "facts": {f"f{i}": {"name": f"uppgift {i}", "kind": "bool"} for i in range(facts)},
                "tables": {
                    "t": {
                        "name": "T",
                        "policy": policy,
                        "outcomes": {"o": {"name": "utfallet", "kind": "integer"}},
                        "rows": [{"reason": "Så är det.", **row} for row in rows],
                    }
                },
            }
        )
    )


def test_fact_when_it_cannot_change_the_outcome_then_is_not_asked_for() -> None:
    """Two rows that part on a fact and give the same make the fact idle: only the diagram can tell."""
    rows = [
        {"id": "a", "when": {"f0": "ja", "f1": "ja"}, "then": {"o": "1"}},
        {"id": "b", "when": {"f0": "nej", "f1": "ja"}, "then": {"o": "1"}},
        {"id": "c", "then": {"o": "2"}},
    ]
    verdict = RuleEngine(make_book(rows)).decide("t", {}, DAY)
    assert [fact.id for fact in verdict.missing] == ["f1"]
    certain = RuleEngine(make_book(rows)).decide("t", {"f1": True}, DAY)
    assert (certain.kind, certain.outcome) == (VerdictKind.PROPOSAL, {"o": 1})
    assert [row.is_certain for row in certain.record().answer.matched] == [False, False]


def test_diagram_when_it_outgrows_its_limit_then_all_unknown_facts_are_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Asking for too much is a nuisance; refusing for want of time would be a wrong."""
    rows = [{"id": f"r{i}", "when": {f"f{i}": "ja"}, "then": {"o": str(i % 2)}} for i in range(12)]
    book = make_book(rows, "collect")
    monkeypatch.setattr(exploration, "MOST_STATES", 20)
    monkeypatch.setattr(exploration, "list_proven", lambda *_: set())
    verdict = RuleEngine(book).decide("t", {"f0": True}, DAY)
    assert verdict.kind is VerdictKind.COMPLETE
    assert len(verdict.missing) == 11


def test_examples_when_tried_then_show_most_facts_without_a_diagram(monkeypatch: pytest.MonkeyPatch) -> None:
    """A form of twenty unknown facts is answered while somebody types."""
    rows = [
        {"id": f"r{i}", "when": {f"f{i}": "ja", f"f{i + 1}": "nej"}, "then": {"o": str(i)}} for i in range(19)
    ]
    book = make_book([*rows, {"id": "z", "then": {"o": "99"}}], facts=20)
    monkeypatch.setattr(exploration, "MOST_STATES", 0)
    verdict = RuleEngine(book).decide("t", {}, DAY)
    assert len(verdict.missing) == 20


def test_sweep_when_a_table_is_too_wide_then_says_so_instead_of_hanging(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A finding that the table was not tried is honest; silence would be read as sound."""
    rows = [{"id": f"r{i}", "when": {f"f{i}": "ja"}, "then": {"o": str(i)}} for i in range(12)]
    monkeypatch.setattr(sweeping, "MOST_STATES", 5)
    assert FindingKind.TOO_WIDE in {one.kind for one in check_table(make_book(rows), "t")}
