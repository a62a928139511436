"""Fills the slots of `core.ports`: the one place where apps meet the adapters behind their Protocols.

Runs once per process, when the apps are ready.
"""

from __future__ import annotations

from django.apps import AppConfig
from django.conf import settings

from skjuts.adapters.files.regulations import RegulationShelf
from skjuts.adapters.letter_tray import open_tray
from skjuts.adapters.mail import open_mail
from skjuts.adapters.pdf import WeasyPress
from skjuts.adapters.person_register import open_register
from skjuts.adapters.virus_scan import open_scan
from skjuts.adapters.witness import open_witness
from skjuts.config.environment import Environment, Mode
from skjuts.config.indicators import PackagedIndicators
from skjuts.config.past_days import HouseDays
from skjuts.config.past_matters import HouseMatters
from skjuts.config.regional import HouseTimetables, PackagedCareOptions
from skjuts.config.trips import HouseIntakes, HouseWarehouses
from skjuts.core.ports.acquaintance import acquaintance
from skjuts.core.ports.care_catalogues import care_catalogues
from skjuts.core.ports.directory import directory
from skjuts.core.ports.fees import fee_desk
from skjuts.core.ports.indicator_catalogues import indicator_catalogues
from skjuts.core.ports.letters import letter_press
from skjuts.core.ports.matter_histories import matter_histories
from skjuts.core.ports.messages import channels
from skjuts.core.ports.packaged_books import packaged_books
from skjuts.core.ports.past_days import past_days
from skjuts.core.ports.past_matters import past_matters
from skjuts.core.ports.person_register import person_register
from skjuts.core.ports.rule_books import rule_books
from skjuts.core.ports.taught_rules import taught_rules
from skjuts.core.ports.timetables import timetables
from skjuts.core.ports.trip_warehouses import trip_intakes, trip_warehouses
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
    press = WeasyPress(settings.PACKAGE / "web" / "static", settings.STATIC_URL)
    letter_press.fill(press)
    channels.fill({"mail": open_mail(environment.mail), "letter": open_tray(environment.letters, press)})
    witness.fill(open_witness(environment.witness))
    is_invented = environment.mode is not Mode.PRODUCTION
    person_register.fill(
        open_register(environment.person_register, environment.person_register_token, is_invented=is_invented)
    )
    virus_scan.fill(open_scan(environment.clamd, is_invented=is_invented))
    timetables.fill(HouseTimetables(environment.timetable, is_invented=is_invented))
    care_catalogues.fill(PackagedCareOptions())
    trip_warehouses.fill(HouseWarehouses(environment.warehouse))
    trip_intakes.fill(HouseIntakes(environment.warehouse))
    past_days.fill(HouseDays(environment.warehouse, is_invented=is_invented))
    matter_histories.fill(HouseMatters(environment.warehouse, is_invented=is_invented))
    indicator_catalogues.fill(
        PackagedIndicators(settings.PACKAGE / "core" / "followup" / "indicators" / "catalogue")
    )
    packaged_books.fill(RegulationShelf(settings.PACKAGE / "core" / "regulations"))
    _join_registers()
    _join_rules()


def _join_registers() -> None:
    """What the access log asks of the registers above it. Their rows are there when the apps are ready."""
    from skjuts.apps.registry.queries.acquaintance import RegistryAcquaintance  # noqa: PLC0415
    from skjuts.apps.registry.queries.directory import RegistryDirectory  # noqa: PLC0415

    acquaintance.fill(RegistryAcquaintance())
    directory.fill(RegistryDirectory())


def _join_rules() -> None:
    """The books in force, and what hangs on them above: decided matters, courses, and fees."""
    from skjuts.apps.bookings.services.quote import LedgerFeeDesk  # noqa: PLC0415
    from skjuts.apps.permits.services.weigh_again import PermitsPastMatters  # noqa: PLC0415
    from skjuts.apps.rulebooks.queries.books import AuthorityRuleBooks  # noqa: PLC0415
    from skjuts.apps.training.queries.taught import CoursesInUse  # noqa: PLC0415

    rule_books.fill(AuthorityRuleBooks())
    fee_desk.fill(LedgerFeeDesk())
    past_matters.fill(PermitsPastMatters())
    taught_rules.fill(CoursesInUse())
