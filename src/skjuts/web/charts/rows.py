"""Rows of named things: the name beside its mark where there is room for it, above it on a telephone."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from skjuts.web.charts.drawing import SLIM, WIDEST_CHARACTER, Label, Scale, Write, room_for

LINE, AIR, MARK = 16, 20, 26
INDENT, GAP = 4, 12
MOST_NAME = 250


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the lines of its name, where the first stands, and the middle of its mark."""

    lines: tuple[str, ...]
    first_line: int
    middle: int
    figure: int
    bottom: int


def name_room(names: Sequence[str], width: int) -> int:
    """The room left of the marks: none on a telephone, where names stand above."""
    return 0 if width <= SLIM else min(MOST_NAME, room_for(names))


def lay_across(ticks: Sequence[float], write: Write, names: Sequence[str], figures: int, width: int) -> Scale:
    """The scale between the names and the figures (`figures` wide), with room for the ticks at its ends."""
    first, last = (room_for([write(tick)]) // 2 for tick in (ticks[0], ticks[-1]))
    right = width - (last if width <= SLIM else max(figures + 10, last))
    return Scale(ticks[0], ticks[-1], name_room(names, width) + max(8, first), right)


def lay_rows(names: Sequence[str], across: Scale, figures: int, *, width: int, top: int) -> list[Row]:
    """Rows from the top down, each as high as its name needs; `figures` is kept clear to the right."""
    beside = name_room(names, width)
    room = beside or width - figures - across.start - INDENT - 8
    rows = []
    for name in names:
        lines = tuple(textwrap.wrap(name, max(12, int(room / WIDEST_CHARACTER)))) or ("",)
        row = _beside(lines, top) if beside else _above(lines, top)
        rows.append(row)
        top = row.bottom
    return rows


def write_names(rows: Sequence[Row], across: Scale, width: int) -> Iterator[Label]:
    """The names at their rows; above the marks, in line with where the scale begins."""
    for row in rows:
        for k, line in enumerate(row.lines):
            y = row.first_line + LINE * k
            if width <= SLIM:
                yield Label(round(across.start) + INDENT, y, line)
            else:
                yield Label(round(across.start) - GAP, y, line, "end")


def write_figures(rows: Sequence[Row], figures: Iterable[str], width: int) -> Iterator[Label]:
    """Each row's figure, at the right edge."""
    for row, figure in zip(rows, figures, strict=True):
        yield Label(width, row.figure, figure, "end", strong=True)


def write_scale(ticks: Sequence[float], across: Scale, write: Write, y: int) -> Iterator[Label]:
    """The ticks of a lying scale, written at a height."""
    for tick in ticks:
        yield Label(across.place(tick), y, write(tick), "middle")


def _beside(lines: tuple[str, ...], top: int) -> Row:
    height = max(LINE + AIR, LINE * len(lines) + AIR - 4)
    middle = top + height // 2
    return Row(lines, middle + 4 - LINE * (len(lines) - 1) // 2, middle, middle + 4, top + height)


def _above(lines: tuple[str, ...], top: int) -> Row:
    foot = top + LINE * len(lines)
    return Row(lines, top + LINE - 2, foot + MARK // 2, top + LINE - 2, foot + MARK + 4)
