"""Django started for a command of the rehearsal, which refuses to touch anything but a demo or a test."""

from __future__ import annotations

import os

from skjuts.core.kernel.errors import BadConfiguration

ALLOWED = ("demo", "test")


def start_demo_django() -> None:
    """Load settings and apps; raises `BadConfiguration` unless the house is a demo or a test."""
    mode = os.environ.get("SKJUTS_MODE", "")
    if mode not in ALLOWED:
        raise BadConfiguration(
            "Påhittade uppgifter skrivs aldrig i en skarp miljö.",
            field="SKJUTS_MODE",
            remedy="Kör kommandot med SKJUTS_MODE=demo mot en databas som bara är till för det.",
        )
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "skjuts.config.settings")
    import django

    django.setup()
