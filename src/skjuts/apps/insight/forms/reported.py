"""The form that reads a change as a report prints it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _

from skjuts.web.fields import PageForm, RadioField, TextField

if TYPE_CHECKING:
    from skjuts.core.followup.evaluation import PrintedFigure, ReportedChange

_PRINTED = re.compile(r"(?P<sign>[+\-\u2212\u2013]?)\s*(?P<whole>\d{1,6})(?:[,.](?P<part>\d{1,3}))?\s*%?")
MINUS_SIGNS = frozenset("-\u2212\u2013")


class PrintedField(TextField):
    """A number as it stands in print: its decimals say how far it was rounded."""

    def __init__(self, **kwargs: object) -> None:
        super().__init__(max_length=14, width="s", **kwargs)  # type: ignore[arg-type]

    def clean(self, value: object) -> PrintedFigure:
        """The number with its decimals."""
        from skjuts.core.followup.evaluation import PrintedFigure

        text = super().clean(value)
        match = _PRINTED.fullmatch(text.strip())
        if match is None:
            raise forms.ValidationError(_("Skriv talet som det står, till exempel −11 eller −2,0."))
        part = match["part"] or ""
        size = float(f"{match['whole']}.{part or 0}")
        return PrintedFigure(-size if match["sign"] in MINUS_SIGNS else size, len(part))


class ReportedForm(PageForm):
    """A pair of printed changes, what they came to in money, and which trips they are about."""

    resor = PrintedField(label=_("Antalet resor ändrades med, procent"))
    kostnad = PrintedField(label=_("Kostnaden ändrades med, procent"))
    belopp = PrintedField(label=_("Kostnaden ändrades med, Mkr"))
    dialys = RadioField(
        label=_("Dialysresor"),
        choices=[("without", _("Är inte med")), ("with", _("Är med"))],
    )
    asyl = RadioField(
        label=_("Asylboendens resor"),
        choices=[("without", _("Är inte med")), ("with", _("Är med"))],
    )

    @property
    def change(self) -> ReportedChange:
        """What the report says."""
        from skjuts.core.followup.evaluation import ReportedChange
        from skjuts.core.followup.population import Choice, Population

        told = self.cleaned_data
        population = Population(Choice(told["dialys"]), Choice(told["asyl"]))
        return ReportedChange(told["resor"], told["kostnad"], told["belopp"], "Mkr", population.label())
