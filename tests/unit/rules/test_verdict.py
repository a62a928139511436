"""Verdicts of the invented book: what a person is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from skjuts.core.rules import (
    BadFacts,
    BookStatus,
    ReplayMismatch,
    RuleBook,
    RuleEngine,
    UnknownTable,
    VerdictKind,
    VerdictRecord,
    replay,
)
from skjuts.core.rules.editing import change_parameter

DAY = date(2024, 5, 1)
WHOLE = {
    "can_use_bus": False,
    "needs_to_lie": False,
    "has_own_car": True,
    "aids": [],
    "age": 40,
    "distance": 40_000,
}


def record(book: RuleBook, facts: dict[str, object], day: date = DAY, table: str = "fee") -> VerdictRecord:
    """The stored form of a verdict."""
    return RuleEngine(book).decide(table, facts, day).record()


def plain(text: str) -> str:
    """Text without the spaces that do not break."""
    return text.replace("\u00a0", " ")


def test_verdict_when_facts_are_whole_then_proposes_with_reason_law_and_amount(book: RuleBook) -> None:
    """The officer and the patient read the same reason, with the day's amounts in it."""
    told = record(book, WHOLE)
    assert (told.kind, plain(told.summary)) == (VerdictKind.PROPOSAL, "Förslag: egenavgiften: 50 kronor.")
    (row,) = told.answer.matched
    assert (row.row, row.law) == ("near", "7 §")
    assert plain(row.reason) == "Avståndet är 40 kilometer, under 51 kilometer."
    assert [step.table for step in told.chain] == ["mode", "fee"]


def test_near_misses_when_told_then_say_what_would_have_had_to_be_different(book: RuleBook) -> None:
    """A refusal is understood when one knows what was lacking, and to what end."""
    misses = {miss.row: miss for miss in record(book, WHOLE).answer.near_misses}
    assert (
        plain(misses["far"].text)
        == "avståndet: 40 kilometer; regeln gäller minst 51 kilometer (karensavståndet)"
    )
    assert [plain(one) for one in misses["far"].would_give] == ["egenavgiften: 100 kronor"]


def test_facts_when_missing_then_only_those_that_matter_are_asked_for(book: RuleBook) -> None:
    """Nobody is asked for the distance when the fee is the same wherever they live."""
    lying = {"needs_to_lie": True, "age": 40}
    assert record(book, lying).kind is VerdictKind.PROPOSAL
    driving = {"travel_mode": "private_car", "age": 40}
    told = record(book, driving)
    assert told.kind is VerdictKind.COMPLETE
    assert [fact.question for fact in told.answer.missing] == ["Hur långt är det till närmaste vårdgivare?"]


def test_child_when_nothing_else_is_known_then_is_not_asked_more(book: RuleBook) -> None:
    """A row that is certain needs no further questions, though an earlier table is still open."""
    told = record(book, {"age": 12})
    assert [step.kind for step in told.chain] == [VerdictKind.COMPLETE, VerdictKind.PROPOSAL]


def test_amounts_when_looked_up_then_are_those_of_the_travel_day(book: RuleBook) -> None:
    """A claim of last year is priced by last year's amounts."""
    taxi = {"travel_mode": "taxi", "age": 40}
    amounts = [
        record(book, taxi, day).answer.outcome[0].value for day in (date(2024, 12, 31), date(2025, 1, 1))
    ]
    assert amounts == [10_000, 15_000]


def test_amounts_when_not_sourced_then_say_so_where_they_are_shown(book: RuleBook) -> None:
    """A proposal of 2021 must never be read as what is decided."""
    told = record(book, {"travel_mode": "taxi", "age": 40}, date(2025, 1, 1))
    assert "150 kronor (förslag)" in plain(told.answer.matched[0].reason)
    assert any("egenavgiften för taxi är inte belagt: förslag" in caution for caution in told.cautions)


def test_day_when_a_parameter_has_no_value_then_the_book_is_undetermined_not_the_patient_refused(
    book: RuleBook,
) -> None:
    """A hole in the book is the book's fault."""
    without = change_parameter(book, "minimum_distance", 0, "from", "2030-01-01")
    told = record(without, WHOLE)
    assert told.kind is VerdictKind.UNDETERMINED
    amount = change_parameter(book, "taxi_fee", 0, "from", "2024-06-01")
    unknown = record(amount, {"travel_mode": "taxi", "age": 40})
    assert unknown.answer.outcome[0].value is None
    assert "Regelboken har inget värde för egenavgiften för taxi på resdagen." in unknown.cautions


def test_book_when_it_is_a_proposal_or_another_time_then_the_verdict_warns(book: RuleBook) -> None:
    """Back-tests use drafts; nobody may decide by them."""
    draft = replace(book, edition=replace(book.edition, status=BookStatus.DRAFT))
    assert "är ett utkast" in record(draft, WHOLE).cautions[0]
    assert "gäller inte på resdagen" in record(book, WHOLE, date(2023, 12, 31)).cautions[0]


@pytest.mark.parametrize(
    "facts",
    [
        {"age": "40"},
        {"age": True},
        {"age": 121},
        {"age": -1},
        {"aids": ["bicycle"]},
        {"travel_mode": "boat"},
        {"aeg": 4},
    ],
)
def test_facts_when_wrong_then_are_refused_rather_than_taken_for_a_no(
    book: RuleBook, facts: dict[str, object]
) -> None:
    """Other engines let "12" for 12 be false in silence; a person is then denied by a typing error."""
    with pytest.raises(BadFacts):
        record(book, facts)


def test_table_when_there_is_none_then_says_which_there_are(book: RuleBook) -> None:
    """The remedy names what can be asked."""
    with pytest.raises(UnknownTable) as caught:
        RuleEngine(book).decide("mood", {}, DAY)
    assert "mode, fee" in caught.value.remedy


def test_replay_when_the_book_is_another_then_is_refused(book: RuleBook) -> None:
    """A verdict is explained by the version that gave it, or not at all."""
    stored = record(book, WHOLE)
    assert replay(stored, book) == stored
    with pytest.raises(ReplayMismatch):
        replay(stored, change_parameter(book, "taxi_fee", 0, "value", "101 kr"))
