"""Decision tables: rows of conditions, each with outcome, reason and legal reference."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from skjuts.core.rules.cells import ANYTHING, Cell, Literal, ParameterRef
from skjuts.core.rules.facts import Fact
from skjuts.core.rules.provenance import Provenance

type OutcomeCell = Literal | ParameterRef
"""What a row gives in one column: a value, or that of a parameter on the travel day."""


class HitPolicy(StrEnum):
    """What it means that several rows are true."""

    UNIQUE = "unique"
    """Never more than one: two are a conflict."""
    FIRST = "first"
    """The uppermost counts."""
    COLLECT = "collect"
    """All count; each outcome column says how they are put together."""


class Combination(StrEnum):
    """How a collecting table puts the values of one outcome column together."""

    LIST = "list"
    SUM = "sum"
    MIN = "min"
    MAX = "max"


@dataclass(frozen=True, slots=True)
class Row:
    """One rule: what must be so, what then follows, why, and where that is written.

    `conditions` and `outcome` hold only what the row says something about. `reason` is plain Swedish
    with names in braces, such as `Resan kostar {taxi_fee}.`
    """

    id: str
    conditions: Mapping[str, Cell]
    outcome: Mapping[str, OutcomeCell]
    reason: str
    law: str = ""
    provenance: Provenance = field(default_factory=Provenance)

    def get_cell(self, column: str) -> Cell:
        """The condition in a column; anything when the row says nothing there."""
        return self.conditions.get(column, ANYTHING)


@dataclass(frozen=True, slots=True)
class OutcomeColumn:
    """One column of what a table gives. It is a fact for the tables that follow."""

    fact: Fact
    combination: Combination = Combination.LIST


@dataclass(frozen=True, slots=True)
class Table:
    """A decision: columns of facts, columns of outcome, and rows in order."""

    id: str
    name: str
    policy: HitPolicy
    columns: tuple[str, ...]
    outcomes: tuple[OutcomeColumn, ...]
    rows: tuple[Row, ...]
    note: str = ""

    def get_row(self, row_id: str) -> Row:
        """The row of that id. Raises KeyError."""
        return {row.id: row for row in self.rows}[row_id]
