"""Forms of invoice control: what was done about a finding, a sample to draw, and a line to judge."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from skjuts.apps.insight.facts.plan_rows import read_amount
from skjuts.apps.insight.models import FindingMark
from skjuts.core.kernel.errors import InvalidField
from skjuts.web.fields import LongTextField, PageForm, RadioField, SelectField, TextField
from skjuts.web.fields import WholeNumberField as NumberField

type Options = Sequence[tuple[str, str]]
MOST_DRAWN = 400
USUAL_DRAWN = 40


class KronorField(TextField):
    """An amount in kronor, read into öre; empty is None."""

    def clean(self, value: Any) -> Any:
        """Read the amount."""
        text = super().clean(value)
        if not text:
            return None
        try:
            return read_amount(text, "kr")
        except InvalidField as refusal:
            raise forms.ValidationError(
                _("Beloppet går inte att läsa. Skriv till exempel 350,50.")
            ) from refusal


class MarkForm(PageForm):
    """What was done about a finding."""

    state = RadioField(label=_("Hur långt har frågan kommit?"), choices=FindingMark.State.choices)
    agreed = KronorField(
        label=_("Belopp som kom tillbaka, i kronor"),
        hint=_("Bara när frågan är avslutad. Skriv 0 om raderna stämde."),
        required=False, max_length=20, width="s",
    )  # fmt: skip
    note = LongTextField(
        label=_("Anteckning"),
        hint=_("Vad som frågades eller svarades, utan namn och personnummer."),
        rows=3, limit=4000, required=False,
    )  # fmt: skip


class DrawForm(PageForm):
    """Lines to draw."""

    month = SelectField(label=_("Månad"), empty=None, width="m")
    contract = SelectField(label=_("Avtal"), required=False, empty=_("Alla avtal"), width="m")
    wanted = NumberField(
        label=_("Ungefär hur många rader"),
        hint=_("Varje beloppsklass får minst två rader, så det kan bli några fler."),
        min_value=4, max_value=MOST_DRAWN, initial=USUAL_DRAWN,
    )  # fmt: skip

    def __init__(self, *args: Any, months: Options, contracts: Options, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, options in (("month", months), ("contract", [("", _("Alla avtal")), *contracts])):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
            field.choices = options


class JudgeForm(PageForm):
    """A drawn line judged."""

    error = KronorField(
        label=_("Belopp som inte skulle ha betalats, i kronor"),
        hint=_("0 om raden stämmer, hela beloppet om resan aldrig gjordes."),
        max_length=20, width="s",
    )  # fmt: skip
    note = LongTextField(
        label=_("Vad som är fel"),
        hint=_("Behövs när något är fel. Utan namn och personnummer."),
        rows=3, limit=4000, required=False,
    )  # fmt: skip
