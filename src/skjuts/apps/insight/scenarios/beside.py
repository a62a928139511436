"""Scenarios of one kind beside each other: the same rows, with what was put in differently marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from skjuts.apps.insight.scenarios.asked import InputRow
from skjuts.apps.insight.scenarios.sections import Figure, Section, list_figures


@dataclass(frozen=True, slots=True)
class Shown:
    """A scenario with its answer, ready to be shown anywhere."""

    title: str
    inputs: tuple[InputRow, ...]
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class BesideInput:
    """An input in every scenario; None where a scenario does not ask for it."""

    label: str
    unit: str
    cells: tuple[InputRow | None, ...]
    differs: bool


@dataclass(frozen=True, slots=True)
class BesideFigure:
    """A figure in every scenario; None where a scenario has none."""

    label: str
    unit: str
    cells: tuple[Figure | None, ...]
    differs: bool


def line_up_inputs(shown: Sequence[Shown]) -> tuple[BesideInput, ...]:
    """Each input of any of them, in the order of the first that has it."""
    labels = {row.name: row for one in shown for row in one.inputs}
    rows = []
    for name, first in labels.items():
        cells = tuple(next((row for row in one.inputs if row.name == name), None) for one in shown)
        said = {None if cell is None else (cell.text, cell.source) for cell in cells}
        rows.append(BesideInput(first.label, first.unit, cells, len(said) > 1))
    return tuple(rows)


def line_up_figures(shown: Sequence[Shown]) -> tuple[BesideFigure, ...]:
    """Each figure of any of them, in the order of the first that has it."""
    columns = [{figure.key: figure for figure in list_figures(one.sections)} for one in shown]
    firsts = {key: figure for column in reversed(columns) for key, figure in column.items()}
    order = list(dict.fromkeys(key for column in columns for key in column))
    rows = []
    for key in order:
        cells = tuple(column.get(key) for column in columns)
        said = {None if cell is None else cell.text for cell in cells}
        rows.append(BesideFigure(firsts[key].label, firsts[key].unit, cells, len(said) > 1))
    return tuple(rows)
