"""Django's entry to the app."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class AuditConfig(AppConfig):
    """See the README beside this file."""

    name = "skjuts.apps.audit"
    label = "audit"

    def ready(self) -> None:
        """Let every app's handlers subscribe."""
        autodiscover_modules("handlers")
