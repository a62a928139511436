"""Small cells taken out of a table before it leaves the house, and so many more that none can be worked out.

A cell of few people is hidden. Its neighbours and totals would give it back, so others are hidden with it,
until even someone who knows every printed figure cannot pin a hidden one down. Nought is shown: it is about
nobody.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog

from skjuts.core.followup.errors import ImpossibleFigure

LEAST_PEOPLE: Final = 5


@dataclass(frozen=True, slots=True)
class SafeTable:
    """A table with its totals last in rows and columns; hidden cells are None."""

    cells: tuple[tuple[int | None, ...], ...]
    hidden_small: int
    hidden_with_them: int


def hide_small_cells(
    counts: Sequence[Sequence[int]],
    people: Sequence[Sequence[int]] | None = None,
    least: int = LEAST_PEOPLE,
) -> SafeTable:
    """Hide cells with 1 to `least - 1` people, and what would reveal them, totals included.

    `people` are the different persons of each cell when the counts are of something else, such as trips. A
    hidden cell can afterwards be anything in a span of at least `least`, whatever else is printed.
    Raises `ImpossibleFigure` for a negative count.
    """
    table = _add_totals(np.asarray(counts, dtype=np.int64))
    persons = table if people is None else _add_totals(np.asarray(people, dtype=np.int64))
    if (table < 0).any():
        raise ImpossibleFigure("Antal kan inte vara negativa.", field="counts")
    small = (persons > 0) & (persons < least)
    hidden = small.copy()
    while (weak := _find_revealed(table, hidden, small, least)) is not None:
        if (more := _choose_neighbour(table, hidden, weak)) is None:
            break
        hidden[more] = True
    cells = tuple(
        tuple(None if hides else int(value) for value, hides in zip(row, marks, strict=True))
        for row, marks in zip(table, hidden, strict=True)
    )
    return SafeTable(cells, int(small.sum()), int((hidden & ~small).sum()))


def _add_totals(inner: NDArray[np.int64]) -> NDArray[np.int64]:
    """The table with a last column of row totals and a last row of column totals."""
    wide = np.column_stack([inner, inner.sum(axis=1)])
    return np.vstack([wide, wide.sum(axis=0)])


def _find_revealed(
    table: NDArray[np.int64], hidden: NDArray[np.bool_], small: NDArray[np.bool_], least: int
) -> tuple[int, int] | None:
    """The first small cell that what is printed pins down to a span shorter than `least`; None if none is."""
    places = [(int(row), int(column)) for row, column in zip(*np.nonzero(hidden), strict=True)]
    equations, sums = _form_equations(table, hidden, places)
    for number, place in enumerate(places):
        if small[place] and _find_span(number, equations, sums) < least:
            return place
    return None


def _form_equations(
    table: NDArray[np.int64], hidden: NDArray[np.bool_], places: list[tuple[int, int]]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """What every line says of its hidden cells: inner cells add up to the total at its end."""
    lines: list[NDArray[np.float64]] = []
    sums: list[float] = []
    for axis in (0, 1):
        for line in range(table.shape[axis]):
            row = np.zeros(len(places))
            for number, place in enumerate(places):
                if place[axis] == line:
                    row[number] = -1.0 if place[1 - axis] == table.shape[1 - axis] - 1 else 1.0
            if row.any():
                signs = np.ones(table.shape[1 - axis])
                signs[-1] = -1.0
                shown = np.where(np.take(hidden, line, axis), 0, np.take(table, line, axis))
                lines.append(row)
                sums.append(-float((signs * shown).sum()))
    return np.array(lines), np.array(sums)


def _find_span(number: int, equations: NDArray[np.float64], sums: NDArray[np.float64]) -> float:
    """Between which values a hidden cell can lie, by linear programming over all the printed figures."""
    goal = np.zeros(equations.shape[1])
    goal[number] = 1.0
    least = linprog(goal, A_eq=equations, b_eq=sums, method="highs")
    most = linprog(-goal, A_eq=equations, b_eq=sums, method="highs")
    if not most.success:
        return float("inf")
    return float(-most.fun - least.fun)


def _choose_neighbour(
    table: NDArray[np.int64], hidden: NDArray[np.bool_], weak: tuple[int, int]
) -> tuple[int, int] | None:
    """The cell to hide next: in the row or column with fewest hidden, the smallest that is not nought.

    Inner cells go before totals, which are what a reader wants most.
    """
    row, column = weak
    lines = [
        [(row, other) for other in range(table.shape[1])],
        [(other, column) for other in range(table.shape[0])],
    ]
    lines.sort(key=lambda line: sum(hidden[place] for place in line))
    candidates = [
        (order, place) for order, line in enumerate(lines) for place in line if not hidden[place]
    ] or [(2, (int(a), int(b))) for a, b in zip(*np.nonzero(~hidden), strict=True)]
    if not candidates:
        return None
    ends = (table.shape[0] - 1, table.shape[1] - 1)

    def cost(candidate: tuple[int, tuple[int, int]]) -> tuple[bool, bool, int, int]:
        order, place = candidate
        is_total = place[0] == ends[0] or place[1] == ends[1]
        return is_total, table[place] == 0, order, int(table[place])

    return min(candidates, key=cost)[1]
