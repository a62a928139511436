"""Bars lying down: named things compared by one figure, from zero, with the figure in line with its name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from skjuts.web.charts.drawing import (
    SLIM,
    WIDE,
    Box,
    Caption,
    ChartTable,
    Drawing,
    Line,
    Picture,
    Write,
    choose_ticks,
    room_for,
)
from skjuts.web.charts.rows import lay_across, lay_rows, write_figures, write_names, write_scale

THICK = 16
TOP, BOTTOM = 4, 28


@dataclass(frozen=True, slots=True)
class Bar:
    """A named figure."""

    name: str
    value: float


def draw_bars(
    caption: Caption,
    *,
    bars: Sequence[Bar],
    write: Write,
    columns: tuple[str, str],
) -> Drawing:
    """Draw bars in the given order; `columns` heads the table: what is named, and what is counted."""
    table = ChartTable(columns, tuple((bar.name, write(bar.value)) for bar in bars))
    wide, slim = (_draw(bars, write, width) for width in (WIDE, SLIM))
    return Drawing(caption, table, wide, slim)


def _draw(bars: Sequence[Bar], write: Write, width: int) -> Picture:
    values, names = [bar.value for bar in bars], [bar.name for bar in bars]
    ticks = choose_ticks(min(0.0, *values), max(0.0, *values), write=write, about=4)
    figures = room_for([write(value) for value in values])
    across = lay_across(ticks, write, names, figures, width)
    rows = lay_rows(names, across, figures, width=width, top=TOP)
    height = rows[-1].bottom + BOTTOM
    zero = across.place(0)
    return Picture(
        width,
        height,
        lines=tuple(
            Line(x, TOP, x, height - BOTTOM, "zero" if tick == 0 else "guide")
            for tick, x in ((tick, across.place(tick)) for tick in ticks)
        ),
        boxes=tuple(
            Box(min(zero, end), row.middle - THICK // 2, abs(end - zero), THICK)
            for row, end in zip(rows, map(across.place, values), strict=True)
        ),
        labels=(
            *write_names(rows, across, width),
            *write_figures(rows, map(write, values), width),
            *write_scale(ticks, across, write, height - 8),
        ),
    )
