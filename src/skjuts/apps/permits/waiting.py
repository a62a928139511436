"""What waits in permits, for the start page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.utils import timezone

from skjuts.apps.permits.presenters.certificates_waiting import waiting_certificates
from skjuts.apps.permits.presenters.matters.waiting import waiting_matters
from skjuts.apps.tenancy.actor import Actor
from skjuts.web.navigation import WaitingWork


def waiting_work(actor: Actor, today: dt.date) -> Iterator[WaitingWork]:
    """Drafts of certificates; matters to handle, to confirm and to take; settings to approve."""
    yield from waiting_certificates(actor, timezone.now())
    yield from waiting_matters(actor, today)
