"""Django's entry to the app."""

from __future__ import annotations

from django.apps import AppConfig


class TenancyConfig(AppConfig):
    """Tenants: scope of a request, row-level security, composite references."""

    name = "skjuts.apps.tenancy"
    label = "tenancy"
    verbose_name = "Huvudmän och åtkomst"
