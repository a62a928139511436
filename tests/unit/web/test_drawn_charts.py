"""Lines, bars and intervals: what is drawn is what was measured, and the table says the same."""

from __future__ import annotations

from itertools import pairwise

import pytest

from skjuts.web.charts import Bar, Drawing, Estimate, Series, draw_bars, draw_intervals, draw_lines
from skjuts.web.charts.drawing import choose_ticks


def whole(value: float) -> str:
    """A number without decimals."""
    return f"{value:.0f}"


def lines(*values: float | None) -> Drawing:
    """One line over as many moments as there are values."""
    return draw_lines(
        "T", "S", moments=[str(k) for k in range(len(values))], series=[Series("A", values)], write=whole
    )


@pytest.mark.parametrize(
    ("low", "high"), [(0, 7), (0, 980), (-31.5, 9.8), (0, 0), (3, 3), (0, 0.004), (0, 1e7)]
)
def test_ticks_are_round_evenly_apart_and_hold_the_values(low: float, high: float) -> None:
    """An axis that cuts the values off, or has crooked numbers, misleads."""
    ticks = choose_ticks(low, high)
    assert ticks[0] <= low
    assert ticks[-1] >= high
    assert 2 <= len(ticks) <= 9
    steps = {round(after - before, 9) for before, after in pairwise(ticks)}
    assert len(steps) == 1


def test_line_with_a_missing_value_has_a_gap_and_no_zero() -> None:
    """Not measured is not nothing."""
    drawing = lines(10, None, 30, 20)
    assert drawing.curves[0].path.count("M") == 2
    assert len(drawing.dots) == 3
    assert drawing.table.rows[1] == ("1", "–")


def test_line_heights_are_proportional_to_the_values() -> None:
    """The eye reads heights."""
    drawing = lines(0, 10, 20)
    ground, ten, twenty = (dot.y for dot in drawing.dots)
    assert ground - twenty == pytest.approx(2 * (ground - ten), abs=0.2)


def test_names_of_lines_that_end_together_are_pushed_apart() -> None:
    """Two names on each other are no names."""
    drawing = draw_lines(
        "T", "S", moments=["a", "b"], series=[Series("A", (1, 50)), Series("B", (9, 50.2))], write=whole
    )
    first, second = (label.y for label in drawing.labels if label.strong)
    assert abs(first - second) >= 15


def test_bar_lengths_are_proportional_and_begin_at_zero() -> None:
    """A bar that does not begin at zero exaggerates."""
    drawing = draw_bars(
        "T", "S", bars=[Bar("a", 10), Bar("b", 5), Bar("c", -5)], write=whole, columns=("Vad", "Antal")
    )
    ten, five, below = drawing.boxes
    assert ten.width == pytest.approx(2 * five.width, abs=0.2)
    assert below.x + below.width == pytest.approx(five.x, abs=0.2)
    assert drawing.table.rows == (("a", "10"), ("b", "5"), ("c", "-5"))


def test_bars_with_long_names_and_figures_stay_inside_the_drawing() -> None:
    """Figures stand at the bars' ends and must have room there."""
    drawing = draw_bars(
        "T", "S", bars=[Bar("x" * 28, 98_765), Bar("y", 1)], write=whole, columns=("Vad", "Antal")
    )
    for box, figure in zip(drawing.boxes, [each for each in drawing.labels if each.strong], strict=True):
        assert box.x + box.width <= figure.x <= drawing.width - 7 * len(figure.text)


def test_interval_holds_its_estimate_and_shows_the_line_of_no_difference() -> None:
    """Whether the interval holds zero is what the reader asks."""
    drawing = draw_intervals(
        "T", "S", estimates=[Estimate("a", -3, -1, 1)], write=whole, columns=("Mått", "Värde", "Intervall")
    )
    (reference,) = [line for line in drawing.lines if line.kind == "reference"]
    low, high = (
        float(part.split("V")[0].split(" ")[0])
        for part in (drawing.curves[0].path[1:], drawing.curves[0].path.split("H")[1].split("M")[0])
    )
    assert low < drawing.dots[0].x < reference.x1 < high
    assert drawing.table.rows == (("a", "-1", "-3 – 1"),)
