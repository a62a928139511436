"""The fewest cells that must be other than printed for everything to add up.

A mixed-integer program: each printed cell keeps its interval or is let loose, and as few as possible are.
All smallest sets are listed, since sums alone cannot tell which of them is what happened.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import highspy
import numpy as np

from skjuts.core.followup.plans.amounts import Interval
from skjuts.core.followup.plans.book import CellRef, PlanBook
from skjuts.core.followup.plans.cells import CellKind
from skjuts.core.followup.plans.identities import Identity, judge

MOST_SETS = 12
LOOSE_FACTOR = 4
"""How far a loose cell may go, in multiples of all that is printed."""
LOOSENABLE = frozenset({CellKind.NUMBER, CellKind.RANGE})


@dataclass(frozen=True, slots=True)
class Mending:
    """One smallest set of cells, each with an amount with which everything adds up, in öre."""

    amounts: tuple[tuple[CellRef, int], ...]

    @property
    def cells(self) -> tuple[CellRef, ...]:
        """The cells to change."""
        return tuple(at for at, _ in self.amounts)


def list_mendings(book: PlanBook, identities: Sequence[Identity]) -> tuple[Mending, ...]:
    """Every smallest set of cells (twelve at most), none when everything can add up as printed.

    Only identities that share cells with a broken one take part. Cells with an amount can change;
    what is blank stays nothing, what is unknown is free.
    """
    broken = _reach(book, identities)
    if not broken:
        return ()
    model = _Model(book, broken)
    return tuple(model.solve())


def _reach(book: PlanBook, identities: Sequence[Identity]) -> list[Identity]:
    """The broken identities, and those that hang together with them."""
    found = [one for one in identities if not judge(book, one).is_possible]
    cells = {at for one in found for at in one.cells}
    while True:
        more = [one for one in identities if one not in found and cells.intersection(_movable(book, one))]
        if not more:
            return found
        found += more
        cells |= {at for one in more for at in _movable(book, one)}


def _movable(book: PlanBook, identity: Identity) -> list[CellRef]:
    return [at for at in identity.cells if book.get_cell(at).is_written]


class _Model:
    """Cells as variables in halves of the finest printed step, switches that let them loose, sums as rows."""

    def __init__(self, book: PlanBook, identities: Sequence[Identity]) -> None:
        self._refs = list(dict.fromkeys(at for one in identities for at in one.cells))
        self._cells = [book.get_cell(at) for at in self._refs]
        self._identities = identities
        printed = [cell.printed.step_ore for cell in self._cells if cell.printed]
        self._scale = min(printed, default=2) // 2
        self._reach = LOOSE_FACTOR * sum(self._widest(cell.span) for cell in self._cells) + 1.0
        self._switches: dict[int, int] = {}
        self._solver = _open_solver()
        self._build()

    def solve(self) -> Iterator[Mending]:
        """The smallest sets, one solve each, each forbidden before the next is sought."""
        fewest: int | None = None
        for _ in range(MOST_SETS):
            self._solver.run()
            if self._solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
                return
            values = np.array(self._solver.getSolution().col_value)
            loose = [i for i, switch in self._switches.items() if values[switch] > 0.5]  # noqa: PLR2004 - a switch
            if not loose or (fewest is not None and len(loose) > fewest):
                return
            fewest = len(loose)
            yield self._settle(loose)
            switches = np.array([self._switches[i] for i in loose], np.int32)
            self._solver.addRow(-highspy.kHighsInf, fewest - 1, fewest, switches, np.ones(fewest))

    def _settle(self, loose: Sequence[int]) -> Mending:
        """The amounts of the loose cells when all others lie as near to what is printed as they can."""
        solver = _open_solver()
        count, inf = len(self._cells), highspy.kHighsInf
        for number, cell in enumerate(self._cells):
            is_free = number in loose or cell.span is None
            low, high = self._bounds(cell.span)
            solver.addVar(-self._reach if is_free else low, self._reach if is_free else high)
        for number, cell in enumerate(self._cells):
            solver.addVar(0.0, inf)
            solver.changeColCost(count + number, 0.0 if number in loose or cell.span is None else 1.0)
            middle = sum(self._bounds(cell.span)) / 2
            pair = np.array([number, count + number], np.int32)
            solver.addRow(-inf, middle, 2, pair, np.array([1.0, -1.0]))
            solver.addRow(middle, inf, 2, pair, np.array([1.0, 1.0]))
        self._add_sums(solver)
        solver.run()
        values = solver.getSolution().col_value
        return Mending(tuple((self._refs[i], round(values[i] * self._scale)) for i in loose))

    def _build(self) -> None:
        for cell in self._cells:
            low, high = self._bounds(cell.span)
            is_loose = cell.kind in LOOSENABLE
            reach = self._reach if is_loose or cell.span is None else 0.0
            self._solver.addVar(low - reach if cell.span else -reach, high + reach if cell.span else reach)
        for number, cell in enumerate(self._cells):
            if cell.kind in LOOSENABLE:
                self._add_switch(number, self._bounds(cell.span))
        self._add_sums(self._solver)

    def _add_sums(self, solver: highspy.Highs) -> None:
        """Parts less the printed sum are nothing."""
        numbers = {at: i for i, at in enumerate(self._refs)}
        for one in self._identities:
            columns = np.array([numbers[at] for at in one.cells], np.int32)
            weights = np.array([1.0] * len(one.parts) + [-1.0])
            solver.addRow(0.0, 0.0, len(columns), columns, weights)

    def _add_switch(self, number: int, bounds: tuple[float, float]) -> None:
        """The cell leaves its interval only when its switch is on."""
        switch = self._solver.getNumCol()
        self._solver.addVar(0.0, 1.0)
        self._solver.changeColIntegrality(switch, highspy.HighsVarType.kInteger)
        self._solver.changeColCost(switch, 1.0)
        pair = np.array([number, switch], np.int32)
        inf = highspy.kHighsInf
        self._solver.addRow(-inf, bounds[1], 2, pair, np.array([1.0, -self._reach]))
        self._solver.addRow(bounds[0], inf, 2, pair, np.array([1.0, self._reach]))
        self._switches[number] = switch

    def _bounds(self, span: Interval | None) -> tuple[float, float]:
        return (0.0, 0.0) if span is None else (span.low / self._scale, span.high / self._scale)

    def _widest(self, span: Interval | None) -> float:
        return max(map(abs, self._bounds(span)))


def _open_solver() -> highspy.Highs:
    """HiGHS, quiet and on one thread, so that the same plan gives the same answer."""
    solver = highspy.Highs()
    solver.silent()
    solver.setOptionValue("threads", 1)
    return solver
