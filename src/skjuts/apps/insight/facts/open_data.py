"""Tables that may leave the house: long rows with totals, small cells gone, and what they mean: pure.

A cell of few people is empty and marked as hidden; so are as many more that none can be worked out. What the
tables have in common, the sum of everything, is hidden in all of them when it is in one.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from skjuts.core.followup.ledger.bands import METRES_A_KM
from skjuts.core.followup.ledger.suppression import LEAST_PEOPLE, hide_small_cells
from skjuts.core.kernel.money import ORE_PER_KRONA

ALL = "alla"
LICENCE = "https://creativecommons.org/publicdomain/zero/1.0/"
LICENCE_NAME = "CC0 1.0"

type Key = tuple[str, str]
type Cell = str | int | None


@dataclass(frozen=True, slots=True)
class OpenColumn:
    """A column: its name in the file, what it means, and its type in the words of XML Schema."""

    name: str
    about: str
    datatype: str


@dataclass(frozen=True, slots=True)
class Measures:
    """What is told of a cell, and how many different people are in it."""

    trips: int
    cost_ore: int
    person_m: int
    people: int


@dataclass(frozen=True, slots=True)
class OpenTable:
    """A table as it is published; `hidden` is how many rows say nothing."""

    name: str
    title: str
    columns: tuple[OpenColumn, ...]
    rows: tuple[tuple[Cell, ...], ...]
    hidden: int

    def write(self) -> dict[str, Any]:
        """As it is kept."""
        return {
            "name": self.name,
            "title": self.title,
            "columns": [[one.name, one.about, one.datatype] for one in self.columns],
            "rows": [list(row) for row in self.rows],
            "hidden": self.hidden,
        }

    @classmethod
    def read(cls, told: Mapping[str, Any]) -> OpenTable:
        """As it was kept."""
        columns = tuple(OpenColumn(*one) for one in told["columns"])
        rows = tuple(tuple(row) for row in told["rows"])
        return cls(told["name"], told["title"], columns, rows, told["hidden"])


@dataclass(frozen=True, slots=True)
class TableEdition:
    """Who publishes a table, out of what, of which months (ISO 8601), and in which version."""

    publisher: str
    source: str
    period: str
    about: str
    version: int


def form_table(
    name: str, title: str, keys: tuple[OpenColumn, OpenColumn], cells: Mapping[Key, Measures]
) -> OpenTable:
    """A table of cells by two keys, with totals of both, small cells hidden.

    Cells without a known person count as of few: nobody can say that they are of many.
    """
    across = sorted({first for first, _ in cells})
    down = sorted({second for _, second in cells})
    table = [[cells.get((one, other), Measures(0, 0, 0, 0)) for other in down] for one in across]
    people = [[one.people or int(one.trips > 0) for one in row] for row in table]
    safe = hide_small_cells([[one.trips for one in row] for row in table], people)
    rows = tuple(
        _write_row(first, second, _sum(cells, first, second), is_hidden=safe.cells[row][column] is None)
        for row, first in enumerate([*across, ALL])
        for column, second in enumerate([*down, ALL])
    )
    columns = (*keys, *_list_measures())
    return OpenTable(name, title, columns, rows, sum(1 for row in rows if row[-1]))


def align_totals(tables: Sequence[OpenTable]) -> list[OpenTable]:
    """The sum of everything is the same number in all tables: hidden in one, it is hidden in each."""
    if not any(table.rows[-1][-1] for table in tables):
        return list(tables)
    return [_hide_last(table) for table in tables]


def write_csv(table: OpenTable) -> str:
    """The table as CSV (RFC 4180), a hidden cell empty."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([one.name for one in table.columns])
    writer.writerows([["" if cell is None else cell for cell in row] for row in table.rows])
    return out.getvalue()


def describe_table(table: OpenTable, edition: TableEdition) -> dict[str, Any]:
    """What the file holds, as CSV on the Web tells it. Source: W3C, Metadata Vocabulary for Tabular Data."""
    columns = [
        {"name": one.name, "titles": one.name, "dc:description": one.about, "datatype": one.datatype}
        for one in table.columns
    ]
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "sv"}],
        "url": f"{table.name}.csv",
        "dc:title": table.title,
        "dc:publisher": edition.publisher,
        "dc:license": {"@id": LICENCE},
        "dc:source": edition.source,
        "dc:temporal": edition.period,
        "dc:description": f"{edition.about} {_tell_hidden()}",
        "dc:hasVersion": str(edition.version),
        "dialect": {"delimiter": ",", "header": True, "encoding": "utf-8"},
        "tableSchema": {"columns": columns, "primaryKey": [table.columns[0].name, table.columns[1].name]},
    }


def _list_measures() -> tuple[OpenColumn, ...]:
    return (
        OpenColumn("resor", "Antal enkelresor, en resenär en väg.", "integer"),
        OpenColumn("kostnad_kr", "Fakturerat belopp utan moms i hela kronor.", "integer"),
        OpenColumn("personkilometer", "Resenärernas väg tillsammans i hela kilometer.", "integer"),
        OpenColumn("dold", "1 när cellen är dold för att inga personer ska kunna kännas igen.", "integer"),
    )


def _sum(cells: Mapping[Key, Measures], first: str, second: str) -> Measures:
    kept = [one for (row, column), one in cells.items() if first in {row, ALL} and second in {column, ALL}]
    return Measures(
        sum(one.trips for one in kept),
        sum(one.cost_ore for one in kept),
        sum(one.person_m for one in kept),
        sum(one.people for one in kept),
    )


def _write_row(first: str, second: str, told: Measures, *, is_hidden: bool) -> tuple[Cell, ...]:
    if is_hidden:
        return first, second, None, None, None, 1
    return (
        first,
        second,
        told.trips,
        round(told.cost_ore / ORE_PER_KRONA),
        round(told.person_m / METRES_A_KM),
        0,
    )


def _hide_last(table: OpenTable) -> OpenTable:
    last = table.rows[-1]
    was_hidden = bool(last[-1])
    rows = (*table.rows[:-1], (last[0], last[1], None, None, None, 1))
    return OpenTable(table.name, table.title, table.columns, rows, table.hidden + int(not was_hidden))


def _tell_hidden() -> str:
    least = f"Celler med färre än {LEAST_PEOPLE} resenärer är dolda"
    return f"{least}, och så många till att ingen av dem går att räkna ut."
