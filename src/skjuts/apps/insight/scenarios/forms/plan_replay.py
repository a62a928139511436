"""What a plan replay is asked with."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from skjuts.apps.insight.facts.replan_inputs import PlanReplayInputs
from skjuts.apps.insight.scenarios.forms.replanned_days import ReplannedDaysForm, whole
from skjuts.web.fields import SelectField, TickField, WholeNumberField

AN_HOUR_MIN = 60
MOST_VEHICLES = 50
MOST_PERCENT = 300
NOTHING = _("Ändra något, eller kryssa för priset på sena besked.")
VEHICLES, PERCENT = _("fordon"), _("procent")


class PlanReplayForm(ReplannedDaysForm):
    """What is otherwise than it was."""

    kept = PlanReplayInputs
    flexible_min = whole(
        _("Besök får flyttas med högst"),
        _("minuter"),
        (0, AN_HOUR_MIN),
        _("Tidigare eller senare, som planen vill. Mer än en timme är ett annat besök."),
    )
    wave_min = SelectField(
        label=_("Samla besökstider"),
        choices=[
            ("0", _("som de var")),
            ("15", _("på kvartar")),
            ("30", _("på halvtimmar")),
            ("60", _("på hela timmar")),
        ],
        initial="0",
        empty=None,
    )
    late_min = WholeNumberField(
        label=_("Försening som får planeras in"),
        hint=_("Lämna tomt för vad som gällde den dagen. Varje minut kostar som den gjorde."),
        suffix=_("minuter"),
        required=False,
        min_value=0,
        max_value=AN_HOUR_MIN,
    )
    detour_percent = whole(
        _("Längre eller kortare omväg i samåkning"), PERCENT, (-100, MOST_PERCENT), _("−100 är ingen omväg.")
    )
    seated = whole(
        _("Fler eller färre personbilar"),
        VEHICLES,
        (-MOST_VEHICLES, MOST_VEHICLES),
        _("Fler är kopior av dem som finns, med samma avtal och tider."),
    )
    wheelchair = whole(_("Fler eller färre fordon för rullstol"), VEHICLES, (-MOST_VEHICLES, MOST_VEHICLES))
    stretcher = whole(_("Fler eller färre fordon för bår"), VEHICLES, (-MOST_VEHICLES, MOST_VEHICLES))
    start_percent = whole(_("Startpriser i alla avtal"), PERCENT, (-100, MOST_PERCENT))
    km_percent = whole(_("Kilometerpriser i alla avtal"), PERCENT, (-100, MOST_PERCENT))
    time_percent = whole(_("Tid- och väntepriser i alla avtal"), PERCENT, (-100, MOST_PERCENT))
    guarantee_percent = whole(_("Pris för garanterad tid i alla avtal"), PERCENT, (-100, MOST_PERCENT))
    prices_lateness = TickField(
        label=_("Räkna ut vad det kostar att beställningar kommer sent"), required=False
    )

    def clean(self) -> dict[str, Any]:
        """Something must be otherwise, or there is nothing to compare."""
        told = super().clean() or {}
        if not self.errors:
            inputs = self.read_inputs()
            if isinstance(inputs, PlanReplayInputs) and not (inputs.has_changes or inputs.prices_lateness):
                self.add_error("flexible_min", NOTHING)
        return told
