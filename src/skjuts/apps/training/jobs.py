"""What workers do for training. Every task may run again: what is done is not done twice."""

from __future__ import annotations

import structlog
from django.utils import timezone
from procrastinate.contrib.django import app

from skjuts.apps.registry.models import Authority
from skjuts.apps.tenancy.scope import entering
from skjuts.apps.training.services.delegate import expire_delegations
from skjuts.apps.training.services.remind import remind_of_expiry

log = structlog.get_logger(__name__)


@app.periodic(cron="11 4 * * *")
@app.task(name="training.nightly", queueing_lock="training.nightly")
def nightly_job(timestamp: int) -> None:
    """Note delegations that have ended, and remind of certificates that soon will: authority by authority."""
    del timestamp
    for authority_id in Authority.objects.values_list("id", flat=True):
        with entering(authorities=[authority_id]):
            ended = expire_delegations(authority_id=authority_id, now=timezone.now())
            reminded = remind_of_expiry(authority_id=authority_id, now=timezone.now())
        log.info("training_nightly", authority=authority_id, ended=ended, reminded=reminded)
