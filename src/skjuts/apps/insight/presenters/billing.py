"""Invoice control as pages: findings by the amount at stake, their lines, and what was done."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from skjuts.apps.insight.facts.billing import ListedFinding
from skjuts.apps.insight.models import FindingMark
from skjuts.apps.insight.presenters.words import name_code, name_month
from skjuts.core.control import BillingRule
from skjuts.core.followup.ledger.bands import METRES_A_KM
from skjuts.core.followup.months import Month
from skjuts.web.elements import Column, Occurrence, Status, TagColour
from skjuts.web.formatting import format_moment, format_money, format_number, format_short_date
from skjuts.web.languages import page_language

OPEN = "oppna"
COLOURS: Mapping[str, TagColour] = {"asked": "warning", "answered": "info", "settled": "success"}
MINUTES = 60


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the list is narrowed to; an empty text narrows nothing."""

    month: Month
    rule: str = ""
    contract: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A finding in the list; without an address for those who may not see its lines."""

    rank: str
    rule: str
    reason: str
    contract: str
    stake: str
    status: Status
    href: str


@dataclass(frozen=True, slots=True)
class FindingsPage:
    """The list of a month."""

    month: str
    rows: tuple[FindingRow, ...]
    columns: tuple[Column, ...]
    total: int
    recovered: str
    months: tuple[tuple[str, str], ...]
    rules: tuple[tuple[str, str], ...]
    contracts: tuple[tuple[str, str], ...]
    states: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class FindingPage:
    """A finding with its lines and its history."""

    title: str
    month: str
    reason: str
    stake: str
    status: Status
    columns: tuple[Column, ...]
    lines: tuple[tuple[str, ...], ...]
    history: tuple[Occurrence, ...]
    back: str
    is_gone: bool


def name_rule(rule: str) -> str:
    """A rule in words."""
    return _list_rules()[BillingRule(rule)]


def name_state(mark: FindingMark | None) -> Status:
    """How far a finding has come."""
    if mark is None:
        return Status(_("Ny"))
    return Status(str(FindingMark.State(mark.state).label), COLOURS[mark.state])


def list_months(span: tuple[Month, Month], most: int = 24) -> list[tuple[str, str]]:
    """Months to choose among, the latest first."""
    first, last = span
    return [(str(one), name_month(one)) for one in range(last, max(first - 1, last - most), -1)]


def show_findings(
    findings: Sequence[ListedFinding],
    marks: Mapping[str, FindingMark],
    chosen: Chosen,
    span: tuple[Month, Month],
    *,
    can_open: bool,
) -> FindingsPage:
    """The month's findings, narrowed; ranks are of the whole month."""
    contracts = sorted({one for finding in findings for one in finding.contracts})
    shown = [
        _show_row(place, one, marks.get(one.id), chosen.month if can_open else None)
        for place, one in enumerate(findings, start=1)
        if _is_chosen(one, marks.get(one.id), chosen)
    ]
    back = sum(one.agreed_ore or 0 for one in marks.values())
    return FindingsPage(
        month=name_month(chosen.month),
        rows=tuple(shown),
        columns=(
            Column(_("Nr"), numeric=True), Column(_("Vad som ser fel ut")),
            Column(_("Berört belopp"), numeric=True), Column(_("Varför")), Column(_("Avtal")),
            Column(_("Läge")),
        ),
        total=len(findings),
        recovered=format_money(back, page_language(), whole=True) if back else "",
        months=tuple(list_months(span)),
        rules=tuple((rule.value, word) for rule, word in _list_rules().items()),
        contracts=tuple((one, one) for one in contracts),
        states=((OPEN, _("Inte avslutade")), *((one.value, str(one.label)) for one in FindingMark.State)),
    )  # fmt: skip


def show_finding(
    finding: ListedFinding | None,
    history: Sequence[FindingMark],
    rows: Iterable[Mapping[str, Any]],
    month: Month,
) -> FindingPage:
    """A finding; one that the lines no longer give is told from its latest mark."""
    latest = history[0] if history else None
    if finding is not None:
        rule, reason, stake = finding.found.rule.value, finding.found.reason, finding.found.at_stake_ore
    else:
        assert latest is not None  # noqa: S101 - the view has asked
        rule, reason, stake = latest.rule, latest.reason, latest.at_stake_ore
    return FindingPage(
        title=name_rule(rule),
        month=name_month(month),
        reason=reason,
        stake=format_money(stake, page_language()),
        status=name_state(latest),
        columns=list_line_columns(),
        lines=tuple(show_lines(rows)),
        history=tuple(_show_mark(one) for one in history),
        back=f"{reverse('insight:findings')}?manad={month}",
        is_gone=finding is None,
    )


def list_line_columns() -> tuple[Column, ...]:
    """Headings of billed lines."""
    return (
        Column(_("Rad")), Column(_("Faktura")), Column(_("När")), Column(_("Fordon")), Column(_("Färdsätt")),
        Column(_("Km"), numeric=True), Column(_("Kortast"), numeric=True), Column(_("Belopp"), numeric=True),
    )  # fmt: skip


def show_lines(rows: Iterable[Mapping[str, Any]]) -> Iterable[tuple[str, ...]]:
    """Billed lines, without who travelled."""
    language = page_language()
    for row in rows:
        start, end = row["started_minute"], row["ended_minute"]
        yield (
            row["trip"],
            row["invoice"] or "–",
            " ".join(
                [
                    format_short_date(row["travelled_on"], language),
                    "" if start is None else f"{_clock(start)}–{_clock(end)}",
                ]
            ).strip(),
            row["vehicle"] or "–",
            name_code("travel_mode", row["travel_mode"]),
            _kilometres(row["distance_m"]),
            "–" if row["shortest_m"] is None else _kilometres(row["shortest_m"]),
            format_money(row["amount_ore"], language),
        )


def _is_chosen(finding: ListedFinding, mark: FindingMark | None, chosen: Chosen) -> bool:
    state = mark.state if mark else ""
    return (
        chosen.rule in {"", finding.found.rule.value}
        and (not chosen.contract or chosen.contract in finding.contracts)
        and (not chosen.state or (state != "settled" if chosen.state == OPEN else state == chosen.state))
    )


def _show_row(
    place: int, finding: ListedFinding, mark: FindingMark | None, month: Month | None
) -> FindingRow:
    count = len(finding.found.trips)
    return FindingRow(
        rank=format_number(place, page_language()),
        rule=name_rule(finding.found.rule.value),
        reason=finding.found.reason,
        contract=_("%(contract)s, %(lines)s") % {
            "contract": ", ".join(finding.contracts),
            "lines": ngettext("%(count)s rad", "%(count)s rader", count) % {"count": count},
        },
        stake=format_money(finding.found.at_stake_ore, page_language(), whole=True),
        status=name_state(mark),
        href="" if month is None else reverse("insight:finding", args=[month, finding.id]),
    )  # fmt: skip


def _show_mark(mark: FindingMark) -> Occurrence:
    label = str(FindingMark.State(mark.state).label)
    if mark.agreed_ore is not None:
        money = format_money(mark.agreed_ore, page_language())
        label = _("%(state)s, %(money)s kom tillbaka") % {"state": label, "money": money}
    at = timezone.localtime(mark.marked_at)
    return Occurrence(
        when=format_moment(at, page_language()),
        stamp=at.isoformat(),
        title=label,
        text=mark.note,
        actor=mark.signed,
        colour=COLOURS[mark.state],
    )


def _kilometres(metres: int) -> str:
    return format_number(metres / METRES_A_KM, page_language(), 1)


def _clock(minute: int) -> str:
    return f"{minute // MINUTES % 24:02}.{minute % MINUTES:02}"


def _list_rules() -> dict[BillingRule, str]:
    return {
        BillingRule.POOLED_BILLED_SINGLY: _("Samordnad tur, fakturerad en och en"),
        BillingRule.DUPLICATE: _("Samma resa flera gånger"),
        BillingRule.TOO_MANY_ABOARD: _("Fler i bilen än raden är fakturerad för"),
        BillingRule.PATIENT_TWICE: _("Samma patient i två bilar"),
        BillingRule.ROUND_TRIP_SPLIT: _("Väntan fakturerad som en resa till"),
        BillingRule.TOO_LONG: _("Längre väg än den kortaste"),
        BillingRule.TOO_FAST: _("Fortare än någon bil kör"),
        BillingRule.NOT_DRIVEN: _("Belopp utan körd väg"),
        BillingRule.PERMIT_NOT_VALID: _("Utanför tillståndets tid"),
        BillingRule.MODE_ABOVE_PERMIT: _("Annat färdsätt än tillståndet"),
        BillingRule.PRICE_APART: _("Pris långt från liknande resor"),
    }
