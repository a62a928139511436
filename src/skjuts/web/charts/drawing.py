"""What a drawn chart consists of: marks with places in a coordinate system of its own, and its table."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

type Write = Callable[[float], str]
"""Writes a number as the reader expects it, with its unit where the chart needs one."""

NICE_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
WIDEST_CHARACTER = 7.2

SLIM = 400
"""The widest drawing that a telephone shows without making it smaller."""


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line; `kind` is what it is for: a guide, the zero line, or the reference to compare with."""

    x1: float
    y1: float
    x2: float
    y2: float
    kind: Literal["guide", "zero", "reference"] = "guide"


@dataclass(frozen=True, slots=True)
class Label:
    """Words at a place, set from their start, middle or end."""

    x: float
    y: float
    text: str
    anchor: Literal["start", "middle", "end"] = "start"
    series: int = 0
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """A filled rectangle of a series."""

    x: float
    y: float
    width: float
    height: float
    series: int = 1


@dataclass(frozen=True, slots=True)
class Curve:
    """A drawn path of a series, as the `d` of an SVG path."""

    path: str
    series: int


@dataclass(frozen=True, slots=True)
class Dot:
    """A point of a series, with its own sign (one per series), so that colour is never alone."""

    x: float
    y: float
    series: int


@dataclass(frozen=True, slots=True)
class ChartTable:
    """The chart as a table: the first column names the rows."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart, drawn: `told` says in a sentence or two what it shows."""

    title: str
    told: str
    width: float
    height: float
    table: ChartTable
    lines: tuple[Line, ...] = ()
    boxes: tuple[Box, ...] = ()
    curves: tuple[Curve, ...] = ()
    dots: tuple[Dot, ...] = ()
    labels: tuple[Label, ...] = ()
    axis: str = ""

    @property
    def is_slim(self) -> bool:
        """Whether it is narrow enough for a telephone as it stands."""
        return self.width <= SLIM


@dataclass(frozen=True, slots=True)
class Scale:
    """A straight scale from values to places."""

    low: float
    high: float
    start: float
    end: float

    def place(self, value: float) -> float:
        """The place of a value, to a tenth."""
        share = (value - self.low) / (self.high - self.low)
        return round(self.start + share * (self.end - self.start), 1)


def choose_ticks(low: float, high: float, *, about: int = 5) -> list[float]:
    """Round values, evenly apart, from one not above `low` to one not below `high`."""
    span = (high - low) or abs(high) or 1.0
    rough = span / about
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(nice * power for nice in NICE_STEPS if nice * power >= rough * (1 - 1e-9))
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [round(step * k, 10) for k in range(first, max(last, first + 1) + 1)]


def room_for(words: Sequence[str]) -> float:
    """How wide the longest of some words is at the chart's size of type, reckoned generously."""
    return max((len(word) for word in words), default=0) * WIDEST_CHARACTER + 8
