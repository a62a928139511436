"""The written form of a savings plan: rows of text from spreadsheets, and one file of statements.

The README beside this file describes both. Whoever opens files hands in rows of text and the bytes of
the TOML file; nothing is read here.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from typing import Any

from skjuts.core.followup.plans.amounts import UNITS_ORE, find_printed
from skjuts.core.followup.plans.book import (
    OPEN_END,
    Column,
    Line,
    LineKind,
    PlanBook,
    PlanTable,
    Role,
    Statement,
    StatementKind,
)
from skjuts.core.followup.plans.cells import find_range, read_cell
from skjuts.core.followup.plans.errors import BadPlan

type Rows = Sequence[Sequence[str]]

MOST_LINES = 500
MOST_COLUMNS = 60
FIRST_CELLS = ("nr", "paket")
TITLES = {
    "effekt": Role.PLAN,
    "plan": Role.PLAN,
    "utfall": Role.OUTCOME,
    "ackumulerad plan": Role.PLAN_TO_DATE,
    "ackumulerad effekt": Role.OUTCOME_TO_DATE,
    "ackumulerat utfall": Role.OUTCOME_TO_DATE,
    "plan framåt": Role.FORWARD,
}
LINE_KINDS = {"summa": LineKind.TOTAL, "behov": LineKind.NEED}
BLANKS = {"zero": True, "unknown": False}
ROLES = {"plan": Role.PLAN, "outcome": Role.OUTCOME}
_TITLE = re.compile(r"(?P<word>[a-zåäö ]+?)(?:\s+(?P<first>\d{4})(?P<dash>\s*[-–—]\s*(?P<last>\d{4})?)?)?")


def read_plan(statements: bytes, sheets: Mapping[str, Rows]) -> PlanBook:
    """Read a plan from its TOML file and its sheets by name. Raises `BadPlan`."""
    try:
        top = tomllib.loads(statements.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise BadPlan("Filen med påståenden är inte giltig TOML.", remedy=f"Rätta filen: {fault}") from fault
    tables = [_read_table(one, sheets, f"table[{i}]") for i, one in enumerate(_list(top, "table", ""))]
    if not tables:
        raise BadPlan("Planen har inga tabeller.", field="table")
    ids = [table.id for table in tables]
    if len(set(ids)) < len(ids):
        raise BadPlan("Två tabeller har samma id.", field="table")
    known = {line.key for table in tables for line in table.packages}
    entries = enumerate(_list(top, "statement", ""))
    read = [_read_statement(one, known, f"statement[{i}]") for i, one in entries]
    tables.sort(key=lambda table: (table.year, table.is_outcome))
    return PlanBook(_text(top, "title", ""), tuple(tables), tuple(read))


def _read_table(entry: Mapping[str, Any], sheets: Mapping[str, Rows], where: str) -> PlanTable:
    unit, sheet = _text(entry, "unit", where), _text(entry, "sheet", where)
    if unit not in UNITS_ORE:
        raise BadPlan(f"Enheten {unit} är okänd.", field=where, remedy=f"Välj bland {', '.join(UNITS_ORE)}.")
    if sheet not in sheets:
        raise BadPlan(f"Bladet {sheet} finns inte.", field=f"{where}.sheet")
    blank = _one_of(entry, "blank", BLANKS, where)
    columns, lines = _read_sheet(sheets[sheet], sheet, UNITS_ORE[unit], blank_is_zero=blank)
    return PlanTable(
        id=_text(entry, "id", where),
        title=_text(entry, "title", where),
        year=_year(entry, "year", where),
        unit=unit,
        source=_text(entry, "source", where),
        columns=columns,
        lines=lines,
        population=str(entry.get("population", "")),
    )


def _read_sheet(
    rows: Rows, sheet: str, unit_ore: int, *, blank_is_zero: bool
) -> tuple[tuple[Column, ...], tuple[Line, ...]]:
    head = [text.strip() for text in rows[0]] if rows else []
    if tuple(text.casefold() for text in head[:2]) != FIRST_CELLS:
        raise BadPlan("Första raden ska börja med Nr och Paket.", field=f"{sheet}, rad 1")
    if len(rows) > MOST_LINES or len(head) > MOST_COLUMNS:
        raise BadPlan(f"Bladet har fler än {MOST_LINES} rader eller {MOST_COLUMNS} kolumner.", field=sheet)
    columns = [_read_column(title, f"{sheet}, kolumn {i + 3}") for i, title in enumerate(head[2:])]
    lines = []
    for number, row in enumerate(rows[1:], start=2):
        if any(text.strip() for text in row):
            lines.append(_read_line(row, len(columns), f"{sheet}, rad {number}"))
    keys = [key for key, _, kind, _ in lines if kind is not LineKind.NEED]
    if len(set(keys)) < len(keys):
        raise BadPlan("Samma nummer står på två rader.", field=sheet)
    read = (
        Line(key, name, kind, tuple(read_cell(text, unit_ore, blank_is_zero=blank_is_zero) for text in cells))
        for key, name, kind, cells in lines
    )
    return _close_forward(columns), tuple(read)


def _read_line(row: Sequence[str], width: int, where: str) -> tuple[str, str, LineKind, list[str]]:
    cells = [text.strip() for text in row]
    if len(cells) < len(FIRST_CELLS) or not cells[0] or len(cells) > width + len(FIRST_CELLS):
        raise BadPlan("Raden saknar nummer, eller har fler celler än rubriker.", field=where)
    key, name = cells[0], cells[1]
    kind = LINE_KINDS.get(key.casefold(), LineKind.PACKAGE)
    padded = [*cells[2:], *[""] * (width + 2 - len(cells))]
    return key, name or key, kind, padded


def _read_column(title: str, where: str) -> Column:
    match = _TITLE.fullmatch(title.strip().casefold())
    role = TITLES.get(match["word"].strip()) if match else None
    if match is None or role is None or (match["first"] is None and role is not Role.FORWARD):
        words = ", ".join(word.capitalize() for word in TITLES)
        raise BadPlan(f"Rubriken ”{title}” förstås inte.", field=where, remedy=f"Skriv {words} och år.")
    first = int(match["first"] or 0)
    last = int(match["last"]) if match["last"] else OPEN_END if match["dash"] or not first else first
    if role is not Role.FORWARD and (last == OPEN_END or last < first):
        raise BadPlan(
            f"Rubriken ”{title}” saknar sista år.", field=where, remedy="Skriv första och sista år."
        )
    return Column(title.strip(), role, first, last)


def _close_forward(columns: Sequence[Column]) -> tuple[Column, ...]:
    """A column of what is ahead begins after the last year that the table accounts for."""
    last = max((one.last_year for one in columns if one.role is not Role.FORWARD), default=0)
    return tuple(Column(one.title, one.role, one.first_year or last + 1, one.last_year) for one in columns)


def _read_statement(entry: Mapping[str, Any], known: set[str], where: str) -> Statement:
    packages = tuple(str(key) for key in entry.get("packages", ()))
    for key in (*packages, *filter(None, [str(entry.get("included", ""))])):
        if key not in known:
            raise BadPlan(f"Ingen tabell har paket {key}.", field=f"{where}.packages")
    if not packages:
        raise BadPlan("Påståendet nämner inget paket.", field=f"{where}.packages")
    kind = _one_of(entry, "kind", {one.value: one for one in StatementKind}, where)
    low, high = _read_bounds(entry, where) if kind is StatementKind.AMOUNT else (None, None)
    return Statement(
        kind=kind,
        packages=packages,
        page=_text(entry, "page", where),
        quote=_text(entry, "quote", where),
        role=_one_of({"about": "outcome", **entry}, "about", ROLES, where),
        first_year=_year({"from": entry.get("year", 0), **entry}, "from", where),
        last_year=_year({"to": entry.get("year", OPEN_END), **entry}, "to", where),
        low_ore=low,
        high_ore=high,
        scope=str(entry.get("scope", "")),
        group=_text(entry, "group", where) if kind is StatementKind.EXCLUDES else "",
        included=_text(entry, "included", where) if kind is StatementKind.INCLUDES else "",
    )


def _read_bounds(entry: Mapping[str, Any], where: str) -> tuple[int | None, int | None]:
    """The least and the greatest amount: `amount = "5"`, `"10-12"`, or `at_least = "30"`."""
    unit_ore = UNITS_ORE[_one_of(entry, "unit", {unit: unit for unit in UNITS_ORE}, where)]
    if "at_least" in entry:
        least = find_printed(str(entry["at_least"]), unit_ore)
        if least is not None:
            return least.value_ore, None
    text = str(entry.get("amount", ""))
    printed = find_printed(text, unit_ore)
    span = printed.span if printed else find_range(text, unit_ore)
    if span is None:
        raise BadPlan(
            "Påståendets belopp går inte att läsa.", field=where, remedy="Skriv till exempel 5 eller 10-12."
        )
    return span.low, span.high


def _list(entry: Mapping[str, Any], name: str, where: str) -> list[Mapping[str, Any]]:
    found = entry.get(name, [])
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise BadPlan(f"{name} ska skrivas som [[{name}]].", field=where or name)
    return found


def _text(entry: Mapping[str, Any], name: str, where: str) -> str:
    found = entry.get(name)
    if not isinstance(found, str) or not found.strip():
        raise BadPlan(f"{name} saknas.", field=f"{where}.{name}".lstrip("."))
    return found.strip()


def _year(entry: Mapping[str, Any], name: str, where: str) -> int:
    found = entry.get(name)
    if not isinstance(found, int):
        raise BadPlan(f"{name} ska vara ett år.", field=f"{where}.{name}")
    return found


def _one_of[T](entry: Mapping[str, Any], name: str, choices: Mapping[str, T], where: str) -> T:
    found = _text(entry, name, where)
    if found not in choices:
        raise BadPlan(
            f"{found} är inget värde för {name}.",
            field=f"{where}.{name}",
            remedy=f"Välj bland {', '.join(choices)}.",
        )
    return choices[found]
