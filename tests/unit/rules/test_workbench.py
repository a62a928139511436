"""What a workbench does with a book: looks for faults, shows, edits and compares."""

from __future__ import annotations

from datetime import date

import pytest

from skjuts.core.kernel.errors import NotFound
from skjuts.core.rules import BadRuleBook, RuleBook, hash_book
from skjuts.core.rules.analysis import (
    BookChange,
    ChangeKind,
    FindingKind,
    Severity,
    check_book,
    compare_books,
)
from skjuts.core.rules.editing import (
    add_row,
    change_condition,
    change_edition,
    change_outcome,
    change_parameter,
    change_row_text,
    move_row,
    remove_row,
)
from skjuts.core.rules.presenting import present_table

DAY = date(2024, 5, 1)
PROVENANCE = {"law", "source", "evidence"}


def list_texts(book: RuleBook, kind: FindingKind) -> list[str]:
    """The texts of the findings of one kind."""
    return [one.text for one in check_book(book) if one.kind is kind]


def test_check_when_the_book_is_whole_then_only_what_is_unproven_is_told(book: RuleBook) -> None:
    """A sound book gives no noise that hides a fault."""
    assert {one.kind for one in check_book(book, date(2024, 6, 1))} == {FindingKind.UNPROVEN}
    assert FindingKind.OVERDUE_REVIEW in {one.kind for one in check_book(book, date(2025, 6, 1))}


def test_check_when_rows_leave_a_gap_then_it_is_told_in_swedish_with_a_case(book: RuleBook) -> None:
    """The editor reads which cases nobody covers."""
    holed = remove_row(book, "fee", "far")
    (gap,) = [one for one in check_book(holed) if one.kind is FindingKind.GAP]
    assert gap.text == "Ingen rad täcker färdsättet: egen bil; åldern: minst 20 år; avståndet: minst 51 km."
    assert dict(gap.witness) == {"travel_mode": "private_car", "age": 20, "distance": 51_000}


def test_check_when_rows_clash_then_both_are_named_and_where(book: RuleBook) -> None:
    """Two amounts for one case are found before anybody is decided by them."""
    wide = change_condition(book, "fee", "near", "distance", "under 60 km")
    (clash,) = [one for one in check_book(wide) if one.kind is FindingKind.OVERLAP]
    assert (clash.severity, clash.rows) == (Severity.FAULT, ("near", "far"))
    assert "avståndet: minst 51 km och under 60 km, och säger olika saker" in clash.text


def test_check_when_a_row_is_hidden_then_the_row_that_hides_it_is_named(book: RuleBook) -> None:
    """A rule that never counts looks like one that does."""
    hidden = add_row(book, "mode", "extra", "Ny regel.", 4)
    assert list_texts(hidden, FindingKind.UNREACHABLE) == [
        "Raden extra kommer aldrig att gälla: taxi kommer alltid före."
    ]
    assert list_texts(hidden, FindingKind.NO_LAW) == ["Raden saknar stöd i regelverket."]


def test_check_when_nothing_uses_a_parameter_then_it_is_told(book: RuleBook) -> None:
    """An amount that nobody reads is one that somebody thinks is in force."""
    idle = change_outcome(
        change_row_text(book, "fee", "taxi", "reason", "Taxi kostar."), "fee", "taxi", "fee", "90 kr"
    )
    assert list_texts(idle, FindingKind.UNUSED_PARAMETER) == ["Ingen tabell använder parametern."]


def test_check_when_an_amount_lacks_a_time_then_the_day_is_told(book: RuleBook) -> None:
    """A hole between two decisions is seen before a traveller falls into it."""
    late = change_parameter(book, "taxi_fee", 1, "from", "2025-03-01")
    assert list_texts(late, FindingKind.NO_VALUE) == [
        "Parametern har inget värde 2025-01-01, då boken gäller."
    ]


def test_table_when_presented_then_cells_are_text_to_edit_and_to_read(book: RuleBook) -> None:
    """One view serves the handbook and the workbench."""
    table = present_table(book, "fee", date(2025, 5, 1))
    taxi = next(row for row in table.rows if row.id == "taxi")
    assert [cell.text for cell in taxi.conditions] == ["taxi eller liggande", "minst {free_age}", "–"]
    assert (
        taxi.conditions[1].reading.replace("\u00a0", " ")
        == "minst 20 år (åldern då resan är fri; overifierad uppgift)"
    )
    assert (taxi.outcome[0].text, taxi.outcome[0].reading.replace("\u00a0", " ")) == (
        "{taxi_fee}",
        "150 kronor (förslag)",
    )
    assert taxi.reason.replace("\u00a0", " ") == "En resa med (färdsättet) kostar 150 kronor (förslag)."
    assert [column.name for column in table.columns] == ["färdsättet", "åldern", "avståndet"]


def test_cells_when_each_is_saved_as_it_was_opened_then_the_book_is_the_same(book: RuleBook) -> None:
    """Opening and saving must never change a rule."""
    for id_ in book.tables:
        for row in present_table(book, id_, DAY).rows:
            for column, cell in zip(book.tables[id_].columns, row.conditions, strict=True):
                assert change_condition(book, id_, row.id, column, cell.text) == book
            for given, cell in zip(book.tables[id_].outcomes, row.outcome, strict=True):
                assert change_outcome(book, id_, row.id, given.fact.id, cell.text) == book


def test_edits_when_made_then_the_comparison_tells_them_row_by_row(book: RuleBook) -> None:
    """Whoever approves a draft sees every change in it and nothing else."""
    draft = change_condition(book, "fee", "near", "distance", "–")
    draft = change_parameter(draft, "taxi_fee", 0, "value", "120 kr")
    draft = move_row(draft, "mode", "car", 0)
    draft = add_row(draft, "mode", "extra", "Ny regel.", 4)
    draft = remove_row(draft, "fee", "bus")
    draft = change_edition(draft, {"version": "2", "valid_from": "2026-01-01"})
    changed, added, removed, moved = (
        ChangeKind.CHANGED,
        ChangeKind.ADDED,
        ChangeKind.REMOVED,
        ChangeKind.MOVED,
    )
    told = compare_books(book, draft)
    assert [one for one in told if one.column not in PROVENANCE] == [
        BookChange(changed, "book", "", "", "version", "1", "2"),
        BookChange(changed, "book", "", "", "valid.from", "2024-01-01", "2026-01-01"),
        BookChange(changed, "parameters", "taxi_fee", "", "values.0.value", "100 kr", "120 kr"),
        BookChange(added, "tables", "mode", "extra", "reason", "", "Ny regel."),
        BookChange(moved, "tables", "mode", "car", "", "3", "1"),
        BookChange(changed, "tables", "fee", "near", "when.distance", "under {minimum_distance}", ""),
        BookChange(removed, "tables", "fee", "bus", "when.travel_mode", "kollektivtrafik", ""),
        BookChange(removed, "tables", "fee", "bus", "when.age", "minst {free_age}", ""),
        BookChange(removed, "tables", "fee", "bus", "then.fee", "0 kr", ""),
        BookChange(removed, "tables", "fee", "bus", "reason", "Kollektivtrafik kostar ingenting.", ""),
    ]
    assert compare_books(book, book) == []
    assert hash_book(draft) != hash_book(book)


def test_edit_when_it_breaks_the_book_then_nothing_is_changed_and_the_cell_is_told(book: RuleBook) -> None:
    """The workbench shows the fault beside the cell that caused it."""
    with pytest.raises(BadRuleBook) as caught:
        change_condition(book, "fee", "near", "distance", "under 60 potatisar")
    assert caught.value.field == "tabellen fee, raden near, kolumnen distance"


@pytest.mark.parametrize(("table", "row"), [("no", "near"), ("fee", "no")])
def test_edit_when_the_place_is_not_there_then_says_so(book: RuleBook, table: str, row: str) -> None:
    """A stale page must not edit something else."""
    with pytest.raises(NotFound):
        change_condition(book, table, row, "distance", "–")


def test_check_when_a_row_counts_in_some_years_only_then_it_is_no_idle_row(book: RuleBook) -> None:
    """An amount that starts next year hides rows this year; that is how dated rules work."""
    dated = change_condition(book, "mode", "car", "age", "minst {free_age}")
    dated = change_condition(dated, "mode", "car", "has_own_car", "–")
    dated = change_condition(dated, "mode", "car", "aids", "–")
    dated = change_parameter(dated, "free_age", 0, "from", "2025-01-01")
    assert list_texts(dated, FindingKind.UNREACHABLE) == []
