"""The doors for programs, as Django sees them."""

from __future__ import annotations

from django.apps import AppConfig


class MachineConfig(AppConfig):
    """Keys of programs, and how often they call."""

    name = "skjuts.machine"
    label = "machine"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Programs"
