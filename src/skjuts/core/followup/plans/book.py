"""A savings plan as it was written down: tables of cells, and what the text around them says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from skjuts.core.followup.plans.amounts import UNITS_ORE, Interval, write_amount, write_interval
from skjuts.core.followup.plans.cells import Cell

OPEN_END = 9999
"""The last year of a column that goes on: `Plan framåt 2018-`."""


class Role(StrEnum):
    """What a column counts."""

    PLAN = "plan"
    OUTCOME = "outcome"
    PLAN_TO_DATE = "plan_to_date"
    OUTCOME_TO_DATE = "outcome_to_date"
    FORWARD = "forward"


class LineKind(StrEnum):
    """What a line of a table stands for."""

    PACKAGE = "package"
    NEED = "need"
    """Savings that somebody must still find: no package."""
    TOTAL = "total"


class StatementKind(StrEnum):
    """What a sentence of the text says of packages."""

    AMOUNT = "amount"
    NOT_VALUED = "not_valued"
    TOO_EARLY = "too_early"
    NOTHING_REMAINS = "nothing_remains"
    INCLUDES = "includes"
    EXCLUDES = "excludes"
    INCOME = "income"
    BELOW_PLAN = "below_plan"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: what it counts, and its first and last year."""

    title: str
    role: Role
    first_year: int
    last_year: int

    def covers(self, other: Column) -> bool:
        """Whether the other column's years lie within this one's."""
        return self.first_year <= other.first_year and other.last_year <= self.last_year


@dataclass(frozen=True, slots=True)
class Line:
    """A line: the key that follows a package through every version, its name there, and its cells."""

    key: str
    name: str
    kind: LineKind
    cells: tuple[Cell, ...]

    @property
    def label(self) -> str:
        """How a person calls the line."""
        return f"paket {self.key} ({self.name})" if self.kind is LineKind.PACKAGE else self.name


@dataclass(frozen=True, slots=True)
class PlanTable:
    """One table. `year` is when it was decided, or the last year that it accounts for."""

    id: str
    title: str
    year: int
    unit: str
    source: str
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    population: str = ""

    @property
    def unit_ore(self) -> int:
        """The unit of the table, in öre."""
        return UNITS_ORE[self.unit]

    @property
    def is_outcome(self) -> bool:
        """Whether the table tells what became of a plan."""
        return any(column.role is Role.OUTCOME for column in self.columns)

    @property
    def packages(self) -> tuple[Line, ...]:
        """The lines of packages."""
        return tuple(line for line in self.lines if line.kind is LineKind.PACKAGE)

    def find_line(self, key: str) -> Line | None:
        """The line of a package."""
        return next((line for line in self.packages if line.key == key), None)

    def find_total(self) -> Line | None:
        """The line that adds up the others."""
        return next((line for line in self.lines if line.kind is LineKind.TOTAL), None)

    def list_columns(self, *roles: Role) -> list[int]:
        """The numbers of the columns with one of the roles."""
        return [number for number, column in enumerate(self.columns) if column.role in roles]

    def write(self, amount_ore: int) -> str:
        """An amount as the table would print it: `−1,3 Mkr`."""
        return f"{write_amount(amount_ore, self.unit_ore)} {self.unit}"

    def write_span(self, span: Interval) -> str:
        """An interval as the table would print it."""
        return f"{write_interval(span, self.unit_ore)} {self.unit}"


@dataclass(frozen=True, slots=True)
class CellRef:
    """Where a cell stands: table, number of the line, number of the column."""

    table: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Statement:
    """What the text says. `low_ore` and `high_ore` bound an amount of `role` over the years given.

    `scope` names what the amount is about when it is not the whole package, `group` who is left
    out, `included` the package that another one's effect partly lies in.
    """

    kind: StatementKind
    packages: tuple[str, ...]
    page: str
    quote: str
    role: Role = Role.OUTCOME
    first_year: int = 0
    last_year: int = OPEN_END
    low_ore: int | None = None
    high_ore: int | None = None
    scope: str = ""
    group: str = ""
    included: str = ""


@dataclass(frozen=True, slots=True)
class PlanBook:
    """Every version of a plan with its outcome, in the order of their years, and the text around them."""

    title: str
    tables: tuple[PlanTable, ...]
    statements: tuple[Statement, ...]

    def get_table(self, id_: str) -> PlanTable:
        """A table by its id."""
        return next(table for table in self.tables if table.id == id_)

    def get_cell(self, at: CellRef) -> Cell:
        """A cell."""
        return self.get_table(at.table).lines[at.line].cells[at.column]

    def find_plan_before(self, table: PlanTable) -> PlanTable | None:
        """The last version of the plan that was decided no later than the year of a table of outcomes."""
        plans = [one for one in self.tables if not one.is_outcome and one.year <= table.year]
        return max(plans, key=lambda one: one.year, default=None)

    def list_statements(self, *kinds: StatementKind) -> Iterator[Statement]:
        """The statements of some kinds."""
        return (one for one in self.statements if one.kind in kinds)

    def list_income_packages(self) -> tuple[str, ...]:
        """Packages that bring income and lower no cost."""
        found = (key for one in self.list_statements(StatementKind.INCOME) for key in one.packages)
        return tuple(dict.fromkeys(found))

    def name_cell(self, at: CellRef) -> str:
        """A cell as a person points at it: `Utfall 2016 för paket 2 (Sjuktransporter)`."""
        table = self.get_table(at.table)
        return f"{table.columns[at.column].title} för {table.lines[at.line].label}"


def name_packages(keys: Sequence[str]) -> str:
    """Packages in a sentence: `paket 2`, `paketen 15 och 17`."""
    if len(keys) == 1:
        return f"paket {keys[0]}"
    return f"paketen {', '.join(keys[:-1])} och {keys[-1]}"


def write_bounds(table: PlanTable, statement: Statement) -> str:
    """What a statement says of an amount: a number, a range, or the least it can be."""
    low, high = statement.low_ore, statement.high_ore
    if low is None or high is None:
        return f"minst {table.write(low or 0)}"
    middle = (low + high) // 2
    is_number = high - low <= table.unit_ore and middle % (table.unit_ore // 10) == 0
    return table.write(middle) if is_number else table.write_span(Interval(low, high))
