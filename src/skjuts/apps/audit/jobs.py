"""What workers do for the app. Every task may run again: what is done is not done twice."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.utils import timezone
from procrastinate import JobContext
from procrastinate.contrib.django import app

from skjuts.apps.audit.services.answers import clear_answers
from skjuts.apps.audit.services.checkpoints import make_checkpoint
from skjuts.apps.audit.services.delivering import deliver_events
from skjuts.apps.audit.services.detecting import detect_day
from skjuts.apps.audit.services.months import ensure_months
from skjuts.apps.audit.services.sampling import draw_samples
from skjuts.apps.audit.services.sealing import seal_entries
from skjuts.apps.audit.services.sending import empty_messages, send_message
from skjuts.apps.audit.services.sweeping import sweep


@app.task(name="audit.deliver_events", pass_context=True)
def deliver_events_job(context: JobContext, handler: str, aggregate_id: str) -> None:
    """Deliver what waits for a handler from an aggregate. A job that comes again cost a worker its life."""
    deliver_events(handler=handler, aggregate_id=UUID(aggregate_id), deaths=context.job.attempts)


@app.task(name="audit.send_message")
def send_message_job(message_id: str) -> None:
    """Send a message, or its line."""
    send_message(message_id=UUID(message_id))


@app.periodic(cron="* * * * *")
@app.task(name="audit.sweep", queueing_lock="audit.sweep")
def sweep_job(timestamp: int) -> None:
    """Queue again what lost its job."""
    del timestamp
    sweep(now=timezone.now())


@app.periodic(cron="17 * * * *")
@app.task(name="audit.clear", queueing_lock="audit.clear")
def clear_job(timestamp: int) -> None:
    """Take away answers that are a week old, and what old messages said."""
    del timestamp
    clear_answers(now=timezone.now())
    empty_messages(now=timezone.now())


# The sixth field is the seconds.
@app.periodic(cron="* * * * * */5")
@app.task(name="audit.seal", queueing_lock="audit.seal")
def seal_job(timestamp: int) -> None:
    """Seal what has been logged since the last time."""
    del timestamp
    seal_entries()


@app.periodic(cron="* * * * *")
@app.task(name="audit.checkpoint", queueing_lock="audit.checkpoint")
def checkpoint_job(timestamp: int) -> None:
    """Tell the witness how far the chain has come."""
    del timestamp
    make_checkpoint(now=timezone.now())


@app.periodic(cron="23 3 * * *")
@app.task(name="audit.ensure_months", queueing_lock="audit.ensure_months")
def ensure_months_job(timestamp: int) -> None:
    """Make room in the log, a year ahead."""
    del timestamp
    ensure_months(today=timezone.localdate())


@app.periodic(cron="10 2 * * *")
@app.task(name="audit.detect", queueing_lock="audit.detect")
def detect_job(timestamp: int) -> None:
    """Look through yesterday's accesses."""
    del timestamp
    detect_day(day=timezone.localdate() - dt.timedelta(days=1))


@app.periodic(cron="40 2 * * 1")
@app.task(name="audit.draw_samples", queueing_lock="audit.draw_samples")
def draw_samples_job(timestamp: int) -> None:
    """Draw last week's sample, Monday to Sunday."""
    del timestamp
    sunday = timezone.localdate() - dt.timedelta(days=timezone.localdate().isoweekday())
    draw_samples(first_day=sunday - dt.timedelta(days=6), last_day=sunday, now=timezone.now())
