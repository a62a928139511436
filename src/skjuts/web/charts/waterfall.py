"""From one total to another: what raised it and what lowered it, row by row, with how sure that is.

Bars begin at zero. Where the changes would then be too small to see, the totals are points on an axis that
says where it begins, since a bar that is cut off tells a lie by its length.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from skjuts.web.charts.drawing import (
    SLIM,
    UNKNOWN,
    WIDE,
    Box,
    Caption,
    ChartTable,
    Curve,
    Dot,
    Drawing,
    Label,
    Line,
    Pattern,
    Picture,
    Scale,
    Write,
    choose_ticks,
    room_for,
    with_sign,
)
from skjuts.web.charts.intervals import trace_whisker
from skjuts.web.charts.rows import Row, lay_across, lay_rows, write_figures, write_names, write_scale

TOP, BOTTOM, THICK = 4, 28, 16
LEAST_SHARE = 0.3
"""The least share of the axis that the changes are to take up."""
UP, DOWN, TOTAL = 2, 1, 0
NOTE = 20


@dataclass(frozen=True, slots=True)
class Change:
    """A reason and how much it moved the total; `low` and `high` are its interval where there is one."""

    name: str
    value: float
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Total:
    """What there was before, or is after, with its interval where all is not settled."""

    name: str
    value: float
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class _Bar:
    """A row of the waterfall: from where to where, and the interval as places on the same axis."""

    name: str
    start: float
    end: float
    series: int
    figure: str
    interval: tuple[float, float] | None


def draw_waterfall(
    caption: Caption,
    *,
    start: Total,
    changes: Sequence[Change],
    end: Total,
    write: Write,
    columns: tuple[str, str, str],
) -> Drawing:
    """Draw how `changes` lead from `start` to `end`; `columns` heads the table: what, amount, interval.

    Raises ValueError when they do not add up: a waterfall that leaks explains nothing.
    """
    if abs(start.value + sum(one.value for one in changes) - end.value) > 1e-6 * max(1.0, abs(end.value)):
        raise ValueError("the changes do not lead from the first total to the last")
    bars = list(_list_bars(start, changes, end, write))
    table = ChartTable(
        columns,
        (_table_row(start, write), *(_table_row(one, write) for one in changes), _table_row(end, write)),
    )
    wide, slim = (_draw(bars, write, width) for width in (WIDE, SLIM))
    return Drawing(caption, table, wide, slim)


def _list_bars(start: Total, changes: Sequence[Change], end: Total, write: Write) -> Iterator[_Bar]:
    yield _Bar(start.name, 0.0, start.value, TOTAL, write(start.value), _interval(start, 0.0))
    reached = start.value
    for one in changes:
        yield _Bar(
            one.name,
            reached,
            reached + one.value,
            UP if one.value > 0 else DOWN,
            with_sign(write)(one.value),
            _interval(one, reached),
        )
        reached += one.value
    yield _Bar(end.name, 0.0, end.value, TOTAL, write(end.value), _interval(end, 0.0))


def _interval(one: Change | Total, base: float) -> tuple[float, float] | None:
    return None if one.low is None or one.high is None else (base + one.low, base + one.high)


def _draw(bars: Sequence[_Bar], write: Write, width: int) -> Picture:
    levels = [value for bar in bars for value in (bar.end, *(bar.interval or ()))]
    low, high = min(levels), max(levels)
    is_cut = low > 0 and high - low < LEAST_SHARE * high
    about = 5 if width > SLIM else 3
    ticks = choose_ticks(low if is_cut else min(0.0, low), max(0.0, high), write=write, about=about)
    names = [bar.name for bar in bars]
    figures = room_for([bar.figure for bar in bars])
    across = lay_across(ticks, write, names, figures, width)
    rows = lay_rows(names, across, figures, width=width, top=TOP)
    ground = rows[-1].bottom
    height = ground + BOTTOM + (NOTE if is_cut else 0)
    return Picture(
        width,
        height,
        lines=(
            *_rule(ticks, across, ground),
            *_link(bars, rows, across),
        ),
        boxes=tuple(_boxes(bars, rows, across, is_cut=is_cut)),
        curves=tuple(_whiskers(bars, rows, across)),
        dots=tuple(_points(bars, rows, across)) if is_cut else (),
        labels=(
            *write_names(rows, across, width),
            *write_figures(rows, (bar.figure for bar in bars), width),
            *write_scale(ticks, across, write, ground + 20),
            *(_write_cut(ticks[0], write, height, width) if is_cut else ()),
        ),
    )


def _rule(ticks: Sequence[float], across: Scale, ground: int) -> Iterator[Line]:
    for tick in ticks:
        x = across.place(tick)
        yield Line(x, TOP, x, ground, "guide" if tick else "zero")


def _link(bars: Sequence[_Bar], rows: Sequence[Row], across: Scale) -> Iterator[Line]:
    """From the end of each bar down to where the next begins."""
    for bar, above, below in zip(bars[:-1], rows[:-1], rows[1:], strict=True):
        x = across.place(bar.end)
        yield Line(x, above.middle, x, below.middle, "link")


def _boxes(bars: Sequence[_Bar], rows: Sequence[Row], across: Scale, *, is_cut: bool) -> Iterator[Box]:
    for bar, row in zip(bars, rows, strict=True):
        if bar.series == TOTAL and is_cut:
            continue
        left, right = sorted((across.place(bar.start), across.place(bar.end)))
        pattern: Pattern = "stripes" if bar.series == DOWN else ""
        yield Box(left, row.middle - THICK // 2, max(1, right - left), THICK, bar.series, pattern)


def _whiskers(bars: Sequence[_Bar], rows: Sequence[Row], across: Scale) -> Iterator[Curve]:
    for bar, row in zip(bars, rows, strict=True):
        if bar.interval:
            low, high = map(across.place, bar.interval)
            yield Curve(trace_whisker(low, high, row.middle), TOTAL)


def _points(bars: Sequence[_Bar], rows: Sequence[Row], across: Scale) -> Iterator[Dot]:
    for bar, row in zip(bars, rows, strict=True):
        if bar.series == TOTAL:
            yield Dot(across.place(bar.end), row.middle, TOTAL, strong=True)


def _write_cut(first: float, write: Write, height: int, width: int) -> Iterator[Label]:
    yield Label(width, height - 6, _("Axeln börjar vid %(value)s.") % {"value": write(first)}, "end")


def _table_row(one: Change | Total, write: Write) -> tuple[str, str, str]:
    written = with_sign(write) if isinstance(one, Change) else write
    if one.low is None or one.high is None:
        return one.name, written(one.value), UNKNOWN
    return one.name, written(one.value), f"{written(one.low)} – {written(one.high)}"
