"""What a scheduled line for patients is asked with, beside last year's trips."""

from __future__ import annotations

import datetime as dt

import msgspec
from django import forms
from django.utils.translation import gettext_lazy as _

from skjuts.apps.insight.scenarios.inputs import Given, ScenarioForm
from skjuts.web.fields import ClockField, IntervalField, SelectField, TextField, WholeNumberField
from skjuts.web.municipalities import name_municipality

COUNTY = ("2303", "2305", "2309", "2313", "2321", "2326", "2361")
"""The municipalities that a line to the county's hospital can come from."""
MOST_STOPS = 8


class LineInputs(msgspec.Struct, frozen=True):
    """The road by its municipality's code, stops in kilometres from the hospital, clock times as HH:MM."""

    area: str
    stops_km: str
    leaves: str
    returns: str
    capacity: int
    run_kr: Given
    most_to_stop_km: int
    most_wait_minutes: int
    speed_kmh: Given


class LineForm(ScenarioForm):
    """A bus in from a municipality in the morning and home in the afternoon, on weekdays."""

    kept = LineInputs
    area = SelectField(label=_("Från kommunen"), choices=[(code, name_municipality(code)) for code in COUNTY])
    stops_km = TextField(
        label=_("Hållplatser, kilometer från sjukhuset"),
        hint=_("Längst bort först, till exempel 120 80 40."),
        max_length=60,
        initial="120 80 40",
    )
    leaves = ClockField(label=_("Avgår från den första hållplatsen"), initial=dt.time(7, 0))
    returns = ClockField(label=_("Avgår från sjukhuset"), initial=dt.time(15, 0))
    capacity = WholeNumberField(label=_("Platser"), initial=16, min_value=1, max_value=80)
    run_kr = IntervalField(
        label=_("En tur kostar"), suffix=_("kronor"), least=0, required=True, initial=(3000, 4500, "")
    )
    most_to_stop_km = WholeNumberField(
        label=_("Längst till en hållplats"), suffix=_("kilometer"), initial=10, min_value=0, max_value=60
    )
    most_wait_minutes = WholeNumberField(
        label=_("Längsta väntan vid sjukhuset"), suffix=_("minuter"), initial=90, min_value=0, max_value=300
    )
    speed_kmh = IntervalField(
        label=_("Fart i medeltal"), suffix=_("kilometer i timmen"), least=20, most=110, required=True,
        initial=(65, 75, ""),
    )  # fmt: skip

    def clean_stops_km(self) -> str:
        """Whole kilometres, farthest first."""
        try:
            stops = read_stops(self.cleaned_data["stops_km"])
        except ValueError:
            raise forms.ValidationError(_("Skriv hela kilometer med mellanslag emellan.")) from None
        if not stops or len(stops) > MOST_STOPS or stops != sorted(set(stops), reverse=True) or stops[-1] < 1:
            raise forms.ValidationError(_("Skriv en till åtta hållplatser, längst bort först."))
        return " ".join(map(str, stops))


def read_stops(text: str) -> list[int]:
    """The kilometres of a line of text; ValueError when one is no whole number."""
    return [int(one) for one in text.replace(",", " ").replace(";", " ").split()]
