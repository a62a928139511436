"""A figure opened: what it means, its course, what it is made of, and the trips below."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from skjuts.apps.insight.facts.leading import LeaderFigures
from skjuts.apps.insight.presenters.kinds_of_figures import FigureKind, write_ore_short
from skjuts.apps.insight.presenters.leading_charts import tell_source
from skjuts.apps.insight.presenters.words import name_code, name_month, name_month_briefly
from skjuts.core.followup.ledger.figures import METRES_A_KM
from skjuts.core.followup.ledger.suppression import LEAST_PEOPLE, hide_small_cells
from skjuts.core.followup.months import Month
from skjuts.core.ports.trip_warehouses import Rows, TripWarehouse
from skjuts.web.charts import Basis, Caption, Drawing, Series, choose_amounts, draw_lines
from skjuts.web.elements import Column, Fact
from skjuts.web.formatting import format_date, format_money, format_number
from skjuts.web.languages import page_language
from skjuts.web.municipalities import name_municipality


@dataclass(frozen=True, slots=True)
class FigurePage:
    """The page of a figure in a month."""

    slug: str
    title: str
    value: str
    month: str
    facts: tuple[Fact, ...]
    chart: Drawing | None
    parts: tuple[tuple[str, str, str], ...]
    parts_columns: tuple[Column, ...]
    hidden: int
    trips_href: str


@dataclass(frozen=True, slots=True)
class TripsPage:
    """The trips under a figure."""

    title: str
    back: str
    month: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    is_too_few: bool


def describe_figure(kind: FigureKind, source: str) -> list[Fact]:
    """What a figure means, of whom, and how well it is known."""
    return [
        Fact(_("Vad siffran är"), kind.definition),
        Fact(_("Vilka som räknas"), kind.people),
        Fact(_("Enhet"), kind.unit),
        Fact(_("Källa"), source or _("inga resor är inlästa")),
        Fact(_("Evidens"), _("bokfört: summan av fakturerade resor, utan att säga vad som orsakade den")),
    ]


def show_figure(
    kind: FigureKind, figures: LeaderFigures, trips: TripWarehouse, people: Rows, *, can_list: bool
) -> FigurePage:
    """A figure with its course and its parts by mode, small cells hidden."""
    months = kind.pick(figures.ledgers)
    now = kind.read(months[figures.month]) if figures.month in months else None
    parts, hidden = hide_parts(people)
    address = reverse("insight:trips", args=[kind.slug])
    return FigurePage(
        slug=kind.slug,
        title=kind.title,
        value="–" if now is None else kind.write(now),
        month=name_month(figures.month),
        facts=tuple(describe_figure(kind, tell_source(trips))),
        chart=_draw_course(kind, figures, trips),
        parts=tuple(parts),
        parts_columns=(
            Column(_("Kommun")),
            Column(_("Resor"), numeric=True),
            Column(_("Resenärer"), numeric=True),
        ),
        hidden=hidden,
        trips_href=f"{address}?manad={figures.month}" if can_list else "",
    )


def hide_parts(people: Rows) -> tuple[list[tuple[str, str, str]], int]:
    """Trips and patients by area with small cells hidden, and how many were; hidden ones say so."""
    safe = hide_small_cells([[row["trips"]] for row in people], [[row["patients"]] for row in people])
    shown = []
    for row, cells in zip(people, safe.cells, strict=False):
        is_hidden = cells[0] is None
        few = _("färre än %(least)s eller dolt") % {"least": LEAST_PEOPLE}
        patients = few if is_hidden else _count(row["patients"])
        shown.append((name_municipality(row["area"]), few if is_hidden else _count(row["trips"]), patients))
    return shown, safe.hidden_small + safe.hidden_with_them


def show_trips(kind: FigureKind, month: Month, rows: Rows, patients: int) -> TripsPage:
    """Trips as rows without who travelled; none when so few did that they could be known."""
    is_too_few = 0 < patients < LEAST_PEOPLE
    back = reverse("insight:figure", args=[kind.slug])
    return TripsPage(
        title=kind.title,
        back=f"{back}?manad={month}",
        month=name_month(month),
        columns=(
            Column(_("Resdag")), Column(_("Färdsätt")), Column(_("Slag")), Column(_("Avtal")),
            Column(_("Kilometer"), numeric=True), Column(_("Fakturerad")), Column(_("Belopp"), numeric=True),
        ),
        rows=() if is_too_few else tuple(_list_cells(rows)),
        is_too_few=is_too_few,
    )  # fmt: skip


def _list_cells(rows: Iterable[Mapping[str, Any]]) -> Iterable[tuple[str, ...]]:
    language = page_language()
    for row in rows:
        yield (
            format_date(row["travelled_on"], language),
            name_code("travel_mode", row["travel_mode"]),
            name_code("category", row["category"]),
            row["contract"],
            _count(round(row["distance_m"] / METRES_A_KM)),
            format_date(row["invoiced_on"], language) if row["invoiced_on"] else _("inte än"),
            "–" if row["amount_ore"] is None else format_money(row["amount_ore"], language),
        )


def _draw_course(kind: FigureKind, figures: LeaderFigures, trips: TripWarehouse) -> Drawing | None:
    months = kind.pick(figures.ledgers)
    values = [kind.read(months[month]) if month in months else None for month in figures.settled]
    if len(figures.settled) < 2:  # noqa: PLR2004 - a line needs two ends
        return None
    known = [one for one in values if one is not None]
    is_money = kind.write is write_ore_short
    amounts = choose_amounts(known)
    basis = Basis(
        unit=amounts.unit if is_money else kind.unit,
        period=f"{name_month(figures.settled[0])} – {name_month(figures.settled[-1])}",
        population=kind.people,
        source=tell_source(trips),
        evidence=_("bokfört; månader med alla fakturor"),
    )
    return draw_lines(
        Caption(kind.title, kind.definition, basis),
        moments=[name_month_briefly(month) for month in figures.settled],
        series=[Series(kind.title, tuple(values))],
        write=amounts.write if is_money else kind.write,
    )


def _count(count: int) -> str:
    return format_number(count, page_language())
