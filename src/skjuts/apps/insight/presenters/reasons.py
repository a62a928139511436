"""A reason of a change opened: what it means, of whom, how it is known, and the segments behind it."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from skjuts.apps.insight.facts.leading import LeaderFigures
from skjuts.apps.insight.facts.reasons import Key, ReasonParts
from skjuts.apps.insight.presenters.kinds_of_figures import list_kinds, write_ore_short
from skjuts.apps.insight.presenters.leading_charts import tell_source
from skjuts.apps.insight.presenters.words import name_code, name_factor, name_month
from skjuts.core.followup.ledger.bands import DistanceBands
from skjuts.core.ports.trip_warehouses import TripWarehouse
from skjuts.web.charts import Amounts, choose_amounts
from skjuts.web.charts.drawing import Write
from skjuts.web.elements import Column, Fact

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
class ReasonPage:
    """The page of a reason in a month."""

    title: str
    month: str
    back: str
    value: str
    facts: tuple[Fact, ...]
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    rest: tuple[str, str] | None
    trips_href: str


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
    return ReasonPage(_sentence(name_factor(name)), "", reverse("insight:home"), "–", facts, (), (), None, "")


def show_reason(
    name: str, figures: LeaderFigures, parts: ReasonParts, trips: TripWarehouse, *, can_list: bool
) -> ReasonPage:
    """The page."""
    steps = {one.name: one.change_ore for one in figures.change.list_steps()} if figures.change else {}
    address = reverse("insight:trips", args=["kostnad"])
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
            Column(_("Ändring"), numeric=True),
        ),
        rows=tuple((*_name(one.key, trips.bands), _signed(one.change_ore)) for one in parts.shown),
        rest=_tell_rest(parts),
        trips_href=f"{address}?manad={figures.month}" if can_list else "",
    )  # fmt: skip


def _describe(name: str, source: str) -> list[Fact]:
    method = _(
        "bokfört; ändringen är delad med logaritmiskt medelvärde (LMDI), och delarna blir hela ändringen"
    )
    return [
        Fact(_("Vad siffran är"), _define(name)),
        Fact(_("Vilka som räknas"), list_kinds()[0].people),
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
        "new": _("Kostnaden för resor av slag och avtal som inte fanns i jämförelsemånaden."),
        "ended": _("Kostnaden i jämförelsemånaden för resor av slag och avtal som inte längre finns."),
    }[name]


def _name(key: Key, bands: DistanceBands) -> tuple[str, str, str, str]:
    mode, band, category, contract = key
    return name_code("travel_mode", mode), bands.names[band], name_code("category", category), contract


def _tell_rest(parts: ReasonParts) -> tuple[str, str] | None:
    if not parts.rest_count:
        return None
    return _("Övriga %(count)s slag av resor") % {"count": parts.rest_count}, _signed(parts.rest_ore)


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
