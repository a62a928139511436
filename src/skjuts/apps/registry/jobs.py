"""What workers do for the registers. Every task may run again: what is done is not done twice."""

from __future__ import annotations

from uuid import UUID

import structlog
from django.utils import timezone
from procrastinate.contrib.django import app

from skjuts.apps.registry.queries.acting import find_actor_again
from skjuts.apps.registry.services.imports.applying import JOB, apply_waiting, give_up
from skjuts.apps.registry.services.imports.progress import Telling
from skjuts.apps.registry.services.patients.checking_due import check_due
from skjuts.apps.registry.staff_errors import ImportDone
from skjuts.apps.tenancy.scope import acting, entering

log = structlog.get_logger(__name__)


@app.task(name=JOB)
def apply_import_job(import_id: str, authority_id: int, assignment_id: str, account_id: str) -> None:
    """Apply a long file by the rights that its sender has now."""
    now = timezone.now()
    actor = find_actor_again(UUID(account_id), UUID(assignment_id), timezone.localdate())
    if actor is None:
        _give_up(authority_id, import_id)
        return
    try:
        with Telling(UUID(import_id), authority_id) as tell, acting(actor):
            apply_waiting(actor=actor, import_id=UUID(import_id), now=now, tell=tell)
    except ImportDone:
        return
    except Exception as fault:
        log.exception("import_failed", import_id=import_id, kind=type(fault).__name__)
        _give_up(authority_id, import_id)


@app.periodic(cron="*/5 * * * *")
@app.task(name="registry.check_patients", queueing_lock="registry.check_patients")
def check_patients_job(timestamp: int) -> None:
    """Ask the person register about the unchecked, and about everybody once a day."""
    del timestamp
    check_due(now=timezone.now(), today=timezone.localdate())


def _give_up(authority_id: int, import_id: str) -> None:
    with entering(authorities=[authority_id]):
        give_up(import_id=UUID(import_id), now=timezone.now())
