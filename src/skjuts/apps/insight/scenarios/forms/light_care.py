"""What a light-care ambulance is asked with."""

from __future__ import annotations

from typing import Any

import msgspec
from django.utils.translation import gettext_lazy as _

from skjuts.apps.insight.scenarios.forms.readiness import read_areas, read_stations
from skjuts.apps.insight.scenarios.inputs import Given, ScenarioForm
from skjuts.web.fields import IntervalField, LongTextField, WholeNumberField

READINESS = ("busy_percent", "stations", "areas")


class LightCareInputs(msgspec.Struct, frozen=True):
    """A year; None is not known. Shares in per cent, an hour of a crew in kronor."""

    transfers: Given | None = None
    hours_each: Given | None = None
    calls_an_hour: Given | None = None
    assessments: Given | None = None
    manned_hours: Given | None = None
    nurse_percent: Given | None = None
    nurse_kr: Given | None = None
    attendants_percent: Given | None = None
    attendants_kr: Given | None = None
    busy_percent: int | None = None
    stations: str = ""
    areas: str = ""


class LightCareForm(ScenarioForm):
    """One of the assessment cars made a light-care ambulance, with two ways to man it."""

    kept = LightCareInputs
    groups = (
        (_("Transporterna"), ("transfers", "hours_each", "calls_an_hour")),
        (_("Bilen"), ("manned_hours", "assessments")),
        (_("Sjuksköterska och undersköterska"), ("nurse_percent", "nurse_kr")),
        (_("Två undersköterskor"), ("attendants_percent", "attendants_kr")),
        (_("Beredskapen, om den ska räknas här"), ("busy_percent", "stations", "areas")),
    )
    transfers = IntervalField(
        label=_("Transporter inom länet med lätt vårdbehov"), suffix=_("om året"), least=0,
        hint=_("Ur ambulansens journal; inte känt i underlaget från 2026."),
    )  # fmt: skip
    hours_each = IntervalField(
        label=_("Ambulanstimmar för varje transport"), suffix=_("timmar"), least=0, decimals=1,
        initial=(1.5, 4, ""), hint=_("Från utlarmning tills ambulansen är hemma igen."),
    )  # fmt: skip
    calls_an_hour = IntervalField(
        label=_("Larm som möts för varje frigjord ambulanstimme"), suffix=_("larm"), least=0, decimals=2,
        hint=_("Tomt: räknas ur beredskapen nedan, från sämsta till bästa station."),
    )  # fmt: skip
    manned_hours = IntervalField(
        label=_("Bemannade timmar"), suffix=_("timmar om året"), least=0, most=26_280,
        initial=(2920, 4380, ""),
    )  # fmt: skip
    assessments = IntervalField(
        label=_("Bedömningar som bilen inte längre gör"), suffix=_("om året"), least=0
    )
    nurse_percent = IntervalField(
        label=_("Andel av transporterna som besättningen får ta"), suffix=_("procent"), least=0, most=100,
        initial=(80, 100, ""),
    )  # fmt: skip
    nurse_kr = IntervalField(
        label=_("En timme med besättningen"), suffix=_("kronor"), least=0, initial=(800, 1000, "")
    )
    attendants_percent = IntervalField(
        label=_("Andel av transporterna som besättningen får ta"), suffix=_("procent"), least=0, most=100,
        initial=(30, 60, ""),
    )  # fmt: skip
    attendants_kr = IntervalField(
        label=_("En timme med besättningen"), suffix=_("kronor"), least=0, initial=(650, 800, "")
    )
    busy_percent = WholeNumberField(
        label=_("Andel av tiden som en enhet är upptagen"), suffix=_("procent"), min_value=0, max_value=95,
        required=False,
    )  # fmt: skip
    stations = LongTextField(
        label=_("Stationer och enheter"), limit=3_000, required=False,
        hint=_("En rad för varje station, till exempel: Östersund; 3"),
    )  # fmt: skip
    areas = LongTextField(
        label=_("Områden, larm om året och stationer som når dit i tid"), limit=6_000, required=False,
        hint=_("En rad för varje område, till exempel: Krokom; 900; Östersund, Krokom"),
    )  # fmt: skip

    def clean_stations(self) -> str:
        """Stations that can be read."""
        text = str(self.cleaned_data["stations"])
        read_stations(text)
        return text

    def clean_areas(self) -> str:
        """Areas whose stations are there."""
        text = str(self.cleaned_data["areas"])
        if "stations" in self.cleaned_data:
            read_areas(text, read_stations(self.cleaned_data["stations"]))
        return text

    def clean(self) -> dict[str, Any]:
        """The three belong together."""
        told: dict[str, Any] = super().clean() or self.cleaned_data
        given = [name for name in READINESS if told.get(name) not in (None, "")]
        if given and not self.errors:
            for name in (one for one in READINESS if one not in given):
                self.add_error(name, _("Beredskapen räknas när alla tre är ifyllda."))
        return told
