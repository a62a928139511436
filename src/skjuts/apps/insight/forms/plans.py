"""Forms by which a plan is opened, read in, and told about."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from skjuts.apps.insight.models import PackageFollowUp, PlanSheet
from skjuts.apps.registry.forms.staff import SheetField
from skjuts.core.followup.plans import StatementKind
from skjuts.web.fields import DayField, LongTextField, PageForm, RadioField, SelectField, TextField
from skjuts.web.fields import WholeNumberField as NumberField

MOST_TEXT = 200_000
KINDS = [
    (StatementKind.AMOUNT.value, _("Nämner ett belopp")),
    (StatementKind.NOT_VALUED.value, _("Effekten går inte att värdera")),
    (StatementKind.TOO_EARLY.value, _("Det är för tidigt att värdera effekten")),
    (StatementKind.NOTHING_REMAINS.value, _("Inget återstår att göra")),
    (StatementKind.BELOW_PLAN.value, _("Effekten är mindre än planerad")),
    (StatementKind.INCOME.value, _("Paketet är intäkter")),
    (StatementKind.EXCLUDES.value, _("En grupp är borträknad")),
    (StatementKind.INCLUDES.value, _("Effekten ligger delvis i ett annat paket")),
]
NEEDS = {
    StatementKind.AMOUNT.value: ("about", "amount", "unit"),
    StatementKind.EXCLUDES.value: ("group",),
    StatementKind.INCLUDES.value: ("included",),
}
"""Fields that a kind cannot be without."""


class OpenPlanForm(PageForm):
    """A new plan."""

    title = TextField(label=_("Planens namn"), max_length=200)
    about = LongTextField(label=_("Vad planen gäller"), rows=3, limit=2000, required=False)


class ReadSheetForm(PageForm):
    """A table of the plan: its head, and its cells from a file or pasted."""

    replaces = SelectField(label=_("Ny tabell, eller en ny läsning av en som finns"), required=False)
    title = TextField(
        label=_("Tabellens namn"), hint=_("Till exempel Plan 2026 eller Bokslut 2027."), max_length=200
    )
    year = NumberField(
        label=_("År"),
        hint=_("För en plan: när den beslutades. För ett utfall: det sista året i den."),
        min_value=1900,
        max_value=2200,
    )
    unit = RadioField(label=_("Beloppen står i"), choices=PlanSheet.Unit.choices)
    blank = RadioField(label=_("En tom cell betyder"), choices=PlanSheet.Blank.choices)
    source = TextField(
        label=_("Källa"), hint=_("Dokument, diarienummer och sida eller avsnitt."), max_length=400
    )
    population = TextField(
        label=_("Vilka som räknas"),
        hint=_("Bara om tabellen själv säger det, till exempel utan dialysresor."),
        required=False,
        max_length=400,
    )
    file = SheetField(label=_("Fil"), hint=_("CSV eller Excel (.xlsx), högst 8 MB."), required=False)
    text = LongTextField(
        label=_("Eller klistra in tabellen"),
        hint=_(
            "Första raden börjar med Nr och Paket, sedan rubriker som Effekt 2026, Plan 2026, Utfall 2026, "
            "Ackumulerad plan 2024-2026 eller Plan framåt. Summaraden har Summa i första cellen."
        ),
        rows=10,
        limit=MOST_TEXT,
        required=False,
    )

    def __init__(self, *args: Any, sheets: Sequence[PlanSheet] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["replaces"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [("", _("Ny tabell")), *((one.key, one.title) for one in sheets)]


class StatementForm(PageForm):
    """What a sentence of the text says."""

    kind = SelectField(label=_("Vad meningen säger"), choices=KINDS)
    packages = TextField(label=_("Paketens nummer"), hint=_("Med komma emellan, till exempel 2, 15."))
    page = TextField(label=_("Sida eller avsnitt"), max_length=100)
    quote = LongTextField(label=_("Orden i texten"), rows=3, limit=1000)
    about = RadioField(
        label=_("Beloppet gäller"),
        choices=[("outcome", _("utfallet")), ("plan", _("planen"))],
        required=False,
    )
    year = NumberField(label=_("Året"), required=False, min_value=1900, max_value=2200)
    amount = TextField(
        label=_("Beloppet"),
        hint=_("Som det står: 5 eller 10-12, i samma enhet som tabellen."),
        required=False,
        max_length=40,
        width="s",
    )
    unit = SelectField(
        label=_("Enhet"), choices=PlanSheet.Unit.choices, required=False, empty=None, width="s"
    )
    scope = TextField(label=_("Om beloppet bara gäller en del: vilken"), required=False, max_length=200)

    group = TextField(label=_("Gruppen som är borträknad"), required=False, max_length=200)
    included = TextField(label=_("Det andra paketets nummer"), required=False, max_length=20, width="s")

    def clean(self) -> dict[str, Any]:
        """A statement about an amount has one."""
        told = super().clean() or {}
        for name in NEEDS.get(told.get("kind", ""), ()):
            if not told.get(name):
                self.add_error(name, _("Fyll i fältet: det behövs för det som meningen säger."))
        return told

    @property
    def entry(self) -> dict[str, Any]:
        """The statement in the plan's written form."""
        told = self.cleaned_data
        packages = [one.strip() for one in told["packages"].split(",") if one.strip()]
        entry = {"kind": told["kind"], "packages": packages, "page": told["page"], "quote": told["quote"]}
        if told["kind"] == StatementKind.AMOUNT.value:
            entry |= {name: told[name] for name in ("about", "amount", "unit", "scope") if told[name]}
            entry |= {"year": told["year"]} if told["year"] else {}
        extra = [name for name in ("group", "included") if name in NEEDS.get(told["kind"], ())]
        return entry | {name: told[name] for name in extra}


class FollowUpForm(PageForm):
    """Who answers for a package's benefit, and what has been found of it."""

    owner = TextField(
        label=_("Nyttoägare"), hint=_("Den roll eller enhet som svarar för att effekten kommer."),
        required=False, max_length=200,
    )  # fmt: skip
    metric = TextField(
        label=_("Hur effekten mäts"), hint=_("Till exempel kostnad per resa, utan dialys."),
        required=False, max_length=400,
    )  # fmt: skip
    next_review = DayField(label=_("Nästa uppföljning"), required=False)
    amount = TextField(
        label=_("Utfall"),
        hint=_("Lämna tomt om inget har mätts. Negativt tal om kostnaden steg."),
        required=False,
        max_length=20,
        width="s",
    )
    method = TextField(label=_("Metod"), required=False, max_length=400)
    evidence = SelectField(
        label=_("Hur säkert det är"), choices=PackageFollowUp.Evidence.choices, required=False, empty=_("–")
    )
