"""The trail of an assignment: every step is added, with roles and dates as they then stood."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.utils import timezone

from skjuts.apps.audit.events import JSON
from skjuts.apps.audit.services import publish_event
from skjuts.apps.registry.models import Assignment, AssignmentStatus
from skjuts.apps.tenancy.actor import Actor

EVENTS = {
    AssignmentStatus.Step.GIVEN: "registry.assignment_given",
    AssignmentStatus.Step.CHANGED: "registry.assignment_changed",
    AssignmentStatus.Step.SUSPENDED: "registry.assignment_suspended",
    AssignmentStatus.Step.RESUMED: "registry.assignment_resumed",
    AssignmentStatus.Step.ENDED: "registry.assignment_ended",
}


def note_statuses(
    assignments: Iterable[Assignment],
    step: AssignmentStatus.Step,
    actor: Actor | None,
    *,
    reason: str,
    now: dt.datetime | None = None,
) -> None:
    """Add a status to each assignment and publish its event. No actor: the program did it."""
    rows = list(assignments)
    AssignmentStatus.objects.bulk_create(
        [
            AssignmentStatus(
                authority_id=one.authority_id,
                assignment=one,
                step=step,
                reason=reason,
                terms=terms_of(one),
                written_by_id=actor.assignment_id if actor else None,
                written_at=now or timezone.now(),
            )
            for one in rows
        ],
        batch_size=1000,
    )
    for one in rows:
        publish_event(
            name=EVENTS[step],
            aggregate_id=one.id,
            authority_id=one.authority_id,
            actor=actor,
            payload={"staff": str(one.staff_id), "unit": str(one.unit_id), **terms_of(one)},
        )


def terms_of(one: Assignment) -> dict[str, JSON]:
    """Roles and dates, as a status and an event keep them."""
    return {
        "roles": list(one.roles),
        "valid_from": one.valid_from.isoformat(),
        "valid_to": one.valid_to.isoformat() if one.valid_to else None,
        "is_suspended": one.suspended_at is not None,
    }
