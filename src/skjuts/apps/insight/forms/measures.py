"""The form by which a measure is described before it starts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from skjuts.core.followup.months import MONTHS_A_YEAR, Month, month
from skjuts.web.fields import LongTextField, PageForm, RadioField, TextField, TickField

if TYPE_CHECKING:
    from skjuts.apps.insight.facts.measures import Question

_POINT = re.compile(r"\s*(?P<year>\d{4})-(?P<month>\d{2})\s*[:;=]\s*(?P<share>\d{1,3})\s*%?\s*")
HUNDRED = 100


class MeasureForm(PageForm):
    """A measure: what is to happen, to whom, from when, and how it will be judged."""

    title = TextField(label=_("Åtgärdens namn"), max_length=200)
    about = LongTextField(label=_("Vad som görs"), rows=3, limit=2000, required=False)
    figure = RadioField(
        label=_("Vad som ska ändras"),
        choices=[
            ("cost", _("Kostnaden per månad")),
            ("trips", _("Antalet resor per månad")),
            ("cost_per_trip", _("Kostnaden per resa")),
        ],
    )
    dialysis = RadioField(
        label=_("Vilka resor"),
        choices=[
            ("without", _("Ordinarie budget utan dialysresor")),
            ("with", _("Ordinarie budget med dialysresor")),
        ],
    )
    ramp = LongTextField(
        label=_("Hur åtgärden införs"),
        hint=_("En rad per brytpunkt: månad och andel berörda, till exempel 2026-03: 0 och 2026-10: 100."),
        rows=4,
        limit=1000,
    )
    has_control = TickField(
        label=_("Dialysresorna är kontroll: de rörs inte av åtgärden men av allt annat"), required=False
    )
    has_trend = TickField(label=_("Räkna med en trend som fanns före"), required=False)
    direction = RadioField(
        label=_("Vad som utlovas"), choices=[("-1", _("En minskning")), ("1", _("En ökning"))]
    )
    percent = TextField(
        label=_("Hur stor, i procent"),
        hint=_("Lämna tomt om ingen storlek är utlovad."),
        required=False,
        max_length=8,
        width="s",
    )

    def clean_ramp(self) -> tuple[tuple[Month, float], ...]:
        """The points as months and shares from 0 to 1."""
        lines = [line for line in self.cleaned_data["ramp"].splitlines() if line.strip()]
        points = []
        for line in lines:
            match = _POINT.fullmatch(line)
            if (
                match is None
                or not 1 <= int(match["month"]) <= MONTHS_A_YEAR
                or int(match["share"]) > HUNDRED
            ):
                raise forms.ValidationError(
                    _("Raden ”%(line)s” förstås inte. Skriv som 2026-03: 50."), params={"line": line[:40]}
                )
            points.append((month(int(match["year"]), int(match["month"])), int(match["share"]) / HUNDRED))
        months = [one for one, _share in points]
        if months != sorted(set(months)) or not points[-1][1]:
            raise forms.ValidationError(
                _("Månaderna ska komma i ordning, och den sista ha en andel över noll.")
            )
        return tuple(points)

    def clean_percent(self) -> float | None:
        """The promised size, without its sign."""
        text = self.cleaned_data["percent"].replace(",", ".").strip().lstrip("-\u2212+").rstrip("% ")
        if not text:
            return None
        try:
            return float(text)
        except ValueError:
            raise forms.ValidationError(_("Skriv ett tal, till exempel 6 eller 2,5.")) from None

    def clean(self) -> dict[str, Any]:
        """What is controlled by dialysis has none of it in itself."""
        told = super().clean() or {}
        if told.get("has_control") and told.get("dialysis") == "with":
            self.add_error("has_control", _("Dialysresorna kan inte vara både med och kontroll."))
        return told

    @property
    def question(self) -> Question:
        """What was agreed."""
        from skjuts.apps.insight.facts.measures import Question
        from skjuts.core.followup.population import Choice

        told = self.cleaned_data
        direction, percent = int(told["direction"]), told["percent"]
        return Question(
            figure=told["figure"],
            dialysis=Choice(told["dialysis"]),
            ramp=told["ramp"],
            has_trend=told["has_trend"],
            has_control=told["has_control"],
            direction=direction,
            percent=None if percent is None else direction * percent,
        )
