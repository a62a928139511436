"""A worker: does the jobs, and takes up those that a killed worker left."""

from __future__ import annotations

import asyncio

import structlog
from django.db import connections
from procrastinate import App
from procrastinate.exceptions import ConnectorException
from procrastinate.jobs import Job, Status

from skjuts.config.guard import stand_guard
from skjuts.config.started_django import start_django

_log = structlog.get_logger(__name__)

HEARTBEAT_LIMIT_S = 30.0
"""A worker silent for so long is gone, and its jobs are anybody's."""
MOST_ATTEMPTS = 10
"""A job that has cost so many workers their lives is not given to another."""
_RESCUE_PAUSE_S = 10.0


def run_worker(concurrency: int, grace_s: int) -> None:
    """Do jobs until the process is told to stop; one under way then gets `grace_s` seconds."""
    start_django()
    stand_guard()
    asyncio.run(_work(concurrency, grace_s))


async def _work(concurrency: int, grace_s: int) -> None:
    """On a connector of the worker's own: jobs that queue jobs do so in their own transaction."""
    from procrastinate.contrib.django import app  # noqa: PLC0415 - Django must have been started

    own = app.with_connector(app.connector.get_worker_connector())  # type: ignore[attr-defined]
    async with own.open_async():
        rescuing = asyncio.create_task(_rescue_for_ever(own))
        try:
            await own.run_worker_async(
                concurrency=concurrency,
                shutdown_graceful_timeout=grace_s,
                stalled_worker_timeout=HEARTBEAT_LIMIT_S,
                delete_jobs="successful",
            )
        finally:
            rescuing.cancel()
            for connection in connections.all(initialized_only=True):
                connection.close_pool()  # type: ignore[attr-defined]


async def _rescue_for_ever(app: App) -> None:
    """Nothing else brings back a job whose worker was killed: it stays as if it were under way."""
    while True:
        try:
            for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=HEARTBEAT_LIMIT_S):
                await _rescue(app, job)
        except ConnectorException as fault:
            # Another worker was first, or the database is away: the next round tells.
            _log.info("rescue_postponed", kind=type(fault).__name__)
        await asyncio.sleep(_RESCUE_PAUSE_S)


async def _rescue(app: App, job: Job) -> None:
    _log.warning("job_rescued", job=job.id, task=job.task_name, attempts=job.attempts)
    if job.attempts >= MOST_ATTEMPTS:
        await app.job_manager.finish_job(job, status=Status.FAILED, delete_job=False)
    else:
        await app.job_manager.retry_job(job)
