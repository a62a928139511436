"""A reason of a change opened: what it means, of whom, how it is known, and the segments behind it."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from skjuts.apps.insight.facts.leading import LeaderFigures
from skjuts.apps.insight.facts.reasons import ReasonParts, SegmentShare
from skjuts.apps.insight.presenters.kinds_of_figures import list_kinds, write_ore_short
from skjuts.apps.insight.presenters.leading_charts import tell_division, tell_source
from skjuts.apps.insight.presenters.listed_trips import name_categories, write_trips_address
from skjuts.apps.insight.presenters.words import (
    name_code,
    name_factor,
    name_month,
    name_month_briefly,
    name_span,
)
from skjuts.core.followup.months import Month
from skjuts.core.ports.trip_warehouses import TripWarehouse
from skjuts.web.charts import Amounts, choose_amounts
from skjuts.web.charts.drawing import Write
from skjuts.web.elements import Column, Fact
from skjuts.web.formatting import format_number
from skjuts.web.languages import page_language

SLUGS = {
    "antal-resor": "volume",
    "fordelning": "mix",
    "langd": "distance",
    "samordning": "pooling",
    "index": "index",
    "pris": "price",
    "nytt": "new",
    "avslutat": "ended",
}


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason with its address and how much it moved."""

    title: str
    href: str
    value: str


@dataclass(frozen=True, slots=True)
class TripsCell:
    """How many trips, and where they are listed; `href` is empty for those who may not list them."""

    count: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class SegmentRow:
    """Trips that drew for a reason: which they are, how many in each month, and how much they moved."""

    mode: str
    span: str
    kinds: str
    contract: str
    trips: tuple[TripsCell, ...]
    moved: str


@dataclass(frozen=True, slots=True)
class ReasonPage:
    """The page of a reason in a month."""

    title: str
    month: str
    back: str
    value: str
    facts: tuple[Fact, ...]
    columns: tuple[Column, ...]
    rows: tuple[SegmentRow, ...]
    rest: SegmentRow | None


def list_reasons(figures: LeaderFigures) -> tuple[Reason, ...]:
    """The reasons that moved anything, as the waterfall has them."""
    slugs = {name: slug for slug, name in SLUGS.items()}
    steps = figures.change.list_steps() if figures.change else []
    write = _choose_amounts(figures).write
    return tuple(
        Reason(
            _sentence(name_factor(one.name)),
            f"{reverse('insight:reason', args=[slugs[one.name]])}?manad={figures.month}",
            _sign(write, one.change_ore),
        )
        for one in steps
        if one.change_ore
    )


def list_reason_columns(figures: LeaderFigures) -> tuple[Column, ...]:
    """Headings of the reasons, which are written in the waterfall's unit."""
    unit = _choose_amounts(figures).unit
    return Column(_("Orsak")), Column(_("Ändrade kostnaden, %(unit)s") % {"unit": unit}, numeric=True)


def describe_reason(name: str) -> ReasonPage:
    """What a reason means, where there are no trips yet."""
    facts = tuple(_describe(name, _("inga resor är inlästa")))
    return ReasonPage(_sentence(name_factor(name)), "", reverse("insight:home"), "–", facts, (), (), None)


def show_reason(
    name: str, figures: LeaderFigures, parts: ReasonParts, trips: TripWarehouse, *, can_list: bool
) -> ReasonPage:
    """The page."""
    steps = {one.name: one.change_ore for one in figures.change.list_steps()} if figures.change else {}
    months = figures.compared, figures.month
    return ReasonPage(
        title=_sentence(name_factor(name)),
        month=_("%(month)s mot %(compared)s") % {
            "month": name_month(figures.month), "compared": name_month(figures.compared)
        },
        back=f"{reverse('insight:home')}?manad={figures.month}",
        value=_signed(steps.get(name, 0)),
        facts=tuple(_describe(name, tell_source(trips))),
        columns=(
            Column(_("Färdsätt")), Column(_("Avstånd")), Column(_("Slag")), Column(_("Avtal")),
            *(_head_trips(one) for one in months),
            Column(_("Ändring"), numeric=True),
        ),
        rows=tuple(_show(one, trips, months if can_list else ()) for one in parts.shown),
        rest=_tell_rest(parts),
    )  # fmt: skip


def _describe(name: str, source: str) -> list[Fact]:
    method = _(
        "bokfört; ändringen är delad med logaritmiskt medelvärde (LMDI), och delarna blir hela ändringen"
    )
    return [
        Fact(_("Vad siffran är"), _define(name)),
        Fact(_("Vilka som räknas"), list_kinds()[0].people),
        Fact(_("Hur resorna delas"), tell_division()),
        Fact(_("Källa"), source),
        Fact(_("Evidens"), method),
    ]


def _define(name: str) -> str:
    return {
        "volume": _("Vad det kostade att resorna blev fler eller färre, med allt annat lika."),
        "mix": _("Vad det kostade att resorna fördelade sig annorlunda på färdsätt, avstånd och slag."),
        "distance": _("Vad det kostade att resorna inom varje avstånd blev längre eller kortare."),
        "pooling": _("Vad det kostade att fler eller färre åkte i samma bil."),
        "index": _("Vad avtalens uppräkning kostade, enligt klausulerna som är inlagda."),
        "price": _("Vad priset per fordonskilometer kostade när index är borträknat."),
        "new": _("Kostnaden för färdsätt och avtal som inte fanns alls i jämförelsemånaden."),
        "ended": _("Kostnaden i jämförelsemånaden för färdsätt och avtal som inte längre finns alls."),
    }[name]


def _show(one: SegmentShare, trips: TripWarehouse, listed: tuple[Month, ...]) -> SegmentRow:
    """A segment's row; its trips lead to the lists of the months in `listed`."""
    segment = one.segment
    choices = segment.list_choices()
    hrefs = [write_trips_address("kostnad", month, choices) for month in listed] or [""] * len(segment.trips)
    return SegmentRow(
        mode=name_code("travel_mode", segment.travel_mode),
        span=name_span(trips.bands, segment.bands[0], segment.bands[-1]),
        kinds=name_categories(segment.categories),
        contract=segment.contract,
        trips=tuple(
            TripsCell(_count(count), href if count else "")
            for count, href in zip(segment.trips, hrefs, strict=True)
        ),
        moved=_signed(one.change_ore),
    )


def _head_trips(month: Month) -> Column:
    return Column(_("Resor %(month)s") % {"month": name_month_briefly(month)}, numeric=True)


def _tell_rest(parts: ReasonParts) -> SegmentRow | None:
    if not parts.rest_count:
        return None
    told = _("Övriga %(count)s slag av resor") % {"count": parts.rest_count}
    trips = tuple(TripsCell(_count(one)) for one in parts.rest_trips)
    return SegmentRow(told, "", "", "", trips, _signed(parts.rest_ore))


def _count(count: int) -> str:
    return format_number(count, page_language())


def _choose_amounts(figures: LeaderFigures) -> Amounts:
    change = figures.change
    return choose_amounts([] if change is None else [change.before_ore, change.after_ore])


def _sign(write: Write, ore: float) -> str:
    written = write(ore)
    return f"+{written}" if ore > 0 and written.strip("0,") else written


def _signed(ore: float) -> str:
    return f"+{write_ore_short(ore)}" if ore > 0 else write_ore_short(ore)


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
