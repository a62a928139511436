"""The compiled engine against the slow judge, on books and facts at random."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from skjuts.core.rules import RuleBook, RuleEngine, VerdictKind, decode_record, replay
from tests.property.rules.books import DAY, draw_book, draw_facts
from tests.property.rules.plain import decide, list_near_misses

TABLES = st.sampled_from(["early", "last"])


@settings(deadline=None, max_examples=120)
@given(draw_book(), draw_facts(is_whole=True), TABLES)
def test_engine_when_all_facts_are_known_then_answers_as_the_slow_judge(
    book: RuleBook, facts: dict[str, Any], table: str
) -> None:
    """Masks and bisection are only a faster way of reading the same rows."""
    verdict = RuleEngine(book).decide(table, facts, DAY)
    plain = decide(book, table, facts, DAY)
    assert (verdict.kind.value, tuple(verdict.outcome.items())) == (plain.answer.kind, plain.answer.outcome)


@settings(deadline=None, max_examples=150)
@given(draw_book(), draw_facts(), TABLES)
def test_engine_when_facts_are_unknown_then_completes_iff_two_completions_differ(
    book: RuleBook, facts: dict[str, Any], table: str
) -> None:
    """Unknown never refuses, and nothing is asked for that cannot change the outcome."""
    verdict = RuleEngine(book).decide(table, facts, DAY)
    plain = decide(book, table, facts, DAY)
    assert (verdict.kind.value, tuple(verdict.outcome.items())) == (plain.answer.kind, plain.answer.outcome)
    assert {fact.id for fact in verdict.missing} == plain.missing
    assert (verdict.kind is VerdictKind.COMPLETE) is bool(verdict.missing)


@settings(deadline=None, max_examples=80)
@given(draw_book(), draw_facts())
def test_near_misses_when_listed_then_are_the_rows_with_one_false_cell(
    book: RuleBook, facts: dict[str, Any]
) -> None:
    """What would have had to be different must be neither more nor less than one thing."""
    verdict = RuleEngine(book).decide("early", facts, DAY)
    found = {(miss.row_id, miss.fact_id) for miss in verdict.near_misses}
    assert len(found) == len(verdict.near_misses)
    assert found == list_near_misses(book, book.tables["early"], facts, DAY)


@settings(deadline=None, max_examples=50)
@given(draw_book(), draw_facts(), TABLES)
def test_record_when_replayed_then_is_the_same_to_the_last_letter(
    book: RuleBook, facts: dict[str, Any], table: str
) -> None:
    """An appeal must be able to see years later what was proposed and why."""
    stored = RuleEngine(book).decide(table, facts, DAY).record().encode()
    assert replay(decode_record(stored), book).encode() == stored


@settings(deadline=None, max_examples=80)
@given(draw_book(), draw_facts(is_whole=True))
def test_would_give_when_told_then_the_changed_fact_alone_gives_it(
    book: RuleBook, facts: dict[str, Any]
) -> None:
    """A near miss that promises another outcome must keep the promise for some value of that fact."""
    engine = RuleEngine(book)
    verdict = engine.decide("early", facts, DAY)
    for miss, told in zip(verdict.near_misses, verdict.record().answer.near_misses, strict=True):
        others = set()
        for value in _list_values(book, miss.fact_id):
            other = engine.decide("early", {**facts, miss.fact_id: value}, DAY)
            if (other.kind, other.outcome) != (verdict.kind, verdict.outcome):
                others.add(other.record().summary)
        assert bool(told.would_give) <= bool(others)


def _list_values(book: RuleBook, name: str) -> list[Any]:
    from tests.property.rules.plain import list_domain

    return list_domain(book.facts[name])
