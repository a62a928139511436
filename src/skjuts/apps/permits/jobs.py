"""What workers do for permits. Every task may run again: what is done is not done twice."""

from __future__ import annotations

import structlog
from django.utils import timezone
from procrastinate.contrib.django import app

from skjuts.apps.permits.services.letters import remind_of_renewal
from skjuts.apps.permits.services.use_permit import expire_permits
from skjuts.apps.registry.models import Authority
from skjuts.apps.tenancy.scope import entering

log = structlog.get_logger(__name__)


@app.periodic(cron="17 4 * * *")
@app.task(name="permits.nightly", queueing_lock="permits.nightly")
def nightly_job(timestamp: int) -> None:
    """Note permits that have ended, remind of those that soon will; protected persons' too."""
    del timestamp
    now = timezone.now()
    for authority_id in Authority.objects.values_list("id", flat=True):
        with entering(authorities=[authority_id], desk=[authority_id]):
            ended = expire_permits(authority_id=authority_id, now=now, today=timezone.localdate(now))
            reminded = remind_of_renewal(authority_id=authority_id, now=now, today=timezone.localdate(now))
        log.info("permits_nightly", authority=authority_id, ended=ended, reminded=reminded)
