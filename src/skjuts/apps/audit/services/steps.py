"""Note what was done in a review."""

from __future__ import annotations

import datetime as dt

from skjuts.apps.audit.models import Review, ReviewItem, ReviewStep
from skjuts.apps.tenancy.actor import Actor


def note_step(
    review: Review, verb: str, actor: Actor | None, now: dt.datetime, item: ReviewItem | None = None
) -> None:
    """Add a step, with the state that the review has come to. `actor` is None when the program did it."""
    ReviewStep.objects.create(
        authority_id=review.authority_id,
        review=review,
        verb=verb,
        state=review.state,
        item_id=item.id if item else None,
        finding=item.finding if item else "",
        staff_id=actor.staff_id if actor else None,
        assignment_id=actor.assignment_id if actor else None,
        at=now,
    )
