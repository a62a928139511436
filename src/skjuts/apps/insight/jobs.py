"""What workers do for follow-up. Every task may run again: what is done is not done twice."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from uuid import UUID

import structlog
from django.conf import settings
from django.utils import timezone
from procrastinate.contrib.django import app

from skjuts.apps.insight.reporting import send_due_reports
from skjuts.apps.insight.scenarios.running import run_long
from skjuts.apps.insight.services.gather_trips import gather_trips
from skjuts.apps.insight.services.run_scenario import JOB, fail_run
from skjuts.apps.registry.models import Authority
from skjuts.apps.registry.queries.acting import find_actor_again
from skjuts.apps.tenancy.scope import entering
from skjuts.core.followup.errors import RefusedTrips

log = structlog.get_logger(__name__)

MOST_WORKERS = 2
"""Processes of one scenario: the rest of the machine is for those who wait at a page."""
NO_RIGHT = "not_allowed"


@app.task(name=JOB)
def run_scenario_job(
    run_id: str, attempt: int, authority_id: int, assignment_id: str, account_id: str
) -> None:
    """Answer a long scenario by the rights that its maker has now."""
    actor = find_actor_again(UUID(account_id), UUID(assignment_id), timezone.localdate())
    if actor is None:
        with entering(authorities=[authority_id]):
            fail_run(run_id=UUID(run_id), attempt=attempt, fault=NO_RIGHT, now=timezone.now())
        return
    workers = min(MOST_WORKERS, os.cpu_count() or 1)
    run_long(
        actor=actor,
        run_id=UUID(run_id),
        attempt=attempt,
        open_executor=lambda: open_processes(workers),
        workers=workers,
    )


@app.periodic(cron="20 6 * * *")
@app.task(name="insight.send_reports", queueing_lock="insight.send_reports")
def send_reports_job(timestamp: int) -> None:
    """Send the month's report to those who wait for it, in the morning."""
    del timestamp
    url = settings.ENVIRONMENT.public_url
    send_due_reports(now=timezone.now(), today=timezone.localdate(), public_url=url)


@app.periodic(cron="40 3 * * *")
@app.task(name="insight.gather_trips", queueing_lock="insight.gather_trips")
def gather_trips_job(timestamp: int) -> None:
    """Bring the platform's own trips to the ledger, each authority by itself."""
    del timestamp
    today = timezone.localdate()
    for authority_id in Authority.objects.values_list("id", flat=True):
        try:
            found = gather_trips(authority_id=authority_id, today=today)
        except RefusedTrips as refusal:
            log.exception("trips_refused", authority=authority_id, field=refusal.field)
            continue
        log.info("trips_gathered", authority=authority_id, trips=found.trips, left_out=found.left_out)


@contextmanager
def open_processes(workers: int) -> Iterator[Executor]:
    """Processes of their own, begun afresh: a worker's threads and connections are not theirs."""
    executor = ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn"))
    try:
        yield executor
    finally:
        executor.shutdown(cancel_futures=True)
