"""`skjuts worker`: do the jobs of the database's queue."""

from __future__ import annotations

from typing import Annotated

import typer


def worker(
    *,
    concurrency: Annotated[int, typer.Option("--concurrency", min=1, help="Jobb samtidigt.")] = 4,
    grace: Annotated[
        int,
        typer.Option("--grace", min=0, metavar="S", help="Sekunder som ett pågående jobb får vid avslut."),
    ] = 30,
) -> None:
    """Kör jobb ur databasens kö tills kommandot avbryts."""
    from skjuts.config.worker_loop import run_worker  # noqa: PLC0415 - no other command needs its packages

    run_worker(concurrency, grace)
