"""What the tender tester is asked with."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from skjuts.apps.insight.facts.replan_inputs import TenderInputs
from skjuts.apps.insight.scenarios.forms.replanned_days import KINDS, ReplannedDaysForm
from skjuts.web.fields import SelectField, TickField, WholeNumberField

MOST_PER_HOUR_KR = 5_000
MOST_RESPONSE_MIN = 240


class TenderForm(ReplannedDaysForm):
    """The demands that bidders would read."""

    kept = TenderInputs
    exclusive_kind = SelectField(
        label=_("Fordon som bara kör för oss"),
        hint=_(
            "De betalas för hela passet, använda eller inte. De som redan har garanterad tid behåller sin."
        ),
        choices=KINDS,
        required=False,
        empty=_("Inget sådant krav"),
    )
    exclusive_per_hour_kr = WholeNumberField(
        label=_("Pris för en sådan timme"),
        suffix=_("kronor"),
        required=False,
        min_value=0,
        max_value=MOST_PER_HOUR_KR,
    )
    forbids_waiting = TickField(
        label=_("Inget fordon väntar vid besöket; hemresan beställs för sig"), required=False
    )
    response_min = WholeNumberField(
        label=_("Den som är klar hämtas inom"),
        hint=_("Lämna tomt om det inte är ett krav."),
        suffix=_("minuter"),
        required=False,
        min_value=0,
        max_value=MOST_RESPONSE_MIN,
    )
    qualification = SelectField(
        label=_("Fordonsklass eller utrustning"),
        choices=[
            ("oxygen", _("Fäste för syrgas")),
            ("stair_climber", _("Trappklättrare")),
            ("child_seat", _("Barnstol")),
        ],
        required=False,
        empty=_("Inget sådant krav"),
    )
    category = SelectField(
        label=_("För vilka resenärer klassen krävs"),
        choices=[
            ("dialysis", _("Dialys")),
            ("hospital", _("Sjukhusbesök")),
            ("primary_care", _("Primärvård")),
            ("far_hospital", _("Vård utanför länet")),
            ("ward", _("Till och från avdelning")),
            ("paratransit", _("Färdtjänst")),
        ],
        required=False,
        empty=_("Alla"),
    )
    splits_areas = TickField(
        label=_("Varje fordon kör bara dem som bor i det område där fordonet står"), required=False
    )

    def clean(self) -> dict[str, Any]:
        """At least one demand, and a price for the one that has a price."""
        told = super().clean() or {}
        if told.get("exclusive_kind") and told.get("exclusive_per_hour_kr") is None:
            self.add_error("exclusive_per_hour_kr", _("Skriv vad en timme kostar."))
        demands = ("exclusive_kind", "forbids_waiting", "qualification", "splits_areas")
        if told.get("response_min") is None and not any(told.get(one) for one in demands):
            self.add_error("exclusive_kind", _("Välj minst ett krav."))
        return told
