"""Small cells stay hidden from somebody who knows every printed figure and can calculate."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, milp

from skjuts.core.followup.errors import ImpossibleFigure
from skjuts.core.followup.ledger.suppression import LEAST_PEOPLE, SafeTable, hide_small_cells

TABLES = st.integers(1, 3).flatmap(
    lambda width: st.lists(
        st.lists(st.sampled_from([0, 0, 1, 2, 3, 4, 5, 8, 20, 60]), min_size=width, max_size=width),
        min_size=1,
        max_size=4,
    )
)


def _span(table: SafeTable, wanted: tuple[int, int]) -> float:
    """How widely whole numbers that fit everything printed can differ in one cell: the intruder's own sum."""
    rows, columns = len(table.cells), len(table.cells[0])
    size = rows * columns
    lines, low, high = [], np.zeros(size), np.full(size, np.inf)
    for row in range(rows):
        for column in range(columns):
            if (value := table.cells[row][column]) is not None:
                low[row * columns + column] = high[row * columns + column] = value
    for row in range(rows):
        line = np.zeros((rows, columns))
        line[row, :-1], line[row, -1] = 1, -1
        lines.append(line.ravel())
    for column in range(columns):
        line = np.zeros((rows, columns))
        line[:-1, column], line[-1, column] = 1, -1
        lines.append(line.ravel())
    goal = np.zeros(size)
    goal[wanted[0] * columns + wanted[1]] = 1
    ends = []
    for sign in (1, -1):
        found = milp(
            sign * goal,
            constraints=LinearConstraint(np.array(lines), 0, 0),
            bounds=Bounds(low, high),
            integrality=np.ones(size),
        )
        ends.append(sign * found.fun if found.success else sign * -np.inf)
    return ends[1] - ends[0]


@settings(max_examples=25, deadline=None)
@given(TABLES)
def test_hidden_cells_when_an_intruder_calculates_then_span_at_least_the_limit(
    counts: list[list[int]],
) -> None:
    """Neighbours and totals must not give back what was taken out."""
    table = hide_small_cells(counts)
    small = [
        (row, column)
        for row, line in enumerate(counts)
        for column, count in enumerate(line)
        if 0 < count < LEAST_PEOPLE
    ]
    assert all(table.cells[row][column] is None for row, column in small)
    assert all(_span(table, place) >= LEAST_PEOPLE for place in small)


@settings(max_examples=25, deadline=None)
@given(TABLES)
def test_shown_cells_when_printed_then_are_the_true_ones(counts: list[list[int]]) -> None:
    """Hiding must not bend what is shown; a table without small cells is shown whole."""
    table = hide_small_cells(counts)
    for row, line in enumerate(counts):
        for column, count in enumerate(line):
            assert table.cells[row][column] in {None, count}
    if table.hidden_small == 0:
        assert table.hidden_with_them == 0


def test_table_when_trips_are_many_but_people_few_then_is_hidden_by_people() -> None:
    """Three hundred dialysis trips can be one patient."""
    table = hide_small_cells([[312, 900], [800, 950]], people=[[1, 300], [250, 280]])
    assert table.cells[0][0] is None
    assert (table.hidden_small, table.hidden_with_them) == (1, 3)
    assert table.cells[2] == (1112, 1850, 2962)


def test_table_when_counts_are_negative_then_is_refused() -> None:
    """A negative count is a fault upstream."""
    with pytest.raises(ImpossibleFigure):
        hide_small_cells([[-1]])
