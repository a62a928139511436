"""Bars lying down: named things compared by one figure, from zero, with the figure at the bar's end.

The name stands above its bar: names are as long as they are, and telephones as narrow.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from skjuts.web.charts.drawing import (
    Box,
    ChartTable,
    Drawing,
    Label,
    Line,
    Scale,
    Write,
    choose_ticks,
    room_for,
)

WIDTH = 400.0
ROW, THICK = 46.0, 16.0
TOP, BOTTOM = 4.0, 26.0
NAME, MIDDLE = 17.0, 32.0
"""Below the top of a row: the foot of the name, and the middle of the bar."""
MARGIN = 4.0


@dataclass(frozen=True, slots=True)
class Bar:
    """A named figure."""

    name: str
    value: float


def draw_bars(
    title: str, told: str, *, bars: Sequence[Bar], write: Write, columns: tuple[str, str]
) -> Drawing:
    """Draw bars in the given order; `columns` heads the table: what is named, and what is counted."""
    values = [bar.value for bar in bars]
    ticks = choose_ticks(min(0.0, *values), max(0.0, *values), about=4)
    height = TOP + ROW * len(bars) + BOTTOM
    across = Scale(
        ticks[0], ticks[-1], MARGIN + _room(values, write, below_zero=True), WIDTH - _room(values, write)
    )
    zero = across.place(0)
    ends = [across.place(value) for value in values]
    return Drawing(
        title=title,
        told=told,
        width=WIDTH,
        height=height,
        table=ChartTable(columns, tuple((bar.name, write(bar.value)) for bar in bars)),
        lines=tuple(
            Line(x, TOP, x, height - BOTTOM, "zero" if tick == 0 else "guide")
            for tick, x in ((tick, across.place(tick)) for tick in ticks)
        ),
        boxes=tuple(
            Box(min(zero, end), _row(k) + MIDDLE - THICK / 2, round(abs(end - zero), 1), THICK)
            for k, end in enumerate(ends)
        ),
        labels=(
            *(Label(0, _row(k) + NAME, bar.name) for k, bar in enumerate(bars)),
            *(_figure(end, _row(k) + MIDDLE, bars[k].value, write) for k, end in enumerate(ends)),
            *(Label(across.place(tick), height - 8, write(tick), "middle") for tick in ticks),
        ),
    )


def _row(number: int) -> float:
    return TOP + ROW * number


def _room(values: Sequence[float], write: Write, *, below_zero: bool = False) -> float:
    """Room for the figures at the ends of the bars, on the side where there are any."""
    return room_for([write(value) for value in values if (value < 0) == below_zero])


def _figure(end: float, y: float, value: float, write: Write) -> Label:
    if value < 0:
        return Label(end - 6, y + 4, write(value), "end", strong=True)
    return Label(end + 6, y + 4, write(value), strong=True)
