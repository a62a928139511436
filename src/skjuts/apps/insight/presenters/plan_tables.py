"""A plan's table as it is printed, with the numbers of the findings at the cells that they are about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from skjuts.apps.insight.models import PlanSheet
from skjuts.apps.insight.presenters.amounts import name_unit
from skjuts.apps.insight.presenters.findings import ShownFinding, show_findings
from skjuts.apps.insight.queries.plans import JudgedPlan
from skjuts.core.followup.plans import PlanBook, PlanTable
from skjuts.core.followup.plans.audit import write_mending
from skjuts.core.followup.plans.book import CellRef, Line, LineKind
from skjuts.core.followup.plans.cells import Cell, CellKind
from skjuts.core.kernel.errors import NotFound
from skjuts.web.elements import Column, Fact


@dataclass(frozen=True, slots=True)
class Mark:
    """A finding's number at a cell."""

    number: int
    href: str
    label: str
    tone: str


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell as printed, what it means when that is no number, and its marks."""

    text: str
    note: str
    is_number: bool
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class TableRow:
    """A line of the table."""

    key: str
    name: str
    is_total: bool
    cells: tuple[TableCell, ...]


@dataclass(frozen=True, slots=True)
class TablePage:
    """The page of a table."""

    title: str
    unit: str
    columns: tuple[Column, ...]
    rows: tuple[TableRow, ...]
    facts: tuple[Fact, ...]
    findings: tuple[ShownFinding, ...]
    mendings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """What a cell said in the earlier version and says in the later one."""

    before: str
    after: str
    is_changed: bool


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """A package in both versions."""

    key: str
    name: str
    cells: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class ComparisonPage:
    """Two tables beside each other, column by column where they count the same years."""

    before: str
    after: str
    columns: tuple[Column, ...]
    rows: tuple[ComparedRow, ...]
    changed: int


def show_table(judged: JudgedPlan, key: str) -> TablePage:
    """A table with its findings. Raises NotFound for a table that the plan does not have."""
    sheet, book = judged.find_sheet(key), judged.book
    if sheet is None or book is None:
        raise NotFound
    table = book.get_table(key)
    findings = [one for one in show_findings(judged) if _is_about(one, table)]
    return TablePage(
        title=sheet.title,
        unit=name_unit(sheet.unit),
        columns=(
            Column(_("Nr")), Column(_("Paket")), *(Column(one.title, numeric=True) for one in table.columns)
        ),
        rows=tuple(_show_line(table, place, findings) for place in range(len(table.lines))),
        facts=tuple(_list_facts(sheet)),
        findings=tuple(findings),
        mendings=tuple(_list_mendings(judged, book, table)),
    )  # fmt: skip


def compare_tables(judged: JudgedPlan, before: str, after: str) -> ComparisonPage:
    """Two tables compared. Raises NotFound for a table that the plan does not have."""
    book = judged.book
    if book is None or judged.find_sheet(before) is None or judged.find_sheet(after) is None:
        raise NotFound
    old, new = book.get_table(before), book.get_table(after)
    pairs = [(i, j) for j, b in enumerate(new.columns) for i, a in enumerate(old.columns) if _same(a, b)]
    keys = dict.fromkeys([*(one.key for one in old.packages), *(one.key for one in new.packages)])
    rows = tuple(_compare_line(old.find_line(key), new.find_line(key), key, pairs) for key in keys)
    return ComparisonPage(
        before=old.title,
        after=new.title,
        columns=(
            Column(_("Nr")), Column(_("Paket")),
            *(Column(new.columns[j].title, numeric=True) for _i, j in pairs),
        ),
        rows=rows,
        changed=sum(cell.is_changed for row in rows for cell in row.cells),
    )  # fmt: skip


def name_cell_kind(cell: Cell) -> str:
    """What a cell says when it is no number, for those who cannot see that it is a question mark."""
    words = {
        CellKind.UNKNOWN: _("inte beräknat"),
        CellKind.RANGE: _("intervall"),
        CellKind.REMOVED: _("utgår"),
        CellKind.REMARK: _("anmärkning i stället för tal"),
    }
    return words.get(cell.kind, "")


def write_printed(cell: Cell) -> str:
    """A cell as printed, with a true minus."""
    is_sum = cell.kind in {CellKind.NUMBER, CellKind.RANGE}
    return cell.text.replace("-", "\u2212" if cell.kind is CellKind.NUMBER else "–") if is_sum else cell.text


def _show_line(table: PlanTable, place: int, findings: Sequence[ShownFinding]) -> TableRow:
    line = table.lines[place]
    return TableRow(
        key=line.key if line.kind is LineKind.PACKAGE else "",
        name=line.name,
        is_total=line.kind is LineKind.TOTAL,
        cells=tuple(
            TableCell(
                text=write_printed(cell),
                note=name_cell_kind(cell),
                is_number=cell.kind is not CellKind.REMARK,
                marks=tuple(_list_marks(CellRef(table.id, place, number), findings)),
            )
            for number, cell in enumerate(line.cells)
        ),
    )


def _list_marks(at: CellRef, findings: Sequence[ShownFinding]) -> list[Mark]:
    """The findings that are read at a cell."""
    return [
        Mark(
            one.number,
            f"#{one.anchor}",
            _("Granskning %(number)s: %(severity)s") % {"number": one.number, "severity": one.status.label},
            one.status.colour,
        )
        for one in findings
        if at in one.cells
    ]


def _is_about(finding: ShownFinding, table: PlanTable) -> bool:
    return finding.table_key == table.id or any(at.table == table.id for at in finding.cells)


def _list_facts(sheet: PlanSheet) -> list[Fact]:
    blank = _("ingenting") if sheet.blank == PlanSheet.Blank.ZERO else _("okänt")
    return [
        Fact(_("Källa"), sheet.source),
        Fact(_("Enhet"), name_unit(sheet.unit)),
        Fact(_("Vilka som räknas"), sheet.population or _("tabellen säger det inte")),
        Fact(_("Tom cell betyder"), blank),
        Fact(_("Läst in av"), sheet.signed, note=_("läsning %(number)s") % {"number": sheet.reading}),
    ]


def _list_mendings(judged: JudgedPlan, book: PlanBook, table: PlanTable) -> list[str]:
    mine = [one for one in judged.audit.mendings if all(at.table == table.id for at in one.cells)]
    return [write_mending(book, one) for one in mine]


def _same(one: object, other: object) -> bool:
    """Whether two columns count the same: plan with plan of the same years."""
    names = ("role", "first_year", "last_year")
    return all(getattr(one, name) == getattr(other, name) for name in names)


def _compare_line(
    old: Line | None, new: Line | None, key: str, pairs: Sequence[tuple[int, int]]
) -> ComparedRow:
    name = (new or old).name if (new or old) else key  # type: ignore[union-attr]
    cells = []
    for i, j in pairs:
        before = write_printed(old.cells[i]) if old else ""
        after = write_printed(new.cells[j]) if new else ""
        is_same = old is not None and new is not None and _says_same(old.cells[i], new.cells[j])
        cells.append(Change(before, after, not is_same and before != after))
    return ComparedRow(key, name, tuple(cells))


def _says_same(one: Cell, other: Cell) -> bool:
    """`5 mkr`, `5` and `5,0` say the same; a question mark and a number do not."""
    return one.span == other.span if one.printed is None else one.plain_ore == other.plain_ore
