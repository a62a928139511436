"""The report's column charts as numbers for a template, each with the table that says the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

WIDTH, HEIGHT = 420, 210
LEFT, RIGHT, TOP, BOTTOM = 34, 6, 14, 44
GAP_SHARE = 0.18
MOST_COLUMNS = 10
STEPS = (1, 2, 5, 10, 15, 20, 30, 60, 120, 240, 480, 1000, 10_000)
"""Widths that an interval may have."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its interval, count and share of all, and its rectangle in the drawing."""

    label: str
    tick: str
    edge: float
    count: int
    share: float
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Guide:
    """A line across the chart at a round count."""

    y: float
    text: str


@dataclass(frozen=True, slots=True)
class ColumnChart:
    """A column chart `WIDTH` by `HEIGHT`."""

    title: str
    told: str
    axis: str
    columns: tuple[Column, ...]
    guides: tuple[Guide, ...]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    baseline: int = HEIGHT - BOTTOM


def choose_bounds(values: Sequence[float]) -> list[int]:
    """At most ten equal intervals of a round width that hold all but the last fiftieth of the values."""
    ordered = sorted(values)
    tail = ordered[len(ordered) * 49 // 50] if ordered else 0
    step = next((step for step in STEPS if step * MOST_COLUMNS > tail), STEPS[-1])
    return list(range(0, step * max(2, min(MOST_COLUMNS, int(tail // step) + 1)), step))


def draw_histogram(title: str, axis: str, values: Sequence[float], unit: str) -> ColumnChart:
    """Count values per interval from 0 up; the first takes what is below, the last what is above."""
    bounds = choose_bounds(values)
    edges = [float("-inf"), *bounds[1:], float("inf")]
    counts = [sum(low <= value < high for value in values) for low, high in pairwise(edges)]
    labels = [f"{low}–{high} {unit}" for low, high in pairwise(bounds)] + [f"{bounds[-1]} {unit} eller mer"]
    top = _round_up(max(counts))
    return ColumnChart(
        title=title,
        told=_tell(counts, labels),
        axis=axis,
        columns=tuple(_list_columns(counts, labels, bounds, top)),
        guides=tuple(_guides(top)),
    )


def _list_columns(
    counts: Sequence[int], labels: Sequence[str], bounds: Sequence[int], top: int
) -> Iterator[Column]:
    space = (WIDTH - LEFT - RIGHT) / len(counts)
    for k, (count, label, bound) in enumerate(zip(counts, labels, bounds, strict=True)):
        height = (HEIGHT - TOP - BOTTOM) * count / top
        yield Column(
            label=label,
            tick=str(bound),
            edge=round(LEFT + space * k, 1),
            count=count,
            share=count / max(1, sum(counts)),
            x=round(LEFT + space * (k + GAP_SHARE / 2), 1),
            y=round(HEIGHT - BOTTOM - height, 1),
            width=round(space * (1 - GAP_SHARE), 1),
            height=round(height, 1),
        )


def _round_up(count: int) -> int:
    """A round number not below the count: 4, 8, 20, 40, 80, 200 and so on, so that quarters are whole."""
    step = 4
    while step < count:
        step = step * 5 // 2 if str(step).startswith("8") else step * 2
    return step


def _guides(top: int) -> Iterator[Guide]:
    for quarter in range(1, 5):
        y = HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * quarter / 4
        yield Guide(round(y, 1), str(top * quarter // 4))


def _tell(counts: Sequence[int], labels: Sequence[str]) -> str:
    if not sum(counts):
        return "Inga resor att visa."
    most = max(range(len(counts)), key=counts.__getitem__)
    return f"Flest resor, {counts[most]} av {sum(counts)}, ligger i intervallet {labels[most]}."
