"""A table as people read it: rows of text cells, for the handbook, the workbench and the terminal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from skjuts.core.rules.book import RuleBook
from skjuts.core.rules.cell_text import ANY_TEXT, write_cell
from skjuts.core.rules.cells import ParameterRef
from skjuts.core.rules.evaluation.epoch import Epoch
from skjuts.core.rules.facts import Fact
from skjuts.core.rules.forms.tables import write_outcome_cell
from skjuts.core.rules.provenance import Evidence
from skjuts.core.rules.reasons import fill_reason
from skjuts.core.rules.tables import Combination, HitPolicy, OutcomeCell, Row, Table

POLICY_TEXTS = {
    HitPolicy.UNIQUE: "Bara en rad kan gälla.",
    HitPolicy.FIRST: "Den översta rad som stämmer gäller.",
    HitPolicy.COLLECT: "Alla rader som stämmer gäller tillsammans.",
}

COMBINATION_TEXTS = {
    Combination.LIST: "",
    Combination.SUM: "summan",
    Combination.MIN: "det minsta",
    Combination.MAX: "det största",
}


@dataclass(frozen=True, slots=True)
class PresentedColumn:
    """One column: what it is about; `note` says how a collecting table puts it together."""

    id: str
    name: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class PresentedCell:
    """One cell: `text` is what is edited and read back, `reading` says it with the day's amounts."""

    text: str
    reading: str

    @property
    def is_empty(self) -> bool:
        """Whether the cell says nothing."""
        return self.text == ANY_TEXT


@dataclass(frozen=True, slots=True)
class PresentedRow:
    """One rule. `reason` has the day's amounts filled in; `template` is the text that is edited."""

    number: int
    id: str
    conditions: tuple[PresentedCell, ...]
    outcome: tuple[PresentedCell, ...]
    reason: str
    template: str
    law: str
    source: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class PresentedTable:
    """A whole table with its amounts on one day."""

    id: str
    name: str
    policy: str
    columns: tuple[PresentedColumn, ...]
    outcomes: tuple[PresentedColumn, ...]
    rows: tuple[PresentedRow, ...]
    note: str


def present_table(book: RuleBook, table_id: str, day: date) -> PresentedTable:
    """The table as it reads on a day. Raises `UnknownTable`."""
    table = book.get_table(table_id)
    epoch = Epoch(book, day)
    facts = book.every_fact
    return PresentedTable(
        table.id,
        table.name,
        POLICY_TEXTS[table.policy],
        tuple(PresentedColumn(column, facts[column].name) for column in table.columns),
        tuple(
            PresentedColumn(one.fact.id, one.fact.name, COMBINATION_TEXTS[one.combination])
            for one in table.outcomes
        ),
        tuple(_present_row(epoch, table, i, row) for i, row in enumerate(table.rows)),
        table.note,
    )


def _present_row(epoch: Epoch, table: Table, i: int, row: Row) -> PresentedRow:
    facts = epoch.book.every_fact
    conditions = [(facts[column], row.get_cell(column)) for column in table.columns]
    return PresentedRow(
        i + 1,
        row.id,
        tuple(PresentedCell(write_cell(cell, fact), epoch.describe(cell, fact)) for fact, cell in conditions),
        tuple(_present_given(epoch, row.outcome.get(one.fact.id), one.fact) for one in table.outcomes),
        fill_reason(row.reason, lambda name: _name_or_amount(epoch, row, name)),
        row.reason,
        row.law,
        row.provenance.source,
        row.provenance.evidence,
    )


def _present_given(epoch: Epoch, cell: OutcomeCell | None, fact: Fact) -> PresentedCell:
    text = write_outcome_cell(cell, fact)
    if cell is None:
        return PresentedCell(text, ANY_TEXT)
    if isinstance(cell, ParameterRef):
        return PresentedCell(text, epoch.write_parameter(cell.id) or "inget värde den dagen")
    return PresentedCell(text, fact.write_prose(cell.value))


def _name_or_amount(epoch: Epoch, row: Row, name: str) -> str | None:
    """What a general reason says: the row's own outcome, a parameter's amount, or the name of a fact."""
    fact = epoch.book.every_fact.get(name)
    if name in epoch.book.parameters:
        return epoch.write_parameter(name)
    if fact is not None and name in row.outcome:
        return _present_given(epoch, row.outcome[name], fact).reading
    return f"({fact.name})" if fact else None
