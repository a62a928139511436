"""A decision, and what can be done with it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from skjuts.apps.permits.laws import ReviewRoute
from skjuts.apps.permits.models import (
    Decision,
    DecisionChange,
    DecisionNotice,
    OverrideReason,
    OverrideReview,
)
from skjuts.apps.permits.presenters.matters.terms import show_terms
from skjuts.apps.permits.presenters.matters.words import (
    name_kind,
    outcome_of,
    standing_of,
    tell_date,
    tell_moment,
)
from skjuts.apps.permits.queries.decisions import DecisionFile
from skjuts.apps.permits.services.change_decision import last_review_day
from skjuts.apps.permits.terms import Terms
from skjuts.apps.tenancy.actor import Actor
from skjuts.web.elements import Column, Fact, Link, Occurrence, Status
from skjuts.web.languages import said_in


@dataclass(frozen=True, slots=True)
class DecisionPage:
    """Outcome, reasons, by whom and by which right, how it is reviewed, and what happened since."""

    id: str
    title: str
    name: str
    status: Status
    reasons: str
    facts: tuple[Fact, ...]
    terms: tuple[Fact, ...]
    permits: tuple[tuple[Link, Status], ...]
    override: str
    override_text: str
    review: str
    history: tuple[Occurrence, ...]
    matter_href: str
    letters_href: str
    notice_events: tuple[tuple[str, str], ...]
    may_follow_up: bool


@dataclass(frozen=True, slots=True)
class OverrideRow:
    """A departure from the rules' proposal."""

    href: str
    number: str
    when: str
    kind: str
    proposed: Status
    outcome: Status
    reason: str
    by: str
    finding: str


def name_decision(row: Decision) -> str:
    """The number of the authority's year."""
    return f"{row.year}-{row.number}"


def show_decision(file: DecisionFile, actor: Actor, *, today: dt.date) -> DecisionPage:
    """The page of a decision."""
    row = file.row
    held = {one.event for one in file.notices}
    return DecisionPage(
        id=str(row.id),
        title=_("Beslut %(number)s") % {"number": name_decision(row)},
        name=file.name,
        status=outcome_of(row.outcome),
        reasons=row.reasons,
        facts=tuple(_facts(row)),
        terms=show_terms(Terms.decode(row.terms)) if row.outcome in {"granted", "partly"} else (),
        permits=tuple(
            (Link(_("Tillståndet"), reverse("permits:permit", args=[one.id])), standing_of(one, today))
            for one in file.permits
        ),
        override=str(OverrideReason(row.override).label) if row.override else "",
        override_text=row.override_text,
        review=_tell_review(row),
        history=tuple(_history(file)),
        matter_href=reverse("permits:matter", args=[row.application_id]),
        letters_href=reverse("permits:matter-letters", args=[row.application_id]),
        notice_events=tuple(
            (str(key), str(label)) for key, label in DecisionNotice.Event.choices if key not in held
        ),
        may_follow_up=bool(row.override) and file.review is None and row.by_staff != actor.staff_id,
    )


def show_overrides(rows: Iterable[Decision], findings: dict[object, str]) -> tuple[OverrideRow, ...]:
    """The list of departures; without patients."""
    return tuple(
        OverrideRow(
            href=reverse("permits:decision", args=[one.id]),
            number=name_decision(one),
            when=tell_date(one.decided_on),
            kind=name_kind(one.kind),
            proposed=outcome_of(one.proposed_outcome),
            outcome=outcome_of(one.outcome),
            reason=str(OverrideReason(one.override).label),
            by=one.signed,
            finding=findings.get(one.id, ""),
        )
        for one in rows
    )


def list_override_columns() -> tuple[Column, ...]:
    """The heads of the list."""
    return tuple(
        map(
            Column,
            (_("Beslut"), _("Dag"), _("Slag"), _("Förslag"), _("Utgång"), _("Skäl"), _("Av"), _("Uppföljt")),
        )
    )


def name_finding(finding: str) -> str:
    """What somebody found of a departure."""
    return str(OverrideReview.Finding(finding).label)


def _facts(row: Decision) -> Iterable[Fact]:
    yield Fact(_("Gäller"), name_kind(row.kind))
    yield Fact(_("Dag"), tell_date(row.decided_on))
    yield Fact(_("Beslutat av"), row.signed)
    if row.prepared_signed:
        yield Fact(_("Föreslaget av"), row.prepared_signed)
    yield Fact(_("Delegation"), row.right.point, note=said_in(row.right.legal_basis))
    yield Fact(_("Lagrum"), said_in(row.legal_basis))
    if row.assessment:
        href = reverse("permits:assessment", args=[row.application_id, row.assessment.number])
        label = _("Bedömning %(number)s") % {"number": row.assessment.number}
        yield Fact(_("Vilar på"), label, href)


def _tell_review(row: Decision) -> str:
    last = last_review_day(row)
    route = {
        ReviewRoute.LEGALITY_REVIEW: _("Laglighetsprövning hos förvaltningsrätten"),
        ReviewRoute.ADMINISTRATIVE_APPEAL: _("Överklagande till förvaltningsrätten, lämnas hit"),
        ReviewRoute.NONE: _("Kan som regel inte överklagas"),
    }[ReviewRoute(row.review_route)]
    if row.review_route == ReviewRoute.NONE:
        return route
    if last is None:
        return _("%(route)s. Tiden har inte börjat räknas.") % {"route": route}
    return _("%(route)s, senast %(day)s") % {"route": route, "day": tell_date(last)}


def _history(file: DecisionFile) -> Iterable[Occurrence]:
    for change in file.changes:
        yield Occurrence(
            when=tell_moment(change.at),
            stamp=change.at.isoformat(),
            title=str(DecisionChange.Verb(change.verb).label),
            text=f"{DecisionChange.Ground(change.ground).label}: {change.reasons}",
            actor=change.signed,
            icon="gavel",
            colour="warning",
        )
    for notice in file.notices:
        yield Occurrence(
            when=tell_date(notice.on),
            stamp=notice.at.isoformat(),
            title=str(DecisionNotice.Event(notice.event).label),
            actor=notice.signed,
            icon="send",
        )
    if file.review:
        yield Occurrence(
            when=tell_moment(file.review.at),
            stamp=file.review.at.isoformat(),
            title=_("Avsteget uppföljt: %(finding)s") % {"finding": name_finding(file.review.finding)},
            text=file.review.text,
            actor=file.review.signed,
            icon="clipboard-check",
        )
