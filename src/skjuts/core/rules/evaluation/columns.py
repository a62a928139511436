"""A column compiled: for every value of its fact, which rows are false and which cannot be told.

The values of a fact fall into classes that no row of the column tells apart; each class has two
masks, one bit a row. Numbers and days are located by bisection among the starts of their classes.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations
from typing import Any

from skjuts.core.rules.cells import (
    Bound,
    Cell,
    Holds,
    Interval,
    OneOf,
    Truth,
    find_operand,
    judge_cell,
    list_fact_references,
)
from skjuts.core.rules.facts import Fact
from skjuts.core.rules.values import Kind, Value

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Relation:
    """A cell that compares its fact with other facts; judged when all of them are there."""

    bit: int
    column: str
    cell: Cell
    needs: tuple[str, ...]
    parameters: Mapping[str, Value]

    def judge(self, facts: Mapping[str, Value]) -> Truth:
        """Whether the cell is true of these facts."""
        return judge_cell(self.cell, facts.get(self.column), facts, self.parameters)


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a compiled table. `judge(value)` is the mask of rows whose cell is false.

    `doubt(value)` is the mask of rows whose cell cannot be told, since a parameter has no value on the
    day; None when that never happens. `cares` are the rows that ask for something here; `samples`
    one value of each class.
    """

    fact: Fact
    judge: Callable[[Any], int]
    doubt: Callable[[Any], int] | None
    cares: int
    relations: tuple[Relation, ...]
    samples: tuple[Value, ...]


def compile_column(fact: Fact, cells: Iterable[Cell | None], parameters: Mapping[str, Value]) -> Column:
    """Compile the cells of one column, top row first; None asks for nothing."""
    asked = [(1 << i, cell) for i, cell in enumerate(cells) if cell is not None]
    plain = [(bit, cell) for bit, cell in asked if not list_fact_references(cell)]
    relations = tuple(
        Relation(bit, fact.id, cell, (fact.id, *list_fact_references(cell)), parameters)
        for bit, cell in asked
        if list_fact_references(cell)
    )
    cares = sum(bit for bit, _ in asked)
    samples = list_samples(fact, [cell for _, cell in plain], parameters)
    masks = [_masks(plain, sample, parameters) for sample in samples]
    judge = _by_value(fact, plain, samples, [false for false, _ in masks])
    doubt = None
    if any(unsure for _, unsure in masks):
        doubt = _by_value(fact, plain, samples, [unsure for _, unsure in masks])
    return Column(fact, judge, doubt, cares, relations, samples)


def list_samples(
    fact: Fact, cells: Iterable[Cell], parameters: Mapping[str, Value], starts: Iterable[Any] = ()
) -> tuple[Value, ...]:
    """One value of each class that the cells (and further `starts` of classes) tell apart, in order."""
    if fact.kind is Kind.BOOL:
        return False, True
    if fact.kind is Kind.CHOICE:
        return tuple(fact.choices)
    if fact.kind is Kind.CHOICES:
        return tuple(_list_subsets(fact, cells))
    least, most = fact.ends
    found = {start for cell in cells for start in _list_starts(cell, parameters)} | set(starts)
    inside = {
        start for start in found if (least is None or start > least) and (most is None or start <= most)
    }
    first = least if least is not None else (min(inside) - 1 if inside else 0)
    return (first, *sorted(inside))


def _masks(plain: list[tuple[int, Cell]], value: Value, parameters: Mapping[str, Value]) -> tuple[int, int]:
    false = unsure = 0
    for bit, cell in plain:
        truth = judge_cell(cell, value, {}, parameters)
        if truth is False:
            false |= bit
        elif truth is None:
            unsure |= bit
    return false, unsure


def _by_value(
    fact: Fact, plain: list[tuple[int, Cell]], samples: tuple[Value, ...], masks: list[int]
) -> Callable[[Any], int]:
    if fact.kind in {Kind.BOOL, Kind.CHOICE}:
        return dict(zip(samples, masks, strict=True)).__getitem__
    if fact.kind is Kind.CHOICES:
        named = _list_named(cell for _, cell in plain)
        by_class = {_class_of(one, named): mask for one, mask in zip(samples, masks, strict=True)}
        return lambda value: by_class[_class_of(value, named)]
    starts: list[Any] = list(samples[1:])

    def judge_number(value: Any) -> int:  # noqa: ANN401
        return masks[bisect_right(starts, value)]

    return judge_number


def _list_named(cells: Iterable[Cell]) -> frozenset[str]:
    """Members that some cell names."""
    return frozenset(member for cell in cells if isinstance(cell, Holds) for member in cell.members)


def _class_of(value: Any, named: frozenset[str]) -> tuple[frozenset[str], bool]:  # noqa: ANN401
    """The named members that a set holds, and whether it holds some other: that decides every cell."""
    return value & named, not value <= named


def _list_subsets(fact: Fact, cells: Iterable[Cell]) -> Iterable[frozenset[str]]:
    """Every combination of named members, without and with a member that nobody names."""
    named = _list_named(cells)
    others = [member for member in fact.choices if member not in named][:1]
    for size in range(len(named) + 1):
        for members in combinations(sorted(named), size):
            yield frozenset(members)
            if others:
                yield frozenset([*members, *others])


def _list_starts(cell: Cell, parameters: Mapping[str, Value]) -> Iterable[Any]:
    """The values at which a cell may turn from false to true or back."""
    if isinstance(cell, OneOf):
        for operand in cell.operands:
            value: Any = find_operand(operand, {}, parameters)
            if value is not None:
                yield from (value, next_value(value))
    elif isinstance(cell, Interval):
        yield from _list_bound_starts(cell.low, parameters, is_low=True)
        yield from _list_bound_starts(cell.high, parameters, is_low=False)


def _list_bound_starts(
    bound: Bound | None, parameters: Mapping[str, Value], *, is_low: bool
) -> Iterable[Any]:
    value: Any = find_operand(bound.operand, {}, parameters) if bound else None
    if bound and value is not None:
        yield value if bound.is_closed is is_low else next_value(value)


def next_value(value: Any) -> Any:  # noqa: ANN401
    """The next day, or the next whole number."""
    return value + _DAY if isinstance(value, date) else value + 1
