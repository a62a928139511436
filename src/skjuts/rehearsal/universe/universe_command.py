"""`skjuts universe`: people the database of a demo with invented units, staff, patients and history."""

from __future__ import annotations

from typing import Annotated

import typer

from skjuts.rehearsal.universe.sizes import Size


def universe(
    *,
    size: Annotated[Size, typer.Option("--size", help="Hur stor region: s, m eller l.")] = Size.MEDIUM,
) -> None:
    """Fyll demonstrationens databas. Behöver SKJUTS_MODE=demo och DATABASE_OWNER_URL."""
    from skjuts.rehearsal.started_demo import start_demo_django

    start_demo_django()
    from django.db import connections
    from django.db.backends.postgresql.base import DatabaseWrapper
    from django.utils import timezone

    from skjuts.cli.consoles import message_console
    from skjuts.rehearsal.universe.building import build
    from skjuts.rehearsal.universe.progress import open_progress

    with open_progress(message_console()) as progress:
        build(size, timezone.now(), progress)
    # A pool that is left to the interpreter's end keeps its threads, and us, waiting.
    for connection in connections.all(initialized_only=True):
        connection.close()
        if isinstance(connection, DatabaseWrapper):
            connection.close_pool()
