"""An answer, or several beside each other, as a workbook: the numbers of the page, rounded as there."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from skjuts.apps.insight.scenarios.beside import Shown, line_up_figures, line_up_inputs
from skjuts.apps.insight.scenarios.sections import Amount, Figure, Grid
from skjuts.web.charts import Drawing
from skjuts.web.workbook import Cell, WorkSheet, write_workbook


def write_scenario(shown: Shown, versions: Sequence[tuple[str, str]]) -> bytes:
    """One answer: its figures, its tables, what is said and missing, what was put in, what it rests on."""
    return write_workbook([
        _figures(shown),
        *(_grid(grid) for section in shown.sections for grid in section.grids),
        *(_chart(chart) for section in shown.sections for chart in section.charts),
        _sentences(shown),
        _inputs(shown),
        WorkSheet(_("Underlag"), (_("Vad"), _("Utgåva")), tuple(versions)),
    ])  # fmt: skip


def write_beside(shown: Sequence[Shown]) -> bytes:
    """Several answers: their figures and inputs in the same rows."""
    ends = tuple(head for one in shown for head in (_least(one.title), _most(one.title)))
    figures = tuple(
        (row.label, row.unit, *(end for cell in row.cells for end in _ends(cell)), _mark(differs=row.differs))
        for row in line_up_figures(shown)
    )
    inputs = tuple(
        (
            row.label,
            row.unit,
            *(None if cell is None else cell.text for cell in row.cells),
            _mark(differs=row.differs),
        )
        for row in line_up_inputs(shown)
    )
    titles = tuple(one.title for one in shown)
    return write_workbook([
        WorkSheet(_("Svar"), (_("Siffra"), _("Enhet"), *ends, _("Skiljer sig")), figures),
        WorkSheet(_("Indata"), (_("Uppgift"), _("Enhet"), *titles, _("Skiljer sig")), inputs),
    ])  # fmt: skip


def _figures(shown: Shown) -> WorkSheet:
    headings = (
        _("Avsnitt"), _("Siffra"), _("Minst"), _("Högst"), _("Enhet"), _("Anmärkning"), _("Period"),
        _("Urval"), _("Källa"),
    )  # fmt: skip
    rows = tuple(
        (
            section.title, figure.label, *_ends(figure), figure.unit, figure.note, section.basis.period,
            section.basis.population, section.basis.source,
        )
        for section in shown.sections
        for figure in section.figures
    )  # fmt: skip
    return WorkSheet(_("Svar"), headings, rows)


def _grid(grid: Grid) -> WorkSheet:
    rows = tuple(
        tuple(cell.rounded if isinstance(cell, Amount) else cell for cell in row) for row in grid.rows
    )
    return WorkSheet(grid.title, tuple(column.label for column in grid.columns), rows)


def _chart(drawing: Drawing) -> WorkSheet:
    return WorkSheet(drawing.caption.title, drawing.table.columns, drawing.table.rows)


def _sentences(shown: Shown) -> WorkSheet:
    rows: list[tuple[Cell, ...]] = []
    for section in shown.sections:
        rows += [(section.title, _("Sägs"), sentence) for sentence in section.sentences]
        rows += [(section.title, _("Sägs"), quote) for quote in section.quotes]
        rows += [(section.title, _("Saknas"), missing) for missing in section.missing]
    return WorkSheet(_("Vad svaret säger"), (_("Avsnitt"), _("Slag"), _("Text")), tuple(rows))


def _inputs(shown: Shown) -> WorkSheet:
    headings = (_("Uppgift"), _("Minst"), _("Högst"), _("Text"), _("Enhet"), _("Källa"))
    rows = tuple((row.label, row.least, row.most, row.text, row.unit, row.source) for row in shown.inputs)
    return WorkSheet(_("Indata"), headings, rows)


def _ends(figure: Figure | None) -> tuple[Cell, Cell]:
    if figure is None:
        return None, None
    low, high = figure.ends
    return (low.rounded, high.rounded) if figure.is_known else (figure.text, figure.text)


def _least(title: str) -> str:
    return _("%(title)s, minst") % {"title": title}


def _most(title: str) -> str:
    return _("%(title)s, högst") % {"title": title}


def _mark(*, differs: bool) -> str:
    return _("ja") if differs else ""
