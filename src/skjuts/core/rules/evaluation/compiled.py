"""A table compiled for a time in which its parameters stand still, and one look at it with facts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from skjuts.core.rules.answers import Given, NearMiss, Outcome, RowCondition, VerdictKind
from skjuts.core.rules.cells import Literal
from skjuts.core.rules.evaluation.columns import Column, compile_column
from skjuts.core.rules.evaluation.epoch import Epoch
from skjuts.core.rules.facts import Fact
from skjuts.core.rules.tables import Combination, HitPolicy, OutcomeColumn, Row, Table
from skjuts.core.rules.values import Kind, Value

type Look = tuple[str, Callable[[Any], int], int, Column | None]
"""A column's fact, its judge, the rows that ask for it, and the column where there is more to it."""


@dataclass(frozen=True, slots=True)
class CompiledTable:
    """Columns of masks, the outcome of each row, and the text of each condition, in one epoch."""

    epoch: Epoch
    table: Table
    columns: tuple[Column, ...]
    every_row: int
    given: tuple[Outcome, ...]
    conditions: tuple[Mapping[int, RowCondition], ...]
    """By column, then by the bit of the row."""
    looks: tuple[Look, ...]
    """The columns once more, as the hot loop wants them."""

    @property
    def relations(self) -> list[Any]:
        """Cells that compare facts with each other."""
        return [relation for column in self.columns for relation in column.relations]

    @property
    def asked(self) -> list[str]:
        """All facts that the table looks at: its columns, then those that cells compare with."""
        names = [column.fact.id for column in self.columns]
        names += [name for relation in self.relations for name in relation.needs]
        return list(dict.fromkeys(names))


class Step(msgspec.Struct, frozen=True):
    """What one table answered: the rows that carry the outcome, and those that may, as masks."""

    compiled: CompiledTable
    kind: VerdictKind
    certain: int
    possible: int
    outcome: Outcome
    near_misses: tuple[NearMiss, ...]
    missing: tuple[str, ...] = ()


def compile_table(epoch: Epoch, table: Table) -> CompiledTable:
    """Compile a table with the parameters of an epoch."""
    facts = epoch.book.every_fact
    columns = tuple(
        compile_column(facts[column], [row.conditions.get(column) for row in table.rows], epoch.values)
        for column in table.columns
    )
    return CompiledTable(
        epoch,
        table,
        columns,
        (1 << len(table.rows)) - 1,
        tuple(_read_outcome(row, table, epoch.values) for row in table.rows),
        tuple(_describe_column(epoch, table, column) for column in table.columns),
        tuple(
            (one.fact.id, one.judge, one.cares, one if one.relations or one.doubt else None)
            for one in columns
        ),
    )


def judge_rows(compiled: CompiledTable, facts: Mapping[str, Value]) -> Step:
    """Judge all rows; a fact that is not there makes the rows that ask for it neither true nor false.

    Each column has a mask of rows whose cell is false. `ones` are rows with some false cell, `twos`
    rows with more than one; what is in the first and not in the second is a near miss.
    """
    ones = twos = doubted = 0
    falses: list[int] = []
    values: list[Any] = []
    find = facts.get
    for name, judge, cares, column in compiled.looks:
        value: Any = find(name)
        values.append(value)
        if value is None:
            doubted |= cares
            falses.append(0)
            continue
        false = judge(value)
        if column is not None:
            wrong, unsure = _look_closer(column, value, facts)
            false |= wrong
            doubted |= unsure
        twos |= ones & false
        ones |= false
        falses.append(false)
    alive = compiled.every_row & ~ones
    kind, matched, outcome = conclude(compiled, alive, doubted)
    near = ones & ~twos & ~doubted
    misses = _list_near_misses(compiled, near, falses, values) if near else ()
    if kind is VerdictKind.UNDETERMINED:
        return Step(compiled, kind, 0, cut_rows(compiled, alive, alive & ~doubted), outcome, misses)
    return Step(compiled, kind, matched, matched, outcome, misses)


def cut_rows(compiled: CompiledTable, alive: int, certain: int) -> int:
    """Where the first counts, the rows below one that is certainly true make no difference."""
    if certain and compiled.table.policy is HitPolicy.FIRST:
        return alive & (((certain & -certain) << 1) - 1)
    return alive


def conclude(compiled: CompiledTable, alive: int, doubted: int) -> tuple[VerdictKind, int, Outcome]:
    """What a table says when `alive` rows are not false and the `doubted` of them cannot be told.

    Returns the kind, the mask of rows that carry the outcome, and the outcome.
    """
    policy = compiled.table.policy
    unsure = alive & doubted
    if policy is HitPolicy.COLLECT:
        if unsure:
            return VerdictKind.UNDETERMINED, 0, {}
        return VerdictKind.PROPOSAL, alive, _combine(compiled, alive)
    if not alive:
        return VerdictKind.NO_ROW, 0, {}
    lowest = alive & -alive
    if unsure and (policy is HitPolicy.UNIQUE or lowest & unsure):
        return VerdictKind.UNDETERMINED, 0, {}
    if policy is HitPolicy.UNIQUE and alive != lowest:
        return VerdictKind.CONFLICT, alive, {}
    return VerdictKind.PROPOSAL, lowest, compiled.given[lowest.bit_length() - 1]


def judge_relations(relations: Sequence[Any], facts: Mapping[str, Value]) -> tuple[int, int]:
    """The masks of rows whose comparison of facts is false, and cannot be told."""
    false = unsure = 0
    for relation in relations:
        truth = relation.judge(facts)
        if truth is False:
            false |= relation.bit
        elif truth is None:
            unsure |= relation.bit
    return false, unsure


def find_single(outcome: Outcome, fact: Fact) -> Value | None:
    """What a table hands to later tables as a fact; None when it gave nothing, or a list."""
    value = outcome.get(fact.id)
    return None if isinstance(value, tuple) else value


def list_bits(mask: int) -> Iterator[int]:
    """The numbers of the rows in a mask, from the top."""
    while mask:
        lowest = mask & -mask
        yield lowest.bit_length() - 1
        mask ^= lowest


def _list_near_misses(
    compiled: CompiledTable, near: int, falses: list[int], values: list[Any]
) -> tuple[NearMiss, ...]:
    found: list[NearMiss] = []
    add = found.append
    for conditions, false, value in zip(compiled.conditions, falses, values, strict=True):
        mask = near & false
        while mask:
            lowest = mask & -mask
            add(NearMiss(conditions[lowest], value))
            mask ^= lowest
    return tuple(found)


def _look_closer(column: Column, value: Value, facts: Mapping[str, Value]) -> tuple[int, int]:
    """The rows that comparisons make false, and those that cannot be told."""
    false, unsure = judge_relations(column.relations, facts)
    return false, unsure | (column.doubt(value) if column.doubt else 0)


def _describe_column(epoch: Epoch, table: Table, column: str) -> dict[int, RowCondition]:
    fact = epoch.book.every_fact[column]
    return {
        1 << i: RowCondition(row, fact, epoch.describe(row.conditions[column], fact))
        for i, row in enumerate(table.rows)
        if column in row.conditions
    }


def _read_outcome(row: Row, table: Table, parameters: Mapping[str, Value]) -> Outcome:
    given: dict[str, Given] = {}
    for column in table.outcomes:
        cell = row.outcome.get(column.fact.id)
        if cell is None:
            given[column.fact.id] = None
        else:
            given[column.fact.id] = cell.value if isinstance(cell, Literal) else parameters.get(cell.id)
    return given


def _combine(compiled: CompiledTable, matched: int) -> Outcome:
    rows = [compiled.given[i] for i in list_bits(matched)]
    return {column.fact.id: _combine_column(column, rows) for column in compiled.table.outcomes}


def _combine_column(column: OutcomeColumn, rows: Sequence[Outcome]) -> Given:
    """The values of the rows put together; None when an amount that is added or compared is not known."""
    values: list[Any] = [row[column.fact.id] for row in rows]
    if column.fact.kind is Kind.CHOICES:
        return frozenset().union(*(value for value in values if value is not None))
    if column.combination is Combination.LIST:
        return tuple(dict.fromkeys(value for value in values if value is not None))
    if None in values:
        return None
    if column.combination is Combination.SUM:
        return sum(values)
    if not values:
        return None
    return min(values) if column.combination is Combination.MIN else max(values)
