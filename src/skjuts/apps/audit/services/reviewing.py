"""What a log reviewer does: take a review, open one of an alert, judge each case, close.

(drawn) waiting ──take──▶ under_way ──judge──▶ under_way ──close──▶ closed
(alert) ──open──────────▶ under_way
"""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.db import transaction

from skjuts.apps.audit.errors import AlreadyTaken, NotAllJudged, OwnCase
from skjuts.apps.audit.models import Alert, Review, ReviewItem
from skjuts.apps.audit.policies import may_judge, require_review
from skjuts.apps.audit.services.publishing import publish_event
from skjuts.apps.audit.services.steps import note_step
from skjuts.apps.audit.workflow import REVIEW
from skjuts.apps.tenancy.actor import Actor
from skjuts.core.kernel.errors import InvalidField, NotFound
from skjuts.core.kernel.transitions import BEGINNING

DAYS_FOR_ALERT = 7
SHORTEST_NOTE = 5


@transaction.atomic
def take_review(*, actor: Actor, review_id: UUID, now: dt.datetime) -> None:
    """Take a review, or take it over from another reviewer."""
    review = _lock(actor, review_id)
    review.state = REVIEW.get_step(review.state, "take").target
    review.reviewer_id = actor.staff_id
    review.save(update_fields=["state", "reviewer_id"])
    note_step(review, "take", actor, now)


@transaction.atomic
def open_alert(*, actor: Actor, alert_id: UUID, now: dt.datetime) -> UUID:
    """Begin one review of all open alerts on the person whom this one is about.

    An alert that is under review already leads to that review.
    """
    require_review(actor)
    about = Alert.objects.filter(pk=alert_id, authority_id=actor.authority_id).first()
    if about is None:
        raise NotFound
    of_person = _lock_alerts(about)
    alert = next(one for one in of_person if one.id == alert_id)
    if alert.review_id is not None:
        return alert.review_id
    alerts = [one for one in of_person if one.review_id is None]
    days = [one.day for one in alerts]
    review = Review.objects.create(
        authority_id=alert.authority_id,
        kind=Review.Kind.ALERT,
        state=REVIEW.get_step(BEGINNING, "open").target,
        first_day=min(days),
        last_day=max(days),
        population=len(alerts),
        due_on=now.date() + dt.timedelta(days=DAYS_FOR_ALERT),
        reviewer_id=actor.staff_id,
    )
    ReviewItem.objects.bulk_create(_item_of(review, one) for one in alerts)
    Alert.objects.filter(pk__in=[one.id for one in alerts]).update(review=review)
    note_step(review, "open", actor, now)
    return review.id


@transaction.atomic
def judge_case(
    *, actor: Actor, review_id: UUID, item_id: UUID, finding: str, note: str, now: dt.datetime
) -> None:
    """Say what a case came to. Anything but "justified" needs a note. Raises `OwnCase` for one's own."""
    review = _lock_own(actor, review_id)
    REVIEW.get_step(review.state, "judge")
    item = ReviewItem.objects.select_for_update().filter(pk=item_id, review=review).first()
    if item is None:
        raise NotFound
    if not may_judge(actor, item.staff_id):
        raise OwnCase
    _require_note(finding, note)
    item.finding, item.note = finding, note.strip()
    item.judged_by, item.judged_at = actor.staff_id, now
    item.save(update_fields=["finding", "note", "judged_by", "judged_at"])
    note_step(review, "judge", actor, now, item)


@transaction.atomic
def close_review(*, actor: Actor, review_id: UUID, conclusion: str, now: dt.datetime) -> None:
    """Close a review in which everything has been judged. Raises `NotAllJudged`."""
    review = _lock_own(actor, review_id)
    step = REVIEW.get_step(review.state, "close")
    if review.items.filter(finding="").exists():
        raise NotAllJudged
    if len(conclusion.strip()) < SHORTEST_NOTE:
        raise InvalidField("Skriv vad granskningen kom fram till.", field="conclusion")
    review.state, review.closed_at, review.conclusion = step.target, now, conclusion.strip()
    review.save(update_fields=["state", "closed_at", "conclusion"])
    note_step(review, "close", actor, now)
    _tell(review, actor, step.event)


def _tell(review: Review, actor: Actor, event: str) -> None:
    found = review.items.filter(finding=ReviewItem.Finding.UNJUSTIFIED).count()
    publish_event(
        name=event,
        aggregate_id=review.id,
        authority_id=review.authority_id,
        actor=actor,
        payload={"cases": review.items.count(), "unjustified": found},
    )


def _lock(actor: Actor, review_id: UUID) -> Review:
    require_review(actor)
    review = Review.objects.select_for_update().filter(pk=review_id, authority_id=actor.authority_id).first()
    if review is None:
        raise NotFound
    return review


def _lock_own(actor: Actor, review_id: UUID) -> Review:
    review = _lock(actor, review_id)
    if review.reviewer_id != actor.staff_id:
        raise AlreadyTaken
    return review


def _require_note(finding: str, note: str) -> None:
    if finding not in ReviewItem.Finding.values:
        raise InvalidField("Välj vad granskningen kom fram till.", field="finding")
    if finding != ReviewItem.Finding.JUSTIFIED and len(note.strip()) < SHORTEST_NOTE:
        raise InvalidField("Skriv vad som kom fram.", field="note")


def _lock_alerts(alert: Alert) -> list[Alert]:
    """All on the same person, always in the same order: two reviewers may begin at different ones."""
    same = Alert.objects.filter(authority_id=alert.authority_id, staff_id=alert.staff_id)
    return list(same.select_for_update().order_by("id"))


def _item_of(review: Review, alert: Alert) -> ReviewItem:
    return ReviewItem(
        authority_id=review.authority_id,
        review=review,
        origin=ReviewItem.Origin.ALERT,
        day=alert.day,
        staff_id=alert.staff_id,
        unit_id=alert.unit_id,
        patient_id=alert.patient_id,
        accesses=alert.accesses,
        first_at=alert.first_at,
        last_at=alert.last_at,
        score=alert.score,
        signals=alert.signals,
    )
