"""Gaps, overlaps and hidden rows against the trying of every case."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from skjuts.core.rules import Fact, HitPolicy, Kind, RuleBook, Table
from skjuts.core.rules.analysis import Finding, FindingKind, check_table
from tests.property.rules.books import DAY, EDITION, FACTS, PARAMETERS, draw_table
from tests.property.rules.plain import judge_row, list_domain

INPUTS = [FACTS[name] for name in ("ill", "mode", "age", "limit", "aids")]


@st.composite
def draw_single(draw: st.DrawFn) -> RuleBook:
    """A book of one table, with all parameters that it may name."""
    table = draw(draw_table("only", INPUTS, Fact("result", "utfallet", Kind.INTEGER, least=0, most=2)))
    parameters = {"some": PARAMETERS["some"]}
    if '"none"' in repr(table).replace("'", '"'):
        parameters["none"] = PARAMETERS["none"]
    return RuleBook(EDITION, {fact.id: fact for fact in INPUTS}, parameters, {"only": table})


def list_cases(table: Table) -> Iterator[dict[str, Any]]:
    """Every case that can be put to a table."""
    yield from (
        dict(zip((fact.id for fact in INPUTS), values, strict=True))
        for values in product(*(list_domain(fact) for fact in INPUTS))
    )


def list_standing(book: RuleBook, facts: Mapping[str, Any]) -> list[str]:
    """The rows that are not false."""
    table = book.tables["only"]
    return [row.id for row in table.rows if judge_row(book, table, row, facts, DAY) is not False]


def of_kind(found: list[Finding], kind: FindingKind) -> list[Finding]:
    """The findings of one kind."""
    return [one for one in found if one.kind is kind]


@settings(deadline=None, max_examples=60)
@given(draw_single())
def test_findings_when_every_case_is_tried_then_are_exactly_those(book: RuleBook) -> None:
    """A gap that is missed is a person whom no rule covers; one that is invented wastes an editor's day."""
    table = book.tables["only"]
    found = check_table(book, "only")
    standing = [list_standing(book, facts) for facts in list_cases(table)]
    if table.policy is not HitPolicy.COLLECT:
        assert bool(of_kind(found, FindingKind.GAP)) is any(not rows for rows in standing)
    if table.policy is HitPolicy.UNIQUE:
        pairs = {(a, b) for rows in standing for i, a in enumerate(rows) for b in rows[i + 1 :]}
        assert {one.rows for one in of_kind(found, FindingKind.OVERLAP)} == pairs
    if table.policy is HitPolicy.FIRST:
        reached = {rows[0] for rows in standing if rows}
    else:
        reached = {row for rows in standing for row in rows}
    hidden = {row.id for row in table.rows} - reached
    assert {one.rows[0] for one in of_kind(found, FindingKind.UNREACHABLE)} == hidden


@settings(deadline=None, max_examples=60)
@given(draw_single())
def test_witness_when_a_gap_or_overlap_is_told_then_shows_it(book: RuleBook) -> None:
    """Whoever doubts the finding can put the case to the table."""
    for one in check_table(book, "only"):
        if one.kind not in {FindingKind.GAP, FindingKind.OVERLAP}:
            continue
        witness = dict(one.witness)
        free = [fact for fact in INPUTS if fact.id not in witness]
        whole = {**{fact.id: list_domain(fact)[0] for fact in free}, **witness}
        rows = list_standing(book, whole)
        assert rows == [] if one.kind is FindingKind.GAP else set(one.rows) <= set(rows)
