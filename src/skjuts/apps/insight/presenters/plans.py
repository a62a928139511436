"""The list of plans, the head that all pages of a plan share, and the overview."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from skjuts.apps.insight.models import PackageFollowUp, SavingsPlan
from skjuts.apps.insight.policies import may_write
from skjuts.apps.insight.presenters.amounts import (
    NONE,
    name_unit,
    write_ore,
    write_percent,
    write_sum,
    write_with_unit,
)
from skjuts.apps.insight.presenters.findings import ShownFinding, show_findings
from skjuts.apps.insight.queries.plans import JudgedPlan
from skjuts.apps.tenancy.actor import Actor
from skjuts.core.followup.plans import FindingKind, OutcomeEvidence, PlanTable, Severity
from skjuts.core.followup.plans.amounts import UNITS_ORE
from skjuts.core.followup.plans.tracking import Amount, PackageTrack
from skjuts.web.charts import Basis, Caption, Drawing, Series, draw_lines
from skjuts.web.elements import Column, Status, Tab, TagColour

EVIDENCE_COLOURS: dict[str, TagColour] = {
    OutcomeEvidence.CLAIMED: "neutral",
    OutcomeEvidence.BOOKED: "info",
    OutcomeEvidence.EVALUATED: "success",
    OutcomeEvidence.CONTRADICTED: "danger",
}
AGAINST = {FindingKind.TEXT_DIFFERS, FindingKind.NOT_VALUED, FindingKind.TOO_EARLY}
"""Findings that speak against an outcome without being an error of the sums."""


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A plan in the list."""

    href: str
    title: str
    about: str
    opened_by: str


@dataclass(frozen=True, slots=True)
class PlanHead:
    """The top of every page of a plan."""

    id: UUID
    title: str
    about: str
    tabs: tuple[Tab, ...]
    can_write: bool
    has_tables: bool


@dataclass(frozen=True, slots=True)
class Tile:
    """A figure that matters, with what it rests on."""

    label: str
    value: str
    note: str
    tone: str = ""


@dataclass(frozen=True, slots=True)
class PackageRow:
    """One package through the versions, with what came of it."""

    key: str
    name: str
    href: str
    plans: tuple[str, ...]
    plan_to_date: str
    outcome: str
    printed: str
    differs: bool
    fulfilment: str
    forward: str
    evidence: Status | None
    owner: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlanOverview:
    """The first page of a plan."""

    tiles: tuple[Tile, ...]
    errors: tuple[ShownFinding, ...]
    others: tuple[ShownFinding, ...]
    columns: tuple[Column, ...]
    packages: tuple[PackageRow, ...]
    chart: Drawing | None
    unit: str


def show_plans(plans: Iterable[SavingsPlan]) -> list[PlanRow]:
    """The authority's plans."""
    return [
        PlanRow(reverse("insight:plan", args=[one.id]), one.title, one.about, one.signed) for one in plans
    ]


def show_head(judged: JudgedPlan, actor: Actor, current: str) -> PlanHead:
    """The head, on the page of a tab: `plan`, `comparison`, `statements` or a table's key."""
    plan = judged.plan
    return PlanHead(
        id=plan.id,
        title=plan.title,
        about=plan.about,
        tabs=tuple(_list_tabs(judged, current)),
        can_write=may_write(actor, plan.authority_id),
        has_tables=bool(judged.sheets),
    )


def show_overview(judged: JudgedPlan) -> PlanOverview:
    """Figures, findings and packages."""
    unit, findings = judged.sheets[-1].unit, show_findings(judged)
    return PlanOverview(
        tiles=tuple(_list_tiles(judged, unit)),
        errors=tuple(one for one in findings if one.status.colour == "danger"),
        others=tuple(one for one in findings if one.status.colour != "danger"),
        columns=tuple(_list_columns(judged)),
        packages=tuple(show_package(judged, one, unit) for one in judged.track.packages),
        chart=_draw_versions(judged, unit),
        unit=name_unit(unit),
    )


def show_package(judged: JudgedPlan, track: PackageTrack, unit: str) -> PackageRow:
    """One package's row."""
    sums = dict(track.plans)
    versions = [one.table.id for one in judged.track.versions]
    printed = track.printed_outcome_ore
    follow_up = judged.follow_ups.get(track.key)
    return PackageRow(
        key=track.key,
        name=track.name,
        href=reverse("insight:package", args=[judged.plan.id, track.key]),
        plans=tuple(_tell_version(sums, one, unit, track) for one in versions),
        plan_to_date=write_sum(track.plan_to_date, unit) if track.plan_to_date.ore else NONE,
        outcome=write_sum(track.outcome, unit),
        printed=NONE if printed is None else write_ore(printed, unit),
        differs=_differs(judged, track),
        fulfilment=write_percent(track.fulfilment),
        forward=write_sum(track.forward, unit) if track.forward.ore else NONE,
        evidence=find_evidence(judged, track, follow_up),
        owner=follow_up.owner if follow_up else "",
        notes=tuple(_list_notes(track)),
    )


def find_evidence(
    judged: JudgedPlan, track: PackageTrack, follow_up: PackageFollowUp | None
) -> Status | None:
    """How well the outcome is known: as the follow-up says, else what the document itself allows."""
    if follow_up is not None and follow_up.evidence:
        return name_evidence(follow_up.evidence)
    if not track.outcome.ore and not track.printed_outcome_ore:
        return None
    against = (
        one
        for one in judged.audit.findings
        if track.key in one.packages and (one.severity is Severity.ERROR or one.kind in AGAINST)
    )
    found = OutcomeEvidence.CONTRADICTED if any(against) else OutcomeEvidence.CLAIMED
    return name_evidence(found)


def name_evidence(evidence: str) -> Status:
    """The evidence level in words."""
    words = {
        OutcomeEvidence.CLAIMED.value: _("påstått"),
        OutcomeEvidence.BOOKED.value: _("bokfört"),
        OutcomeEvidence.EVALUATED.value: _("utvärderat"),
        OutcomeEvidence.CONTRADICTED.value: _("motsagt"),
    }
    return Status(words[str(evidence)], EVIDENCE_COLOURS[OutcomeEvidence(evidence)])


def _differs(judged: JudgedPlan, track: PackageTrack) -> bool:
    """Whether an error of the sums is about this package."""
    return any(track.key in one.packages and one.severity is Severity.ERROR for one in judged.audit.findings)


def _tell_version(sums: dict[str, Amount], table: str, unit: str, track: PackageTrack) -> str:
    if table not in sums:
        return NONE
    amount = sums[table]
    is_last = list(sums)[-1] == table
    return _("utgår") if track.is_removed and is_last and not amount.ore else write_sum(amount, unit)


def _list_notes(track: PackageTrack) -> Iterable[str]:
    if track.is_income:
        yield _("Intäkt, sänker ingen kostnad")
    if track.overlaps:
        yield _("Överlappar paket %(packages)s") % {"packages": ", ".join(track.overlaps)}


def _list_tabs(judged: JudgedPlan, current: str) -> Iterable[Tab]:
    mine = [judged.plan.id]
    yield Tab(_("Översikt"), reverse("insight:plan", args=mine), current == "plan")
    for one in judged.sheets:
        address = reverse("insight:plan-table", args=[judged.plan.id, one.key])
        yield Tab(one.title, address, current == one.key)
    if judged.sheets:
        yield Tab(_("Jämför"), reverse("insight:plan-comparison", args=mine), current == "comparison")
        count = len(judged.statements)
        address = reverse("insight:plan-statements", args=mine)
        yield Tab(_("Vad texten säger"), address, current == "statements", count)


def _list_tiles(judged: JudgedPlan, unit: str) -> Iterable[Tile]:
    track = judged.track
    if track.versions:
        last = track.versions[-1]
        first = track.versions[0]
        note = _("%(first)s: %(amount)s") % {
            "first": first.table.title,
            "amount": write_with_unit(first.total.ore, unit),
        }
        yield Tile(_("Plan, senaste versionen"), write_with_unit(last.total.ore, unit), note)
        if last.unidentified_ore:
            yield Tile(
                _("Plan utan åtgärd"),
                write_percent(last.unidentified_share, 1),
                _("%(part)s av %(whole)s") % {
                    "part": write_with_unit(last.unidentified_ore, unit),
                    "whole": write_with_unit(last.total.ore, unit),
                },
                "warning",
            )  # fmt: skip
    found = track.fulfilment
    if found is not None:
        yield _tell_outcome(judged, found.outcome_ore, unit)
        yield Tile(
            _("Uppfyllt utan intäkter"),
            write_percent(found.share_without_income),
            _("%(share)s med intäkterna") % {"share": write_percent(found.share)},
        )


def _tell_outcome(judged: JudgedPlan, outcome_ore: int, unit: str) -> Tile:
    table = _find_last_outcome(judged)
    total = table.find_total() if table else None
    printed = None
    if table is not None and total is not None:
        cells = [total.cells[i] for i, one in enumerate(table.columns) if one.role == "outcome_to_date"]
        printed = next((one.plain_ore for one in cells if one.is_written), None)
    if printed is None or printed == outcome_ore:
        return Tile(_("Utfall"), write_with_unit(outcome_ore, unit), table.title if table else "")
    note = _("%(table)s skriver %(amount)s") % {
        "table": table.title if table else "",
        "amount": write_with_unit(printed, unit),
    }
    return Tile(_("Utfall, summan av åren"), write_with_unit(outcome_ore, unit), note, "danger")


def _find_last_outcome(judged: JudgedPlan) -> PlanTable | None:
    tables = judged.book.tables if judged.book else ()
    return next((one for one in reversed(tables) if one.is_outcome), None)


def _list_columns(judged: JudgedPlan) -> Iterable[Column]:
    yield Column(_("Paket"))
    for one in judged.track.versions:
        yield Column(one.table.title, numeric=True)
    if judged.track.fulfilment is not None:
        yield Column(_("Plan hittills"), numeric=True)
        yield Column(_("Utfall"), numeric=True)
        yield Column(_("Uppfyllt"), numeric=True)
        yield Column(_("Framåt"), numeric=True)
        yield Column(_("Evidens"))
    yield Column(_("Nyttoägare"))


def _draw_versions(judged: JudgedPlan, unit: str) -> Drawing | None:
    """Each version's total by year; None when there are not two years to draw a line between."""
    versions = [
        {title.rpartition(" ")[2]: amount.ore for title, amount in one.years} for one in judged.track.versions
    ]
    years = sorted({year for one in versions for year in one})
    if len(years) < 2 or not all(year.isdecimal() for year in years):  # noqa: PLR2004
        return None
    series = [
        Series(one.table.title, tuple(_in_unit(found.get(year), unit) for year in years))
        for one, found in zip(judged.track.versions, versions, strict=True)
    ]
    basis = Basis(
        unit=name_unit(unit),
        period=f"{years[0]}–{years[-1]}",
        population=_("alla paket, som tabellerna är tryckta"),
        source="; ".join(one.source for one in judged.sheets if one.key in _list_version_keys(judged)),
        evidence=_("påstått: planens egna tal"),
    )
    told = _("Planens summa per år i varje version. Summorna är de som står i tabellerna.")
    return draw_lines(
        Caption(_("Planen, version för version"), told, basis),
        moments=years,
        series=series,
        write=lambda value: write_ore(round(value * UNITS_ORE[unit]), unit),
    )


def _list_version_keys(judged: JudgedPlan) -> set[str]:
    return {one.table.id for one in judged.track.versions}


def _in_unit(ore: int | None, unit: str) -> float | None:
    return None if ore is None else ore / UNITS_ORE[unit]
