"""What workers do for bookings. Every task may run again: what is done is not done twice."""

from __future__ import annotations

import structlog
from django.utils import timezone
from procrastinate.contrib.django import app

from skjuts.apps.bookings.services.pay_out import pay_waiting
from skjuts.apps.registry.models import Authority
from skjuts.apps.tenancy.scope import entering

log = structlog.get_logger(__name__)


@app.periodic(cron="23 4 * * *")
@app.task(name="bookings.nightly", queueing_lock="bookings.nightly")
def nightly_job(timestamp: int) -> None:
    """Pay out small sums that have waited enough; protected persons' too, which only the desk sees."""
    del timestamp
    for authority_id in Authority.objects.values_list("id", flat=True):
        with entering(authorities=[authority_id], desk=[authority_id]):
            paid = pay_waiting(authority_id=authority_id, now=timezone.now())
        log.info("bookings_nightly", authority=authority_id, paid=paid)
