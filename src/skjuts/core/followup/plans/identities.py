"""What must add up in a plan's tables, and what printed numbers allow.

A column adds up to its total; years add up to what is accumulated; a table of outcomes repeats the plan that
it accounts for. Each is one identity: parts on one side, the printed sum on the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from skjuts.core.followup.plans.amounts import Interval
from skjuts.core.followup.plans.book import CellRef, Column, Line, LineKind, PlanBook, PlanTable, Role
from skjuts.core.followup.plans.cells import Cell

TO_DATE = {Role.PLAN_TO_DATE: Role.PLAN, Role.OUTCOME_TO_DATE: Role.OUTCOME}


class IdentityKind(StrEnum):
    """Which way is added."""

    DOWN = "down"
    """The lines of a column and their total."""
    ACROSS = "across"
    """The years of a package and what is accumulated."""
    TOTALS = "totals"
    """The same on the line of totals."""
    REPEATED = "repeated"
    """The plan, and the plan as a table of outcomes repeats it."""


@dataclass(frozen=True, slots=True)
class Identity:
    """`parts` add up to `stated`."""

    kind: IdentityKind
    parts: tuple[CellRef, ...]
    stated: CellRef

    @property
    def cells(self) -> tuple[CellRef, ...]:
        """Every cell of the identity."""
        return (*self.parts, self.stated)


@dataclass(frozen=True, slots=True)
class Sums:
    """An identity judged. Plain sums are None with a part unknown or a range, spans with one unknown."""

    identity: Identity
    plain_ore: int | None
    stated_ore: int | None
    span: Interval | None
    stated_span: Interval | None
    coarsest_ore: int

    @property
    def is_possible(self) -> bool:
        """Whether roundings can explain what is printed."""
        return self.span is None or self.stated_span is None or self.span.meets(self.stated_span)

    @property
    def gap_ore(self) -> int:
        """How much more is printed than the printed parts give; 0 when either is no single number."""
        return 0 if self.plain_ore is None or self.stated_ore is None else self.stated_ore - self.plain_ore

    @property
    def is_plain(self) -> bool:
        """Whether the sum of what is printed, rounded like its coarsest number, is what is printed."""
        return abs(self.gap_ore) * 2 <= self.coarsest_ore


def list_identities(book: PlanBook) -> list[Identity]:
    """Everything that must add up in the book, tables in their order."""
    found: list[Identity] = []
    for table in book.tables:
        found += _add_down(table)
        found += _add_across(table)
        if table.is_outcome:
            plan = book.find_plan_before(table)
            found += [] if plan is None else _repeat(plan, table)
    return found


def judge(book: PlanBook, identity: Identity, spans: Mapping[CellRef, Interval] | None = None) -> Sums:
    """Add up an identity, with narrower `spans` of cells where they are known."""
    known = spans or {}
    parts = [book.get_cell(at) for at in identity.parts]
    stated = book.get_cell(identity.stated)
    plains = [cell.plain_ore for cell in parts]
    ranges = [known.get(at, cell.span) for at, cell in zip(identity.parts, parts, strict=True)]
    whole = [one for one in ranges if one is not None]
    return Sums(
        identity,
        plain_ore=None if None in plains else sum(one for one in plains if one is not None),
        stated_ore=stated.plain_ore,
        span=sum(whole, Interval(0, 0)) if len(whole) == len(ranges) else None,
        stated_span=known.get(identity.stated, stated.span),
        coarsest_ore=max((_step(cell) for cell in (*parts, stated)), default=0),
    )


def narrow(book: PlanBook, identities: list[Identity]) -> dict[CellRef, Interval]:
    """The span of each cell when every identity holds that can: bounds pushed through until none moves."""
    spans = {
        at: span
        for identity in identities
        for at in identity.cells
        if (span := book.get_cell(at).span) is not None
    }
    sound = [one for one in identities if judge(book, one).is_possible]
    for _ in range(len(sound) + 1):
        before = dict(spans)
        for identity in sound:
            _push(identity, spans)
        if spans == before:
            break
    return spans


def _push(identity: Identity, spans: dict[CellRef, Interval]) -> None:
    """What one identity says of each of its cells, given the others."""
    if any(at not in spans for at in identity.cells):
        return
    for at in identity.cells:
        others = [spans[one] for one in identity.parts if one != at]
        rest = sum(others, Interval(0, 0))
        said = rest if at == identity.stated else spans[identity.stated] - rest
        if said.meets(spans[at]):
            spans[at] = spans[at].cut(said)


def _add_down(table: PlanTable) -> Iterator[Identity]:
    total = next((i for i, line in enumerate(table.lines) if line.kind is LineKind.TOTAL), None)
    if total is None:
        return
    for column in range(len(table.columns)):
        if table.lines[total].cells[column].is_written:
            parts = [CellRef(table.id, i, column) for i in range(len(table.lines)) if i != total]
            yield Identity(IdentityKind.DOWN, tuple(parts), CellRef(table.id, total, column))


def _add_across(table: PlanTable) -> Iterator[Identity]:
    for number, line in enumerate(table.lines):
        kind = IdentityKind.TOTALS if line.kind is LineKind.TOTAL else IdentityKind.ACROSS
        for at in table.list_columns(*TO_DATE):
            years = _list_years(table.columns, table.columns[at])
            if years and _is_filled(line, at):
                parts = tuple(CellRef(table.id, number, year) for year in years)
                yield Identity(kind, parts, CellRef(table.id, number, at))


def _is_filled(line: Line, column: int) -> bool:
    """Whether there is an accumulated amount to hold against the years."""
    return line.cells[column].is_written


def _list_years(columns: tuple[Column, ...], to_date: Column) -> list[int]:
    role = TO_DATE[to_date.role]
    return [i for i, one in enumerate(columns) if one.role is role and to_date.covers(one)]


def _repeat(plan: PlanTable, table: PlanTable) -> Iterator[Identity]:
    """Each package's plan as the table of outcomes repeats it, where both say something."""
    numbers = {line.key: i for i, line in enumerate(plan.lines) if line.kind is not LineKind.NEED}
    for number, line in enumerate(table.lines):
        mine = numbers.get(line.key)
        for at in table.list_columns(Role.PLAN):
            years = [
                i
                for i, one in enumerate(plan.columns)
                if one.role is Role.PLAN and table.columns[at].covers(one)
            ]
            if mine is not None and years and _is_filled(line, at):
                parts = tuple(CellRef(plan.id, mine, year) for year in years)
                yield Identity(IdentityKind.REPEATED, parts, CellRef(table.id, number, at))


def _step(cell: Cell) -> int:
    return cell.printed.step_ore if cell.printed else 0
