"""The form by which rows are ordered out of the ledger."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from skjuts.apps.insight.forms.billing import Options
from skjuts.web.fields import CheckboxesField, DayField, LongTextField, PageForm, SelectField, TextField

COLUMN_NAMES = {
    "trip": _("Resans pseudonym"),
    "month": _("Resans månad"),
    "patient": _("Resenärens pseudonym"),
    "age_band": _("Åldersgrupp"),
    "area": _("Hemkommunens kod"),
    "travel_mode": _("Färdsätt"),
    "category": _("Varför resan gjordes"),
    "ledger": _("Ordinarie budget eller asylboende"),
    "payer": _("Vem som betalar till slut"),
    "contract": _("Avtal"),
    "km": _("Resenärens väg i kilometer"),
    "vehicle_km": _("Resenärens del av fordonets väg i kilometer"),
    "run": _("Den samordnade turens pseudonym"),
    "permit": _("Tillståndets pseudonym"),
    "invoice": _("Fakturans pseudonym"),
    "invoiced_month": _("Månaden då resan fakturerades"),
    "amount_ore": _("Pris i öre utan moms"),
    "vehicle": _("Fordonets pseudonym"),
}
"""What each column that may leave holds; the file's headings are the keys."""


def list_columns(names: Iterable[str]) -> list[tuple[str, str]]:
    """Columns to choose among: what each holds, and its heading in the file."""
    return [(name, f"{COLUMN_NAMES[name]} ({name})") for name in names]


class ExtractForm(PageForm):
    """What for, for whom, until when, and which."""

    purpose = LongTextField(label=_("Ändamål"), hint=_("Vad raderna ska användas till."), rows=2, limit=300)
    recipient = TextField(
        label=_("Mottagare"), hint=_("Roll eller verksamhet, inte en persons namn."), max_length=120
    )
    erase_on = DayField(label=_("Ska vara gallrat"), hint=_("Inom två år."))
    first = SelectField(label=_("Från och med månad"), empty=None, width="m")
    last = SelectField(label=_("Till och med månad"), empty=None, width="m")
    columns = CheckboxesField(label=_("Kolumner"), hint=_("Ta bara med det som ändamålet behöver."))

    def __init__(self, *args: Any, months: Options, columns: Options, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, options in (("first", months), ("last", months), ("columns", columns)):
            field = self.fields[name]
            assert isinstance(field, (forms.ChoiceField, forms.MultipleChoiceField))  # noqa: S101 - declared above
            field.choices = options
