"""The trips under a figure one by one: which they are, page by page, without who travelled."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from skjuts.apps.insight.presenters.kinds_of_figures import FigureKind
from skjuts.apps.insight.presenters.words import name_code, name_month, name_span
from skjuts.core.followup.ledger.bands import METRES_A_KM, DistanceBands
from skjuts.core.followup.ledger.suppression import LEAST_PEOPLE
from skjuts.core.followup.months import Month
from skjuts.core.ports.trip_warehouses import Rows
from skjuts.web.elements import Column, Fact, Pagination, paginate
from skjuts.web.formatting import format_date, format_money, format_number
from skjuts.web.languages import page_language

PARAMETERS = {"travel_mode": "fardsatt", "band": "avstand", "category": "slag", "contract": "avtal"}
"""What an address may choose trips by, and what it calls it."""
SHOWN = 50

type Choices = tuple[tuple[str, tuple[str, ...]], ...]
"""Allowed values by column, as `core.followup.population.Population.only` has them."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The trips that are asked for: of which month, chosen by what, how many and of how many patients."""

    month: Month
    choices: Choices
    trips: int
    patients: int
    page: int


@dataclass(frozen=True, slots=True)
class TripsPage:
    """The trips under a figure. `part` is None when so few travelled that they are not shown."""

    title: str
    back: str
    month: str
    facts: tuple[Fact, ...]
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    is_too_few: bool
    part: Pagination


def write_trips_address(slug: str, month: Month, choices: Choices = ()) -> str:
    """Where the trips under a figure are listed, those of some choices alone when there are any."""
    told = [(PARAMETERS[column], value) for column, values in choices for value in values]
    return f"{reverse('insight:trips', args=[slug])}?{urlencode([('manad', month), *told])}"


def show_trips(kind: FigureKind, chosen: Chosen, rows: Rows, bands: DistanceBands) -> TripsPage:
    """Trips as rows without who travelled; none when so few did that they could be known."""
    is_too_few = 0 < chosen.patients < LEAST_PEOPLE
    address = write_trips_address(kind.slug, chosen.month, chosen.choices)
    return TripsPage(
        title=kind.title,
        back=f"{reverse('insight:figure', args=[kind.slug])}?manad={chosen.month}",
        month=name_month(chosen.month),
        facts=tuple(_tell_choices(chosen.choices, bands)),
        columns=(
            Column(_("Resdag")), Column(_("Färdsätt")), Column(_("Slag")), Column(_("Avtal")),
            Column(_("Kilometer"), numeric=True), Column(_("Faktura")), Column(_("Fakturerad")),
            Column(_("Belopp"), numeric=True),
        ),
        rows=() if is_too_few else tuple(_list_cells(rows)),
        is_too_few=is_too_few,
        part=paginate(
            number=chosen.page, size=SHOWN, total=chosen.trips,
            address=lambda number: f"{address}&sida={number}",
        ),
    )  # fmt: skip


def name_categories(categories: Iterable[str]) -> str:
    """Categories as people say them together."""
    first, *others = (name_code("category", one) for one in categories)
    if not others:
        return first
    names = [first, *(one[:1].lower() + one[1:] for one in others)]
    return _("%(most)s och %(last)s") % {"most": ", ".join(names[:-1]), "last": names[-1]}


def _tell_choices(choices: Choices, bands: DistanceBands) -> Iterable[Fact]:
    """What the trips were chosen by, in words."""
    told = dict(choices)
    if modes := told.get("travel_mode"):
        yield Fact(_("Färdsätt"), ", ".join(name_code("travel_mode", one) for one in modes))
    if places := [int(one) for one in told.get("band", ()) if int(one) < len(bands.names)]:
        yield Fact(_("Avstånd"), name_span(bands, min(places), max(places)))
    if categories := told.get("category"):
        yield Fact(_("Slag"), name_categories(categories))
    if contracts := told.get("contract"):
        yield Fact(_("Avtal"), ", ".join(contracts))


def _list_cells(rows: Iterable[Mapping[str, Any]]) -> Iterable[tuple[str, ...]]:
    language = page_language()
    for row in rows:
        yield (
            format_date(row["travelled_on"], language),
            name_code("travel_mode", row["travel_mode"]),
            name_code("category", row["category"]),
            row["contract"],
            format_number(round(row["distance_m"] / METRES_A_KM), language),
            row["invoice"] or "–",
            format_date(row["invoiced_on"], language) if row["invoiced_on"] else _("inte än"),
            "–" if row["amount_ore"] is None else format_money(row["amount_ore"], language),
        )
