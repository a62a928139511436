"""What every question about past days is asked with: which days, how carefully, how many a year."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from skjuts.apps.insight.scenarios.inputs import ScenarioForm
from skjuts.web.fields import SelectField, WholeNumberField

MOST_DAYS = 20
MOST_A_YEAR = 366
KINDS = (
    ("seated", _("Personbilar")),
    ("wheelchair", _("Fordon för rullstol")),
    ("stretcher", _("Fordon för bår")),
)


class ReplannedDaysForm(ScenarioForm):
    """The days; a kind adds what is tried on them."""

    days = WholeNumberField(
        label=_("Antal dagar"),
        hint=_("De första av dagarna som finns. Med minst fem dagar får skillnaden ett intervall."),
        suffix=_("dagar"),
        initial=5,
        min_value=1,
        max_value=MOST_DAYS,
    )
    care = SelectField(
        label=_("Hur noga varje dag planeras"),
        choices=[
            ("quick", _("Snabbt: en första fingervisning")),
            ("usual", _("Som till vardags")),
            ("thorough", _("Noga: fem gånger så lång tid")),
        ],
        initial="usual",
        empty=None,
    )
    days_a_year = WholeNumberField(
        label=_("Dagar om året som liknar de här"),
        hint=_("Skillnaden per dag räknas upp till ett år med dem."),
        suffix=_("dagar"),
        initial=250,
        min_value=1,
        max_value=MOST_A_YEAR,
    )


def whole(label: Any, suffix: Any, ends: tuple[int, int], hint: Any = "") -> WholeNumberField:
    """A whole number that leaves the thing as it was when it is nought."""
    return WholeNumberField(
        label=label, suffix=suffix, hint=hint, initial=0, min_value=ends[0], max_value=ends[1]
    )
