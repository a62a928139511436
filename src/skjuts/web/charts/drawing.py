"""What a drawn chart consists of: marks with places in whole steps, its table, and what its figures are of.

Every chart is drawn twice, wide and slim, so that type is as large on a telephone as on a desk.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from itertools import pairwise
from typing import Literal

type Write = Callable[[float], str]
"""Writes a number as the reader expects it, with its unit where the chart needs one."""

type LineKind = Literal["guide", "zero", "reference", "mean", "limit", "change", "link"]
"""What a straight line is for; style sheets draw each in its own way."""

type Pattern = Literal["", "stripes", "dots", "cross", "lines"]
"""What a surface is filled with, so that it is told apart without colour; '' is plain."""

NICE_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
WIDEST_CHARACTER = 7.6

WIDE, SLIM = 660, 340
"""How wide the two drawings are; the slim one fits a telephone without being made smaller."""
MARKED = 6
"""The series of a point that is pointed out: a sign of its own, and neither good nor bad by its colour."""
UNKNOWN = "–"
"""What a table has where nothing was measured."""


@dataclass(frozen=True, slots=True)
class Basis:
    """What the figures of a chart are of; nothing but `evidence` may be left out."""

    unit: str
    period: str
    population: str
    source: str
    evidence: str = ""

    def __post_init__(self) -> None:
        """Refuse a chart that does not say what it shows. Raises ValueError."""
        for field in fields(self)[:-1]:
            if not getattr(self, field.name).strip():
                raise ValueError(f"a chart without its {field.name} cannot be judged")


@dataclass(frozen=True, slots=True)
class Caption:
    """A chart's title, a sentence or two (`told`) of what it shows, and what its figures are of."""

    title: str
    told: str
    basis: Basis


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line; `kind` is what it is for: a guide, the zero line, a limit, a link between bars."""

    x1: int
    y1: int
    x2: int
    y2: int
    kind: LineKind = "guide"


@dataclass(frozen=True, slots=True)
class Label:
    """Words at a place, set from their start, middle or end."""

    x: int
    y: int
    text: str
    anchor: Literal["start", "middle", "end"] = "start"
    series: int = 0
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """A filled rectangle of a series; series 0 is a total."""

    x: int
    y: int
    width: int
    height: int
    series: int = 1
    pattern: Pattern = ""


@dataclass(frozen=True, slots=True)
class Area:
    """A closed, pale surface behind a series: an interval, or (series 0) months that are missing."""

    path: str
    series: int


@dataclass(frozen=True, slots=True)
class Curve:
    """A drawn path of a series, as the `d` of an SVG path."""

    path: str
    series: int


@dataclass(frozen=True, slots=True)
class Dot:
    """A point of a series, with its own sign (one per series), so that colour is never alone."""

    x: int
    y: int
    series: int
    strong: bool = False


@dataclass(frozen=True, slots=True)
class ChartTable:
    """The chart as a table: the first column names the rows."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """The marks of a chart in one width."""

    width: int
    height: int
    lines: tuple[Line, ...] = ()
    areas: tuple[Area, ...] = ()
    boxes: tuple[Box, ...] = ()
    curves: tuple[Curve, ...] = ()
    dots: tuple[Dot, ...] = ()
    labels: tuple[Label, ...] = ()

    @property
    def fills(self) -> tuple[tuple[int, Pattern], ...]:
        """The series and patterns of boxes that are not plain, each once."""
        return tuple(sorted({(box.series, box.pattern) for box in self.boxes if box.pattern}))

    @property
    def signs(self) -> tuple[int, ...]:
        """The series that have dots."""
        return tuple(sorted({dot.series for dot in self.dots}))


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart, drawn, with its caption and the same as a table."""

    caption: Caption
    table: ChartTable
    wide: Picture
    slim: Picture


@dataclass(frozen=True, slots=True)
class Scale:
    """A straight scale from values to places."""

    low: float
    high: float
    start: float
    end: float

    def place(self, value: float) -> int:
        """The place of a value, in whole steps; the middle where the scale has no length."""
        if self.high == self.low:
            return round((self.start + self.end) / 2)
        share = (value - self.low) / (self.high - self.low)
        return round(self.start + share * (self.end - self.start))


def choose_ticks(low: float, high: float, *, write: Write, about: int = 5) -> list[float]:
    """Round values, evenly apart, from one not above `low` to one not below `high`.

    There are fewer than `about` where two would be written the same: 0, 0 and 1 is no scale.
    """
    ticks: list[float] = []
    for count in range(about, 0, -1):
        ticks = _lay_ticks(low, high, count)
        if len({write(tick) for tick in ticks}) == len(ticks):
            break
    return ticks


def _lay_ticks(low: float, high: float, about: int) -> list[float]:
    span = (high - low) or abs(high) or 1.0
    rough = span / about
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(nice * power for nice in NICE_STEPS if nice * power >= rough * (1 - 1e-9))
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [round(step * k, 10) for k in range(first, max(last, first + 1) + 1)]


def room_for(words: Sequence[str]) -> int:
    """How wide the longest of some words is at the chart's size of type, reckoned generously."""
    return math.ceil(max((len(word) for word in words), default=0) * WIDEST_CHARACTER) + 10


def push_apart(places: Sequence[int], apart: int, *, most: int) -> list[int]:
    """Places moved as little as it takes to lie `apart`, none beyond `most`; in the order given."""
    order = sorted(range(len(places)), key=lambda k: places[k])
    moved = list(places)
    for before, after in pairwise(order):
        moved[after] = max(moved[after], moved[before] + apart)
    ceiling = most
    for k in reversed(order):
        moved[k] = min(moved[k], ceiling)
        ceiling = moved[k] - apart
    return moved


def with_sign(write: Write) -> Write:
    """Writes a change: what rises has its plus."""
    return lambda value: f"+{write(value)}" if value > 0 else write(value)
