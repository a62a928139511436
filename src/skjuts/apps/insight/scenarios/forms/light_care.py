"""What a light-care ambulance is asked with."""

from __future__ import annotations

import msgspec
from django.utils.translation import gettext_lazy as _

from skjuts.apps.insight.scenarios.inputs import Given, ScenarioForm
from skjuts.web.fields import IntervalField


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


class LightCareForm(ScenarioForm):
    """One of the assessment cars made a light-care ambulance, with two ways to man it."""

    kept = LightCareInputs
    groups = (
        (_("Transporterna"), ("transfers", "hours_each", "calls_an_hour")),
        (_("Bilen"), ("manned_hours", "assessments")),
        (_("Sjuksköterska och undersköterska"), ("nurse_percent", "nurse_kr")),
        (_("Två undersköterskor"), ("attendants_percent", "attendants_kr")),
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
        hint=_("Ur beredskapsberäkningen: sämsta och bästa station."),
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
