"""Lines over ordered moments: months, weeks, hours. A missing value is a gap, never a zero."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from skjuts.web.charts.drawing import (
    ChartTable,
    Curve,
    Dot,
    Drawing,
    Label,
    Line,
    Scale,
    Write,
    choose_ticks,
    room_for,
)

WIDTH, HEIGHT = 640.0, 300.0
TOP, BOTTOM = 18.0, 34.0
MOST_TICKS = 12
LABEL_APART = 15.0


@dataclass(frozen=True, slots=True)
class Series:
    """A named row of values, one per moment; None where nothing was measured."""

    name: str
    values: tuple[float | None, ...]


def draw_lines(
    title: str,
    told: str,
    *,
    moments: Sequence[str],
    series: Sequence[Series],
    write: Write,
    from_zero: bool = True,
) -> Drawing:
    """Draw at most five series over the same moments, each named at its own end.

    `moments` has one label per value and at least two of them; a scale that does not start from
    zero must be asked for.
    """
    known = [value for each in series for value in each.values if value is not None]
    ticks = choose_ticks(min([*known, 0.0] if from_zero else known), max(known))
    left, right = room_for([write(tick) for tick in ticks]), room_for([each.name for each in series]) + 10
    up = Scale(ticks[0], ticks[-1], HEIGHT - BOTTOM, TOP)
    across = Scale(0, len(moments) - 1, left, WIDTH - right)
    return Drawing(
        title=title,
        told=told,
        width=WIDTH,
        height=HEIGHT,
        table=_table(moments, series, write),
        lines=tuple(
            Line(left, up.place(tick), WIDTH - right, up.place(tick), "zero" if tick == 0 else "guide")
            for tick in ticks
        ),
        curves=tuple(Curve(_path(each, across, up), k) for k, each in enumerate(series, start=1)),
        dots=tuple(dot for k, each in enumerate(series, start=1) for dot in _dots(each, k, across, up)),
        labels=(
            *(Label(left - 8, up.place(tick) + 4, write(tick), "end") for tick in ticks),
            *_moment_labels(moments, across),
            *_name_labels(series, across, up),
        ),
    )


def _path(series: Series, across: Scale, up: Scale) -> str:
    parts, pen_is_down = [], False
    for k, value in enumerate(series.values):
        if value is not None:
            parts.append(f"{'L' if pen_is_down else 'M'}{across.place(k)} {up.place(value)}")
        pen_is_down = value is not None
    return "".join(parts)


def _dots(series: Series, number: int, across: Scale, up: Scale) -> Iterator[Dot]:
    for k, value in enumerate(series.values):
        if value is not None:
            yield Dot(across.place(k), up.place(value), number)


def _moment_labels(moments: Sequence[str], across: Scale) -> Iterator[Label]:
    step = -(-len(moments) // MOST_TICKS)
    for k in range(0, len(moments), step):
        yield Label(across.place(k), HEIGHT - BOTTOM + 20, moments[k], "middle")


def _name_labels(series: Sequence[Series], across: Scale, up: Scale) -> list[Label]:
    """Names at the ends of the lines, pushed apart where they would lie on each other."""
    ends = []
    for number, each in enumerate(series, start=1):
        last = max((k for k, value in enumerate(each.values) if value is not None), default=None)
        if last is not None:
            ends.append((up.place(each.values[last] or 0.0), across.place(last), number, each.name))
    placed: list[Label] = []
    for y, x, number, name in sorted(ends):
        free = placed[-1].y + LABEL_APART if placed else y
        placed.append(Label(x + 10, round(max(y + 4, free), 1), name, "start", number, strong=True))
    return placed


def _table(moments: Sequence[str], series: Sequence[Series], write: Write) -> ChartTable:
    rows = (
        (moment, *("–" if each.values[k] is None else write(each.values[k] or 0.0) for each in series))
        for k, moment in enumerate(moments)
    )
    return ChartTable(("", *(each.name for each in series)), tuple(rows))
