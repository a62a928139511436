"""The form by which somebody wishes for the month's report."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from skjuts.apps.insight.forms.billing import Options
from skjuts.web.fields import CheckboxesField, PageForm, SelectField

WHEN_SETTLED = ""
LATEST_DAY = 28


class ReportForm(PageForm):
    """Which figures, and when."""

    figures = CheckboxesField(label=_("Siffror i rapporten"))
    day = SelectField(
        label=_("När den ska komma"),
        hint=_("Rapporten gäller den senaste månad vars fakturor alla har kommit."),
        required=False, width="m",
    )  # fmt: skip

    def __init__(self, *args: Any, figures: Options, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        days = [(str(day), _("Den %(day)s i månaden") % {"day": day}) for day in range(1, LATEST_DAY + 1)]
        for name, options in (
            ("figures", figures),
            ("day", [(WHEN_SETTLED, _("Så snart månaden är slutfakturerad")), *days]),
        ):
            field = self.fields[name]
            assert isinstance(field, (forms.ChoiceField, forms.MultipleChoiceField))  # noqa: S101 - declared above
            field.choices = options
