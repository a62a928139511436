"""Putting a job into the queue, in the transaction of the row that it is about.

The job goes by its name, so that a service need not import the jobs above it.
"""

from __future__ import annotations

import datetime as dt

from procrastinate.contrib.django import app


def defer_job(name: str, *, at: dt.datetime | None = None, **arguments: str | int) -> None:
    """Let a worker run the task, at once or at a time; rolled back with the transaction."""
    # Procrastinate knows "no time" only as an argument that is not there.
    job = app.configure_task(name) if at is None else app.configure_task(name, schedule_at=at)
    job.defer(**arguments)
