"""Findings of an audit, numbered once for the whole plan: a cell and a list point at the same thing."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from skjuts.apps.insight.queries.plans import JudgedPlan
from skjuts.core.followup.plans import Explanation, Finding, FindingKind, PlanBook, Severity
from skjuts.core.followup.plans.book import CellRef
from skjuts.web.elements import Status, TagColour

COLOURS: dict[Severity, tuple[TagColour, str]] = {
    Severity.ERROR: ("danger", "octagon-alert"),
    Severity.WARNING: ("warning", "triangle-alert"),
    Severity.INFO: ("info", "info"),
}

OF_SUMS = {
    FindingKind.SUM_BROKEN,
    FindingKind.TOTAL_BROKEN,
    FindingKind.HIDDEN_DECIMALS,
    FindingKind.CELL_PINNED,
}
"""Findings of a whole row or column: marked where the sum is printed, and at what is negative in it."""


@dataclass(frozen=True, slots=True)
class Quote:
    """What the text says, and where."""

    page: str
    text: str


@dataclass(frozen=True, slots=True)
class ShownFinding:
    """One finding: its number in the plan, what it says, where it leads and which cells it marks."""

    number: int
    anchor: str
    status: Status
    text: str
    explanation: str
    table: str
    href: str
    packages: tuple[str, ...]
    table_key: str
    cells: tuple[CellRef, ...]
    quotes: tuple[Quote, ...]
    follows: tuple[int, ...]


def show_findings(judged: JudgedPlan) -> list[ShownFinding]:
    """Every finding, gravest first."""
    numbers = {one.id: number for number, one in enumerate(judged.audit.findings, start=1)}
    return [_show(judged, one, numbers) for one in judged.audit.findings]


def name_severity(severity: Severity) -> Status:
    """How grave, in words."""
    words = {
        Severity.ERROR: _("Fel"),
        Severity.WARNING: _("Varning"),
        Severity.INFO: _("Upplysning"),
    }
    colour, icon = COLOURS[severity]
    return Status(words[severity], colour, icon)


def name_explanation(explanation: Explanation | None) -> str:
    """The slip that would give the printed number."""
    words = {
        Explanation.NEGATIVE_AS_ZERO: _("Negativt tal räknat som noll"),
        Explanation.RANGE_END_PICKED: _("Intervallets ände vald"),
        Explanation.SIGN_LOST: _("Minustecken tappat"),
        Explanation.PART_LEFT_OUT: _("En del utelämnad"),
    }
    return words[explanation] if explanation else ""


def _show(judged: JudgedPlan, finding: Finding, numbers: dict[str, int]) -> ShownFinding:
    number = numbers[finding.id]
    anchor = f"granskning-{number}"
    table = next((one.title for one in judged.sheets if one.key == finding.table), "")
    address = reverse("insight:plan-table", args=[judged.plan.id, finding.table])
    return ShownFinding(
        number=number,
        anchor=anchor,
        status=name_severity(finding.severity),
        text=finding.message,
        explanation=name_explanation(finding.explanation),
        table=table,
        href=f"{address}#{anchor}",
        packages=finding.packages,
        table_key=finding.table,
        cells=_list_marked(judged.book, finding),
        quotes=tuple(Quote(one.page, one.quote) for one in finding.statements),
        follows=tuple(numbers[one] for one in finding.linked_to if one in numbers),
    )


def _list_marked(book: PlanBook | None, finding: Finding) -> tuple[CellRef, ...]:
    if book is None or finding.kind not in OF_SUMS:
        return finding.cells
    below = (at for at in finding.cells if (book.get_cell(at).plain_ore or 0) < 0)
    return tuple(dict.fromkeys([*below, *finding.cells[-1:]]))
