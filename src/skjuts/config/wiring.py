"""Fills the slots of `core.ports`: the one place where apps meet the adapters behind their Protocols.

Runs once per process, when the apps are ready.
"""

from __future__ import annotations

from django.apps import AppConfig
from django.conf import settings

from skjuts.adapters.mail import open_mail
from skjuts.adapters.pdf import WeasyPress
from skjuts.adapters.person_register import open_register
from skjuts.adapters.virus_scan import open_scan
from skjuts.adapters.witness import open_witness
from skjuts.config.environment import Environment, Mode
from skjuts.config.regional import HouseTimetables, PackagedCareOptions
from skjuts.core.ports.acquaintance import acquaintance
from skjuts.core.ports.care_catalogues import care_catalogues
from skjuts.core.ports.directory import directory
from skjuts.core.ports.letters import letter_press
from skjuts.core.ports.messages import channels
from skjuts.core.ports.person_register import person_register
from skjuts.core.ports.timetables import timetables
from skjuts.core.ports.virus_scan import virus_scan
from skjuts.core.ports.witness import witness


class WiringConfig(AppConfig):
    """The composition root as Django sees it; it has no rows."""

    name = "skjuts.config"
    label = "house"

    def ready(self) -> None:
        """Join the parts."""
        wire(settings.ENVIRONMENT)


def wire(environment: Environment) -> None:
    """Fill every slot from the operator's decisions."""
    channels.fill({"mail": open_mail(environment.mail)})
    letter_press.fill(WeasyPress(settings.PACKAGE / "web" / "static", settings.STATIC_URL))
    witness.fill(open_witness(environment.witness))
    is_invented = environment.mode is not Mode.PRODUCTION
    person_register.fill(
        open_register(environment.person_register, environment.person_register_token, is_invented=is_invented)
    )
    virus_scan.fill(open_scan(environment.clamd, is_invented=is_invented))
    timetables.fill(HouseTimetables(environment.timetable, is_invented=is_invented))
    care_catalogues.fill(PackagedCareOptions())
    _join_registers()


def _join_registers() -> None:
    """What the access log asks of the registers above it. Their rows are there when the apps are ready."""
    from skjuts.apps.registry.queries.acquaintance import RegistryAcquaintance  # noqa: PLC0415
    from skjuts.apps.registry.queries.directory import RegistryDirectory  # noqa: PLC0415

    acquaintance.fill(RegistryAcquaintance())
    directory.fill(RegistryDirectory())
