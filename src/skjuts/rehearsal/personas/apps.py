"""Django's entry to the app, which does not open in production."""

from __future__ import annotations

from django.apps import AppConfig
from django.conf import settings

from skjuts.core.kernel.errors import BadConfiguration


class PersonasConfig(AppConfig):
    """Personas of the demonstration."""

    name = "skjuts.rehearsal.personas"
    label = "personas"
    verbose_name = "Demonstrationens personer"

    def ready(self) -> None:
        """Refuse to be part of a house with real patients."""
        if settings.IS_PRODUCTION:
            raise BadConfiguration(
                "Demonstrationens personer får inte finnas i produktion.",
                field="INSTALLED_APPS",
                remedy="Ta bort skjuts.rehearsal.personas, eller sätt SKJUTS_MODE till demo.",
            )
