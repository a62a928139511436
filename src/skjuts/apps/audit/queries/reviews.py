"""Reviews and alerts of the actor's own authority."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from skjuts.apps.audit.local_days import stretch_of
from skjuts.apps.audit.models import AccessEntry, Alert, Case, Review, ReviewItem, ReviewStep
from skjuts.apps.audit.policies import require_review
from skjuts.apps.tenancy.actor import Actor
from skjuts.core.kernel.errors import NotFound

MOST_CLOSED = 20
MOST_ALERTS = 200
MOST_ACCESSES = 300


def list_open_reviews(actor: Actor) -> list[Review]:
    """Reviews that wait or are under way, the most urgent first; with `item_count` and `judged_count`."""
    return list(_counted(actor).exclude(state=Review.State.CLOSED).order_by("due_on", "opened_at", "id"))


def list_closed_reviews(actor: Actor) -> list[Review]:
    """The last reviews that were closed."""
    return list(_counted(actor).filter(state=Review.State.CLOSED).order_by("-closed_at", "id")[:MOST_CLOSED])


def count_waiting(actor: Actor, today: dt.date) -> tuple[int, int]:
    """How many reviews wait, people with alerts counted as one each, and how many of the reviews are late."""
    counts = _own(actor, Review).aggregate(
        open=Count("id", filter=~Q(state=Review.State.CLOSED)),
        late=Count("id", filter=~Q(state=Review.State.CLOSED) & Q(due_on__lt=today)),
    )
    people = _own(actor, Alert).filter(review=None).aggregate(told=Count("staff_id", distinct=True))["told"]
    return counts["open"] + people, counts["late"]


def get_review(actor: Actor, review_id: UUID) -> Review:
    """The review; raises `NotFound`."""
    found = _counted(actor).filter(pk=review_id).first()
    if found is None:
        raise NotFound
    return found


def list_items(review: Review) -> list[ReviewItem]:
    """Its cases, what is left to judge first, then by suspicion."""
    return list(review.items.defer("note").order_by("finding", "-score", "first_at", "id"))


def get_item(actor: Actor, review_id: UUID, item_id: UUID) -> ReviewItem:
    """A case of a review; raises `NotFound`."""
    found = _own(actor, ReviewItem).filter(pk=item_id, review_id=review_id).select_related("review").first()
    if found is None:
        raise NotFound
    return found


def list_steps(review: Review) -> list[ReviewStep]:
    """What has been done in it."""
    return list(review.steps.exclude(verb="judge").order_by("at", "id"))


def list_open_alerts(actor: Actor) -> list[Alert]:
    """Alerts that nobody has begun to review, the newest day and the highest first."""
    found = _own(actor, Alert).filter(review=None)
    return list(found.order_by("-day", "-score", "-accesses", "id")[:MOST_ALERTS])


def list_accesses(case: Case) -> list[AccessEntry]:
    """What the person did on the day with the patient, or, when it is about browsing, with any."""
    first, upto = stretch_of(case.day, case.day)
    found = AccessEntry.objects.filter(
        authority_id=case.authority_id, staff_id=case.staff_id, at__gte=first, at__lt=upto
    )
    found = (
        found.exclude(patient_id=None)
        if case.patient_id is None
        else found.filter(patient_id=case.patient_id)
    )
    return list(found.order_by("at", "id")[:MOST_ACCESSES])


def list_patient_accesses(
    actor: Actor, patient_ids: Collection[UUID], first: dt.date, last: dt.date, *, most: int
) -> list[AccessEntry]:
    """Everything that was done with a patient's data between two days, the newest first."""
    require_review(actor)
    since, upto = stretch_of(first, last)
    found = AccessEntry.objects.filter(
        authority_id=actor.authority_id, patient_id__in=patient_ids, at__gte=since, at__lt=upto
    )
    return list(found.order_by("-at", "-id")[:most])


def _own[R: (Review, Alert, ReviewItem)](actor: Actor, rows: type[R]) -> QuerySet[R]:
    require_review(actor)
    return rows.objects.filter(authority_id=actor.authority_id)


def _counted(actor: Actor) -> QuerySet[Review]:
    return (
        _own(actor, Review)
        .defer("conclusion")
        .annotate(item_count=Count("items"), judged_count=Count("items", filter=~Q(items__finding="")))
    )


def ids_of(rows: Sequence[Case | AccessEntry]) -> tuple[set[UUID], set[UUID], set[UUID]]:
    """Units, people and patients of these rows."""
    return (
        {row.unit_id for row in rows},
        {row.staff_id for row in rows},
        {row.patient_id for row in rows if row.patient_id is not None},
    )
