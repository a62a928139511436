"""What the air-ambulance bill is asked with."""

from __future__ import annotations

import msgspec
from django.utils.translation import gettext_lazy as _

from skjuts.apps.insight.scenarios.inputs import Given, ScenarioForm
from skjuts.web.fields import IntervalField, WholeNumberField


class AirBillInputs(msgspec.Struct, frozen=True):
    """The federation's year and the cut. Millions of kronor, hours, per cent; None is not known."""

    income_mkr: Given | None = None
    federation_hours: Given | None = None
    region_hours: Given | None = None
    cut_hours: Given | None = None
    standby_percent: Given | None = None
    key_percent: Given | None = None
    fixed_percent: Given | None = None
    past_use_percent: Given | None = None
    lag_years: int = 2
    carry_years: int = 0
    years: int = 5


class AirBillForm(ScenarioForm):
    """What the bill takes."""

    kept = AirBillInputs
    income_mkr = IntervalField(
        label=_("Förbundets intäkter ett år"),
        suffix=_("miljoner kronor"),
        least=0,
        hint=_("Alla regioners avgifter tillsammans, ur förbundets årsredovisning."),
    )
    federation_hours = IntervalField(
        label=_("Alla regioners flygtimmar"),
        suffix=_("timmar om året"),
        least=1,
        initial=(6175, 6175, "Svenskt Ambulansflyg, utfall 2023"),
    )
    region_hours = IntervalField(
        label=_("Regionens flygtimmar"),
        suffix=_("timmar om året"),
        least=0,
        hint=_("Ur regionens egna fakturor."),
    )
    cut_hours = IntervalField(
        label=_("Flygtimmar som tas bort"),
        suffix=_("timmar om året"),
        least=0,
        hint=_("Vad de flyttade transporterna har flugit."),
    )
    standby_percent = IntervalField(
        label=_("Beredskapsavgiftens andel av intäkterna"),
        suffix=_("procent"),
        least=0,
        most=100,
        initial=(30, 30, "Svenskt Ambulansflyg, förbundsordning 3.0 (2024)"),
    )
    key_percent = IntervalField(
        label=_("Regionens andel av beredskapsavgiften"),
        suffix=_("procent"),
        least=0,
        most=100,
        decimals=1,
        hint=_("Fördelas efter geografi, befolkning och tidigare nyttjande. Vikterna är inte kända här."),
    )
    fixed_percent = IntervalField(
        label=_("Fasta kostnaders andel av förbundets kostnader"),
        suffix=_("procent"),
        least=0,
        most=100,
        initial=(60, 90, ""),
        hint=_("Okänd; spannet är ett antagande tills förbundet har svarat."),
    )
    past_use_percent = IntervalField(
        label=_("Hur stor del av fördelningsnyckeln som följer tidigare nyttjande"),
        suffix=_("procent"),
        least=0,
        most=100,
        hint=_("Lämna tomt om det inte är känt; åren efter visas då inte."),
    )
    lag_years = WholeNumberField(
        label=_("År innan nyckeln följer efter"), suffix=_("år"), initial=2, min_value=0, max_value=10
    )
    carry_years = WholeNumberField(
        label=_("År som ett underskott fördelas på"), suffix=_("år"), initial=0, min_value=0, max_value=10
    )
    years = WholeNumberField(label=_("År framåt"), suffix=_("år"), initial=5, min_value=1, max_value=15)
