"""Bars lying down: named things compared by one figure, from zero, with the figure at the bar's end."""

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

WIDTH = 640.0
ROW, THICK = 30.0, 18.0
TOP, BOTTOM = 8.0, 26.0
MOST_NAME = 220.0


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
    left = min(MOST_NAME, room_for([bar.name for bar in bars]))
    height = TOP + ROW * len(bars) + BOTTOM
    across = Scale(
        ticks[0], ticks[-1], left + _room(values, write, below_zero=True), WIDTH - _room(values, write)
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
            Box(min(zero, end), _row(k) - THICK / 2, round(abs(end - zero), 1), THICK)
            for k, end in enumerate(ends)
        ),
        labels=(
            *(Label(left - 8, _row(k) + 4, bar.name, "end") for k, bar in enumerate(bars)),
            *(_figure(end, _row(k), bars[k].value, write) for k, end in enumerate(ends)),
            *(Label(across.place(tick), height - 8, write(tick), "middle") for tick in ticks),
        ),
    )


def _row(number: int) -> float:
    return TOP + ROW * (number + 0.5)


def _room(values: Sequence[float], write: Write, *, below_zero: bool = False) -> float:
    """Room for the figures at the ends of the bars, on the side where there are any."""
    return room_for([write(value) for value in values if (value < 0) == below_zero])


def _figure(end: float, y: float, value: float, write: Write) -> Label:
    if value < 0:
        return Label(end - 6, y + 4, write(value), "end", strong=True)
    return Label(end + 6, y + 4, write(value), strong=True)
