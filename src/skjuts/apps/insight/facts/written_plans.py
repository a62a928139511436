"""A plan's rows as the written form of `core.followup.plans`, and back to something to judge.

One reader judges all: what the demonstration ships, what a file brings, and what a form adds.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from skjuts.core.followup.plans import BadPlan, PlanBook, read_plan

type Rows = list[list[str]]
type Entry = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenSheet:
    """One table: its head as the written form names it, and its rows of text."""

    key: str
    title: str
    year: int
    unit: str
    blank: str
    source: str
    population: str
    rows: Rows


@dataclass(frozen=True, slots=True)
class RowFault:
    """A row that cannot be read: its number, what is wrong and what to do."""

    row: int
    what: str
    remedy: str


def read_book(title: str, sheets: Sequence[WrittenSheet], entries: Iterable[Entry]) -> PlanBook:
    """The plan of sheets and statements. Raises `BadPlan`."""
    lines = [f"title = {_quote(title)}"]
    for sheet in sheets:
        lines += ["[[table]]", *_write_head(sheet)]
    for entry in entries:
        lines += ["[[statement]]", *(f"{name} = {_quote(value)}" for name, value in entry.items())]
    return read_plan("\n".join(lines).encode(), {sheet.key: sheet.rows for sheet in sheets})


def list_row_faults(sheet: WrittenSheet) -> list[RowFault]:
    """Every row that cannot be read, each tried by itself under the headings; then the table as a whole."""
    if not sheet.rows:
        return [RowFault(1, "Tabellen är tom.", "Ta med rubrikraden och minst en rad.")]
    head = _try(sheet, sheet.rows[:1])
    if head is not None:
        return [RowFault(1, head.message, head.remedy or "")]
    found = []
    for number, row in enumerate(sheet.rows[1:], start=2):
        fault = _try(sheet, [sheet.rows[0], row])
        if fault is not None:
            found.append(RowFault(number, fault.message, fault.remedy or ""))
    whole = None if found else _try(sheet, sheet.rows)
    return found if whole is None else [RowFault(_find_row(whole), whole.message, whole.remedy or "")]


def _try(sheet: WrittenSheet, rows: Rows) -> BadPlan | None:
    try:
        read_book("-", [replace(sheet, rows=rows)], ())
    except BadPlan as fault:
        return fault
    return None


def _find_row(fault: BadPlan) -> int:
    digits = (fault.field or "").rpartition("rad ")[2]
    return int(digits) if digits.isdecimal() else 1


def _write_head(sheet: WrittenSheet) -> list[str]:
    head = {
        "id": sheet.key,
        "title": sheet.title,
        "year": sheet.year,
        "unit": sheet.unit,
        "blank": sheet.blank,
        "sheet": sheet.key,
        "source": sheet.source,
        "population": sheet.population,
    }
    return [f"{name} = {_quote(value)}" for name, value in head.items()]


def _quote(value: object) -> str:
    """A value as TOML: JSON's texts, whole numbers and lists are TOML's too, once DEL is written out."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
