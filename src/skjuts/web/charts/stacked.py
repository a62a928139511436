"""Columns by moment, divided into parts that add up, with the total above each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from skjuts.web.charts.axes import HEAD, Ground, Room, lay_ground, rule, write_moments, write_ticks
from skjuts.web.charts.drawing import (
    SLIM,
    UNKNOWN,
    WIDE,
    Box,
    Caption,
    ChartTable,
    Drawing,
    Label,
    Pattern,
    Picture,
    Write,
    choose_ticks,
    push_apart,
    room_for,
)
from skjuts.web.charts.lines import Series

HEIGHT = 320
APART, KEY, SWATCH = 16, 20, 12
THICK_SHARE = 0.72
PATTERNS: tuple[Pattern, ...] = ("", "stripes", "dots", "cross", "lines")


def draw_stacked(
    caption: Caption,
    *,
    moments: Sequence[str],
    parts: Sequence[Series],
    write: Write,
) -> Drawing:
    """Draw at most five parts, the first at the bottom; a moment of which a part is missing has no column.

    Raises ValueError for more parts than can be told apart, and for parts below zero.
    """
    if not 1 <= len(parts) <= len(PATTERNS):
        raise ValueError("between one and five parts can be told apart")
    if any((value or 0) < 0 for part in parts for value in part.values):
        raise ValueError("a part of a whole is not below zero")
    totals = [_add(column) for column in zip(*(part.values for part in parts), strict=True)]
    highest = max((total for total in totals if total is not None), default=0.0)
    ticks = choose_ticks(0.0, highest, write=write)
    wide, slim = (_draw(moments, parts, totals, ticks, write, width) for width in (WIDE, SLIM))
    return Drawing(caption, _tabulate(moments, parts, totals, write), wide, slim)


def _add(column: Sequence[float | None]) -> float | None:
    known = [value for value in column if value is not None]
    return sum(known) if len(known) == len(column) else None


def _draw(
    moments: Sequence[str],
    parts: Sequence[Series],
    totals: Sequence[float | None],
    ticks: Sequence[float],
    write: Write,
    width: int,
) -> Picture:
    is_slim = width <= SLIM
    head = HEAD + (KEY * len(parts) if is_slim else 4)
    height = HEIGHT + head - HEAD
    beside = 0 if is_slim else room_for([part.name for part in parts]) + 8
    ground = lay_ground(ticks, moments, write, Room(width, height, head, beside, 0.5))
    columns = [list(_stack(parts, k, ground)) if totals[k] is not None else [] for k in range(len(moments))]
    return Picture(
        width,
        height,
        lines=tuple(rule(ground, ticks)),
        boxes=(
            *(box for column in columns for box in column),
            *(_swatches(parts) if is_slim else ()),
        ),
        labels=(
            *write_ticks(ground, ticks, write),
            *write_moments(ground, moments),
            *_write_totals(totals, ground, write),
            *(_write_key(parts) if is_slim else _write_names(parts, columns, ground)),
        ),
    )


def _stack(parts: Sequence[Series], place: int, ground: Ground) -> Iterator[Box]:
    """The boxes of one column; each begins where the one below ends, so that rounding leaves no gap."""
    thick = max(2, round(ground.slot * THICK_SHARE))
    left, reached = ground.across.place(place) - thick // 2, 0.0
    for number, part in enumerate(parts, start=1):
        foot = ground.up.place(reached)
        reached += part.values[place] or 0.0
        top = ground.up.place(reached)
        yield Box(left, top, thick, foot - top, number, PATTERNS[number - 1])


def _write_totals(totals: Sequence[float | None], ground: Ground, write: Write) -> Iterator[Label]:
    """Totals above their columns, as many as have room; the last always among them."""
    step = max(1, -int(-room_for([write(total or 0) for total in totals]) // max(1.0, ground.slot)))
    for k in range(len(totals) - 1, -1, -step):
        total = totals[k]
        if total is None:
            yield Label(ground.across.place(k), ground.bottom - 6, _("saknas"), "middle")
        else:
            y = ground.up.place(total) - 6
            yield Label(ground.across.place(k), y, write(total), "middle", strong=True)


def _write_names(parts: Sequence[Series], columns: Sequence[list[Box]], ground: Ground) -> Iterator[Label]:
    """Each part's name beside the last column, at its own height."""
    last = next((column for column in reversed(columns) if column), [])
    places = push_apart([box.y + box.height // 2 + 4 for box in last], APART, most=ground.bottom)
    for number, (part, y) in enumerate(zip(parts, places, strict=False), start=1):
        yield Label(ground.right + 6, y, part.name, "start", number, strong=True)


def _swatches(parts: Sequence[Series]) -> Iterator[Box]:
    for number in range(1, len(parts) + 1):
        yield Box(0, KEY * (number - 1) + 3, SWATCH, SWATCH, number, PATTERNS[number - 1])


def _write_key(parts: Sequence[Series]) -> Iterator[Label]:
    for number, part in enumerate(parts, start=1):
        yield Label(SWATCH + 8, KEY * (number - 1) + 14, part.name, series=number)


def _tabulate(
    moments: Sequence[str], parts: Sequence[Series], totals: Sequence[float | None], write: Write
) -> ChartTable:
    def cell(value: float | None) -> str:
        return UNKNOWN if value is None else write(value)

    rows = (
        (moment, *(cell(part.values[k]) for part in parts), cell(totals[k]))
        for k, moment in enumerate(moments)
    )
    return ChartTable(("", *(part.name for part in parts), _("Totalt")), tuple(rows))
