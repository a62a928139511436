"""Proposals on facts at random: unknown never refuses, and what is stored is found again."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from skjuts.adapters.files.regulations import read_regulations
from skjuts.core.regulations.ladder import Journey, propose_mode, replay_proposal
from skjuts.core.regulations.proposal import ModeProposal, ProposalKind, decode_proposal
from skjuts.core.rules import Fact, Kind, RuleBook, RuleEngine

BOOKS = {
    book.edition.region: book
    for book in read_regulations(Path("src/skjuts/core/regulations")).list_books()
    if "coverage" in book.tables
}
ENGINES = {region: RuleEngine(book) for region, book in BOOKS.items()}
DAYS = {region: book.edition.validity.starts for region, book in BOOKS.items()}
MOST = 60_000


def list_ladder_facts(book: RuleBook) -> list[Fact]:
    """The facts that coverage and the steps ask for."""
    tables = [
        table
        for id_, table in book.tables.items()
        if id_.startswith("fits_") or id_.endswith("_coverage") or id_ == "coverage"
    ]
    asked = {column for table in tables for column in table.columns}
    asked |= {"walking_limit", "distance"}
    return [fact for fact in book.facts.values() if fact.id in asked]


def draw_value(draw: st.DrawFn, fact: Fact) -> Any:  # noqa: ANN401 - a value of any kind of fact
    """Any value that the fact can have."""
    if fact.kind is Kind.BOOL:
        return draw(st.booleans())
    if fact.kind is Kind.CHOICE:
        return draw(st.sampled_from(sorted(fact.choices)))
    return draw(st.integers(0, fact.most if isinstance(fact.most, int) else MOST))


@st.composite
def journeys(draw: st.DrawFn) -> tuple[str, dict[str, Any], dict[str, Any]]:
    """A region, facts of which some are unknown, and the same with all of them known."""
    region = draw(st.sampled_from(sorted(BOOKS)))
    whole = {fact.id: draw_value(draw, fact) for fact in list_ladder_facts(BOOKS[region])}
    if draw(st.booleans()):
        whole |= {"purpose": "care", "residence": "resident", "care_place": "nearest", "care_region": "home"}
    hidden = draw(st.sets(st.sampled_from(sorted(whole)), max_size=5))
    return region, {name: value for name, value in whole.items() if name not in hidden}, whole


def propose(region: str, facts: dict[str, Any]) -> ModeProposal:
    """What the region's book proposes."""
    return propose_mode(ENGINES[region], Journey(facts, DAYS[region] or date(2021, 5, 3)))


@settings(deadline=None, max_examples=80)
@given(journeys())
def test_proposal_when_facts_are_unknown_then_refuses_only_what_is_refused_whatever_they_are(
    drawn: tuple[str, dict[str, Any], dict[str, Any]],
) -> None:
    """A nurse who left a box empty must never cost the patient the trip."""
    region, known, whole = drawn
    if propose(region, known).kind is ProposalKind.NOT_COVERED:
        assert propose(region, whole).kind is ProposalKind.NOT_COVERED


@settings(deadline=None, max_examples=80)
@given(journeys())
def test_proposal_when_facts_are_unknown_then_keeps_open_what_can_still_come(
    drawn: tuple[str, dict[str, Any], dict[str, Any]],
) -> None:
    """What is proposed once all is known was among what was possible before."""
    region, known, whole = drawn
    before, after = propose(region, known), propose(region, whole)
    if after.mode and before.kind not in {ProposalKind.NOT_COVERED, ProposalKind.ELSEWHERE}:
        assert after.mode in before.possible
    assert (before.kind is ProposalKind.COMPLETE) is bool(before.missing)


@settings(deadline=None, max_examples=40)
@given(journeys())
def test_proposal_when_all_is_known_then_asks_for_nothing(
    drawn: tuple[str, dict[str, Any], dict[str, Any]],
) -> None:
    """An application with every box filled in is never sent back."""
    region, _, whole = drawn
    proposal = propose(region, whole)
    assert proposal.kind is not ProposalKind.COMPLETE
    assert proposal.missing == ()


@settings(deadline=None, max_examples=40)
@given(journeys())
def test_proposal_when_replayed_then_is_the_same_to_the_last_byte(
    drawn: tuple[str, dict[str, Any], dict[str, Any]],
) -> None:
    """What was shown to the officer can be shown again."""
    region, known, _ = drawn
    stored = propose(region, known).encode()
    assert replay_proposal(decode_proposal(stored), BOOKS[region]).encode() == stored
