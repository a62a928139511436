"""Ranges that became one number somewhere, and forward columns that stop too early."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from skjuts.core.followup.plans.amounts import Interval
from skjuts.core.followup.plans.book import (
    CellRef,
    LineKind,
    PlanBook,
    PlanTable,
    Role,
    Statement,
    StatementKind,
    write_bounds,
)
from skjuts.core.followup.plans.cells import CellKind
from skjuts.core.followup.plans.findings import Explanation, Finding, FindingKind, Severity
from skjuts.core.followup.plans.identities import Identity, IdentityKind


def find_settled(book: PlanBook, identities: Sequence[Identity]) -> Iterator[Finding]:
    """Ranges that sums, text or a later table take for something narrower."""
    for table in book.tables:
        for number, line in enumerate(table.lines):
            for column, cell in enumerate(line.cells):
                if cell.kind is CellKind.RANGE and line.kind is LineKind.PACKAGE:
                    finding = _settle(book, CellRef(table.id, number, column), identities)
                    if finding is not None:
                        yield finding


def _settle(book: PlanBook, at: CellRef, identities: Sequence[Identity]) -> Finding | None:
    table = book.get_table(at.table)
    line, column = table.lines[at.line], table.columns[at.column]
    implied = _find_implied(book, at, identities)
    texts = _list_texts(book, line.key, column.first_year, line.cells[at.column].span)
    later = [one for one in identities if one.kind is IdentityKind.REPEATED and one.parts == (at,)]
    numbers = [book.get_cell(one.stated).plain_ore for one in later]
    settled = [one for one in (implied, *numbers) if one is not None]
    if not settled and not texts:
        return None
    said = [f"{book.name_cell(at)} är ett intervall, {line.cells[at.column].text}, i {table.title}."]
    said += [] if implied is None else [f"Kolumnens summa förutsätter {table.write(implied)}."]
    said += [f"Texten säger {write_bounds(table, one)} ({one.page})." for one in texts]
    said += [
        f"{book.get_table(one.stated.table).title} räknar med {table.write(number)}."
        for one, number in zip(later, numbers, strict=True)
        if number is not None
    ]
    ends = [line.cells[at.column].span, *(_bounds(one) for one in texts)]
    is_end = any(span is not None and number in {span.low, span.high} for span in ends for number in settled)
    said += ["Det är en ände av ett av intervallen."] if is_end else []
    return Finding(
        FindingKind.RANGE_SETTLED,
        Severity.WARNING,
        table.id,
        (line.key,),
        (*(one.stated for one in later), at),
        " ".join(said),
        statements=tuple(texts),
        explanation=Explanation.RANGE_END_PICKED if is_end else None,
    )


def _find_implied(book: PlanBook, at: CellRef, identities: Sequence[Identity]) -> int | None:
    """What the total leaves for the range when everything else is as printed."""
    for one in identities:
        if one.kind is IdentityKind.DOWN and at in one.parts:
            others = [book.get_cell(part).plain_ore for part in one.parts if part != at]
            stated = book.get_cell(one.stated).plain_ore
            if stated is None or None in others:
                return None
            return stated - sum(other for other in others if other is not None)
    return None


def _list_texts(book: PlanBook, key: str, year: int, span: Interval | None) -> list[Statement]:
    """What the text says of the plan that year, where it is not the same range."""
    return [
        one
        for one in book.list_statements(StatementKind.AMOUNT)
        if one.role is Role.PLAN
        and key in one.packages
        and one.first_year <= year <= one.last_year
        and _bounds(one) != span
    ]


def _bounds(statement: Statement) -> Interval:
    low = statement.low_ore or 0
    return Interval(low, low if statement.high_ore is None else statement.high_ore)


def find_years_left_out(book: PlanBook) -> Iterator[Finding]:
    """Forward columns that hold only the first of the years that the plan goes on."""
    for table in book.tables:
        plan = book.find_plan_before(table) if table.is_outcome else None
        for column in table.list_columns(Role.FORWARD):
            finding = None if plan is None else _judge_forward(plan, table, column)
            if finding is not None:
                yield finding


def _judge_forward(plan: PlanTable, table: PlanTable, column: int) -> Finding | None:
    ahead = table.columns[column]
    years = [
        i
        for i in plan.list_columns(Role.PLAN)
        if ahead.first_year <= plan.columns[i].first_year and plan.columns[i].last_year <= ahead.last_year
    ]
    fits = [count for count in range(len(years) + 1) if _is_sum_of(plan, table, column, years[:count])]
    if not years or len(years) in fits:
        return None
    at = CellRef(table.id, _find_stated(table), column)
    if not fits or fits[-1] == 0:
        text = f"{ahead.title} i {table.title} stämmer inte med åren framåt i {plan.title}."
        return Finding(FindingKind.PLAN_REPEATED_WRONG, Severity.WARNING, table.id, (), (at,), text)
    kept, left = years[: fits[-1]], years[fits[-1] :]
    amount = sum(_add_year(plan, year) for year in left)
    text = (
        f"{ahead.title} i {table.title} omfattar bara {_write_years(plan, kept)} ur {plan.title}; "
        f"{_write_years(plan, left)}, {plan.write(amount)}, är inte med."
    )
    return Finding(FindingKind.YEARS_LEFT_OUT, Severity.WARNING, table.id, (), (at,), text, gap_ore=-amount)


def _is_sum_of(plan: PlanTable, table: PlanTable, column: int, years: Sequence[int]) -> bool:
    """Whether every line's forward amount can be the plan's sum over some years."""
    numbers = {(line.kind, line.key): line for line in plan.lines}
    for line in table.lines:
        mine = numbers.get((line.kind, line.key))
        forward = line.cells[column].span
        spans = [mine.cells[year].span for year in years] if mine else [None]
        known = [span for span in spans if span is not None]
        if forward is None or len(known) < len(spans):
            continue
        if not sum(known, Interval(0, 0)).meets(forward):
            return False
    return True


def _find_stated(table: PlanTable) -> int:
    return next(
        (i for i, line in enumerate(table.lines) if line.kind is LineKind.TOTAL), len(table.lines) - 1
    )


def _add_year(plan: PlanTable, year: int) -> int:
    """The plan's total that year: its line of totals, else what its lines print."""
    total = plan.find_total()
    lines = [total] if total is not None else list(plan.lines)
    return sum(line.cells[year].plain_ore or 0 for line in lines)


def _write_years(plan: PlanTable, years: Sequence[int]) -> str:
    first, last = plan.columns[years[0]].first_year, plan.columns[years[-1]].last_year
    return str(first) if first == last else f"{first}–{last}"
