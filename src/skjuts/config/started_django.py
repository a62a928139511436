"""Django started for a command: settings from the environment, log lines in the house's form."""

from __future__ import annotations

import os
import sys


def start_django() -> None:
    """Load the settings and the apps; raises `BadConfiguration` when the environment makes no sense."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "skjuts.config.settings")
    import django  # noqa: PLC0415 - only the commands that need it wait for it
    from django.conf import settings  # noqa: PLC0415

    from skjuts.config.logs import set_up_logs  # noqa: PLC0415

    set_up_logs(settings.LOG_SETTINGS)
    django.setup()


def start_django_in_house() -> None:
    """Start Django for a command beside the house: where no database is named, in the one that is open here.

    What the environment does name goes before what the house would say.
    """
    if not os.environ.get("DATABASE_URL"):
        from skjuts.cli.house.reaching import find_open_environment, get_house_folder  # noqa: PLC0415

        for name, value in find_open_environment(get_house_folder(None)).items():
            os.environ.setdefault(name, value)
    start_django()


def close_connections() -> None:
    """Close what a process has open to the database; a pool's threads would otherwise hold up its end.

    Nothing to do where Django was never started.
    """
    if "django.db" not in sys.modules:
        return
    from django.conf import settings  # noqa: PLC0415
    from django.db import connections  # noqa: PLC0415

    if not settings.configured:
        return

    for connection in connections.all(initialized_only=True):
        connection.close()
    # Pools belong to the process, whichever thread opened them.
    for connection in connections.all():
        if hasattr(connection, "close_pool"):
            connection.close_pool()
