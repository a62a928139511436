"""What is wrong with a row of an import: rules formed from the columns, asked of rows read as plain text.

A row's cells are trimmed text, and an empty cell is null; how they were read is the reader's business.

Nothing is read in while a row is wrong, and every fault names its line, its column and the remedy. A fault
never repeats what stood in a cell that names a person.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

import ibis
import ibis.expr.types as ir

from skjuts.core.followup.ledger.columns import COLUMNS, Column, Kind, Privacy
from skjuts.core.followup.ledger.relations import TYPES

LINE: Final = "line"
FAULT: Final = "fault"
DAY_FORM: Final = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
WHOLE_FORM: Final = "^[0-9]+$"
LONGEST: Final = 64
MOST_DIGITS: Final = 12
FORBIDDEN: Final = "[^0-9A-Za-zÅÄÖåäö _./:-]"
PERSONAL_NUMBER: Final = "^([0-9]{6}|[0-9]{8})[-+]?[0-9]{4}$"


@dataclass(frozen=True, slots=True)
class RowRule:
    """A rule of rows: the column it is about, the Swedish sentence, and what is true of a fault."""

    key: str
    column: Column
    sentence: str
    is_broken: Callable[[ir.Table], ir.BooleanValue]


@dataclass(frozen=True, slots=True)
class RowFault:
    """One fault of one line; `value` is empty where it could name a person."""

    line: int
    column: str
    sentence: str
    value: str = ""


def list_rules() -> list[RowRule]:
    """Every rule of a row by itself, in the columns' order; the first broken one is told."""
    return [rule for column in COLUMNS for rule in _list_column_rules(column)] + list(_list_pair_rules())


def mark_faults(rows: ir.Table) -> ir.Table:
    """The lines with a fault, and the key of the first rule that each breaks."""
    first = ibis.cases(*((rule.is_broken(rows), rule.key) for rule in list_rules()))
    marked = rows.mutate(**{FAULT: first})
    return marked.filter(marked[FAULT].notnull()).select(LINE, FAULT)


def mark_repeats(rows: ir.Table) -> ir.Table:
    """The lines whose trip has stood on an earlier line."""
    earlier = ibis.row_number().over(ibis.window(group_by="trip", order_by=LINE))
    repeated = rows.mutate(earlier=earlier)
    return repeated.filter(repeated.earlier > 0).select(LINE)


def convert_rows(rows: ir.Table) -> ir.Table:
    """Rows of faultless text as trips, in the ledger's types."""
    return rows.select(**{column.name: rows[column.name].cast(TYPES[column.kind]) for column in COLUMNS})


def _list_column_rules(column: Column) -> Iterator[RowRule]:
    name = column.name

    def rule(key: str, sentence: str, is_broken: Callable[[ir.StringValue], ir.BooleanValue]) -> RowRule:
        return RowRule(f"{name}.{key}", column, sentence, lambda rows: is_broken(rows[name]))

    if not column.is_optional:
        yield rule("empty", "Cellen är tom.", lambda cell: cell.isnull())
    if column.kind is Kind.DAY:
        yield rule("form", "Skriv dagen som ÅÅÅÅ-MM-DD.", lambda cell: _unlike(cell, DAY_FORM))
        yield rule("day", "Dagen finns inte.", lambda cell: cell.notnull() & cell.try_cast("date").isnull())
    if column.kind is Kind.WHOLE:
        yield rule("form", "Skriv ett helt tal utan mellanrum.", lambda cell: _unlike(cell, WHOLE_FORM))
        most = column.most
        yield rule(
            "most",
            f"Talet är större än {most}.",
            lambda cell: (cell.length() > MOST_DIGITS) | (cell.try_cast("int64") > most),
        )
    if column.known:
        known = ", ".join(column.known)
        yield rule("known", f"Skriv något av: {known}.", lambda cell: cell.notin(column.known))
    if name == "patient":
        yield rule(
            "person",
            "Ser ut som ett personnummer; skicka ett id.",
            lambda cell: cell.re_search(PERSONAL_NUMBER),
        )
    if column.pattern:
        yield rule("pattern", "Har fel form.", lambda cell: _unlike(cell, column.pattern))
    if column.kind is Kind.TEXT and not column.known:
        yield rule("long", f"Är längre än {LONGEST} tecken.", lambda cell: cell.length() > LONGEST)
        yield rule("signs", "Har otillåtna tecken.", lambda cell: cell.re_search(FORBIDDEN))


def _unlike(cell: ir.StringValue, pattern: str) -> ir.BooleanValue:
    return ~cell.re_search(pattern)


def _list_pair_rules() -> Iterator[RowRule]:
    columns = {column.name: column for column in COLUMNS}
    yield RowRule(
        "amount_ore.pair",
        columns["amount_ore"],
        "Belopp och fakturadag ska båda finnas eller båda saknas.",
        lambda rows: rows.amount_ore.isnull() != rows.invoiced_on.isnull(),
    )
    yield RowRule(
        "invoiced_on.early",
        columns["invoiced_on"],
        "Resan är fakturerad före resdagen.",
        lambda rows: rows.invoiced_on.try_cast("date") < rows.travelled_on.try_cast("date"),
    )
    yield RowRule(
        "ended_minute.pair",
        columns["ended_minute"],
        "Hämtning och lämning ska båda finnas eller båda saknas.",
        lambda rows: rows.started_minute.isnull() != rows.ended_minute.isnull(),
    )
    yield RowRule(
        "ended_minute.early",
        columns["ended_minute"],
        "Resenären är lämnad före hämtningen.",
        lambda rows: rows.ended_minute.try_cast("int64") < rows.started_minute.try_cast("int64"),
    )


def tell_fault(line: int, key: str, value: str | None) -> RowFault:
    """A broken rule as a fault to show."""
    rule = {one.key: one for one in list_rules()}[key]
    shown = "" if rule.column.privacy is Privacy.DIRECT or not value else value
    return RowFault(line, rule.column.name, rule.sentence, shown)
