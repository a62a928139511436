"""The leader's page: three sentences, the figures, why, the trend, and what is apart."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from skjuts.apps.insight.facts.leading import LeaderFigures
from skjuts.apps.insight.presenters.amounts import write_percent
from skjuts.apps.insight.presenters.asylum import AsylumCard, show_asylum
from skjuts.apps.insight.presenters.budgets import OutlookCard, show_outlook
from skjuts.apps.insight.presenters.index_shares import IndexRow, list_index_columns, show_indices
from skjuts.apps.insight.presenters.kinds_of_figures import FigureKind, list_kinds, write_ore_short
from skjuts.apps.insight.presenters.leading_charts import draw_change, draw_trend, tell_source
from skjuts.apps.insight.presenters.reasons import Reason, list_reason_columns, list_reasons
from skjuts.apps.insight.presenters.words import name_month
from skjuts.core.followup.months import Month
from skjuts.core.followup.months import name_month as say_month
from skjuts.core.followup.telling import choose_scale, tell_month
from skjuts.core.ports.trip_warehouses import TripWarehouse
from skjuts.web.charts import Drawing
from skjuts.web.elements import Column


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A figure this month and the same month a year earlier."""

    title: str
    href: str
    value: str
    before: str
    change: str
    definition: str
    people: str


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
    reasons: tuple[Reason, ...]
    reason_columns: tuple[Column, ...]
    indices: tuple[IndexRow, ...]
    index_columns: tuple[Column, ...]
    trend: Drawing | None
    outlook: OutlookCard | None
    asylum: AsylumCard
    pending: tuple[PendingRow, ...]
    pending_columns: tuple[Column, ...]
    number: Month
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
        sentences=tell(figures),
        rows=tuple(_show_row(one, figures) for one in list_kinds()),
        columns=(
            Column(_("Siffra")),
            Column(name_month(figures.month), numeric=True),
            Column(name_month(figures.compared), numeric=True),
            Column(_("Ändring"), numeric=True),
        ),
        waterfall=draw_change(figures, trips),
        reasons=list_reasons(figures),
        reason_columns=list_reason_columns(figures),
        indices=show_indices(figures.indices),
        index_columns=list_index_columns(figures.month, figures.compared),
        trend=draw_trend(figures, trips),
        outlook=None if figures.outlook is None else show_outlook(figures.outlook, tell_source(trips)),
        asylum=show_asylum(figures.asylum, figures.month),
        pending=tuple(_list_pending(figures)),
        pending_columns=(
            Column(_("Månad")),
            Column(_("Fakturerat hittills"), numeric=True),
            Column(_("Andel"), numeric=True),
            Column(_("Väntad kostnad"), numeric=True),
            Column(_("Med 95 % säkerhet"), numeric=True),
        ),
        number=figures.month,
        previous=figures.settled[place - 1] if place else None,
        following=later[0] if later else None,
        source=tell_source(trips),
    )


def tell(figures: LeaderFigures) -> tuple[str, ...]:
    """What changed, why and where, in Swedish; less when there is too little to compare with."""
    if figures.story is not None:
        return tell_month(figures.story)
    cost = figures.ledgers.ordinary[figures.month].cost_ore
    told = [f"Resorna i {say_month(figures.month)} kostade {choose_scale(cost).write_whole(cost)}."]
    if figures.change is None:
        told.append("Samma månad året före finns inte att jämföra med.")
    told.append("Serien är för kort för att säga om månaden är en nyhet.")
    return tuple(told)


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
        kind.definition,
        kind.people,
    )


def _sign(share: float) -> str:
    written = write_percent(share, 1)
    return written if share < 0 else f"+{written}"


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
