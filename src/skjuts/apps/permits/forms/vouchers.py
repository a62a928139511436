"""Paper for the hours when nothing works: how many to print, and what a used slip says."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from skjuts.apps.permits import wording
from skjuts.apps.permits.forms.certificates import ASKED_MODES, LONGEST_PLACE
from skjuts.web.fields import ClockField, DayField, PageForm, SelectField, TextField, WholeNumberField

MOST_PRINTED = 60
LONGEST_CODE = 40


class PrintForm(PageForm):
    """A batch for the unit's drawer."""

    count = WholeNumberField(
        label=_("Antal biljetter"), hint=_("Tre på varje ark."), min_value=1, max_value=MOST_PRINTED
    )
    valid_to = DayField(label=_("Gäller till och med"))


class EnterForm(PageForm):
    """What the slip says."""

    code = TextField(
        label=_("Biljettens kod"),
        hint=_("Tio tecken. Stora och små bokstäver är detsamma."),
        max_length=LONGEST_CODE,
        width="s",
        missing=_("Skriv biljettens kod."),
    )
    patient = TextField(
        label=_("Patientens nummer"),
        hint=_("Personnummer, samordningsnummer, reservnummer eller LMA-kort."),
        max_length=LONGEST_CODE,
        width="s",
        missing=_("Skriv patientens nummer."),
    )
    ridden_at = DayField(label=_("Resans dag"))
    clock = ClockField(label=_("Klockslag"))
    travel_mode = SelectField(
        label=_("Färdsätt"), choices=[(mode, wording.TRAVEL_MODES[mode]) for mode in ASKED_MODES]
    )
    from_place = TextField(label=_("Från"), max_length=LONGEST_PLACE, required=False)
    to_place = TextField(label=_("Till"), max_length=LONGEST_PLACE, required=False)

    @property
    def moment(self) -> dt.datetime:
        """When the ride took place; the form is valid."""
        day, clock = self.cleaned_data["ridden_at"], self.cleaned_data["clock"]
        return timezone.make_aware(dt.datetime.combine(day, clock))
