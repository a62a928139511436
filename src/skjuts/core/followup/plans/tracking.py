"""What was planned, what came of it and what is ahead: by version, by year and by package.

An outcome from the ledger stands beside the one that the plan claims; which of them is used is said by its
evidence. Unknown amounts stay unknown: a sum with one in it is a least amount, marked as such.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from skjuts.core.followup.plans.book import (
    Line,
    LineKind,
    PlanBook,
    PlanTable,
    Role,
    StatementKind,
)
from skjuts.core.followup.plans.cells import CellKind


class OutcomeEvidence(StrEnum):
    """How well an outcome is known."""

    CLAIMED = "claimed"
    """The plan's own table says so."""
    BOOKED = "booked"
    """Read from the ledger, without saying what caused it."""
    EVALUATED = "evaluated"
    """An evaluation has shown it."""
    CONTRADICTED = "contradicted"
    """The document or an evaluation speaks against it."""


EVIDENCE_NAMES = {
    OutcomeEvidence.CLAIMED: "påstått",
    OutcomeEvidence.BOOKED: "bokfört",
    OutcomeEvidence.EVALUATED: "utvärderat",
    OutcomeEvidence.CONTRADICTED: "motsagt",
}


@dataclass(frozen=True, slots=True)
class LedgerOutcome:
    """An outcome from outside the plan: what it is, by which method, and how well it is known."""

    package: str
    amount_ore: int
    method: str
    evidence: OutcomeEvidence


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum, with how many of its parts are unknown; at least `ore` when some are."""

    ore: int
    unknown: int = 0
    ranges: int = 0

    @property
    def is_whole(self) -> bool:
        """Whether every part is one known amount."""
        return not self.unknown and not self.ranges


@dataclass(frozen=True, slots=True)
class VersionTrack:
    """One version of the plan: its total by year, and the share that nobody has found a measure for."""

    table: PlanTable
    years: tuple[tuple[str, Amount], ...]
    total: Amount
    unidentified_ore: int
    unknown_cells: int

    @property
    def unidentified_share(self) -> float:
        """Unidentified savings of the whole, 0 to 1."""
        return self.unidentified_ore / self.total.ore if self.total.ore else 0.0


@dataclass(frozen=True, slots=True)
class PackageTrack:
    """One package through the versions. `plans` holds its total in each version that has it."""

    key: str
    name: str
    plans: tuple[tuple[str, Amount], ...]
    plan_to_date: Amount
    outcome: Amount
    printed_outcome_ore: int | None
    forward: Amount
    is_income: bool
    is_removed: bool
    ledger: tuple[LedgerOutcome, ...] = ()
    overlaps: tuple[str, ...] = ()

    @property
    def fulfilment(self) -> float | None:
        """Outcome of plan to date; None without a plan."""
        return self.outcome.ore / self.plan_to_date.ore if self.plan_to_date.ore else None

    @property
    def printed_fulfilment(self) -> float | None:
        """The same as the accumulated columns print it."""
        if self.printed_outcome_ore is None or not self.plan_to_date.ore:
            return None
        return self.printed_outcome_ore / self.plan_to_date.ore

    @property
    def slippage_ore(self) -> int:
        """How much the plan has changed from its first version to its last; below 0 when it shrank."""
        known = [amount for _, amount in self.plans if amount.is_whole]
        return known[-1].ore - known[0].ore if len(known) > 1 else 0


@dataclass(frozen=True, slots=True)
class Fulfilment:
    """Outcome and plan to date, with the packages that bring income and without them."""

    outcome_ore: int
    plan_ore: int
    income_outcome_ore: int
    income_plan_ore: int

    @property
    def share(self) -> float | None:
        """All packages."""
        return self.outcome_ore / self.plan_ore if self.plan_ore else None

    @property
    def share_without_income(self) -> float | None:
        """Packages that lower cost."""
        plan = self.plan_ore - self.income_plan_ore
        return (self.outcome_ore - self.income_outcome_ore) / plan if plan else None


@dataclass(frozen=True, slots=True)
class PlanTrack:
    """The whole follow-up of a plan."""

    versions: tuple[VersionTrack, ...]
    packages: tuple[PackageTrack, ...]
    fulfilment: Fulfilment | None


def follow(book: PlanBook, ledger: Sequence[LedgerOutcome] = ()) -> PlanTrack:
    """Follow a plan through its versions to its last table of outcomes."""
    last = next((table for table in reversed(book.tables) if table.is_outcome), None)
    keys = dict.fromkeys(line.key for table in book.tables for line in table.packages)
    return PlanTrack(
        tuple(_follow_version(table) for table in book.tables if not table.is_outcome),
        tuple(_follow_package(book, key, last, ledger) for key in keys),
        None if last is None else measure_fulfilment(book, last),
    )


def measure_fulfilment(book: PlanBook, table: PlanTable) -> Fulfilment:
    """What a table of outcomes amounts to, from its years and not from what it says is accumulated."""
    total = table.find_total()
    lines = [total] if total is not None else list(table.packages)
    income = [line for key in book.list_income_packages() if (line := table.find_line(key))]
    return Fulfilment(
        sum(add_outcome(table, line).ore for line in lines),
        sum(add_plan(table, line).ore for line in lines),
        sum(add_outcome(table, line).ore for line in income),
        sum(add_plan(table, line).ore for line in income),
    )


def add_outcome(table: PlanTable, line: Line) -> Amount:
    """A line's outcome over the years; what is accumulated where there are no years."""
    return _add(line, table.list_columns(Role.OUTCOME) or table.list_columns(Role.OUTCOME_TO_DATE))


def add_plan(table: PlanTable, line: Line) -> Amount:
    """A line's plan to date: what is accumulated where it is printed, else its years."""
    to_date = [i for i in table.list_columns(Role.PLAN_TO_DATE) if line.cells[i].is_written]
    return _add(line, to_date or table.list_columns(Role.PLAN))


def _follow_version(table: PlanTable) -> VersionTrack:
    total = table.find_total()
    own = [line for line in table.lines if line.kind is not LineKind.TOTAL]
    columns = table.list_columns(Role.PLAN)
    sums = [
        _add(total, [i])
        if total is not None and total.cells[i].is_written
        else _merge(_add(line, [i]) for line in own)
        for i in columns
    ]
    need = _merge(_add(line, columns) for line in own if line.kind is LineKind.NEED)
    unknown = sum(cell.kind is CellKind.UNKNOWN for line in own for cell in line.cells)
    titles = [table.columns[i].title for i in columns]
    return VersionTrack(table, tuple(zip(titles, sums, strict=True)), _merge(sums), need.ore, unknown)


def _follow_package(
    book: PlanBook, key: str, last: PlanTable | None, ledger: Sequence[LedgerOutcome]
) -> PackageTrack:
    plans = [
        (table, line) for table in book.tables if not table.is_outcome and (line := table.find_line(key))
    ]
    line = last.find_line(key) if last is not None else None
    newest = plans[-1][1] if plans else line
    printed = _find_printed(last, line)
    nothing = Amount(0)
    return PackageTrack(
        key,
        newest.name if newest else key,
        tuple((table.id, _add(one, table.list_columns(Role.PLAN))) for table, one in plans),
        nothing if last is None or line is None else add_plan(last, line),
        nothing if last is None or line is None else add_outcome(last, line),
        printed,
        nothing if last is None or line is None else _add(line, last.list_columns(Role.FORWARD)),
        key in book.list_income_packages(),
        newest is not None and any(cell.kind is CellKind.REMOVED for cell in newest.cells),
        tuple(one for one in ledger if one.package == key),
        tuple(one.included for one in book.list_statements(StatementKind.INCLUDES) if key in one.packages),
    )


def _find_printed(table: PlanTable | None, line: Line | None) -> int | None:
    if table is None or line is None:
        return None
    cells = [line.cells[i] for i in table.list_columns(Role.OUTCOME_TO_DATE)]
    return next((cell.plain_ore for cell in cells if cell.is_written), None)


def _add(line: Line, columns: Iterable[int]) -> Amount:
    cells = [line.cells[i] for i in columns]
    return Amount(
        sum(cell.plain_ore if cell.plain_ore is not None else cell.span.low for cell in cells if cell.span),
        sum(cell.span is None for cell in cells),
        sum(cell.kind is CellKind.RANGE for cell in cells),
    )


def _merge(amounts: Iterable[Amount]) -> Amount:
    listed = list(amounts)
    return Amount(
        sum(one.ore for one in listed), sum(one.unknown for one in listed), sum(one.ranges for one in listed)
    )
