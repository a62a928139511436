"""A series with the limits that it moves within by itself: what is marked is news, and nothing else is.

Missing months are shaded, known changes of level have their own line and words, and limits are drawn anew
from there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _

from skjuts.web.charts.axes import Ground, Room, lay_ground, rule, write_moments, write_ticks
from skjuts.web.charts.drawing import (
    MARKED,
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
    Line,
    Picture,
    Write,
    choose_ticks,
    push_apart,
    room_for,
)
from skjuts.web.charts.lines import trace

HEIGHT = 320
HEAD = 34
APART = 16


@dataclass(frozen=True, slots=True)
class ControlPoint:
    """A moment with its value (None: missing) and the limits that it is judged by.

    `signal` says why the point is news; '' when it is not. `change` names a known change from this moment
    on, where limits begin anew; '' when there is none.
    """

    moment: str
    value: float | None
    mean: float
    low: float
    high: float
    signal: str = ""
    change: str = ""
    value_low: float | None = None
    value_high: float | None = None


@dataclass(frozen=True, slots=True)
class _Phase:
    first: int
    last: int
    point: ControlPoint


def draw_control(
    caption: Caption,
    *,
    points: Sequence[ControlPoint],
    write: Write,
    from_zero: bool = False,
) -> Drawing:
    """Draw one series with mean, limits, signals, known changes and missing moments.

    A value's own interval (`value_low`, `value_high`) is a band: invoices that are still to come.
    """
    sides = [(one.value, one.low, one.high, one.value_low, one.value_high) for one in points]
    held = [value for side in sides for value in side if value is not None]
    ticks = choose_ticks(min([*held, 0.0] if from_zero else held), max(held), write=write)
    wide, slim = (_draw(points, ticks, write, width) for width in (WIDE, SLIM))
    return Drawing(caption, _tabulate(points, write), wide, slim)


def _draw(points: Sequence[ControlPoint], ticks: Sequence[float], write: Write, width: int) -> Picture:
    moments = [point.moment for point in points]
    phases = _list_phases(points)
    beside = 0 if width <= SLIM else room_for(_name_limits(phases[-1].point, write))
    ground = lay_ground(ticks, moments, write, Room(width, HEIGHT, HEAD, beside))
    values = [point.value for point in points]
    return Picture(
        width,
        HEIGHT,
        lines=(*rule(ground, ticks), *(line for one in phases for line in _rule_phase(one, ground))),
        areas=(
            *(Area(path, 0) for path in _shade_missing(points, ground)),
            *(Area(path, 1) for path in _shade_intervals(points, ground)),
        ),
        curves=(Curve(trace(values, ground), 1),),
        dots=tuple(_place_dots(points, ground)),
        labels=(
            *write_ticks(ground, ticks, write),
            *write_moments(ground, moments),
            *(_write_limits(phases[-1].point, ground, write) if beside else ()),
            *_write_changes(points, ground),
            *_write_signals(points, ground, write),
        ),
    )


def _list_phases(points: Sequence[ControlPoint]) -> list[_Phase]:
    """The runs of moments with the same limits."""
    starts = [k for k, point in enumerate(points) if k == 0 or point.change or _moved(points[k - 1], point)]
    stops = [*starts[1:], len(points)]
    return [_Phase(start, stop - 1, points[start]) for start, stop in zip(starts, stops, strict=True)]


def _moved(before: ControlPoint, after: ControlPoint) -> bool:
    return (before.mean, before.low, before.high) != (after.mean, after.low, after.high)


def _rule_phase(phase: _Phase, ground: Ground) -> Iterator[Line]:
    half = ground.slot / 2
    left = max(ground.left, round(ground.across.place(phase.first) - half))
    right = min(ground.right, round(ground.across.place(phase.last) + half))
    for value, kind in ((phase.point.low, "limit"), (phase.point.mean, "mean"), (phase.point.high, "limit")):
        y = ground.up.place(value)
        yield Line(left, y, right, y, "mean" if kind == "mean" else "limit")
    if phase.first:
        yield Line(left, ground.top - 12, left, ground.bottom, "change")


def _shade_missing(points: Sequence[ControlPoint], ground: Ground) -> Iterator[str]:
    half = ground.slot / 2
    for is_missing, run in groupby(range(len(points)), key=lambda k: points[k].value is None):
        places = list(run)
        if is_missing:
            left = max(ground.left, round(ground.across.place(places[0]) - half))
            right = min(ground.right, round(ground.across.place(places[-1]) + half))
            yield f"M{left} {ground.top}H{right}V{ground.bottom}H{left}Z"


def _shade_intervals(points: Sequence[ControlPoint], ground: Ground) -> Iterator[str]:
    """A standing strip behind each value that is not settled yet."""
    half = min(6, round(ground.slot / 2))
    for k, point in enumerate(points):
        if point.value_low is not None and point.value_high is not None:
            x, top, foot = ground.across.place(k), *map(ground.up.place, (point.value_high, point.value_low))
            yield f"M{x - half} {top}H{x + half}V{foot}H{x - half}Z"


def _place_dots(points: Sequence[ControlPoint], ground: Ground) -> Iterator[Dot]:
    for k, point in enumerate(points):
        if point.value is not None:
            number = MARKED if point.signal else 1
            yield Dot(ground.across.place(k), ground.up.place(point.value), number, strong=bool(point.signal))


def _name_limits(point: ControlPoint, write: Write) -> tuple[str, str, str]:
    return (
        _("övre gräns %(value)s") % {"value": write(point.high)},
        _("medel %(value)s") % {"value": write(point.mean)},
        _("nedre gräns %(value)s") % {"value": write(point.low)},
    )


def _write_limits(point: ControlPoint, ground: Ground, write: Write) -> Iterator[Label]:
    places = push_apart(
        [ground.up.place(value) + 4 for value in (point.high, point.mean, point.low)],
        APART,
        most=ground.bottom + 4,
    )
    for y, text in zip(places, _name_limits(point, write), strict=True):
        yield Label(ground.right + 8, y, text)


def _write_changes(points: Sequence[ControlPoint], ground: Ground) -> Iterator[Label]:
    for k, point in enumerate(points):
        if point.change:
            x = round(ground.across.place(k) - ground.slot / 2)
            fits = x + room_for([point.change]) <= ground.right
            yield Label(x + (5 if fits else -5), ground.top - 4, point.change, "start" if fits else "end")
    for k, point in enumerate(points):
        if point.value is None and (k == 0 or points[k - 1].value is not None):
            yield Label(ground.across.place(k), ground.bottom - 6, _("saknas"), "middle")


def _write_signals(points: Sequence[ControlPoint], ground: Ground, write: Write) -> Iterator[Label]:
    """The value of the last point of each run of signals, on the side away from the mean."""
    for k, point in enumerate(points):
        follows = k + 1 < len(points) and points[k + 1].signal
        if point.signal and not follows and point.value is not None:
            above = point.value >= point.mean
            x, y = ground.across.place(k), ground.up.place(point.value) + (-11 if above else 19)
            anchor = "end" if x + room_for([write(point.value)]) // 2 > ground.right else "middle"
            yield Label(x, y, write(point.value), "end" if anchor == "end" else "middle", MARKED, strong=True)


def _tabulate(points: Sequence[ControlPoint], write: Write) -> ChartTable:
    heads = ("", _("Värde"), _("Medelvärde"), _("Gränser"), _("Signal"))
    rows = (
        (
            point.moment,
            _write_value(point, write),
            write(point.mean),
            f"{write(point.low)} – {write(point.high)}",
            "; ".join(part for part in (point.signal, point.change) if part) or UNKNOWN,
        )
        for point in points
    )
    return ChartTable(heads, tuple(rows))


def _write_value(point: ControlPoint, write: Write) -> str:
    if point.value is None:
        return UNKNOWN
    if point.value_low is None or point.value_high is None:
        return write(point.value)
    return f"{write(point.value)} ({write(point.value_low)} – {write(point.value_high)})"
