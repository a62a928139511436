"""The leader's page: three sentences, the figures, why, the trend, and what is apart."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from skjuts.apps.insight.facts.leading import LeaderFigures
from skjuts.apps.insight.presenters.amounts import write_percent
from skjuts.apps.insight.presenters.kinds_of_figures import FigureKind, list_kinds, write_ore_short
from skjuts.apps.insight.presenters.words import name_factor, name_month, name_month_briefly
from skjuts.core.followup.charts import Signal
from skjuts.core.followup.decomposition import Decomposition
from skjuts.core.followup.months import Month
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
from skjuts.web.elements import Column
from skjuts.web.languages import said_in

NOTABLE = 2
"""How many reasons the sentence names on each side."""


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A figure this month and the same month a year earlier."""

    title: str
    href: str
    value: str
    before: str
    change: str


@dataclass(frozen=True, slots=True)
class PendingRow:
    """A month whose invoices have not all come."""

    month: str
    booked: str
    share: str
    expected: str
    interval: str


@dataclass(frozen=True, slots=True)
class LeaderPage:
    """The page of a month."""

    month: str
    compared: str
    sentences: tuple[str, ...]
    rows: tuple[FigureRow, ...]
    columns: tuple[Column, ...]
    waterfall: Drawing | None
    trend: Drawing | None
    pending: tuple[PendingRow, ...]
    pending_columns: tuple[Column, ...]
    previous: Month | None
    following: Month | None
    source: str


def show_leader(figures: LeaderFigures, trips: TripWarehouse) -> LeaderPage:
    """The page."""
    place = figures.settled.index(figures.month) if figures.month in figures.settled else 0
    later = figures.settled[place + 1 :]
    return LeaderPage(
        month=name_month(figures.month),
        compared=name_month(figures.compared),
        sentences=tuple(tell(figures)),
        rows=tuple(_show_row(one, figures) for one in list_kinds()),
        columns=(
            Column(_("Siffra")),
            Column(name_month(figures.month), numeric=True),
            Column(name_month(figures.compared), numeric=True),
            Column(_("Ändring"), numeric=True),
        ),
        waterfall=_draw_change(figures, trips),
        trend=_draw_trend(figures, trips),
        pending=tuple(_list_pending(figures)),
        pending_columns=(
            Column(_("Månad")),
            Column(_("Fakturerat hittills"), numeric=True),
            Column(_("Andel"), numeric=True),
            Column(_("Väntad kostnad"), numeric=True),
            Column(_("Med 95 % säkerhet"), numeric=True),
        ),
        previous=figures.settled[place - 1] if place else None,
        following=later[0] if later else None,
        source=tell_source(trips),
    )


def tell(figures: LeaderFigures) -> Iterable[str]:
    """What changed, why, and whether it is news: three sentences, each of figures alone."""
    now, change = figures.ledgers.ordinary[figures.month], figures.change
    if change is None:
        yield _("%(month)s kostade %(amount)s. Samma månad året före finns inte att jämföra med.") % {
            "month": name_month(figures.month).capitalize(),
            "amount": write_ore_short(now.cost_ore),
        }
    else:
        yield _tell_change(figures, change)
        yield _tell_reasons(change)
    yield _tell_news(figures)


def tell_source(trips: TripWarehouse) -> str:
    """Where the figures come from."""
    return said_in("; ".join(trips.sources))


def _tell_change(figures: LeaderFigures, change: Decomposition) -> str:
    words = {
        "month": name_month(figures.month).capitalize(),
        "amount": write_ore_short(change.after_ore),
        "change": write_ore_short(abs(change.change_ore)),
        "share": write_percent(abs(change.change_ore) / change.before_ore if change.before_ore else None, 1),
        "compared": name_month(figures.compared),
    }
    if change.change_ore > 0:
        return _("%(month)s kostade %(amount)s, %(change)s (%(share)s) mer än %(compared)s.") % words
    return _("%(month)s kostade %(amount)s, %(change)s (%(share)s) mindre än %(compared)s.") % words


def _tell_reasons(change: Decomposition) -> str:
    steps = sorted(change.list_steps(), key=lambda one: -abs(one.change_ore))
    up = [one for one in steps if one.change_ore > 0][:NOTABLE]
    down = [one for one in steps if one.change_ore < 0][:NOTABLE]
    raised, lowered = (
        ", ".join(f"{name_factor(one.name)} ({write_ore_short(abs(one.change_ore))})" for one in side)
        for side in (up, down)
    )
    if up and down:
        words = {"raised": raised, "lowered": lowered}
        return _("Uppåt drog framför allt %(raised)s; nedåt %(lowered)s.") % words
    return (_("Allt drog uppåt: %(all)s.") if up else _("Allt drog nedåt: %(all)s.")) % {
        "all": raised or lowered
    }


def _tell_news(figures: LeaderFigures) -> str:
    point = next(
        (one for one in (figures.chart.points if figures.chart else ()) if one.month == figures.month), None
    )
    if point is None:
        return _("Serien är för kort för att säga om månaden är en nyhet.")
    if not point.signals:
        return _(
            "Rensad för säsong ligger månaden inom det som serien rör sig av sig själv: ingen nyhet i sig."
        )
    return _("Rensad för säsong är månaden mer än seriens egna rörelser: %(why)s.") % {
        "why": ", ".join(name_signal(one) for one in point.signals)
    }


def name_signal(signal: Signal) -> str:
    """Why a month is news."""
    return {
        Signal.OUTSIDE: _("utanför gränserna"),
        Signal.SHIFT: _("sju i rad på samma sida om medelvärdet"),
        Signal.TREND: _("sju i rad åt samma håll"),
        Signal.OUTER_THIRD: _("två av tre nära en gräns"),
    }[signal]


def _show_row(kind: FigureKind, figures: LeaderFigures) -> FigureRow:
    months = kind.pick(figures.ledgers)
    now, before = (
        kind.read(months[month]) if month in months else None for month in (figures.month, figures.compared)
    )
    change = None if now is None or not before else now / before - 1
    address = reverse("insight:figure", args=[kind.slug])
    return FigureRow(
        kind.title,
        f"{address}?manad={figures.month}",
        "–" if now is None else kind.write(now),
        "–" if before is None else kind.write(before),
        "–" if change is None else _sign(change),
    )


def _sign(share: float) -> str:
    written = write_percent(share, 1)
    return written if share < 0 else f"+{written}"


def _draw_change(figures: LeaderFigures, trips: TripWarehouse) -> Drawing | None:
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


def _draw_trend(figures: LeaderFigures, trips: TripWarehouse) -> Drawing | None:
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


def _list_pending(figures: LeaderFigures) -> Iterable[PendingRow]:
    for month, one in figures.nowcasts.items():
        if month not in figures.settled:
            yield PendingRow(
                name_month(month),
                write_ore_short(one.booked_ore),
                write_percent(one.completeness),
                write_ore_short(one.expected_ore),
                _("%(low)s till %(high)s") % {
                    "low": write_ore_short(one.low_ore), "high": write_ore_short(one.high_ore)
                },
            )  # fmt: skip
