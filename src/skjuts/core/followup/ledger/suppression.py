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
    """The cell to hide next; None when all are hidden.

    Looked for in lines where a hidden cell stands alone, then beside the weak one, then anywhere. The least
    that is not nought is taken; inner cells go before totals, which a reader wants most.
    """
    lonely = [line for line in _list_lines(table) if sum(hidden[place] for place in line) == 1]
    beside = [line for line in _list_lines(table) if weak in line]
    for lines in (lonely, beside, _list_lines(table)):
        candidates = [place for line in lines for place in line if not hidden[place]]
        if candidates:
            return min(candidates, key=lambda place: _find_price(table, place))
    return None


def _list_lines(table: NDArray[np.int64]) -> list[list[tuple[int, int]]]:
    """Every row and every column as the places in it."""
    rows, columns = table.shape
    across = [[(row, column) for column in range(columns)] for row in range(rows)]
    return across + [[(row, column) for row in range(rows)] for column in range(columns)]


def _find_price(table: NDArray[np.int64], place: tuple[int, int]) -> tuple[bool, bool, int]:
    is_total = place[0] == table.shape[0] - 1 or place[1] == table.shape[1] - 1
    return is_total, bool(table[place] == 0), int(table[place])
