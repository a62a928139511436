"""The trips under a figure one by one: which they are, page by page, without who travelled."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from skjuts.apps.insight.presenters.kinds_of_figures import FigureKind
from skjuts.apps.insight.presenters.words import name_code, name_month, name_span
from skjuts.apps.insight.queries.rules_behind import GRANT, RuleBehind
from skjuts.apps.permits.extracts import PermitRow
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
class Beneath:
    """What lies under the trips: rules by mode, permits by the ledger's word, who may open one."""

    rules: Sequence[RuleBehind] = ()
    permits: Mapping[str, PermitRow] = field(default_factory=dict)
    may_open: bool = False


@dataclass(frozen=True, slots=True)
class TripCell:
    """A cell of a trip; `href` leads on for those who may."""

    text: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class RuleRow:
    """The rules of a travel mode: how it is granted, when it suffices, and the book."""

    mode: str
    granted: TripCell
    law: str
    suffices: TripCell
    book: TripCell


@dataclass(frozen=True, slots=True)
class TripsPage:
    """The trips under a figure, and the rules under them."""

    title: str
    back: str
    month: str
    facts: tuple[Fact, ...]
    columns: tuple[Column, ...]
    rows: tuple[tuple[TripCell, ...], ...]
    is_too_few: bool
    part: Pagination
    rule_columns: tuple[Column, ...]
    rules: tuple[RuleRow, ...]


def write_trips_address(slug: str, month: Month, choices: Choices = ()) -> str:
    """Where the trips under a figure are listed, those of some choices alone when there are any."""
    told = [(PARAMETERS[column], value) for column, values in choices for value in values]
    return f"{reverse('insight:trips', args=[slug])}?{urlencode([('manad', month), *told])}"


def is_too_few(chosen: Chosen) -> bool:
    """Whether so few travelled that they could be known."""
    return 0 < chosen.patients < LEAST_PEOPLE


def show_trips(
    kind: FigureKind, chosen: Chosen, rows: Rows, bands: DistanceBands, beneath: Beneath
) -> TripsPage:
    """Trips as rows without who travelled; none when so few did that they could be known."""
    address = write_trips_address(kind.slug, chosen.month, chosen.choices)
    return TripsPage(
        title=kind.title,
        back=f"{reverse('insight:figure', args=[kind.slug])}?manad={chosen.month}",
        month=name_month(chosen.month),
        facts=tuple(_tell_choices(chosen.choices, bands)),
        columns=(
            Column(_("Resdag")), Column(_("Färdsätt")), Column(_("Slag")), Column(_("Avtal")),
            Column(_("Kilometer"), numeric=True), Column(_("Faktura")), Column(_("Fakturerad")),
            Column(_("Belopp"), numeric=True), Column(_("Tillstånd")),
        ),
        rows=() if is_too_few(chosen) else tuple(tuple(_list_cells(row, beneath)) for row in rows),
        is_too_few=is_too_few(chosen),
        rule_columns=(
            Column(_("Färdsätt")), Column(_("Hur det beviljas")), Column(_("Stöd")),
            Column(_("När det räcker")), Column(_("Regelbok")),
        ),
        rules=tuple(map(_show_rule, beneath.rules)),
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


def _list_cells(row: Mapping[str, Any], beneath: Beneath) -> Iterable[TripCell]:
    language = page_language()
    yield TripCell(format_date(row["travelled_on"], language))
    yield TripCell(name_code("travel_mode", row["travel_mode"]))
    yield TripCell(name_code("category", row["category"]))
    yield TripCell(row["contract"])
    yield TripCell(format_number(round(row["distance_m"] / METRES_A_KM), language))
    yield TripCell(row["invoice"] or "–")
    yield TripCell(format_date(row["invoiced_on"], language) if row["invoiced_on"] else _("inte än"))
    yield TripCell("–" if row["amount_ore"] is None else format_money(row["amount_ore"], language))
    yield _tell_permit(row["permit"], beneath)


def _tell_permit(told: str | None, beneath: Beneath) -> TripCell:
    """What a permit grants, never its id: with it, trips of the same person could be put together."""
    if not told:
        return TripCell("–")
    permit = beneath.permits.get(told)
    if permit is None:
        return TripCell(_("annat system"))
    modes = ", ".join(name_code("travel_mode", one) for one in permit.travel_modes)
    href = reverse("permits:permit", args=[permit.id]) if beneath.may_open else ""
    return TripCell(f"{modes} ({permit.book})" if permit.book else modes, href)


def _show_rule(rule: RuleBehind) -> RuleRow:
    row, (table, name) = rule.row, rule.suffices
    granted = TripCell(_("boken säger inte"))
    if row is not None:
        address = reverse("rulebooks:table", args=[rule.version_id, GRANT])
        granted = TripCell(row.reason[:1].upper() + row.reason[1:], f"{address}#rad-{row.row}")
    return RuleRow(
        mode=name_code("travel_mode", rule.travel_mode),
        granted=granted,
        law=row.law if row else "",
        suffices=TripCell(name, reverse("rulebooks:table", args=[rule.version_id, table]) if table else ""),
        book=TripCell(rule.book, reverse("rulebooks:version", args=[rule.version_id])),
    )
