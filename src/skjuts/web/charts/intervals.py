"""Estimates with their uncertainty: a point and its interval, row by row, against a line to compare with."""

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

WIDTH = 640.0
ROW = 34.0
TOP, BOTTOM = 10.0, 28.0
MOST_NAME = 230.0
CAP = 5.0


@dataclass(frozen=True, slots=True)
class Estimate:
    """A named estimate and the interval that holds it; low ≤ value ≤ high."""

    name: str
    low: float
    value: float
    high: float


def draw_intervals(
    title: str,
    told: str,
    *,
    estimates: Sequence[Estimate],
    write: Write,
    columns: tuple[str, str, str],
    reference: float | None = 0.0,
) -> Drawing:
    """Draw estimates in the given order; `columns` heads the table: what, estimate, interval.

    `reference` is the value that means "no difference"; it is drawn when it is not None.
    """
    ends = [end for each in estimates for end in (each.low, each.high)]
    held = ends if reference is None else [*ends, reference]
    ticks = choose_ticks(min(held), max(held))
    left = min(MOST_NAME, room_for([each.name for each in estimates]))
    right = room_for([write(each.value) for each in estimates])
    height = TOP + ROW * len(estimates) + BOTTOM
    across = Scale(ticks[0], ticks[-1], left + 10, WIDTH - right - 14)
    return Drawing(
        title=title,
        told=told,
        width=WIDTH,
        height=height,
        table=ChartTable(columns, tuple(_table_row(each, write) for each in estimates)),
        lines=tuple(_lines(ticks, reference, across, height)),
        curves=tuple(Curve(_whisker(each, _row(k), across), 1) for k, each in enumerate(estimates)),
        dots=tuple(Dot(across.place(each.value), _row(k), 1) for k, each in enumerate(estimates)),
        labels=(
            *(Label(left - 8, _row(k) + 4, each.name, "end") for k, each in enumerate(estimates)),
            *(
                Label(WIDTH, _row(k) + 4, write(each.value), "end", strong=True)
                for k, each in enumerate(estimates)
            ),
            *(Label(across.place(tick), height - 8, write(tick), "middle") for tick in ticks),
        ),
    )


def _row(number: int) -> float:
    return TOP + ROW * (number + 0.5)


def _lines(ticks: Sequence[float], reference: float | None, across: Scale, height: float) -> Iterator[Line]:
    for tick in ticks:
        yield Line(across.place(tick), TOP, across.place(tick), height - BOTTOM)
    if reference is not None:
        yield Line(across.place(reference), TOP, across.place(reference), height - BOTTOM, "reference")


def _whisker(estimate: Estimate, y: float, across: Scale) -> str:
    low, high = across.place(estimate.low), across.place(estimate.high)
    return f"M{low} {y}H{high}M{low} {y - CAP}v{2 * CAP}M{high} {y - CAP}v{2 * CAP}"


def _table_row(estimate: Estimate, write: Write) -> tuple[str, str, str]:
    return estimate.name, write(estimate.value), f"{write(estimate.low)} – {write(estimate.high)}"
