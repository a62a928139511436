"""Django's entry to the app."""

from __future__ import annotations

from django.apps import AppConfig


class RegistryConfig(AppConfig):
    """Registers of organisations and people."""

    name = "skjuts.apps.registry"
    label = "registry"
    verbose_name = "Register"
