"""Equity: refusals, waits, detours and cost by group, each with its interval beside all together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from skjuts.apps.insight.facts.equity import CUTS, Compared
from skjuts.apps.insight.presenters.leading_charts import tell_source
from skjuts.apps.insight.presenters.words import name_code, name_month
from skjuts.core.followup.ledger.groups import LONG_WAIT_MINUTES, Experience, GroupEstimate
from skjuts.core.followup.ledger.suppression import LEAST_PEOPLE
from skjuts.core.followup.months import Month
from skjuts.core.ports.trip_warehouses import TripWarehouse
from skjuts.web.charts import Basis, Caption, Drawing, Estimate, draw_intervals
from skjuts.web.elements import Tab
from skjuts.web.formatting import format_number
from skjuts.web.languages import page_language
from skjuts.web.municipalities import name_municipality

HUNDRED = 100


@dataclass(frozen=True, slots=True)
class ComparedCard:
    """One figure over the groups: what it is, the chart, who is told apart, and who is hidden."""

    slug: str
    title: str
    chart: Drawing | None
    told: str
    hidden: str


@dataclass(frozen=True, slots=True)
class EquityPage:
    """The page of a cut."""

    tabs: tuple[Tab, ...]
    period: str
    cards: tuple[ComparedCard, ...]


@dataclass(frozen=True, slots=True)
class _Kind:
    """How an experience is told: its words, its unit, and how its values are shown."""

    title: str
    definition: str
    people: str
    unit: str
    factor: float
    shift: float
    decimals: int


def list_equity_tabs(current: str) -> tuple[Tab, ...]:
    """The cuts, each with its address."""
    names = {"kommun": _("Kommun"), "alder": _("Ålder"), "behov": _("Varför resan görs")}
    return tuple(
        Tab(
            names[slug],
            reverse("insight:equity") + ("" if slug == "kommun" else f"?efter={slug}"),
            slug == current,
        )
        for slug in CUTS
    )


def show_equity(
    slug: str, period: tuple[Month, Month], compared: Iterable[Compared], trips: TripWarehouse
) -> EquityPage:
    """The page."""
    told = _("%(first)s – %(last)s") % {"first": name_month(period[0]), "last": name_month(period[1])}
    cards = tuple(_show(one, CUTS[slug], told, tell_source(trips)) for one in compared)
    return EquityPage(list_equity_tabs(slug), told, cards)


def _show(one: Compared, cut: str, period: str, source: str) -> ComparedCard:
    kind = _list_kinds()[one.experience]
    shown = [group for group in one.groups if group.value is not None]
    hidden = sum(group.is_hidden for group in one.groups)
    return ComparedCard(
        slug=one.experience.value,
        title=kind.title,
        chart=_draw(one, kind, cut, shown, period, source) if shown and one.level is not None else None,
        told=_tell(one, kind, cut, shown),
        hidden=_tell_hidden(hidden),
    )


def _tell_hidden(count: int) -> str:
    if not count:
        return ""
    words = {"count": count, "least": LEAST_PEOPLE}
    return _("%(count)s grupper med färre än %(least)s resenärer visas inte.") % words


def _tell(one: Compared, kind: _Kind, cut: str, shown: list[GroupEstimate]) -> str:
    """The groups whose whole interval lies on one side of all together; nobody else is called different."""
    if one.level is None or not shown:
        return _("Kolumnen som behövs finns inte i det som är inläst.")
    over = [_name(cut, group.group) for group in shown if group.low is not None and group.low > one.level]
    under = [_name(cut, group.group) for group in shown if group.high is not None and group.high < one.level]
    told = _("Alla tillsammans: %(level)s %(unit)s.") % {"level": _write(one.level, kind), "unit": kind.unit}
    if over:
        told += " " + _("Högre, mer än slumpen: %(groups)s.") % {"groups": ", ".join(over)}
    if under:
        told += " " + _("Lägre, mer än slumpen: %(groups)s.") % {"groups": ", ".join(under)}
    if not over and not under:
        told += " " + _("Ingen grupp går att skilja från alla tillsammans.")
    return told


def _draw(
    one: Compared, kind: _Kind, cut: str, shown: list[GroupEstimate], period: str, source: str
) -> Drawing:
    basis = Basis(
        unit=kind.unit,
        period=period,
        population=kind.people,
        source=source,
        evidence=_("bokfört; 95 % intervall med resenärerna som urvalsenhet, andelar enligt Wilson 1927"),
    )
    ordered = sorted(shown, key=lambda group: -(group.value or 0.0))
    return draw_intervals(
        Caption(kind.title, kind.definition, basis),
        estimates=[
            Estimate(
                _name(cut, group.group),
                *(_scale(value, kind) for value in (group.low, group.value, group.high)),
            )
            for group in ordered
        ],
        write=lambda value: format_number(value, page_language(), kind.decimals),
        columns=(_("Grupp"), kind.unit, _("Intervall")),
        reference=None if one.level is None else _scale(one.level, kind),
    )


def _scale(value: float | None, kind: _Kind) -> float:
    return ((value or 0.0) - kind.shift) * kind.factor


def _write(value: float, kind: _Kind) -> str:
    return format_number(_scale(value, kind), page_language(), kind.decimals)


def _name(cut: str, group: str) -> str:
    if not group:
        return _("Okänt")
    if cut == "area":
        return name_municipality(group)
    return (
        _("%(ages)s år") % {"ages": group.replace("-", "–")} if cut == "age_band" else name_code(cut, group)
    )


def _list_kinds() -> dict[Experience, _Kind]:
    ordinary = _("ordinarie budget, dialysresor medräknade, asylboenden inte; resor med känd resenär")
    return {
        Experience.REFUSED: _Kind(
            _("Nekat färdsätt"),
            _(
                "Andel av de bedömda resorna som gjordes på ett annat färdsätt än det som söktes. "
                "Den som nekades och inte reste finns inte i liggaren och syns inte här."
            ),
            _("resor där ett färdsätt söktes; %(ordinary)s") % {"ordinary": ordinary},
            _("procent av bedömda resor"),
            HUNDRED, 0.0, 1,
        ),
        Experience.WAITED: _Kind(
            _("Lång väntan"),
            _("Andel resor där bilen kom mer än %(minutes)s minuter efter den utlovade hämtningen.")
            % {"minutes": LONG_WAIT_MINUTES},
            _("resor med känd väntan; %(ordinary)s") % {"ordinary": ordinary},
            _("procent av resorna"),
            HUNDRED, 0.0, 1,
        ),
        Experience.DETOUR: _Kind(
            _("Omväg"),
            _("Hur mycket längre resenärernas väg var än den kortaste."),
            _("resor vars kortaste väg är känd; %(ordinary)s") % {"ordinary": ordinary},
            _("procent längre väg"),
            HUNDRED, 1.0, 1,
        ),
        Experience.COST: _Kind(
            _("Kostnad per resa"),
            _(
                "Fakturerat belopp delat med fakturerade resor. Långt till vården ger dyra resor: "
                "en skillnad är inte i sig orättvis."
            ),
            _("fakturerade resor; %(ordinary)s") % {"ordinary": ordinary},
            _("kronor per resa"),
            1 / HUNDRED, 0.0, 0,
        ),
    }  # fmt: skip
