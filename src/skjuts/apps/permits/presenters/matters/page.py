"""The page of a matter: whom it is about, how urgent it is, what can be done, and who else is there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from skjuts.apps.permits.laws import get_law
from skjuts.apps.permits.models import Application, DraftDecision, OverrideReason, Permit
from skjuts.apps.permits.presenters.matters.facts import ShownFacts, show_facts
from skjuts.apps.permits.presenters.matters.proposal import ShownProposal, show_proposal
from skjuts.apps.permits.presenters.matters.terms import show_terms
from skjuts.apps.permits.presenters.matters.words import (
    clock_of,
    name_kind,
    outcome_of,
    standing_of,
    state_of,
    tell_date,
    tell_delay,
    tell_moment,
    tell_span,
)
from skjuts.apps.permits.queries.matter import MatterFile
from skjuts.apps.permits.services.handle import find_presence
from skjuts.apps.permits.terms import Terms
from skjuts.apps.registry.presenters.patients import mark_of
from skjuts.apps.tenancy.actor import Actor
from skjuts.web.elements import Fact, Occurrence, Status

KEYS = (("granted", "b"), ("partly", "d"), ("denied", "a"), ("dismissed", "v"), ("written_off", "s"))
"""One key for each outcome; the confirming page is answered with Enter."""
TRIED = ("granted", "partly", "denied")


@dataclass(frozen=True, slots=True)
class OutcomeChoice:
    """A way to end the matter: by deciding, or by proposing to a second officer."""

    outcome: str
    href: str
    label: str
    key: str
    status: Status
    is_proposed: bool
    is_proposal_only: bool


@dataclass(frozen=True, slots=True)
class ShownDraft:
    """What another officer has proposed."""

    status: Status
    reasons: str
    terms: tuple[Fact, ...]
    signed: str
    when: str
    override: str
    is_own: bool


@dataclass(frozen=True, slots=True)
class PermitRow:
    """A permit that the person has."""

    href: str
    label: str
    status: Status
    note: str


@dataclass(frozen=True, slots=True)
class MatterPage:
    """Heads and bodies of the panes. `presence` names who else has the matter open, else it is empty."""

    id: str
    version: int
    name: str
    number: str
    person_facts: tuple[Fact, ...]
    mark: Status | None
    kind: str
    state: Status
    clock: Status | None
    clock_note: str
    delay: str
    law: str
    presence: str
    taken_by: str
    is_mine: bool
    facts: ShownFacts
    proposal: ShownProposal | None
    assessment_href: str
    choices: tuple[OutcomeChoice, ...]
    draft: ShownDraft | None
    decision_href: str
    permits: tuple[PermitRow, ...]
    history: tuple[Occurrence, ...]
    can_assess: bool
    can_ask: bool
    can_answer: bool
    can_confirm: bool


def show_matter(
    file: MatterFile, actor: Actor, outcomes: frozenset[str], *, now: dt.datetime, today: dt.date
) -> MatterPage:
    """A matter as one officer sees it. `outcomes`: those that the officer has the right to decide."""
    row, profile = file.row, file.profile
    can_assess = row.state in {"received", "assessed"}
    return MatterPage(
        id=str(row.id),
        version=row.version,
        name=profile.name if profile else row.patient.code_name,
        number=file.number,
        person_facts=tuple(_person(file, today)),
        mark=mark_of(row.patient),
        kind=name_kind(row.kind),
        state=state_of(row.state),
        clock=None if row.state == Application.State.DECIDED else clock_of(row, today),
        clock_note=_tell_clock(row),
        delay=tell_delay(row, today),
        law=_tell_law(row),
        presence=find_presence(row, actor, now),
        taken_by=row.taken_signed,
        is_mine=row.taken_by == actor.assignment_id,
        facts=show_facts(file, may_mend=can_assess),
        proposal=show_proposal(file.assessment) if file.assessment else None,
        assessment_href=_assessment_href(file),
        choices=tuple(_choices(file, outcomes)),
        draft=_draft(file.draft, actor) if file.draft else None,
        decision_href=reverse("permits:decision", args=[file.decision.id]) if file.decision else "",
        permits=tuple(_permit(one, today) for one in file.permits),
        history=tuple(_history(file)),
        can_assess=can_assess,
        can_ask=can_assess,
        can_answer=row.state == Application.State.INCOMPLETE,
        can_confirm=_can_confirm(file, actor, outcomes),
    )


def _assessment_href(file: MatterFile) -> str:
    if file.assessment is None:
        return ""
    return reverse("permits:assessment", args=[file.row.id, file.assessment.number])


def _person(file: MatterFile, today: dt.date) -> Iterable[Fact]:
    profile = file.profile
    if profile and profile.born:
        born = dt.date.fromisoformat(profile.born)
        years = today.year - born.year - ((today.month, today.day) < (born.month, born.day))
        yield Fact(_("Ålder"), _("%(years)s år") % {"years": years})
    if file.locality:
        yield Fact(_("Bor i"), file.locality)
    if profile and profile.deceased_on:
        yield Fact(_("Avliden"), tell_date(profile.deceased_on))
    if file.row.unit:
        yield Fact(_("Intyg från"), file.row.unit.name)


def _tell_clock(row: Application) -> str:
    told = _("Inkom %(came)s, beslut senast %(due)s.") % {
        "came": tell_date(row.received_on),
        "due": tell_date(row.due_on),
    }
    if row.paused_on:
        paused = _("Klockan står stilla sedan %(day)s.") % {"day": tell_date(row.paused_on)}
        return f"{told} {paused}"
    return told


def _tell_law(row: Application) -> str:
    law = get_law(row.kind)
    return f"{law.title[:1].upper()}{law.title[1:]} ({law.act})"


def _choices(file: MatterFile, outcomes: frozenset[str]) -> Iterable[OutcomeChoice]:
    """Tried outcomes need an assessment; a matter can be ended without one."""
    state = file.row.state
    if state in {"in_review", "decided"}:
        return
    proposed = file.assessment.proposed_outcome if file.assessment else ""
    for outcome, key in KEYS:
        is_tried = outcome in TRIED
        needs_second = outcome in file.four_eyes or outcome not in outcomes
        if is_tried and state != "assessed":
            continue
        if not is_tried and outcome not in outcomes:
            continue
        status = outcome_of(outcome)
        label = _("Föreslå %(outcome)s") if is_tried and needs_second else "%(outcome)s"
        yield OutcomeChoice(
            outcome=outcome,
            href=reverse("permits:decide", args=[file.row.id, outcome]),
            label=label % {"outcome": status.label.lower() if needs_second else status.label},
            key=key,
            status=status,
            is_proposed=outcome == proposed,
            is_proposal_only=is_tried and needs_second,
        )


def _can_confirm(file: MatterFile, actor: Actor, outcomes: frozenset[str]) -> bool:
    draft = file.draft
    return draft is not None and draft.by_staff != actor.staff_id and draft.outcome in outcomes


def _draft(draft: DraftDecision, actor: Actor) -> ShownDraft:
    reason = str(OverrideReason(draft.override).label) if draft.override else ""
    return ShownDraft(
        status=outcome_of(draft.outcome),
        reasons=draft.reasons,
        terms=tuple(show_terms(Terms.decode(draft.terms))) if draft.outcome in {"granted", "partly"} else (),
        signed=draft.signed,
        when=tell_moment(draft.at),
        override=f"{reason}: {draft.override_text}" if reason else "",
        is_own=draft.by_staff == actor.staff_id,
    )


def _permit(permit: Permit, today: dt.date) -> PermitRow:
    terms = Terms.decode(permit.terms)
    facts = show_terms(terms)
    return PermitRow(
        href=reverse("permits:permit", args=[permit.id]),
        label=f"{name_kind(permit.kind)}: {facts[0].value}",
        status=standing_of(permit, today),
        note=tell_span(permit.valid_from, permit.valid_to),
    )


def _history(file: MatterFile) -> Iterable[Occurrence]:
    for one in reversed(file.statuses):
        status = state_of(one.state)
        yield Occurrence(
            when=tell_moment(one.at),
            stamp=one.at.isoformat(),
            title=status.label,
            text=one.reason,
            actor=one.signed,
            icon=status.icon,
            colour=status.colour,
        )
