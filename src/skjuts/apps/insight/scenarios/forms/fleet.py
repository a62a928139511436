"""What an own fleet is asked with, beside last year's trips."""

from __future__ import annotations

import datetime as dt

import msgspec
from django.utils.translation import gettext_lazy as _

from skjuts.apps.insight.scenarios.inputs import Given, ScenarioForm
from skjuts.web.fields import ClockField, IntervalField, RadioField, WholeNumberField

STRETCHER, DIALYSIS = "stretcher", "dialysis"
TRIPS = ((STRETCHER, _("Liggande transporter")), (DIALYSIS, _("Dialysresor")))


class FleetInputs(msgspec.Struct, frozen=True):
    """Prices in the units of the form; None is not known."""

    trips: str
    most_vehicles: int
    open_from: str
    open_to: str
    capacity: int
    crew: int
    most_wait_minutes: int
    speed_kmh: Given
    vehicle_tkr: Given | None = None
    life_years: int = 7
    rate_percent: Given | None = None
    residual_tkr: Given | None = None
    yearly_tkr: Given | None = None
    wage_kr: Given | None = None
    social_percent: Given | None = None
    absence_percent: Given | None = None
    per_km_kr: Given | None = None
    premises_tkr: Given | None = None
    dispatch_tkr: Given | None = None


class FleetForm(ScenarioForm):
    """Which trips, how the vehicles are manned, and what they cost."""

    kept = FleetInputs
    groups = (
        (
            _("Bilarna"),
            (
                "most_vehicles", "open_from", "open_to", "capacity", "crew", "most_wait_minutes", "speed_kmh",
            ),
        ),
        (
            _("Fordon"),
            ("vehicle_tkr", "life_years", "rate_percent", "residual_tkr", "yearly_tkr", "per_km_kr"),
        ),
        (
            _("Personal och lokaler"),
            ("wage_kr", "social_percent", "absence_percent", "premises_tkr", "dispatch_tkr"),
        ),
    )  # fmt: skip
    trips = RadioField(label=_("Vilka resor"), choices=TRIPS, initial=STRETCHER)
    most_vehicles = WholeNumberField(
        label=_("Pröva upp till"), suffix=_("bilar"), initial=4, min_value=1, max_value=12
    )
    open_from = ClockField(label=_("Bemannade från"), initial=dt.time(6, 0))
    open_to = ClockField(label=_("Bemannade till"), initial=dt.time(20, 0))
    capacity = WholeNumberField(
        label=_("Resenärer i varje bil"), initial=1, min_value=1, max_value=8,
        hint=_("Fler än en åker ihop när de har samma väg och är klara inom en halvtimme."),
    )  # fmt: skip
    crew = WholeNumberField(label=_("Personal i varje bil"), initial=2, min_value=1, max_value=4)
    most_wait_minutes = WholeNumberField(
        label=_("Längsta väntan"), suffix=_("minuter"), initial=60, min_value=0, max_value=240
    )
    speed_kmh = IntervalField(
        label=_("Fart i medeltal"), suffix=_("kilometer i timmen"), least=20, most=110, required=True,
        initial=(65, 75, ""),
    )  # fmt: skip
    vehicle_tkr = IntervalField(
        label=_("En bils pris"), suffix=_("tusen kronor"), least=0, initial=(900, 1400, "")
    )
    life_years = WholeNumberField(
        label=_("Avskrivs på"), suffix=_("år"), initial=7, min_value=1, max_value=25
    )
    rate_percent = IntervalField(
        label=_("Internränta"), suffix=_("procent"), least=0, most=20, initial=(2, 4, "")
    )
    residual_tkr = IntervalField(
        label=_("Värde när den säljs"), suffix=_("tusen kronor"), least=0, initial=(50, 200, "")
    )
    yearly_tkr = IntervalField(
        label=_("Försäkring, skatt och service"), suffix=_("tusen kronor per bil och år"), least=0,
        initial=(40, 80, ""),
    )  # fmt: skip
    per_km_kr = IntervalField(
        label=_("Drivmedel och slitage"), suffix=_("kronor per kilometer"), least=0, initial=(3, 5, "")
    )
    wage_kr = IntervalField(label=_("Timlön"), suffix=_("kronor"), least=0, initial=(170, 210, ""))
    social_percent = IntervalField(
        label=_("Sociala avgifter och pension"), suffix=_("procent av lönen"), least=0, most=100,
        initial=(40, 46, ""),
    )  # fmt: skip
    absence_percent = IntervalField(
        label=_("Frånvaro"), suffix=_("procent av betald tid"), least=0, most=60, initial=(14, 20, "")
    )
    premises_tkr = IntervalField(
        label=_("Lokaler"), suffix=_("tusen kronor om året"), least=0, initial=(150, 300, "")
    )
    dispatch_tkr = IntervalField(
        label=_("Ledning och trafikplanering"), suffix=_("tusen kronor om året"), least=0,
        initial=(300, 700, ""),
    )  # fmt: skip
