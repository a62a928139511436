"""Laws of the audit: rounding is no fault, a real fault is found, and the fewest cells are the fewest."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from skjuts.core.followup.plans import Audit, FindingKind, audit, read_plan

HEAD = ["Nr", "Paket", "Plan 2031", "Plan 2032", "Utfall 2031", "Utfall 2032", "Ackumulerat utfall 2031-2032"]
STATEMENTS = b"""
title = "slumpad"
[[table]]
id = "t"
title = "Utfall"
year = 2032
unit = "Mkr"
blank = "zero"
sheet = "t"
source = "slumpad"
"""
SUMS = {FindingKind.SUM_BROKEN, FindingKind.TOTAL_BROKEN}


@dataclass(frozen=True)
class Truth:
    """Exact outcomes in hundredths, and the decimals that each cell is printed with."""

    years: list[list[int]]
    decimals: list[int]

    def table(self) -> list[list[int]]:
        """Years and accumulated of each package, and the totals."""
        rows = [[*row, sum(row)] for row in self.years]
        return [*rows, [sum(column) for column in zip(*rows, strict=True)]]

    def printed(self) -> list[list[Fraction]]:
        """Each cell rounded by itself."""
        rounded = []
        for i, row in enumerate(self.table()):
            rounded.append([round_half_up(one, self.decimals[3 * i + j]) for j, one in enumerate(row)])
        return rounded


def round_half_up(hundredths: int, decimals: int) -> Fraction:
    """A number of hundredths as it is printed."""
    step = 100 // 10**decimals
    return Fraction((2 * hundredths + step) // (2 * step) * step, 100)


@st.composite
def draw_truth(draw: st.DrawFn, most: int = 5) -> Truth:
    """Up to five packages over two years."""
    count = draw(st.integers(1, most))
    years = [[draw(st.integers(-3_000, 9_000)) for _ in range(2)] for _ in range(count)]
    return Truth(years, [draw(st.integers(0, 1)) for _ in range(3 * (count + 1))])


def write(value: Fraction, decimals: int) -> str:
    """As a table prints it."""
    return f"{float(value):.{decimals}f}".replace(".", ",")


def run(truth: Truth, printed: list[list[Fraction]]) -> Audit:
    """Audit a table."""
    rows = [HEAD]
    for i, row in enumerate(printed):
        nr = "Summa" if i == len(printed) - 1 else str(i)
        rows.append([nr, f"P{i}", "", "", *(write(v, truth.decimals[3 * i + j]) for j, v in enumerate(row))])
    return audit(read_plan(STATEMENTS, {"t": rows}))


@given(draw_truth())
@settings(max_examples=60, deadline=None)
def test_sums_when_only_rounded_then_are_never_called_broken(truth: Truth) -> None:
    """A false accusation of wrong sums would be the end of anybody's trust in the audit."""
    result = run(truth, truth.printed())
    assert not SUMS.intersection(one.kind for one in result.findings)
    assert result.mendings == ()


@given(draw_truth(), st.data())
@settings(max_examples=60, deadline=None)
def test_sums_when_one_is_moved_beyond_rounding_then_is_found(truth: Truth, data: st.DataObject) -> None:
    """However the decimals fell, an amount that no rounding reaches is told."""
    printed = truth.printed()
    row = data.draw(st.integers(0, len(printed) - 1))
    printed[row][2] += data.draw(st.sampled_from([-1, 1])) * (len(printed) + 4)
    result = run(truth, printed)
    assert SUMS.intersection(one.kind for one in result.findings)
    assert result.mendings


def is_feasible(printed: list[list[Fraction]], decimals: list[int], loose: set[int]) -> bool:
    """Whether exact values exist, the loose cells free: a linear program of its own over the same table."""
    count, width = len(printed), 3
    flat = [float(one) for row in printed for one in row]
    bounds = [
        (None, None) if i in loose else (v - 0.5 / 10 ** decimals[i], v + 0.5 / 10 ** decimals[i])
        for i, v in enumerate(flat)
    ]
    rows = []
    for i in range(count):
        row = np.zeros(count * width)
        row[i * width : i * width + 3] = (1, 1, -1)
        rows.append(row)
    for j in range(width):
        column = np.zeros(count * width)
        column[j::width] = [*[1] * (count - 1), -1]
        rows.append(column)
    found = linprog(np.zeros(len(flat)), A_eq=np.array(rows), b_eq=np.zeros(len(rows)), bounds=bounds)
    return bool(found.status == 0)


@given(draw_truth(most=2), st.data())
@settings(max_examples=12, deadline=None)
def test_mendings_when_cells_are_wrong_then_no_smaller_set_exists(truth: Truth, data: st.DataObject) -> None:
    """The smallest sets are told against every subset of cells, one linear program each."""
    printed = truth.printed()
    for _ in range(data.draw(st.integers(1, 2))):
        row = data.draw(st.integers(0, len(printed) - 1))
        printed[row][data.draw(st.integers(0, 2))] += data.draw(st.sampled_from([-9, 9, 20]))
    result = run(truth, printed)
    cells = range(3 * len(printed))
    for size in range(4):
        sets = [
            set(one) for one in combinations(cells, size) if is_feasible(printed, truth.decimals, set(one))
        ]
        if sets:
            found = [{at.line * 3 + at.column - 2 for at in one.cells} for one in result.mendings]
            assert all(one in sets for one in found)
            assert len(found) == (0 if size == 0 else min(12, len(sets)))
            return
