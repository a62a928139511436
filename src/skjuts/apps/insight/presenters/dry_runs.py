"""What a dry run says: rows to mend, or the table as it would be read and what the audit would find."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from skjuts.apps.insight.facts.plan_rows import DryRun
from skjuts.apps.insight.facts.written_plans import RowFault
from skjuts.apps.insight.presenters.findings import name_severity
from skjuts.apps.insight.presenters.plan_tables import name_cell_kind, write_printed
from skjuts.web.elements import Column, Status


@dataclass(frozen=True, slots=True)
class ReadCell:
    """A cell as it was understood."""

    text: str
    note: str


@dataclass(frozen=True, slots=True)
class ShownDryRun:
    """What the page shows of a table that was tried."""

    faults: tuple[RowFault, ...]
    columns: tuple[Column, ...] = ()
    rows: tuple[tuple[str, str, tuple[ReadCell, ...]], ...] = ()
    findings: tuple[tuple[Status, str], ...] = ()


def show_dry_run(tried: DryRun | None) -> ShownDryRun | None:
    """The dry run; None when nothing was tried."""
    if tried is None:
        return None
    if tried.book is None or tried.audit is None:
        return ShownDryRun(tried.faults)
    table = tried.book.get_table(tried.key)
    rows = tuple(
        (line.key, line.name, tuple(ReadCell(write_printed(one), name_cell_kind(one)) for one in line.cells))
        for line in table.lines
    )
    found = tuple(
        (name_severity(one.severity), one.message)
        for one in tried.audit.findings
        if one.table == table.id or any(at.table == table.id for at in one.cells)
    )
    heads = (Column(_("Nr")), Column(_("Paket")), *(Column(one.title, numeric=True) for one in table.columns))
    return ShownDryRun((), heads, rows, found)
