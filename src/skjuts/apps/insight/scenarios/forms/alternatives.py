"""What alternatives for assessment and booking are asked with: kronor where there are any, and calls."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping

import msgspec
from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from skjuts.apps.insight.scenarios.inputs import Given, ScenarioForm
from skjuts.web.fields import DayField, IntervalField, SelectField, WholeNumberField

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
"""What an alternative costs and takes: label and unit."""
DESCRIBED = "described"
ROLES = {"assessment": _("Vem bedömer"), "booking": _("Vem tar emot beställningar")}
OPERATORS = (
    (DESCRIBED, _("som utredningen 2019 beskriver")),
    ("own", _("egen regi")),
    ("procured", _("upphandlat")),
    ("partner", _("samarbete med en annan region")),
)
GROUP_TITLES = {1: _("Alternativ 1"), 2: _("Alternativ 2"), 3: _("Alternativ 3")}


class AlternativesInputs(msgspec.Struct, frozen=True):
    """Amounts of each alternative in the description's order, as `a1_staff`; None is not known.

    `roles` says who does what where an alternative is to be another than the described one, as
    `a1_booking`: own, procured or partner.
    """

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
    roles: dict[str, str] = {}

    def __getattr__(self, name: str) -> Given | str | None:
        """An amount or a role of an alternative by its field's name."""
        if is_of_one(name, MONEY):
            return self.amounts.get(name)
        if is_of_one(name, ROLES):
            return self.roles.get(name, DESCRIBED)
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
        *(
            (GROUP_TITLES[number], tuple(f"a{number}_{name}" for name in (*ROLES, *MONEY)))
            for number in NUMBERS
        ),
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

    def read_inputs(self) -> AlternativesInputs:
        """The inputs, the alternatives' amounts in a mapping of their own."""
        told = self.read_told()
        amounts = {name: told.pop(name) for name in list(told) if is_of_one(name, MONEY)}
        roles = {name: told.pop(name) for name in list(told) if is_of_one(name, ROLES)}
        given = {name: one for name, one in amounts.items() if one is not None}
        changed = {name: one for name, one in roles.items() if one != DESCRIBED}
        return msgspec.convert({**told, "amounts": given, "roles": changed}, AlternativesInputs)


def is_of_one(name: str, of: Collection[str]) -> bool:
    """Whether a field is one of these of an alternative, as `a1_staff`."""
    head, _line, rest = name.partition("_")
    return head in {f"a{number}" for number in NUMBERS} and rest in of


def _declare_fields() -> Mapping[str, forms.Field]:
    found: dict[str, forms.Field] = {}
    for number in NUMBERS:
        for name, label in ROLES.items():
            whole = format_lazy("{}: {}", GROUP_TITLES[number], label)
            found[f"a{number}_{name}"] = SelectField(label=whole, choices=OPERATORS, initial=DESCRIBED)
        for name, (label, unit) in MONEY.items():
            whole = format_lazy("{}: {}", GROUP_TITLES[number], label)
            field = IntervalField(label=whole, suffix=unit, least=0)
            found[f"a{number}_{name}"] = field
    return found


AlternativesForm.base_fields = {**AlternativesForm.base_fields, **_declare_fields()}
AlternativesForm.declared_fields = AlternativesForm.base_fields
