"""The month's report: wished for, ended, and put in the outbox once for each month."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db import transaction

from skjuts.apps.insight.models import ReportSubscription, SentReport
from skjuts.apps.insight.policies import require_read
from skjuts.apps.registry.models import Assignment
from skjuts.apps.registry.services.tell_staff import tell_staff
from skjuts.apps.tenancy.actor import Actor
from skjuts.core.followup.months import Month
from skjuts.core.kernel.errors import InvalidField


@transaction.atomic
def subscribe(
    *, actor: Actor, figures: Sequence[str], day: int | None, first: Month, now: dt.datetime
) -> ReportSubscription:
    """Send reports of `first` and later months to the actor; an earlier wish ends. Raises InvalidField."""
    require_read(actor)
    if not figures:
        raise InvalidField("Välj minst en siffra.", field="figures")
    _end(actor, now)
    return ReportSubscription.objects.create(
        authority_id=actor.authority_id,
        assignment_id=actor.assignment_id,
        figures=list(figures),
        day=day,
        first_month=first,
        began_at=now,
    )


@transaction.atomic
def end_subscription(*, actor: Actor, now: dt.datetime) -> None:
    """Send nothing more; the same when nothing was wished for."""
    require_read(actor)
    _end(actor, now)


def is_due(subscription: ReportSubscription, month: Month, today: dt.date) -> bool:
    """Whether a settled month's report is to go now: wished for, not sent, and its day has come."""
    is_sent = any(one.month == month for one in subscription.sent.all())
    has_come = subscription.day is None or today.day >= subscription.day
    return month >= subscription.first_month and has_come and not is_sent


@transaction.atomic
def send_report(
    *, subscription: ReportSubscription, month: Month, subject: str, text: str, now: dt.datetime
) -> SentReport:
    """Put a month's report in the outbox; the second time the same one is given back."""
    locked = ReportSubscription.objects.select_for_update().get(id=subscription.id)
    found = SentReport.objects.filter(subscription=locked, month=month).first()
    if found is not None:
        return found
    staff = Assignment.objects.select_related("staff").get(id=locked.assignment_id).staff
    key = f"insight.report:{locked.id}:{month}"
    is_sent = tell_staff(staff=staff, key=key, subject=subject, text=text)
    return SentReport.objects.create(
        authority_id=locked.authority_id, subscription=locked, month=month, is_sent=is_sent, sent_at=now
    )


def _end(actor: Actor, now: dt.datetime) -> None:
    rows = ReportSubscription.objects.filter(assignment_id=actor.assignment_id, ended_at=None)
    rows.update(ended_at=now)
