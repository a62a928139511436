"""What alternatives for assessment and booking are asked with: kronor where there are any, and calls."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import msgspec
from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from skjuts.apps.insight.scenarios.inputs import Given, ScenarioForm
from skjuts.core.kernel.errors import InvalidInput
from skjuts.web.fields import DayField, IntervalField, LongTextField, WholeNumberField

NUMBERS = (1, 2, 3)
MONEY = {
    "staff": (_("Personal"), _("tusen kronor om året")),
    "it": (_("It-stöd"), _("tusen kronor om året")),
    "premises": (_("Lokaler"), _("tusen kronor om året")),
    "contract": (_("Fast avtalskostnad"), _("tusen kronor om året")),
    "per_contact": (_("Kostnad per samtal eller beställning"), _("kronor")),
    "transition": (_("Övergång, en gång"), _("tusen kronor")),
    "benefits": (_("Nytta"), _("tusen kronor om året")),
    "build_up": (_("Tid att bygga upp"), _("månader")),
    "jobs": (_("Årsarbetare i länet"), _("årsarbetare")),
}
"""What an alternative is described by: label and unit."""
GROUP_TITLES = {1: _("Alternativ 1"), 2: _("Alternativ 2"), 3: _("Alternativ 3")}


class AlternativesInputs(msgspec.Struct, frozen=True):
    """Amounts of each alternative in the description's order, as `a1_staff`; None is not known.

    `description` is TOML of one's own, '' for the one that ships.
    """

    description: str = ""
    decided_on: str | None = None
    today: Given | None = None
    contacts: Given | None = None
    years: int = 5
    rate_percent: Given | None = None
    calls_an_hour: Given | None = None
    call_minutes: Given | None = None
    answered_percent: int = 80
    answer_s: int = 20
    open_hours: int = 14
    amounts: dict[str, Given] = {}

    def __getattr__(self, name: str) -> Given | None:
        """An amount of an alternative by its field's name."""
        if name.startswith("a") and name.partition("_")[2] in MONEY:
            return self.amounts.get(name)
        raise AttributeError(name)


class AlternativesForm(ScenarioForm):
    """The alternatives' amounts, the calls, and the years that are counted."""

    kept = AlternativesInputs
    groups = (
        (_("Räkna på"), ("decided_on", "years", "rate_percent")),
        (_("I dag"), ("today", "contacts")),
        (
            _("Bemanning i telefon"),
            ("calls_an_hour", "call_minutes", "answered_percent", "answer_s", "open_hours"),
        ),
        *((GROUP_TITLES[number], tuple(f"a{number}_{name}" for name in MONEY)) for number in NUMBERS),
        (_("Andra alternativ"), ("description",)),
    )
    decided_on = DayField(label=_("Dag för beslutet"), initial=dt.date(2019, 4, 1), required=False)
    years = WholeNumberField(label=_("År framåt"), suffix=_("år"), initial=5, min_value=1, max_value=30)
    rate_percent = IntervalField(
        label=_("Kalkylränta"), suffix=_("procent"), least=0, most=20, decimals=1, initial=(3, 3, "")
    )
    today = IntervalField(label=_("Vad verksamheten kostar i dag"), suffix=_("tusen kronor om året"), least=0)
    contacts = IntervalField(label=_("Samtal och beställningar"), suffix=_("om året"), least=0)
    calls_an_hour = IntervalField(
        label=_("Samtal i timmen när det är öppet"), suffix=_("samtal"), least=0, most=2000
    )
    call_minutes = IntervalField(
        label=_("Ett samtals längd"), suffix=_("minuter"), least=0.5, most=60, decimals=1, initial=(4, 4, "")
    )
    answered_percent = WholeNumberField(
        label=_("Andel som ska få svar i tid"), suffix=_("procent"), initial=80, min_value=1, max_value=99
    )
    answer_s = WholeNumberField(
        label=_("Svar inom"), suffix=_("sekunder"), initial=20, min_value=0, max_value=3600
    )
    open_hours = WholeNumberField(
        label=_("Öppet"), suffix=_("timmar om dygnet"), initial=14, min_value=1, max_value=24
    )
    description = LongTextField(
        label=_("Egen beskrivning av alternativen"),
        hint=_(
            "TOML i den form som core/followup/alternatives/README.md beskriver. "
            "Tomt: de tre ur utredningen 2019."
        ),
        rows=6,
        limit=20_000,
        required=False,
    )

    def clean_description(self) -> str:
        """A description that can be read, or none."""
        from skjuts.core.followup.alternatives import read_alternatives

        text = self.cleaned_data["description"].strip()
        if text:
            try:
                found = read_alternatives(text.encode())
            except InvalidInput as refusal:
                raise forms.ValidationError(str(refusal)) from None
            if len(found.alternatives) > len(NUMBERS):
                raise forms.ValidationError(_("Högst tre alternativ kan jämföras här."))
        return text

    def read_inputs(self) -> AlternativesInputs:
        """The inputs, the alternatives' amounts in a mapping of their own."""
        told = self.read_told()
        amounts = {name: told.pop(name) for name in list(told) if is_amount(name)}
        given = {name: one for name, one in amounts.items() if one is not None}
        return msgspec.convert({**told, "amounts": given}, AlternativesInputs)


def is_amount(name: str) -> bool:
    """Whether a field is an amount of an alternative."""
    return name[:1] == "a" and name[1:2].isdigit()


def _declare_amounts() -> Mapping[str, IntervalField]:
    found = {}
    for number in NUMBERS:
        for name, (label, unit) in MONEY.items():
            whole = format_lazy("{}: {}", GROUP_TITLES[number], label)
            field = IntervalField(label=whole, suffix=unit, least=0)
            found[f"a{number}_{name}"] = field
    return found


AlternativesForm.base_fields = {**AlternativesForm.base_fields, **_declare_amounts()}
AlternativesForm.declared_fields = AlternativesForm.base_fields
