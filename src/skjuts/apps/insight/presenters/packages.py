"""One package: its plan in every version, its outcome, what the text says, and who answers for it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from skjuts.apps.insight.models import PackageFollowUp, PlanStatement
from skjuts.apps.insight.presenters.amounts import NONE, name_unit, write_percent, write_sum, write_with_unit
from skjuts.apps.insight.presenters.findings import Quote, ShownFinding, show_findings
from skjuts.apps.insight.presenters.plan_tables import write_printed
from skjuts.apps.insight.presenters.plans import find_evidence, name_evidence
from skjuts.apps.insight.queries.plans import JudgedPlan
from skjuts.core.followup.plans import StatementKind
from skjuts.core.followup.plans.tracking import PackageTrack
from skjuts.core.kernel.errors import NotFound
from skjuts.web.elements import Fact, Status
from skjuts.web.formatting import format_date
from skjuts.web.languages import page_language


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """What one table says of the package in one column."""

    table: str
    column: str
    cell: str


@dataclass(frozen=True, slots=True)
class StatementRow:
    """What a sentence of the text says of which packages."""

    id: str
    kind: str
    packages: str
    quote: Quote


@dataclass(frozen=True, slots=True)
class FollowUpRow:
    """A row of the package's follow-up, as it was written."""

    when: str
    by: str
    owner: str
    metric: str
    amount: str
    method: str
    evidence: Status | None
    next_review: str


@dataclass(frozen=True, slots=True)
class PackagePage:
    """The page of a package."""

    key: str
    name: str
    facts: tuple[Fact, ...]
    evidence: Status | None
    printed: tuple[PrintedRow, ...]
    findings: tuple[ShownFinding, ...]
    statements: tuple[StatementRow, ...]
    follow_ups: tuple[FollowUpRow, ...]


def show_package_page(judged: JudgedPlan, key: str, history: Iterable[PackageFollowUp]) -> PackagePage:
    """A package. Raises NotFound when no table has it."""
    track = next((one for one in judged.track.packages if one.key == key), None)
    if track is None:
        raise NotFound
    unit = judged.sheets[-1].unit
    return PackagePage(
        key=key,
        name=track.name,
        facts=tuple(_list_facts(judged, track, unit)),
        evidence=find_evidence(judged, track, judged.follow_ups.get(key)),
        printed=tuple(_list_printed(judged, key)),
        findings=tuple(one for one in show_findings(judged) if key in one.packages),
        statements=tuple(one for one in show_statements(judged) if key in one.packages.split(", ")),
        follow_ups=tuple(_show_follow_up(one, unit) for one in history),
    )


def show_statements(judged: JudgedPlan) -> list[StatementRow]:
    """What the text says, in the order in which it was written down."""
    return [_show_statement(one) for one in judged.statements]


def name_statement_kind(kind: str) -> str:
    """The kind in words; the form offers the same."""
    words = {
        StatementKind.AMOUNT: _("Nämner ett belopp"),
        StatementKind.NOT_VALUED: _("Går inte att värdera"),
        StatementKind.TOO_EARLY: _("För tidigt att värdera"),
        StatementKind.NOTHING_REMAINS: _("Inget återstår"),
        StatementKind.INCLUDES: _("Innehåller del av annat paket"),
        StatementKind.EXCLUDES: _("Räknar bort en grupp"),
        StatementKind.INCOME: _("Är intäkter"),
        StatementKind.BELOW_PLAN: _("Mindre än planerat"),
    }
    return words[StatementKind(kind)]


def _show_statement(row: PlanStatement) -> StatementRow:
    entry = row.entry
    quote = Quote(str(entry.get("page", "")), str(entry.get("quote", "")))
    packages = ", ".join(str(one) for one in entry.get("packages", ()))
    return StatementRow(str(row.id), name_statement_kind(entry["kind"]), packages, quote)


def _list_facts(judged: JudgedPlan, track: PackageTrack, unit: str) -> Iterable[Fact]:
    titles = {one.key: one.title for one in judged.sheets}
    for table, amount in track.plans:
        value = f"{write_sum(amount, unit)} {name_unit(unit)}"
        yield Fact(_("Plan i %(table)s") % {"table": titles[table]}, value)
    if judged.track.fulfilment is not None:
        yield Fact(_("Plan hittills"), f"{write_sum(track.plan_to_date, unit)} {name_unit(unit)}")
        yield Fact(_("Utfall, summan av åren"), f"{write_sum(track.outcome, unit)} {name_unit(unit)}")
        yield Fact(_("Uppfyllt"), write_percent(track.fulfilment), note=_tell_printed(track))
        yield Fact(_("Framåt"), f"{write_sum(track.forward, unit)} {name_unit(unit)}")
    follow_up = judged.follow_ups.get(track.key)
    yield Fact(_("Nyttoägare"), (follow_up.owner if follow_up else "") or _("ingen utpekad"))
    if track.is_income:
        yield Fact(_("Slag"), _("Intäkt, sänker ingen kostnad"))


def _tell_printed(track: PackageTrack) -> str:
    if track.printed_fulfilment is None or track.printed_fulfilment == track.fulfilment:
        return ""
    return _("%(share)s enligt de tryckta ackumulerade talen") % {
        "share": write_percent(track.printed_fulfilment)
    }


def _list_printed(judged: JudgedPlan, key: str) -> Iterable[PrintedRow]:
    for table in judged.book.tables if judged.book else ():
        line = table.find_line(key)
        for column, cell in zip(table.columns, line.cells if line else (), strict=False):
            if cell.text:
                yield PrintedRow(table.title, column.title, write_printed(cell))


def _show_follow_up(row: PackageFollowUp, unit: str) -> FollowUpRow:
    return FollowUpRow(
        when=_tell_day(row.written_at.date()),
        by=row.signed,
        owner=row.owner or NONE,
        metric=row.metric or NONE,
        amount=NONE if row.amount_ore is None else write_with_unit(row.amount_ore, unit),
        method=row.method or NONE,
        evidence=name_evidence(row.evidence) if row.evidence else None,
        next_review=_tell_day(row.next_review) if row.next_review else NONE,
    )


def _tell_day(day: dt.date) -> str:
    return format_date(day, page_language())
