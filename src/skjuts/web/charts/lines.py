"""Lines over ordered moments: months, weeks, hours. A missing value is a gap, never a zero."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from skjuts.web.charts.axes import HEAD, Ground, Room, lay_ground, rule, write_moments, write_ticks
from skjuts.web.charts.drawing import (
    SLIM,
    UNKNOWN,
    WIDE,
    Area,
    Caption,
    ChartTable,
    Curve,
    Dot,
    Drawing,
    Label,
    Picture,
    Write,
    choose_ticks,
    push_apart,
    room_for,
)

HEIGHT = 300
LABEL_APART = 16
KEY = 20
MOST_DOTS = 24


@dataclass(frozen=True, slots=True)
class Series:
    """A named row of values, one per moment; None where nothing was measured.

    `lows` and `highs`, when given, are the interval of each value.
    """

    name: str
    values: tuple[float | None, ...]
    lows: tuple[float | None, ...] = ()
    highs: tuple[float | None, ...] = ()

    def list_known(self) -> list[float]:
        """Every value and end of an interval that is there."""
        return [one for one in (*self.values, *self.lows, *self.highs) if one is not None]


def draw_lines(
    caption: Caption,
    *,
    moments: Sequence[str],
    series: Sequence[Series],
    write: Write,
    from_zero: bool = True,
) -> Drawing:
    """Draw at most five series over the same moments, each named at its own end.

    `moments` has one label per value; a scale that does not start from zero must be asked for.
    """
    known = [value for each in series for value in each.list_known()] or [0.0]
    ticks = choose_ticks(min([*known, 0.0] if from_zero else known), max(known), write=write)
    wide, slim = (_draw(moments, series, ticks, write, width) for width in (WIDE, SLIM))
    return Drawing(caption, tabulate(moments, series, write), wide, slim)


def _draw(
    moments: Sequence[str], series: Sequence[Series], ticks: Sequence[float], write: Write, width: int
) -> Picture:
    """On a telephone the names stand above the lines, each behind its sign; else at the lines' ends."""
    is_slim = width <= SLIM
    keyed = series if is_slim and len(series) > 1 else ()
    head = HEAD + KEY * len(keyed)
    beside = 0 if is_slim else room_for([each.name for each in series]) + 10
    ground = lay_ground(ticks, moments, write, Room(width, HEIGHT + KEY * len(keyed), head, beside))
    numbered = list(enumerate(series, start=1))
    return Picture(
        width,
        HEIGHT + KEY * len(keyed),
        lines=tuple(rule(ground, ticks)),
        areas=tuple(Area(path, k) for k, each in numbered for path in trace_bands(each, ground)),
        curves=tuple(Curve(trace(each.values, ground), k) for k, each in numbered),
        dots=(
            *(Dot(6, KEY * k - 8, k) for k in range(1, len(keyed) + 1)),
            *(dot for k, each in numbered for dot in place_dots(each, k, ground)),
        ),
        labels=(
            *write_ticks(ground, ticks, write),
            *write_moments(ground, moments),
            *(Label(18, KEY * k - 4, each.name, series=k) for k, each in enumerate(keyed, start=1)),
            *(() if is_slim else _write_names(series, ground)),
        ),
    )


def trace(values: Sequence[float | None], ground: Ground) -> str:
    """The path through the values, with the pen lifted where one is missing."""
    parts, pen_is_down = [], False
    for k, value in enumerate(values):
        if value is not None:
            parts.append(f"{'L' if pen_is_down else 'M'}{ground.across.place(k)} {ground.up.place(value)}")
        pen_is_down = value is not None
    return "".join(parts)


def trace_bands(series: Series, ground: Ground) -> Iterator[str]:
    """The outlines of the interval, one for each run of moments that have it."""
    run: list[tuple[int, float, float]] = []
    for k, (low, high) in enumerate(zip(series.lows, series.highs, strict=True)):
        if low is not None and high is not None:
            run.append((k, low, high))
        elif run:
            yield _outline(run, ground)
            run = []
    if run:
        yield _outline(run, ground)


def place_dots(series: Series, number: int, ground: Ground) -> Iterator[Dot]:
    """A dot at each value; in a long series only at the last, and at values that stand alone."""
    values = series.values
    last = max((k for k, value in enumerate(values) if value is not None), default=0)
    for k, value in enumerate(values):
        alone = all(not 0 <= n < len(values) or values[n] is None for n in (k - 1, k + 1))
        if value is not None and (len(values) <= MOST_DOTS or k == last or alone):
            yield Dot(ground.across.place(k), ground.up.place(value), number)


def tabulate(moments: Sequence[str], series: Sequence[Series], write: Write) -> ChartTable:
    """The values by moment, each with its interval where it has one."""
    rows = ((moment, *(_write_cell(each, k, write) for each in series)) for k, moment in enumerate(moments))
    return ChartTable(("", *(each.name for each in series)), tuple(rows))


def _outline(run: Sequence[tuple[int, float, float]], ground: Ground) -> str:
    there = [f"{ground.across.place(k)} {ground.up.place(high)}" for k, _, high in run]
    back = [f"{ground.across.place(k)} {ground.up.place(low)}" for k, low, _ in reversed(run)]
    return f"M{'L'.join([*there, *back])}Z"


def _write_names(series: Sequence[Series], ground: Ground) -> Iterator[Label]:
    """Names at the ends of the lines, pushed apart where they would lie on each other."""
    ends = []
    for number, each in enumerate(series, start=1):
        known = [(k, value) for k, value in enumerate(each.values) if value is not None]
        if known:
            last, value = known[-1]
            ends.append((ground.up.place(value) + 4, ground.across.place(last), number, each.name))
    placed = push_apart([end[0] for end in ends], LABEL_APART, most=ground.bottom)
    for y, (_, x, number, name) in zip(placed, ends, strict=True):
        yield Label(x + 10, y, name, "start", number, strong=True)


def _write_cell(series: Series, place: int, write: Write) -> str:
    value = series.values[place]
    if value is None:
        return UNKNOWN
    low, high = (side[place] if side else None for side in (series.lows, series.highs))
    if low is None or high is None:
        return write(value)
    return f"{write(value)} ({write(low)} – {write(high)})"
