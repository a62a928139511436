"""Run as a program: fill the database of the environment with the large demo."""

from __future__ import annotations

import datetime as dt
import sys

from skjuts.rehearsal.started_demo import start_demo_django

SEED = 1


def main(size: str) -> None:
    """Load, telling each step on standard error."""
    start_demo_django()
    from skjuts.rehearsal.universe.volume import LARGE, SMALL, load_volume  # noqa: PLC0415

    def say(text: str) -> None:
        print(text, file=sys.stderr, flush=True)

    volume = LARGE if size == "full" else SMALL
    try:
        load_volume(volume, seed=SEED, now=dt.datetime.now(dt.UTC), say=say)
    finally:
        close_pools()


def close_pools() -> None:
    """A pool that is left to the interpreter's end keeps us waiting."""
    from django.db import connections  # noqa: PLC0415

    for connection in connections.all(initialized_only=True):
        connection.close()
        connection.close_pool()


if __name__ == "__main__":
    main(sys.argv[1])
