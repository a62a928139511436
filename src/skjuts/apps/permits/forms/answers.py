"""Asking what somebody may ride, and counting what they did."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from skjuts.apps.permits.proposing import LADDER
from skjuts.apps.permits.wording import TRAVEL_MODES
from skjuts.web.fields import DayField, PageForm, SelectField, TextField, WholeNumberField

MODES = [(mode, TRAVEL_MODES[mode]) for mode in LADDER]


class FindRiderForm(PageForm):
    """Who wants to ride."""

    q = TextField(
        label=_("Personnummer, namn eller telefon"),
        hint=_("Sök, och tryck Enter på rätt person."),
        missing=_("Skriv ett nummer eller ett namn."),
    )


class AskForm(PageForm):
    """Which day, and how."""

    dag = DayField(label=_("Dag"), hint="")
    fardsatt = SelectField(label=_("Färdsätt"), choices=MODES)


class CountForm(PageForm):
    """Trips that were booked on a permit."""

    trips = WholeNumberField(label=_("Antal enkelresor"), width="xs", min_value=1, max_value=20)
