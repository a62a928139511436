"""Conditions: what one cell of a decision table asks of one fact.

A cell answers true, false or unknown (None), unknown when a value that it needs is not there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from skjuts.core.rules.values import Value

type Truth = bool | None
"""True, false, or None: not known."""


@dataclass(frozen=True, slots=True)
class Literal:
    """A value that stands in the cell itself."""

    value: Value


@dataclass(frozen=True, slots=True)
class ParameterRef:
    """The value of a parameter on the travel day."""

    id: str


@dataclass(frozen=True, slots=True)
class FactRef:
    """The value of another fact."""

    id: str


type Operand = Literal | ParameterRef | FactRef


@dataclass(frozen=True, slots=True)
class Anything:
    """Asks for nothing; true whatever the fact is, also when it is unknown."""


@dataclass(frozen=True, slots=True)
class OneOf:
    """Equal to one of the operands; with `is_negated`, to none of them."""

    operands: tuple[Operand, ...]
    is_negated: bool = False


@dataclass(frozen=True, slots=True)
class Bound:
    """One end of an interval, itself inside when closed."""

    operand: Operand
    is_closed: bool = True


@dataclass(frozen=True, slots=True)
class Interval:
    """Between two bounds of an ordered kind; at least one of them is there."""

    low: Bound | None = None
    high: Bound | None = None


class Share(StrEnum):
    """How many of the listed choices a set must hold."""

    SOME = "some"
    EVERY = "every"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Holds:
    """A set of choices that holds some, every or none of the members.

    Without members: an empty set (`NONE`) or one that is not (`SOME`).
    """

    members: tuple[str, ...]
    share: Share = Share.SOME


type Cell = Anything | OneOf | Interval | Holds

ANYTHING = Anything()


def list_operands(cell: Cell) -> Iterator[Operand]:
    """The operands of a cell, in the order in which it is written."""
    if isinstance(cell, OneOf):
        yield from cell.operands
    elif isinstance(cell, Interval):
        yield from (bound.operand for bound in (cell.low, cell.high) if bound)


def list_fact_references(cell: Cell) -> list[str]:
    """The other facts that a cell compares with."""
    return [operand.id for operand in list_operands(cell) if isinstance(operand, FactRef)]


def list_parameter_references(cell: Cell) -> list[str]:
    """The parameters that a cell compares with."""
    return [operand.id for operand in list_operands(cell) if isinstance(operand, ParameterRef)]


def judge_cell(
    cell: Cell, value: Value | None, facts: Mapping[str, Value], parameters: Mapping[str, Value]
) -> Truth:
    """Whether a value fulfils a cell; None when that, or what it is compared with, is not known."""
    if isinstance(cell, Anything):
        return True
    if value is None:
        return None
    if isinstance(cell, Holds):
        return _judge_holds(cell, value)
    if isinstance(cell, OneOf):
        others = [find_operand(one, facts, parameters) for one in cell.operands]
        same = True if value in others else None if None in others else False
        return same if same is None or not cell.is_negated else not same
    sides = [
        _judge_bound(bound, value, find_operand(bound.operand, facts, parameters), is_low=is_low)
        for bound, is_low in ((cell.low, True), (cell.high, False))
        if bound
    ]
    return False if False in sides else None if None in sides else True


def find_operand(
    operand: Operand, facts: Mapping[str, Value], parameters: Mapping[str, Value]
) -> Value | None:
    """The value of an operand; None when it is not known."""
    if isinstance(operand, Literal):
        return operand.value
    return (parameters if isinstance(operand, ParameterRef) else facts).get(operand.id)


def _judge_holds(cell: Holds, value: Value) -> bool:
    held = value if isinstance(value, frozenset) else frozenset()
    if not cell.members:
        return bool(held) is (cell.share is Share.SOME)
    shared = held.intersection(cell.members)
    if cell.share is Share.EVERY:
        return len(shared) == len(cell.members)
    return bool(shared) is (cell.share is Share.SOME)


def _judge_bound(bound: Bound, value: Value, other: Value | None, *, is_low: bool) -> Truth:
    if other is None:
        return None
    if value == other:
        return bound.is_closed
    is_above: bool = value > other  # type: ignore[operator]
    return is_above is is_low
