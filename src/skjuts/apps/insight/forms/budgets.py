"""Forms by which a controller enters a year's budget, and contracts' index terms."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from skjuts.apps.insight.facts.budget_rows import MOST_KRONOR
from skjuts.apps.insight.models import Budget
from skjuts.apps.registry.forms.staff import SheetField
from skjuts.web.fields import LongTextField, PageForm, RadioField, TextField
from skjuts.web.fields import WholeNumberField as NumberField

MOST_TEXT = 400_000


class BudgetForm(PageForm):
    """A year of one ledger: month by month out of a file or text, or one amount for the whole year."""

    year = NumberField(label=_("År"), min_value=2000, max_value=2190)
    ledger = RadioField(label=_("Vilken budget"), choices=Budget.Ledger.choices)
    whole = NumberField(
        label=_("Hela årets budget i kronor"),
        hint=_("Delas lika på månaderna. Lämna tomt om månaderna står i en fil eller i rutan nedan."),
        required=False,
        min_value=0,
        max_value=MOST_KRONOR,
    )
    file = SheetField(label=_("Fil"), hint=_("CSV eller Excel (.xlsx), högst 8 MB."), required=False)
    text = LongTextField(
        label=_("Eller klistra in månaderna"),
        hint=_("En rad per månad med belopp i kronor, till exempel 2026-01; 2 750 000."),
        rows=12,
        limit=MOST_TEXT,
        required=False,
    )
    source = TextField(label=_("Källa"), hint=_("Beslutet, med diarienummer eller datum."), max_length=400)


class IndexTermsForm(PageForm):
    """Clauses and series, from files' text."""

    clauses = LongTextField(
        label=_("Avtalens klausuler"),
        hint=_(
            "En rad per avtal: avtal; basmånad; första trafikmånad; eftersläpning i månader; "
            "månader då priset justeras; fast andel i procent; korg med serie och vikt. Till exempel: "
            "Taxi öst; 2024-07; 2025-01; 3; 1, 4, 7, 10; 0; arbetskraft 62, drivmedel 15, fordon 23."
        ),
        rows=6,
        limit=MOST_TEXT,
    )
    series = LongTextField(
        label=_("Serierna"),
        hint=_(
            "En rad per värde: serie; månad; värde; dag då det publicerades; källa. En rättelse är en rad "
            "till med senare dag."
        ),
        rows=10,
        limit=MOST_TEXT,
    )
    source = TextField(label=_("Källa"), hint=_("Avtalen, och varifrån serierna är hämtade."), max_length=400)
