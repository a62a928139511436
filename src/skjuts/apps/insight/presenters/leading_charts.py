"""The charts of the leader's page: why the cost changed, and how it moves."""

from __future__ import annotations

from django.utils.translation import gettext as _

from skjuts.apps.insight.facts.leading import LeaderFigures
from skjuts.apps.insight.presenters.kinds_of_figures import list_kinds
from skjuts.apps.insight.presenters.words import name_factor, name_month, name_month_briefly
from skjuts.core.followup.charts import Signal
from skjuts.core.followup.ledger.segments import LEAST_TRIPS
from skjuts.core.ports.trip_warehouses import TripWarehouse
from skjuts.web.charts import (
    Basis,
    Caption,
    Change,
    ControlPoint,
    Drawing,
    Total,
    choose_amounts,
    draw_control,
    draw_waterfall,
)
from skjuts.web.languages import said_in


def tell_source(trips: TripWarehouse) -> str:
    """Where the figures come from."""
    return said_in("; ".join(trips.sources))


def tell_division() -> str:
    """By what a change is divided, and what is done with kinds of trips that are too few."""
    return _(
        "Resorna delas på färdsätt, avstånd, slag och avtal. Där någon av månaderna har färre än %(least)s "
        "resor läggs de ihop med närmaste avstånd, och räcker det inte med andra slag, men alltid inom samma "
        "färdsätt och avtal. Som nytt eller avslutat räknas bara ett färdsätt under ett avtal som helt "
        "saknas i en av månaderna."
    ) % {"least": LEAST_TRIPS}


def name_signal(signal: Signal) -> str:
    """Why a month is news."""
    return {
        Signal.OUTSIDE: _("utanför gränserna"),
        Signal.SHIFT: _("sju i rad på samma sida om medelvärdet"),
        Signal.TREND: _("sju i rad åt samma håll"),
        Signal.OUTER_THIRD: _("två av tre nära en gräns"),
    }[signal]


def draw_change(figures: LeaderFigures, trips: TripWarehouse) -> Drawing | None:
    """The change divided on its reasons."""
    change = figures.change
    if change is None:
        return None
    amounts = choose_amounts([change.before_ore, change.after_ore])
    steps = [one for one in change.list_steps() if one.change_ore]
    basis = Basis(
        unit=amounts.unit,
        period=_("%(month)s mot %(compared)s") % {
            "month": name_month(figures.month), "compared": name_month(figures.compared)
        },
        population=list_kinds()[0].people,
        source=tell_source(trips),
        evidence=_("bokfört; delat med logaritmiskt medelvärde (LMDI), utan rest"),
    )  # fmt: skip
    told = _(
        "Varje stapel är en orsak och hur mycket den ändrade kostnaden. Tillsammans blir de hela ändringen. "
        "Avtal utan inläst index har sin uppräkning i priset."
    )
    return draw_waterfall(
        Caption(_("Varför kostnaden ändrades"), told, basis),
        start=Total(name_month(figures.compared), change.before_ore),
        changes=[Change(name_factor(one.name), one.change_ore) for one in steps],
        end=Total(name_month(figures.month), change.after_ore),
        write=amounts.write,
        columns=(_("Orsak"), _("Belopp"), _("Intervall")),
    )


def draw_trend(figures: LeaderFigures, trips: TripWarehouse) -> Drawing | None:
    """The cost month by month, up to the month that is shown."""
    if figures.chart is None:
        return None
    points = figures.chart.points
    amounts = choose_amounts([one.value for one in points])
    basis = Basis(
        unit=amounts.unit,
        period=f"{name_month(points[0].month)} – {name_month(points[-1].month)}",
        population=list_kinds()[0].people,
        source=tell_source(trips),
        evidence=_("bokfört; rensat för säsong, månader med alla fakturor"),
    )
    told = _(
        "Gränserna är medelvärdet ± 2,66 gånger månadernas genomsnittliga steg (XmR). Bara markerade punkter "
        "är mer än seriens egna rörelser."
    )
    return draw_control(
        Caption(_("Kostnaden månad för månad"), told, basis),
        points=[
            ControlPoint(
                name_month_briefly(one.month), one.value, one.mean, one.low, one.high,
                signal=", ".join(name_signal(signal) for signal in one.signals),
            )
            for one in points
        ],
        write=amounts.write,
    )  # fmt: skip
