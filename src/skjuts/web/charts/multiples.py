"""Small multiples: one small line for each of several things, all on the same scale."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from skjuts.web.charts.axes import Ground
from skjuts.web.charts.drawing import (
    SLIM,
    WIDE,
    WIDEST_CHARACTER,
    Area,
    Caption,
    Curve,
    Dot,
    Drawing,
    Label,
    Line,
    Picture,
    Scale,
    Write,
    choose_ticks,
    room_for,
)
from skjuts.web.charts.lines import Series, tabulate, trace, trace_bands

ACROSS = {WIDE: 3, SLIM: 2}
PLOT, FOOT, LINE, AIR, GUTTER = 74, 24, 16, 14, 22


@dataclass(frozen=True, slots=True)
class _Panel:
    """One thing's small line, on its own piece of ground."""

    series: Series
    name: tuple[str, ...]
    ground: Ground
    top: int
    is_first: bool


def draw_multiples(
    caption: Caption,
    *,
    moments: Sequence[str],
    panels: Sequence[Series],
    write: Write,
    reference: float | None = None,
) -> Drawing:
    """Draw each of `panels` by itself, from zero; `reference` is the same dashed line in all of them."""
    known = [value for each in panels for value in each.list_known()] + [reference or 0.0, 0.0]
    ticks = choose_ticks(min(known), max(known), write=write, about=3)
    wide, slim = (_draw(moments, panels, ticks, write, width, reference) for width in (WIDE, SLIM))
    return Drawing(caption, tabulate(moments, panels, write), wide, slim)


def _draw(
    moments: Sequence[str],
    panels: Sequence[Series],
    ticks: Sequence[float],
    write: Write,
    width: int,
    reference: float | None,
) -> Picture:
    laid = _lay(panels, ticks, write, width, len(moments))
    marks = [reference] if reference is not None else []
    return Picture(
        width,
        laid[-1].ground.bottom + FOOT,
        lines=tuple(line for one in laid for line in _rule(one.ground, ticks, marks)),
        areas=tuple(Area(path, 1) for one in laid for path in trace_bands(one.series, one.ground)),
        curves=tuple(Curve(trace(one.series.values, one.ground), 1) for one in laid),
        dots=tuple(dot for one in laid for dot in _dot_last(one)),
        labels=tuple(label for one in laid for label in _write(one, moments, ticks, write)),
    )


def _lay(
    panels: Sequence[Series], ticks: Sequence[float], write: Write, width: int, count: int
) -> list[_Panel]:
    across = ACROSS[width]
    margin = room_for([write(tick) for tick in ticks])
    each = (width - margin - GUTTER * (across - 1)) // across
    figure = room_for([write(value) for one in panels for value in one.list_known()])
    names = [
        tuple(textwrap.wrap(one.name, int((each - figure) / WIDEST_CHARACTER)) or [""]) for one in panels
    ]
    laid: list[_Panel] = []
    top = 0
    for k, (one, name) in enumerate(zip(panels, names, strict=True)):
        column, row = k % across, names[k - k % across : k - k % across + across]
        left = margin + column * (each + GUTTER)
        head = top + LINE * max(map(len, row)) + 6
        ground = Ground(
            left,
            left + each,
            head,
            head + PLOT,
            Scale(ticks[0], ticks[-1], head + PLOT, head),
            Scale(0, count - 1, left + 4, left + each - 4),
        )
        laid.append(_Panel(one, name, ground, top, column == 0))
        top = ground.bottom + FOOT + AIR if column == across - 1 else top
    return laid


def _rule(ground: Ground, ticks: Sequence[float], marks: Sequence[float]) -> Iterator[Line]:
    for tick in ticks:
        y = ground.up.place(tick)
        yield Line(ground.left, y, ground.right, y, "zero" if tick == 0 else "guide")
    for mark in marks:
        yield Line(ground.left, ground.up.place(mark), ground.right, ground.up.place(mark), "reference")


def _find_last(series: Series) -> tuple[int, float] | None:
    known = [(k, value) for k, value in enumerate(series.values) if value is not None]
    return known[-1] if known else None


def _dot_last(panel: _Panel) -> Iterator[Dot]:
    if last := _find_last(panel.series):
        yield Dot(panel.ground.across.place(last[0]), panel.ground.up.place(last[1]), 1)


def _write(panel: _Panel, moments: Sequence[str], ticks: Sequence[float], write: Write) -> Iterator[Label]:
    ground = panel.ground
    for k, line in enumerate(panel.name):
        yield Label(ground.left, panel.top + LINE * (k + 1) - 3, line)
    if last := _find_last(panel.series):
        yield Label(ground.right, panel.top + LINE - 3, write(last[1]), "end", 1, strong=True)
    for tick in ticks if panel.is_first else ():
        yield Label(ground.left - 8, ground.up.place(tick) + 4, write(tick), "end")
    yield Label(ground.left, ground.bottom + 17, moments[0])
    if len(moments) > 1:
        yield Label(ground.right, ground.bottom + 17, moments[-1], "end")
