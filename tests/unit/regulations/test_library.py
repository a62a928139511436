"""The shelf of books: which one holds, what is reformed, and which facts a book takes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from skjuts.adapters.files.regulations import read_regulations, read_shared_vocabulary
from skjuts.adapters.files.rule_books import parse_document
from skjuts.core.regulations.care_options import read_catalogue
from skjuts.core.regulations.cases import read_cases
from skjuts.core.regulations.errors import BadCase, BadCatalogue, NoRegulation
from skjuts.core.regulations.library import Regulations, list_reforms
from skjuts.core.rules import BadFacts, BookStatus, Evidence, Validity

FOLDER = Path("src/skjuts/core/regulations")
SHELF = read_regulations(FOLDER)
JH = "jamtland_harjedalen"


def test_shelf_when_shipped_then_holds_seven_regions_and_the_country() -> None:
    """The regions whose rules have sources."""
    assert set(SHELF.list_regions()) == {
        JH, "vasternorrland", "stockholm", "vasterbotten", "varmland", "kalmar", "norrbotten", "sweden",
    }  # fmt: skip


def test_book_when_asked_for_a_day_before_it_holds_then_is_not_there() -> None:
    """Nobody decides by rules that were not yet in force."""
    assert SHELF.find_book(JH, date(2013, 8, 31)) is None
    with pytest.raises(NoRegulation):
        SHELF.get_book(JH, date(2013, 8, 31))
    assert SHELF.get_book(JH, date(2013, 9, 1)).edition.region == JH


def test_book_when_a_proposal_holds_the_same_day_then_the_decided_one_comes_first() -> None:
    """A proposal may be read beside the rules, never instead of them."""
    decided = SHELF.get_book(JH, date(2024, 1, 1))
    edition = replace(
        decided.edition, id="aaa", status=BookStatus.PROPOSAL, validity=Validity(date(2024, 1, 1), None)
    )
    shelf = Regulations([replace(decided, edition=edition), decided])
    assert shelf.get_book(JH, date(2024, 6, 1)).edition.id == decided.edition.id
    alone = Regulations([replace(decided, edition=edition)])
    assert alone.get_book(JH, date(2024, 6, 1)).edition.status is BookStatus.PROPOSAL


def test_reforms_when_a_board_proposed_new_amounts_then_are_marked_as_a_proposal() -> None:
    """The amounts of May 2021 were proposed; that they were adopted is not known."""
    reforms = list_reforms(SHELF.get_book(JH, date(2024, 1, 1)))
    proposed = next(one for one in reforms if one.day == date(2021, 5, 1))
    assert proposed.is_proposal
    amounts = {one.parameter.id: one for one in proposed.amounts}
    assert amounts["car_fee"].before and amounts["car_fee"].after  # noqa: PT018 - mypy narrows both
    assert (amounts["car_fee"].before.value, amounts["car_fee"].after.value) == (10_000, 15_000)
    assert amounts["car_fee"].after.provenance.evidence is Evidence.PROPOSAL


def test_facts_when_a_certificate_has_more_than_a_book_asks_for_then_the_rest_is_left() -> None:
    """One form serves every region; a misspelt fact is still caught."""
    vocabulary = read_shared_vocabulary(FOLDER)
    book = SHELF.get_book(JH, date(2024, 1, 1))
    assert vocabulary.select(book, {"age": 40, "road_access": False}) == {"age": 40}
    with pytest.raises(BadFacts):
        vocabulary.select(book, {"agge": 40})


def test_cases_when_they_name_what_is_not_there_then_say_where() -> None:
    """A case that was never tried would stand in the handbook as if it had been."""
    case = "{title: Ett., table: coverage, facts: {agee: 4 år}, expect: {kind: Förslag}}"
    text = f"day: 2024-05-02\ncases:\n  ett: {case}\n"
    with pytest.raises(BadCase) as caught:
        read_cases(parse_document(text.encode(), "cases.yaml"), SHELF.get_book(JH, date(2024, 1, 1)))
    assert caught.value.field.startswith("cases.yaml:3")


def test_catalogue_when_a_kind_is_misspelt_then_says_where() -> None:
    """A team that is not read visits nobody."""
    text = "options:\n  laget: {name: Laget, kind: team, text: Åker hem., source: påhittat}\n"
    with pytest.raises(BadCatalogue) as caught:
        read_catalogue(parse_document(text.encode(), "care_options.yaml"))
    assert caught.value.field.startswith("care_options.yaml:2")
