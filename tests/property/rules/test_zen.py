"""Tables at random, judged by ours and by zen-engine: a program that shares not a line with it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from benchmarks.rules.zen import find_rows, make_graph
from skjuts.core.rules import Fact, HitPolicy, Kind, Parameter, RuleBook, RuleEngine
from tests.property.rules.books import DAY, EDITION, FACTS, PARAMETERS, draw_table
from tests.property.rules.plain import list_domain

zen = pytest.importorskip("zen", reason="zen-engine is in the group dev")

SHARED = [FACTS[name] for name in ("ill", "mode", "age")]
"""Kinds that both can judge; zen has no sets, no days and no unknown."""


@st.composite
def draw_shared_book(draw: st.DrawFn) -> RuleBook:
    """A book of one table that both engines hold."""
    outcome = Fact("result", "utfallet", Kind.INTEGER, least=0, most=2)
    table = draw(draw_table("only", SHARED, outcome))
    parameters: dict[str, Parameter] = {"some": PARAMETERS["some"]}
    facts = {fact.id: fact for fact in SHARED}
    book = RuleBook(EDITION, facts, parameters, {"only": table})
    assume('"none"' not in repr(table).replace("'", '"'))
    return book


@settings(deadline=None, max_examples=80)
@given(
    draw_shared_book(),
    st.fixed_dictionaries({fact.id: st.sampled_from(list_domain(fact)) for fact in SHARED}),
)
def test_rows_when_judged_by_zen_engine_then_are_the_same(book: RuleBook, facts: dict[str, Any]) -> None:
    """Two engines that read the same table differently would mean that one of them reads it wrong."""
    decision = zen.ZenEngine().create_decision(make_graph(book, "only", DAY))
    theirs = find_rows(decision.evaluate(facts))
    verdict = RuleEngine(book).decide("only", facts, DAY)
    ours = [row.id for row in verdict.matched]
    if book.tables["only"].policy is HitPolicy.FIRST:
        assert ours == theirs
    else:
        assert sorted(ours) == sorted(theirs)
