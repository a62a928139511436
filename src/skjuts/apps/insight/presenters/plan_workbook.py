"""A plan as a workbook: tables as printed, follow-up, findings and text, with the page's own numbers."""

from __future__ import annotations

from django.utils.translation import gettext as _

from skjuts.apps.insight.presenters.amounts import name_unit
from skjuts.apps.insight.presenters.findings import show_findings
from skjuts.apps.insight.presenters.packages import show_statements
from skjuts.apps.insight.presenters.plan_tables import write_printed
from skjuts.apps.insight.presenters.plans import show_package
from skjuts.apps.insight.queries.plans import JudgedPlan
from skjuts.core.followup.plans.amounts import UNITS_ORE
from skjuts.core.followup.plans.cells import Cell
from skjuts.core.followup.plans.tracking import Amount
from skjuts.web.workbook import WorkSheet, write_workbook


def write_plan_workbook(judged: JudgedPlan) -> bytes:
    """The workbook's bytes."""
    tables = judged.book.tables if judged.book else ()
    sheets = [_follow_up(judged)]
    for table in tables:
        rows = tuple(
            (line.key, line.name, *(_value(cell, table.unit_ore) for cell in line.cells))
            for line in table.lines
        )
        headings = (_("Nr"), _("Paket"), *(one.title for one in table.columns))
        sheets.append(WorkSheet(table.title, headings, rows))
    return write_workbook([*sheets, _findings(judged), _statements(judged)])


def _follow_up(judged: JudgedPlan) -> WorkSheet:
    unit = judged.sheets[-1].unit
    versions = [one.table for one in judged.track.versions]
    headings = (
        _("Nr"), _("Paket"), *(f"{one.title}, {name_unit(unit)}" for one in versions),
        _("Plan hittills"), _("Utfall, summan av åren"), _("Utfall, tryckt"), _("Uppfyllt"), _("Framåt"),
        _("Evidens"), _("Nyttoägare"),
    )  # fmt: skip
    rows = []
    for track in judged.track.packages:
        shown, sums = show_package(judged, track, unit), dict(track.plans)
        printed = track.printed_outcome_ore
        rows.append((
            track.key, track.name, *(_amount(sums.get(one.id), unit) for one in versions),
            _amount(track.plan_to_date, unit), _amount(track.outcome, unit),
            None if printed is None else printed / UNITS_ORE[unit], track.fulfilment,
            _amount(track.forward, unit), shown.evidence.label if shown.evidence else "", shown.owner,
        ))  # fmt: skip
    return WorkSheet(_("Uppföljning"), headings, tuple(rows))


def _findings(judged: JudgedPlan) -> WorkSheet:
    headings = (
        _("Nr"),
        _("Hur allvarligt"),
        _("Tabell"),
        _("Paket"),
        _("Vad granskningen säger"),
        _("Förklaring"),
    )
    rows = tuple(
        (one.number, one.status.label, one.table, ", ".join(one.packages), one.text, one.explanation)
        for one in show_findings(judged)
    )
    return WorkSheet(_("Granskning"), headings, rows)


def _statements(judged: JudgedPlan) -> WorkSheet:
    headings = (_("Vad meningen säger"), _("Paket"), _("Sida eller avsnitt"), _("Orden i texten"))
    rows = tuple((one.kind, one.packages, one.quote.page, one.quote.text) for one in show_statements(judged))
    return WorkSheet(_("Vad texten säger"), headings, rows)


def _value(cell: Cell, unit_ore: int) -> str | float:
    """A number as a number; what is unknown, a range or a remark as it stands."""
    return cell.printed.value_ore / unit_ore if cell.printed is not None else write_printed(cell)


def _amount(amount: Amount | None, unit: str) -> float | str | None:
    """A whole sum as a number; one with something unknown in it as the least it can be, said in words."""
    if amount is None:
        return None
    value = amount.ore / UNITS_ORE[unit]
    if amount.unknown:
        return _("minst %(amount)s") % {"amount": value} if amount.ore else "?"
    return value
