"""What workers do for the vault. Every task may run again: what is done is not done twice."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from skjuts.apps.vault.services.attachments import sweep_files
from skjuts.apps.vault.services.guesses import clear_guesses


@app.periodic(cron="47 * * * *")
@app.task(name="vault.clear_guesses", queueing_lock="vault.clear_guesses")
def clear_guesses_job(timestamp: int) -> None:
    """Forget who guessed wrong an hour ago."""
    del timestamp
    clear_guesses(now=timezone.now())


@app.periodic(cron="50 2 * * *")
@app.task(name="vault.sweep_files", queueing_lock="vault.sweep_files")
def sweep_files_job(timestamp: int) -> None:
    """Take away files of attachments that never came to be."""
    del timestamp
    sweep_files(now=timezone.now())
