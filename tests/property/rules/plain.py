"""The slow, obvious judge of a book: loops over rows and over every way of filling in what is unknown.

Written from the README of core/rules alone. It shares the book's dataclasses with the engine and
nothing else, and needs every fact to have few values.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain, combinations, product
from typing import Any

from skjuts.core.rules import Combination, Fact, HitPolicy, Kind, OutcomeColumn, Row, RuleBook, Table, Value
from skjuts.core.rules.cells import Cell, FactRef, Holds, Interval, Literal, OneOf, Operand, Share

type Facts = Mapping[str, Any]
type Known = Any
"""A value of any kind, compared as Python compares it."""


@dataclass(frozen=True)
class PlainAnswer:
    """Kind and outcome."""

    kind: str
    outcome: tuple[tuple[str, Any], ...] = ()


@dataclass(frozen=True)
class PlainVerdict:
    """An answer, and the facts to ask for."""

    answer: PlainAnswer
    missing: frozenset[str]


def decide(book: RuleBook, table: str, facts: Facts, day: date) -> PlainVerdict:
    """The verdict by trying every completion."""
    asked = sorted(_list_base_facts(book, book.tables[table], facts))
    unknown = [name for name in asked if name not in facts]
    domains = [list_domain(book.facts[name]) for name in unknown]
    answers = {
        values: answer(book, book.tables[table], {**facts, **dict(zip(unknown, values, strict=True))}, day)
        for values in product(*domains)
    }
    if len(set(answers.values())) == 1:
        return PlainVerdict(next(iter(answers.values())), frozenset())
    missing = {name for i, name in enumerate(unknown) if _changes_alone(i, domains[i], answers)}
    return PlainVerdict(PlainAnswer("complete"), frozenset(missing))


def answer(book: RuleBook, table: Table, facts: Facts, day: date) -> PlainAnswer:
    """What a table says when every fact that is asked for has a value."""
    known = dict(facts)
    for needed in book.tables.values():
        given = {column.fact.id for column in needed.outcomes}
        if needed.id != table.id and given & _list_asked(table) and not given & set(facts):
            for name, value in answer(book, needed, facts, day).outcome:
                if value is not None and not isinstance(value, tuple):
                    known |= {name: value}
    truths = [judge_row(book, table, row, known, day) for row in table.rows]
    true = [row for row, truth in zip(table.rows, truths, strict=True) if truth is True]
    if table.policy is HitPolicy.COLLECT:
        return PlainAnswer("undetermined") if None in truths else _give(book, table, true, day)
    standing = [(row, truth) for row, truth in zip(table.rows, truths, strict=True) if truth is not False]
    if not standing:
        return PlainAnswer("no_row")
    if table.policy is HitPolicy.FIRST:
        row, truth = standing[0]
        return _give(book, table, [row], day) if truth else PlainAnswer("undetermined")
    if None in truths:
        return PlainAnswer("undetermined")
    return _give(book, table, true, day) if len(true) == 1 else PlainAnswer("conflict")


def list_near_misses(book: RuleBook, table: Table, facts: Facts, day: date) -> set[tuple[str, str]]:
    """Row and fact of every row with exactly one false cell and no untold one."""
    found = set()
    for row in table.rows:
        truths = {
            name: judge_cell(book, cell, facts.get(name), facts, day) for name, cell in row.conditions.items()
        }
        false = [name for name, truth in truths.items() if truth is False]
        if len(false) == 1 and None not in truths.values():
            found.add((row.id, false[0]))
    return found


def judge_row(book: RuleBook, table: Table, row: Row, facts: Facts, day: date) -> bool | None:
    """False when a cell is false, else untold (None) when a cell is, else true."""
    truths = [judge_cell(book, cell, facts.get(name), facts, day) for name, cell in row.conditions.items()]
    if False in truths:
        return False
    return None if None in truths else True


def judge_cell(book: RuleBook, cell: Cell, value: Value | None, facts: Facts, day: date) -> bool | None:
    """One cell, kind by kind."""
    if value is None:
        return None
    if isinstance(cell, Holds):
        return _judge_holds(cell, value)
    if isinstance(cell, OneOf):
        others = [_operand(book, one, facts, day) for one in cell.operands]
        if any(other is not None and other == value for other in others):
            return not cell.is_negated
        return None if None in others else cell.is_negated
    assert isinstance(cell, Interval)
    return _judge_interval(book, cell, value, facts, day)


def list_domain(fact: Fact) -> list[Any]:
    """Every value of a fact."""
    if fact.kind is Kind.BOOL:
        return [False, True]
    if fact.kind is Kind.CHOICE:
        return list(fact.choices)
    if fact.kind is Kind.CHOICES:
        sizes = range(len(fact.choices) + 1)
        return [frozenset(one) for one in chain.from_iterable(combinations(fact.choices, n) for n in sizes)]
    least, most = fact.ends
    if isinstance(least, date) and isinstance(most, date):
        return [least + timedelta(days=i) for i in range((most - least).days + 1)]
    assert isinstance(least, int)
    assert isinstance(most, int)
    return list(range(least, most + 1))


def _judge_holds(cell: Holds, value: Known) -> bool:
    if not cell.members:
        return (len(value) > 0) == (cell.share == Share.SOME)
    held = [member in value for member in cell.members]
    return {Share.SOME: any(held), Share.EVERY: all(held), Share.NONE: not any(held)}[cell.share]


def _judge_interval(book: RuleBook, cell: Interval, value: Known, facts: Facts, day: date) -> bool | None:
    ends: list[bool | None] = []
    if cell.low:
        low = _operand(book, cell.low.operand, facts, day)
        ends.append(None if low is None else value > low or (value == low and cell.low.is_closed))
    if cell.high:
        high = _operand(book, cell.high.operand, facts, day)
        ends.append(None if high is None else value < high or (value == high and cell.high.is_closed))
    if any(end is False for end in ends):
        return False
    return None if any(end is None for end in ends) else True


def _operand(book: RuleBook, operand: Operand, facts: Facts, day: date) -> Known:
    if isinstance(operand, Literal):
        return operand.value
    if isinstance(operand, FactRef):
        return facts.get(operand.id)
    dated = book.parameters[operand.id].find_on(day)
    return dated.value if dated else None


def _give(book: RuleBook, table: Table, rows: list[Row], day: date) -> PlainAnswer:
    given = [{name: _operand(book, cell, {}, day) for name, cell in row.outcome.items()} for row in rows]
    return PlainAnswer(
        "proposal", tuple((column.fact.id, _combine(table, column, given)) for column in table.outcomes)
    )


def _combine(table: Table, column: OutcomeColumn, given: list[dict[str, Any]]) -> Known:
    values = [one.get(column.fact.id) for one in given]
    if table.policy is not HitPolicy.COLLECT:
        return values[0]
    known = [value for value in values if value is not None]
    if column.fact.kind is Kind.CHOICES:
        return frozenset(chain.from_iterable(known))
    if column.combination is Combination.LIST:
        return tuple(value for i, value in enumerate(known) if value not in known[:i])
    if None in values or (not values and column.combination is not Combination.SUM):
        return None
    return {Combination.SUM: sum, Combination.MIN: min, Combination.MAX: max}[column.combination](values)


def _changes_alone(i: int, domain: list[Any], answers: Mapping[tuple[Any, ...], PlainAnswer]) -> bool:
    return any(
        answers[values] != answers[(*values[:i], other, *values[i + 1 :])]
        for values in answers
        for other in domain
    )


def _list_asked(table: Table) -> set[str]:
    asked = set(table.columns)
    for row in table.rows:
        for cell in row.conditions.values():
            asked |= {one.id for one in _list_operands(cell) if isinstance(one, FactRef)}
    return asked


def _list_base_facts(book: RuleBook, table: Table, facts: Facts) -> set[str]:
    """The facts that a table asks for, itself or through the tables that feed it."""
    base = set()
    for name in _list_asked(table) - set(facts):
        giver = next(
            (one for one in book.tables.values() if any(column.fact.id == name for column in one.outcomes)),
            None,
        )
        base |= {name} if giver is None else _list_base_facts(book, giver, facts)
    return base


def _list_operands(cell: Cell) -> Iterator[Operand]:
    if isinstance(cell, OneOf):
        yield from cell.operands
    elif isinstance(cell, Interval):
        yield from (bound.operand for bound in (cell.low, cell.high) if bound)
