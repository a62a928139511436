"""`skjuts worker`: do the jobs, and take up those that a killed worker left."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from procrastinate import App
    from procrastinate.jobs import Job
    from structlog.typing import FilteringBoundLogger

HEARTBEAT_LIMIT_S = 30.0
"""A worker silent for so long is gone, and its jobs are anybody's."""
MOST_ATTEMPTS = 10
"""A job that has cost so many workers their lives is not given to another."""
_RESCUE_PAUSE_S = 10.0


def worker(
    *,
    concurrency: Annotated[int, typer.Option("--concurrency", min=1, help="Jobb samtidigt.")] = 4,
    grace: Annotated[
        int,
        typer.Option("--grace", min=0, metavar="S", help="Sekunder som ett pågående jobb får vid avslut."),
    ] = 30,
) -> None:
    """Kör jobb ur databasens kö tills kommandot avbryts."""
    from skjuts.config.guard import stand_guard  # noqa: PLC0415
    from skjuts.config.started_django import start_django  # noqa: PLC0415

    start_django()
    stand_guard()
    asyncio.run(_work(concurrency, grace))


async def _work(concurrency: int, grace_s: int) -> None:
    """On a connector of the worker's own: jobs that queue jobs do so in their own transaction."""
    from django.db import connections  # noqa: PLC0415
    from procrastinate.contrib.django import app  # noqa: PLC0415

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
    from procrastinate.exceptions import ConnectorException  # noqa: PLC0415

    while True:
        try:
            for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=HEARTBEAT_LIMIT_S):
                await _rescue(app, job)
        except ConnectorException as fault:
            # Another worker was first, or the database is away: the next round tells.
            _get_log().info("rescue_postponed", kind=type(fault).__name__)
        await asyncio.sleep(_RESCUE_PAUSE_S)


async def _rescue(app: App, job: Job) -> None:
    from procrastinate.jobs import Status  # noqa: PLC0415

    _get_log().warning("job_rescued", job=job.id, task=job.task_name, attempts=job.attempts)
    if job.attempts >= MOST_ATTEMPTS:
        await app.job_manager.finish_job(job, status=Status.FAILED, delete_job=False)
    else:
        await app.job_manager.retry_job(job)


def _get_log() -> FilteringBoundLogger:
    import structlog  # noqa: PLC0415 - the group platform is not everybody's

    logger: FilteringBoundLogger = structlog.get_logger(__name__)
    return logger
