"""`skjuts worker`: do the jobs, and take up those that a killed worker left."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from procrastinate import App, JobContext
    from procrastinate.jobs import Job

HEARTBEAT_LIMIT_S = 30.0
"""A worker silent for so long is gone, and its jobs are anybody's."""
MOST_ATTEMPTS = 10
"""A job that has cost so many workers their lives is not given to another."""
_EVERY_TEN_SECONDS = "*/10 * * * * *"


def worker(
    *,
    concurrency: Annotated[int, typer.Option("--concurrency", min=1, help="Jobb samtidigt.")] = 4,
    grace: Annotated[
        int,
        typer.Option("--grace", min=0, metavar="S", help="Sekunder som ett pågående jobb får vid avslut."),
    ] = 30,
) -> None:
    """Kör jobb ur databasens kö tills kommandot avbryts."""
    import asyncio  # noqa: PLC0415

    from skjuts.config.started_django import start_django  # noqa: PLC0415

    start_django()
    asyncio.run(_work(concurrency, grace))


async def _work(concurrency: int, grace_s: int) -> None:
    """On a connector of the worker's own: jobs that queue jobs do so in their own transaction."""
    from procrastinate.contrib.django import app  # noqa: PLC0415

    _add_rescue(app)
    own = app.with_connector(app.connector.get_worker_connector())  # type: ignore[attr-defined]
    async with own.open_async():
        await own.run_worker_async(
            concurrency=concurrency,
            shutdown_graceful_timeout=grace_s,
            stalled_worker_timeout=HEARTBEAT_LIMIT_S,
            delete_jobs="successful",
        )


def _add_rescue(app: App) -> None:
    """Nothing else brings back a job whose worker was killed: it stays as if it were under way."""

    @app.periodic(cron=_EVERY_TEN_SECONDS)
    @app.task(name="house.rescue_stalled", queueing_lock="house.rescue_stalled", pass_context=True)
    async def rescue_stalled(context: JobContext, timestamp: int) -> None:
        del timestamp
        for job in await context.app.job_manager.get_stalled_jobs(seconds_since_heartbeat=HEARTBEAT_LIMIT_S):
            await _rescue(context.app, job)


async def _rescue(app: App, job: Job) -> None:
    from procrastinate.jobs import Status  # noqa: PLC0415

    if job.attempts >= MOST_ATTEMPTS:
        await app.job_manager.finish_job(job, status=Status.FAILED, delete_job=False)
    else:
        await app.job_manager.retry_job(job)
