"""End assignments from a day on."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import F, Q, QuerySet

from skjuts.apps.registry.models import Account, Assignment, AssignmentStatus
from skjuts.apps.registry.services.staff.statuses import note_statuses
from skjuts.apps.tenancy.actor import Actor


@transaction.atomic
def end_assignments(chosen: QuerySet[Assignment], actor: Actor, today: dt.date, *, reason: str) -> int:
    """End those of the chosen that still run: yesterday was their last day. Returns how many.

    One that would have begun today or later is suspended for good instead, since its days cannot be turned.
    Sessions of those concerned end at their next request.
    """
    yesterday = today - dt.timedelta(days=1)
    running = list(chosen.filter(Q(valid_to=None) | Q(valid_to__gte=today)).select_for_update())
    for one in running:
        one.valid_to = max(yesterday, one.valid_from)
        one.suspended_at = one.suspended_at or _never_began(one, today)
        one.version += 1
    Assignment.objects.bulk_update(running, ("valid_to", "suspended_at", "version"), batch_size=500)
    end_sessions_of(running)
    note_statuses(running, AssignmentStatus.Step.ENDED, actor, reason=reason)
    return len(running)


def end_sessions_of(assignments: list[Assignment]) -> None:
    """Raise the epoch of every account behind these assignments."""
    accounts = {one.account_id for one in assignments if one.account_id}
    Account.objects.filter(pk__in=accounts).update(session_epoch=F("session_epoch") + 1)


def _never_began(one: Assignment, today: dt.date) -> dt.datetime | None:
    is_too_late = one.valid_from >= today
    return dt.datetime.combine(today, dt.time(), dt.UTC) if is_too_late else None
