"""Estimates with their uncertainty: a point and its interval, row by row, against a line to compare with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from skjuts.web.charts.drawing import (
    SLIM,
    WIDE,
    Caption,
    ChartTable,
    Curve,
    Dot,
    Drawing,
    Line,
    Picture,
    Scale,
    Write,
    choose_ticks,
    room_for,
)
from skjuts.web.charts.rows import lay_across, lay_rows, write_figures, write_names, write_scale

TOP, BOTTOM = 8, 28
CAP = 5


@dataclass(frozen=True, slots=True)
class Estimate:
    """A named estimate and the interval that holds it; low ≤ value ≤ high."""

    name: str
    low: float
    value: float
    high: float


def draw_intervals(
    caption: Caption,
    *,
    estimates: Sequence[Estimate],
    write: Write,
    columns: tuple[str, str, str],
    reference: float | None = 0.0,
) -> Drawing:
    """Draw estimates in the given order; `columns` heads the table: what, estimate, interval.

    `reference` is the value that means "no difference"; it is drawn when it is not None.
    """
    table = ChartTable(columns, tuple(_table_row(each, write) for each in estimates))
    wide, slim = (_draw(estimates, reference, write, width) for width in (WIDE, SLIM))
    return Drawing(caption, table, wide, slim)


def _draw(estimates: Sequence[Estimate], reference: float | None, write: Write, width: int) -> Picture:
    ends = [end for each in estimates for end in (each.low, each.high)]
    held = ends if reference is None else [*ends, reference]
    ticks = choose_ticks(min(held), max(held), write=write, about=5 if width > SLIM else 4)
    names = [each.name for each in estimates]
    figures = room_for([write(each.value) for each in estimates])
    across = lay_across(ticks, write, names, figures, width)
    rows = lay_rows(names, across, figures, width=width, top=TOP)
    height = rows[-1].bottom + BOTTOM
    return Picture(
        width,
        height,
        lines=tuple(_lines(ticks, reference, across, height)),
        curves=tuple(
            Curve(trace_whisker(across.place(each.low), across.place(each.high), row.middle), 1)
            for each, row in zip(estimates, rows, strict=True)
        ),
        dots=tuple(
            Dot(across.place(each.value), row.middle, 1) for each, row in zip(estimates, rows, strict=True)
        ),
        labels=(
            *write_names(rows, across, width),
            *write_figures(rows, (write(each.value) for each in estimates), width),
            *write_scale(ticks, across, write, height - 8),
        ),
    )


def trace_whisker(low: int, high: int, y: int) -> str:
    """A lying interval with its two caps."""
    return f"M{low} {y}H{high}M{low} {y - CAP}v{2 * CAP}M{high} {y - CAP}v{2 * CAP}"


def _lines(ticks: Sequence[float], reference: float | None, across: Scale, height: int) -> Iterator[Line]:
    for tick in ticks:
        yield Line(across.place(tick), TOP, across.place(tick), height - BOTTOM)
    if reference is not None:
        yield Line(across.place(reference), TOP, across.place(reference), height - BOTTOM, "reference")


def _table_row(estimate: Estimate, write: Write) -> tuple[str, str, str]:
    return estimate.name, write(estimate.value), f"{write(estimate.low)} – {write(estimate.high)}"
