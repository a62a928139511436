"""Subscriptions to the month's report, and what has been sent."""

from __future__ import annotations

from skjuts.apps.insight.models import ReportSubscription, SentReport
from skjuts.apps.insight.policies import require_read
from skjuts.apps.tenancy.actor import Actor

SHOWN = 24


def find_subscription(actor: Actor) -> ReportSubscription | None:
    """The actor's own subscription; None when there is none in force."""
    require_read(actor)
    return ReportSubscription.objects.filter(assignment_id=actor.assignment_id, ended_at=None).first()


def list_sent(actor: Actor) -> list[SentReport]:
    """What has been sent to the actor, the latest first."""
    require_read(actor)
    rows = SentReport.objects.filter(subscription__assignment_id=actor.assignment_id)
    return list(rows.order_by("-sent_at")[:SHOWN])


def list_running(authority_id: int) -> list[ReportSubscription]:
    """Every subscription of an authority that has not ended, with whose it is and what was sent."""
    rows = ReportSubscription.objects.filter(authority_id=authority_id, ended_at=None)
    return list(rows.select_related("assignment__staff").prefetch_related("sent").order_by("began_at", "id"))
