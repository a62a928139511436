"""What the hours of a manned desk are asked with."""

from __future__ import annotations

import datetime as dt

import msgspec
from django import forms
from django.utils.translation import gettext_lazy as _

from skjuts.apps.insight.scenarios.inputs import Given, ScenarioForm
from skjuts.web.fields import ClockField, IntervalField, TextField, TickField

HOURS_A_DAY = 24
SOURCE = "Region Jämtland Härjedalen, återrapportering av flygtransporter (2026)"


class DeskHoursInputs(msgspec.Struct, frozen=True):
    """Clock times as HH:MM, per cent, bookings a year, kronor. `hourly` are 24 numbers, or none."""

    start: str
    end: str
    share_percent: Given
    longer_end: str
    longer_percent: Given
    decided_end: str
    bookings: Given | None = None
    hour_kr: Given | None = None
    saving_kr: Given | None = None
    saving_end: str | None = None
    without_flights: bool = False
    hourly: str = ""
    worth_kr: Given | None = None


class DeskHoursForm(ScenarioForm):
    """Opening hours as they are, as they were proposed and as they were decided."""

    kept = DeskHoursInputs
    groups = (
        (_("I dag"), ("start", "end", "share_percent")),
        (_("Längre öppet"), ("longer_end", "longer_percent", "decided_end", "bookings")),
        (_("Pengar"), ("hour_kr", "saving_kr", "saving_end", "without_flights")),
        (_("När larmen kommer"), ("hourly", "worth_kr")),
    )
    start = ClockField(label=_("Bemannat från"), initial=dt.time(7, 30))
    end = ClockField(label=_("Bemannat till"), initial=dt.time(16, 30))
    share_percent = IntervalField(
        label=_("Andel av dygnets larm"),
        suffix=_("procent"),
        least=0,
        most=100,
        required=True,
        initial=(43, 43, SOURCE),
    )
    longer_end = ClockField(label=_("Föreslagen sluttid"), initial=dt.time(22, 0))
    longer_percent = IntervalField(
        label=_("Andel av dygnets larm med den sluttiden"),
        suffix=_("procent"),
        least=0,
        most=100,
        required=True,
        initial=(78, 78, SOURCE),
    )
    decided_end = ClockField(label=_("Beslutad sluttid"), initial=dt.time(21, 0))
    bookings = IntervalField(
        label=_("Fler beställningar med den föreslagna sluttiden"),
        suffix=_("om året"),
        least=0,
        initial=(80, 80, SOURCE),
    )
    hour_kr = IntervalField(
        label=_("Kostnad för en bemannad timme"), suffix=_("kronor"), least=0,
        hint=_("Lön, sociala avgifter och ersättning för obekväm tid."),
    )  # fmt: skip
    saving_kr = IntervalField(
        label=_("Besparing som har angetts"),
        suffix=_("kronor om året"),
        initial=(2_000_000, 2_000_000, SOURCE + ": upp till omkring, alla fem förslagen"),
    )
    saving_end = ClockField(label=_("Sluttid som besparingen är räknad för"), required=False)
    without_flights = TickField(
        label=_("Besparingen är räknad utan flygambulansens fasta kostnader"), initial=True
    )
    hourly = TextField(
        label=_("Larm per timme ett genomsnittligt dygn"),
        hint=_("24 tal med mellanslag emellan, från kl. 00. Lämna tomt om de inte är kända."),
        required=False,
        max_length=300,
    )
    worth_kr = IntervalField(label=_("Vad det är värt att ett larm möts"), suffix=_("kronor"), least=0)

    def clean_hourly(self) -> str:
        """24 numbers, none of them below nought."""
        text = " ".join(self.cleaned_data["hourly"].split())
        if not text:
            return ""
        try:
            numbers = read_hourly(text)
        except ValueError:
            raise forms.ValidationError(_("Skriv tal med mellanslag emellan.")) from None
        if len(numbers) != HOURS_A_DAY or min(numbers) < 0 or not sum(numbers):
            raise forms.ValidationError(_("Det ska vara 24 tal, inget under noll."))
        return text


def read_hourly(text: str) -> list[float]:
    """The numbers of a line; ValueError when one is none."""
    return [float(one.replace(",", ".")) for one in text.split()]
