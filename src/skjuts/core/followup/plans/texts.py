"""Where the text and the tables of a plan do not say the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from skjuts.core.followup.plans.amounts import Interval
from skjuts.core.followup.plans.book import (
    OPEN_END,
    CellRef,
    Line,
    LineKind,
    PlanBook,
    PlanTable,
    Role,
    Statement,
    StatementKind,
    name_packages,
    write_bounds,
)
from skjuts.core.followup.plans.findings import Finding, FindingKind, Severity
from skjuts.core.followup.plans.tracking import add_outcome, add_plan

VALUED = {
    StatementKind.NOT_VALUED: (FindingKind.NOT_VALUED, "att effekten inte går att värdera"),
    StatementKind.TOO_EARLY: (FindingKind.TOO_EARLY, "att det är för tidigt att värdera effekten"),
}
OUTCOMES = (Role.OUTCOME, Role.OUTCOME_TO_DATE)


def find_in_texts(book: PlanBook) -> Iterator[Finding]:
    """Everything that the text says otherwise than the tables, table by table."""
    for table in book.tables:
        yield from _compare_amounts(book, table)
        if table.is_outcome:
            yield from _find_below_plan(book, table)
            yield from _find_valued(book, table)
            yield from _find_remaining(book, table)
            yield from _find_populations(book, table)
    yield from _find_overlaps(book)


def _compare_amounts(book: PlanBook, table: PlanTable) -> Iterator[Finding]:
    for statement in book.list_statements(StatementKind.AMOUNT):
        if (statement.role is Role.OUTCOME) != table.is_outcome:
            continue
        for key in statement.packages:
            at = _find_told(table, key, statement)
            span = None if at is None else book.get_cell(at).span
            is_range = at is not None and book.get_cell(at).printed is None
            if at is not None and span is not None and not is_range and not _agrees(statement, span):
                yield _tell_amount(book, table, at, statement)


def _find_told(table: PlanTable, key: str, statement: Statement) -> CellRef | None:
    """The cell that a statement speaks of: its year's, or what is accumulated when it names no year."""
    roles = (Role.PLAN,) if statement.role is Role.PLAN else OUTCOMES
    for number, line in enumerate(table.lines):
        for column in table.list_columns(*roles):
            own = table.columns[column]
            is_dated = statement.last_year != OPEN_END
            is_told = (own.first_year, own.last_year) == (statement.first_year, statement.last_year)
            is_to_date = own.role is Role.OUTCOME_TO_DATE
            is_named = line.key == key and line.kind is LineKind.PACKAGE and line.cells[column].is_written
            if is_named and (is_told if is_dated else is_to_date):
                return CellRef(table.id, number, column)
    return None


def _agrees(statement: Statement, span: Interval) -> bool:
    low, high = statement.low_ore, statement.high_ore
    return (low is None or span.high >= low) and (high is None or span.low <= high)


def _tell_amount(book: PlanBook, table: PlanTable, at: CellRef, statement: Statement) -> Finding:
    cell, line = book.get_cell(at), table.lines[at.line]
    said = f"{book.name_cell(at)} är {cell.text.replace('-', '−')} {table.unit} i {table.title}, men texten "
    said += f"({statement.page}) säger {write_bounds(table, statement)}"
    said += f" för {statement.scope}." if statement.scope else "."
    below = [one for one in book.list_statements(StatementKind.BELOW_PLAN) if line.key in one.packages]
    reached = _find_reached(table, line, at.column) if below else None
    if reached is not None:
        said += (
            f" Texten säger också att effekten är mindre än planerad, medan utfallet når planens "
            f"{table.write(reached)}."
        )
    said += " De går inte att förena med det som står i dokumentet."
    return Finding(
        FindingKind.TEXT_DIFFERS,
        Severity.WARNING,
        table.id,
        (line.key,),
        (at,),
        said,
        statements=(statement, *below),
    )


def _find_reached(table: PlanTable, line: Line, column: int) -> int | None:
    """The plan of the same years, when the outcome is no less."""
    own = table.columns[column]
    for i in table.list_columns(Role.PLAN):
        same = (table.columns[i].first_year, table.columns[i].last_year) == (own.first_year, own.last_year)
        plan, outcome = line.cells[i].plain_ore, line.cells[column].plain_ore
        if same and plan is not None and outcome is not None and outcome >= plan:
            return plan
    return None


def _find_below_plan(book: PlanBook, table: PlanTable) -> Iterator[Finding]:
    """Packages that the text says fell short, and the table that they did not."""
    for statement in book.list_statements(StatementKind.BELOW_PLAN):
        for key in statement.packages:
            line = table.find_line(key)
            if line is None:
                continue
            outcome, plan = add_outcome(table, line), add_plan(table, line)
            if plan.ore and outcome.ore >= plan.ore:
                text = (
                    f"Texten ({statement.page}) säger att effekten av {line.label} är mindre än planerad, "
                    f"men {table.title} visar {table.write(outcome.ore)} mot planens {table.write(plan.ore)}."
                )
                cells = tuple(_list_written(table, key, *OUTCOMES))
                yield Finding(
                    FindingKind.TEXT_DIFFERS, Severity.WARNING, table.id, (key,), cells, text, (statement,)
                )


def _find_valued(book: PlanBook, table: PlanTable) -> Iterator[Finding]:
    """Amounts for effects that the text says nobody can value, or not yet."""
    for statement in book.list_statements(*VALUED):
        kind, words = VALUED[statement.kind]
        for key in statement.packages:
            cells = _list_written(table, key, *OUTCOMES)
            shown = [at for at in cells if (book.get_cell(at).plain_ore or 0) != 0]
            if shown:
                yield _tell_valued(book, table, shown, statement, (kind, words, key))


def _tell_valued(
    book: PlanBook,
    table: PlanTable,
    shown: Sequence[CellRef],
    statement: Statement,
    rule: tuple[FindingKind, str, str],
) -> Finding:
    kind, words, key = rule
    amounts = ", ".join(
        f"{table.columns[at.column].title.lower()} {book.get_cell(at).text.replace('-', '−')}" for at in shown
    )
    text = (
        f"Texten ({statement.page}) säger {words}, men {table.title} redovisar belopp för "
        f"{table.lines[shown[0].line].label}: {amounts} {table.unit}."
    )
    return Finding(kind, Severity.WARNING, table.id, (key,), tuple(shown), text, (statement,))


def _find_remaining(book: PlanBook, table: PlanTable) -> Iterator[Finding]:
    """Amounts ahead for packages of which the text says that nothing remains: one finding for the table."""
    cells: dict[CellRef, Statement] = {}
    for statement in book.list_statements(StatementKind.NOTHING_REMAINS):
        for key in statement.packages:
            for at in _list_written(table, key, Role.FORWARD):
                if (book.get_cell(at).plain_ore or 0) != 0:
                    cells.setdefault(at, statement)
    if not cells:
        return
    said = [
        f"{table.lines[at.line].label} {book.get_cell(at).text} {table.unit} "
        f"({statement.page}: ”{statement.quote}”)"
        for at, statement in sorted(cells.items(), key=lambda one: one[0].line)
    ]
    packages = tuple(table.lines[at.line].key for at in sorted(cells, key=lambda at: at.line))
    title = table.columns[next(iter(cells)).column].title
    yield Finding(
        FindingKind.NOTHING_REMAINS,
        Severity.WARNING,
        table.id,
        packages,
        tuple(sorted(cells, key=lambda at: at.line)),
        f"Texten säger att inget återstår av {name_packages(packages)}, men {title} i {table.title} "
        f"har belopp: {'; '.join(said)}.",
        tuple(dict.fromkeys(cells.values())),
    )


def _find_populations(book: PlanBook, table: PlanTable) -> Iterator[Finding]:
    """Groups that the text leaves out and the table says nothing of."""
    for statement in book.list_statements(StatementKind.EXCLUDES):
        if statement.group.casefold() in table.population.casefold():
            continue
        for key in statement.packages:
            cells = [
                at
                for at in _list_written(table, key, Role.OUTCOME)
                if statement.first_year <= table.columns[at.column].last_year
                and table.columns[at.column].first_year <= statement.last_year
            ]
            if cells:
                text = (
                    f"Textens siffror för {table.lines[cells[0].line].label} är utan {statement.group} "
                    f"({statement.page}); {table.title} säger inte om den är med. De kan gälla olika resor."
                )
                yield Finding(
                    FindingKind.POPULATION,
                    Severity.WARNING,
                    table.id,
                    (key,),
                    tuple(cells),
                    text,
                    (statement,),
                )


def _find_overlaps(book: PlanBook) -> Iterator[Finding]:
    """Effects that two packages may both count, where both have amounts; told once, of the last table."""
    for statement in book.list_statements(StatementKind.INCLUDES):
        for key in statement.packages:
            for table in reversed(book.tables):
                mine, other = table.find_line(key), table.find_line(statement.included)
                if mine is None or other is None or not (_has_amounts(mine) and _has_amounts(other)):
                    continue
                cells = (
                    *_list_written(table, statement.included, Role.PLAN),
                    *_list_written(table, key, Role.PLAN),
                )
                text = (
                    f"Effekten av {mine.label} innehåller enligt texten ({statement.page}) en del som också "
                    f"hör till {other.label}. Den kan vara räknad två gånger."
                )
                packages = (key, statement.included)
                yield Finding(
                    FindingKind.OVERLAP, Severity.WARNING, table.id, packages, cells, text, (statement,)
                )
                break


def _has_amounts(line: Line) -> bool:
    return any((cell.plain_ore or 0) != 0 for cell in line.cells)


def _list_written(table: PlanTable, key: str, *roles: Role) -> list[CellRef]:
    return [
        CellRef(table.id, number, column)
        for number, line in enumerate(table.lines)
        if line.key == key and line.kind is LineKind.PACKAGE
        for column in table.list_columns(*roles)
        if line.cells[column].is_written
    ]
