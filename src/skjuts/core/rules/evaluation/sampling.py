"""Values of a fact that stand for all there are, as far as some tables can tell them apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from skjuts.core.rules.cells import Cell
from skjuts.core.rules.evaluation.columns import Column, list_samples, next_value
from skjuts.core.rules.evaluation.compiled import CompiledTable
from skjuts.core.rules.facts import Fact
from skjuts.core.rules.values import Kind, Value


def list_distinct(name: str, chain: Sequence[CompiledTable], facts: Mapping[str, Value]) -> tuple[Value, ...]:
    """Values of a fact that stand for all there are: one of each class that some table tells apart.

    A fact that is compared with others gets so many of each class that every order between them can
    be had.
    """
    fact = chain[0].epoch.book.every_fact[name]
    columns = [column for table in chain for column in table.columns if column.fact.id == name]
    related = {need for one in chain for relation in one.relations for need in relation.needs}
    if name in related:
        return _list_related(fact, related, chain, facts)
    cells = _list_cells({name}, chain)
    distinct: dict[Any, Value] = {}
    for value in list_samples(fact, cells, chain[0].epoch.values):
        distinct.setdefault(tuple(look_up(column, value) for column in columns), value)
    return tuple(distinct.values())


def look_up(column: Column, value: Value) -> tuple[int, int]:
    """The rows that a value makes false in a column, and those that cannot be told."""
    return column.judge(value), column.doubt(value) if column.doubt else 0


def _list_related(
    fact: Fact, related: set[str], chain: Sequence[CompiledTable], facts: Mapping[str, Value]
) -> tuple[Value, ...]:
    cells = _list_cells(related, chain)
    parameters = chain[0].epoch.values
    if not fact.is_ordered:
        return list_samples(fact, cells, parameters)
    every = chain[0].epoch.book.every_fact
    others: list[Any] = [facts[name] for name in related if name in facts]
    others += [end for name in related for end in every[name].ends if end is not None]
    others += [
        one.get(name)
        for table in chain
        for one in table.given
        for name in related
        if one.get(name) is not None
    ]
    alike = [one for one in others if type(one) is (date if fact.kind is Kind.DATE else int)]
    starts = [start for one in alike for start in (one, next_value(one))]
    return _widen(fact, list_samples(fact, cells, parameters, starts), len(related))


def _widen(fact: Fact, samples: Sequence[Any], count: int) -> tuple[Value, ...]:
    """More values of each class: `count` facts and one change of them fit there in any order."""
    step: Any = timedelta(days=1) if fact.kind is Kind.DATE else 1
    least, most = fact.ends
    wide = {one + step * i for one in samples for i in range(count + 1)}
    wide |= {samples[0] - step * i for i in range(count + 1)}
    return tuple(
        sorted(one for one in wide if (least is None or one >= least) and (most is None or one <= most))
    )


def _list_cells(names: set[str], chain: Sequence[CompiledTable]) -> list[Cell]:
    return [
        cell
        for table in chain
        for row in table.table.rows
        for column, cell in row.conditions.items()
        if column in names
    ]
