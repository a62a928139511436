"""Column charts: what is drawn is what was counted."""

from __future__ import annotations

from skjuts.web.report.histogram import choose_bounds, draw_histogram


def test_histogram_counts_every_value_once() -> None:
    """A ride that falls between two columns would vanish from the figures."""
    values = [0.0, 9.9, 10.0, 25.0, 400.0, -1.0]
    chart = draw_histogram("Tid", "Minuter", values, "min")
    assert sum(column.count for column in chart.columns) == len(values)


def test_histogram_columns_are_as_high_as_their_counts() -> None:
    """The eye reads heights: twice as many must be twice as high."""
    chart = draw_histogram("Tid", "Minuter", [1.0] * 10 + [11.0] * 5 + [95.0], "min")
    heights = {column.count: column.height for column in chart.columns if column.count in {5, 10}}
    assert abs(heights[10] - 2 * heights[5]) < 0.2
    assert all(abs(column.y + column.height - chart.baseline) < 0.2 for column in chart.columns)


def test_bounds_leave_only_the_long_tail_to_the_last_column() -> None:
    """One ride of ten hours must not squeeze all others into one column."""
    bounds = choose_bounds([20.0] * 99 + [600.0])
    assert bounds[1] <= 5
    assert len(bounds) <= 10


def test_histogram_of_nothing_says_so() -> None:
    """A plan without rides still has a page."""
    chart = draw_histogram("Tid", "Minuter", [], "min")
    assert chart.told == "Inga resor att visa."
    assert all(column.height == 0 for column in chart.columns)
