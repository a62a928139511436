"""What waits for a log reviewer, for the start page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from skjuts.apps.audit.policies import may_review
from skjuts.apps.audit.queries.reviews import count_waiting
from skjuts.apps.tenancy.actor import Actor
from skjuts.web.navigation import WaitingWork


def waiting_work(actor: Actor, today: dt.date) -> Iterable[WaitingWork]:
    """Reviews and alerts."""
    if not may_review(actor, actor.authority_id):
        return
    count, late = count_waiting(actor, today)
    if count:
        yield WaitingWork(
            title=_("Åtkomster att granska"),
            count=count,
            href=reverse("audit:reviews"),
            icon="shield-check",
            text=_("Stickprov och larm om vem som har läst vad."),
            order=20,
            is_urgent=late > 0,
        )
