"""A figure opened: what it means, its course, what it is made of, and the trips below."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from skjuts.apps.insight.facts.leading import LeaderFigures
from skjuts.apps.insight.presenters.kinds_of_figures import FigureKind, write_ore_short
from skjuts.apps.insight.presenters.leading_charts import tell_source
from skjuts.apps.insight.presenters.listed_trips import write_trips_address
from skjuts.apps.insight.presenters.words import name_month, name_month_briefly
from skjuts.core.followup.ledger.suppression import LEAST_PEOPLE, hide_small_cells
from skjuts.core.ports.trip_warehouses import Rows, TripWarehouse
from skjuts.web.charts import Basis, Caption, Drawing, Series, choose_amounts, draw_lines
from skjuts.web.elements import Column, Fact
from skjuts.web.formatting import format_number
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
        trips_href=write_trips_address(kind.slug, figures.month) if can_list else "",
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
