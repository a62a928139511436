"""A table out of text, and what a plan would say with it: nothing is kept."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from skjuts.apps.insight.facts.written_plans import (
    Entry,
    RowFault,
    Rows,
    WrittenSheet,
    list_row_faults,
    read_book,
)
from skjuts.core.followup.plans import Audit, BadPlan, PlanBook, audit
from skjuts.core.followup.plans.amounts import UNITS_ORE, find_printed
from skjuts.core.kernel.errors import InvalidField, UnreadableInput

SEPARATORS = "\t;|,"


@dataclass(frozen=True, slots=True)
class DryRun:
    """What a table would bring: faults by row, or the plan with the table in it and its audit."""

    key: str
    faults: tuple[RowFault, ...]
    book: PlanBook | None = None
    audit: Audit | None = None


def try_in_plan(
    title: str, others: Sequence[WrittenSheet], sheet: WrittenSheet, entries: Iterable[Entry]
) -> DryRun:
    """Try a table in a plan."""
    faults = list_row_faults(sheet)
    if faults:
        return DryRun(sheet.key, tuple(faults))
    try:
        book = read_book(title, [*others, sheet], entries)
    except BadPlan as fault:
        return DryRun(sheet.key, (RowFault(1, fault.message, fault.remedy),))
    return DryRun(sheet.key, (), book, audit(book))


def read_text_rows(text: str) -> Rows:
    """Pasted rows: from a spreadsheet (tabs), or CSV. Raises `UnreadableInput`."""
    heading = text.strip().split("\n", 1)[0]
    separator = max(SEPARATORS, key=heading.count)
    try:
        rows = list(csv.reader(io.StringIO(text.strip(), newline=""), delimiter=separator, strict=True))
    except csv.Error as fault:
        raise UnreadableInput("Texten har ett citattecken som aldrig stängs.", field="text") from fault
    return [[cell.strip() for cell in row] for row in rows if any(cell.strip() for cell in row)]


def read_amount(text: str, unit: str) -> int:
    """An amount as written in a unit, in öre. Raises `InvalidField`."""
    printed = find_printed(text.strip(), UNITS_ORE[unit])
    if printed is None:
        raise InvalidField("Beloppet går inte att läsa.", field="amount", remedy="Skriv till exempel 3,7.")
    return printed.value_ore
