"""Forms by which open data is prepared and taken back."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from skjuts.apps.insight.forms.billing import Options
from skjuts.web.fields import DayField, LongTextField, PageForm, SelectField, TextField


class PrepareForm(PageForm):
    """A version of a data set."""

    title = TextField(
        label=_("Datamängdens namn"),
        hint=_("Samma namn en gång till blir nästa version, på samma adress."),
        max_length=120,
    )
    about = LongTextField(
        label=_("Vad den innehåller, för den som inte känner verksamheten"), rows=4, limit=2000
    )
    first = SelectField(label=_("Från och med månad"), empty=None, width="m")
    last = SelectField(label=_("Till och med månad"), empty=None, width="m")
    free_on = DayField(
        label=_("Första dag som den får läsas"),
        hint=_("Före den dagen syns ingenting utanför huset, inte ens efter publiceringen."),
    )

    def __init__(self, *args: Any, months: Options, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("first", "last"):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
            field.choices = months


class WithdrawForm(PageForm):
    """Why a publication is taken back."""

    reason = LongTextField(label=_("Varför den dras tillbaka"), rows=3, limit=2000)
