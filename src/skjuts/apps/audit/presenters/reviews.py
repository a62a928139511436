"""Reviews, their cases and alerts, as pages show them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from skjuts.apps.audit.models import AccessEntry, Alert, Case, Review, ReviewItem, ReviewStep
from skjuts.apps.audit.policies import may_judge
from skjuts.apps.audit.presenters.words import (
    VERBS,
    finding_of,
    state_of,
    tell_action,
    tell_name,
    tell_signals,
)
from skjuts.apps.audit.queries.names import Names
from skjuts.apps.audit.reasons import tell_reason
from skjuts.apps.audit.services.looking import CaseFile
from skjuts.apps.tenancy.actor import Actor
from skjuts.web.elements import Fact, Occurrence, Status
from skjuts.web.formatting import format_date, format_moment, format_number
from skjuts.web.languages import page_language


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """A review in a list."""

    href: str
    title: str
    state: Status
    first_day: dt.date
    last_day: dt.date
    due_on: dt.date
    is_late: bool
    judged: int
    items: int


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case or an alert in a list. The patient's name is not shown until somebody opens the case."""

    href: str
    staff: str
    unit: str
    day: dt.date
    accesses: int
    signals: str
    score: float
    origin: str = ""
    finding: Status | None = None


@dataclass(frozen=True, slots=True)
class AlertedRow:
    """A person whom alerts are about, the newest first; `href` begins one review of them all."""

    href: str
    staff: str
    unit: str
    newest: CaseRow
    alerts: tuple[CaseRow, ...]


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """One review."""

    id: str
    title: str
    state: Status
    facts: tuple[Fact, ...]
    cases: tuple[CaseRow, ...]
    steps: tuple[Occurrence, ...]
    conclusion: str
    may_take: bool
    is_taking_over: bool
    may_close: bool
    left: int


@dataclass(frozen=True, slots=True)
class AccessRow:
    """One access in a list."""

    at: dt.datetime
    staff: str
    unit: str
    action: str
    reason: str
    context: str
    count: int = 1


@dataclass(frozen=True, slots=True)
class CasePage:
    """One case with everything that was done."""

    review_href: str
    review_title: str
    extract_href: str
    facts: tuple[Fact, ...]
    accesses: tuple[AccessRow, ...]
    may_judge: bool
    is_own: bool


def show_review_row(review: Review, today: dt.date) -> ReviewRow:
    """A review in a list; counted by the query."""
    is_open = review.state != Review.State.CLOSED
    return ReviewRow(
        href=reverse("audit:review", args=[review.id]),
        title=title_of(review),
        state=state_of(review),
        first_day=review.first_day,
        last_day=review.last_day,
        due_on=review.due_on,
        is_late=is_open and review.due_on < today,
        judged=review.judged_count,  # type: ignore[attr-defined]
        items=review.item_count,  # type: ignore[attr-defined]
    )


def title_of(review: Review) -> str:
    """What sort of review."""
    return _("Stickprov") if review.kind == Review.Kind.SAMPLE else _("Granskning av larm")


def show_alerted(alerts: Sequence[Alert], names: Names) -> tuple[AlertedRow, ...]:
    """The people of these alerts, in the order in which the alerts name them."""
    people: dict[UUID, list[CaseRow]] = {}
    for one in alerts:
        row = _case_row(one, names, href=reverse("audit:open-alert", args=[one.id]))
        people.setdefault(one.staff_id, []).append(row)
    return tuple(
        AlertedRow(
            href=rows[0].href, staff=rows[0].staff, unit=rows[0].unit, newest=rows[0], alerts=tuple(rows)
        )
        for rows in people.values()
    )


def show_item(item: ReviewItem, names: Names) -> CaseRow:
    """A case of a review."""
    return _case_row(
        item,
        names,
        href=reverse("audit:case", args=[item.review_id, item.id]),
        origin=item.get_origin_display(),
        finding=finding_of(item),
    )


def _case_row(
    case: Case, names: Names, *, href: str, origin: str = "", finding: Status | None = None
) -> CaseRow:
    return CaseRow(
        href=href,
        staff=tell_name(names.staff, case.staff_id),
        unit=tell_name(names.units, case.unit_id),
        day=case.day,
        accesses=case.accesses,
        signals=tell_signals(case.signals),
        score=case.score,
        origin=origin,
        finding=finding,
    )


def show_review(
    review: Review, items: Sequence[ReviewItem], steps: Sequence[ReviewStep], names: Names, actor: Actor
) -> ReviewPage:
    """One review with its cases."""
    is_own = review.reviewer_id == actor.staff_id
    is_closed = review.state == Review.State.CLOSED
    left = sum(not item.finding for item in items)
    return ReviewPage(
        id=str(review.id),
        title=title_of(review),
        state=state_of(review),
        facts=_facts_of_review(review, names, len(items)),
        cases=tuple(show_item(item, names) for item in items),
        steps=tuple(_show_step(step, names) for step in steps),
        conclusion=review.conclusion,
        may_take=not is_closed and not is_own,
        is_taking_over=review.state == Review.State.UNDER_WAY,
        may_close=is_own and not is_closed and left == 0,
        left=left,
    )


def _facts_of_review(review: Review, names: Names, items: int) -> tuple[Fact, ...]:
    days = " – ".join(_tell_day(one) for one in dict.fromkeys((review.first_day, review.last_day)))
    drawn = ngettext("%(num)s fall", "%(num)s fall", review.population) % {
        "num": format_number(review.population, page_language())
    }
    facts = [Fact(_("Period"), days), Fact(_("Klart senast"), _tell_day(review.due_on))]
    if review.kind == Review.Kind.SAMPLE:
        facts.append(Fact(_("Urval"), _("%(items)d av %(all)s") % {"items": items, "all": drawn}))
        facts.append(Fact(_("Lottens nummer"), str(review.seed), note=_("samma nummer ger samma urval")))
    if review.reviewer_id:
        facts.append(Fact(_("Granskas av"), tell_name(names.staff, review.reviewer_id)))
    return tuple(facts)


def _show_step(step: ReviewStep, names: Names) -> Occurrence:
    at = timezone.localtime(step.at)
    return Occurrence(
        when=format_moment(at, page_language()),
        stamp=at.isoformat(timespec="seconds"),
        title=str(VERBS.get(step.verb, step.verb)),
        actor=tell_name(names.staff, step.staff_id),
    )


def _tell_day(day: dt.date) -> str:
    return format_date(day, page_language())


def show_case(file: CaseFile, names: Names, actor: Actor) -> CasePage:
    """One case. What a log reviewer sees of it, names included, is logged by whoever opens it."""
    item, review = file.item, file.item.review
    is_own = not may_judge(actor, item.staff_id)
    patient = tell_name(names.patients, item.patient_id) or _("flera patienter")
    facts = (
        Fact(_("Medarbetare"), tell_name(names.staff, item.staff_id)),
        Fact(_("Enhet"), tell_name(names.units, item.unit_id)),
        Fact(_("Patient"), patient),
        Fact(_("Dag"), _tell_day(item.day)),
        Fact(_("Tecken"), tell_signals(item.signals) or _("inga")),
        Fact(_("Urval"), item.get_origin_display()),
    )
    return CasePage(
        review_href=reverse("audit:review", args=[review.id]),
        review_title=title_of(review),
        extract_href=reverse("audit:extract", args=[item.patient_id]) if item.patient_id else "",
        facts=facts,
        accesses=tuple(show_access(entry, names) for entry in file.entries),
        may_judge=review.state == Review.State.UNDER_WAY
        and review.reviewer_id == actor.staff_id
        and not is_own,
        is_own=is_own,
    )


def show_access(entry: AccessEntry, names: Names, *, count: int = 1) -> AccessRow:
    """One access in words."""
    return AccessRow(
        at=entry.at,
        staff=tell_name(names.staff, entry.staff_id),
        unit=tell_name(names.units, entry.unit_id),
        action=tell_action(entry.action),
        reason=tell_reason(entry.reason),
        context=_("ja") if entry.context else _("nej"),
        count=count,
    )
