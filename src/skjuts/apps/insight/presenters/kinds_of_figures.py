"""The figures that the leader's page shows: what each means, of whom, and how it comes out of the ledger.

A figure is never shown without its definition being a click away, so both stand in one place.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from skjuts.apps.insight.facts.leading import LONG_KM, Ledgers, find_first_long_band
from skjuts.core.followup.ledger.bands import DistanceBands
from skjuts.core.followup.ledger.figures import Figures
from skjuts.core.followup.months import Month
from skjuts.core.followup.population import Choice, Population
from skjuts.web.charts import choose_amounts
from skjuts.web.formatting import format_money, format_number
from skjuts.web.languages import page_language

type Write = Callable[[float], str]


@dataclass(frozen=True, slots=True)
class FigureKind:
    """One figure. `read` takes it from the measures; `population` is the trips under it.

    `is_part`: the trips are the long ones of that population (`choose_trips`).
    """

    slug: str
    title: str
    definition: str
    people: str
    unit: str
    pick: Callable[[Ledgers], dict[Month, Figures]]
    read: Callable[[Figures], float | None]
    write: Write
    population: Population
    is_part: bool = False


def list_kinds() -> list[FigureKind]:
    """Every figure, in the order of the page."""
    ordinary = _("resor i ordinarie budget, dialysresor medräknade, asylboenden inte")
    return [*_list_sums(ordinary), *_list_ratios(ordinary), *_list_parts()]


def _list_sums(ordinary: str) -> list[FigureKind]:
    return [
        FigureKind(
            "kostnad",
            _("Kostnad"),
            _("Fakturerat belopp utan moms för resor som gjordes under månaden."),
            ordinary,
            _("kronor"),
            lambda ledgers: ledgers.ordinary,
            lambda one: float(one.cost_ore),
            write_ore_short,
            Population(),
        ),
        FigureKind(
            "resor",
            _("Resor"),
            _("Antal resor som gjordes under månaden, en resenär en väg."),
            ordinary,
            _("resor"),
            lambda ledgers: ledgers.ordinary,
            lambda one: float(one.trips),
            _write_count,
            Population(),
        ),
    ]


def _list_ratios(ordinary: str) -> list[FigureKind]:
    return [
        FigureKind(
            "kostnad-per-resa",
            _("Kostnad per resa"),
            _("Fakturerat belopp delat med de resor som är fakturerade."),
            ordinary,
            _("kronor per resa"),
            lambda ledgers: ledgers.ordinary,
            lambda one: one.ore_a_trip,
            _write_ore,
            Population(),
        ),
        FigureKind(
            "samordning",
            _("Samordning"),
            _("Personkilometer delat med fordonskilometer: 1 är alla ensamma, 2 är två i varje bil."),
            ordinary,
            _("personkilometer per fordonskilometer"),
            lambda ledgers: ledgers.ordinary,
            lambda one: one.pooling,
            lambda value: format_number(value, page_language(), 2),
            Population(),
        ),
    ]


def _list_parts() -> list[FigureKind]:
    return [
        FigureKind(
            "langa-resor",
            _("Långa resor"),
            _("Fakturerat belopp för resor längre än %(km)s km.") % {"km": LONG_KM},
            _("resor över %(km)s km i ordinarie budget") % {"km": LONG_KM},
            _("kronor"),
            lambda ledgers: ledgers.long_trips,
            lambda one: float(one.cost_ore),
            write_ore_short,
            Population(),
            is_part=True,
        ),
        FigureKind(
            "dialys",
            _("Dialysresor"),
            _("Fakturerat belopp för resor till och från dialys; ingår i kostnaden ovan."),
            _("enbart dialysresor, utan asylboenden"),
            _("kronor"),
            lambda ledgers: ledgers.dialysis,
            lambda one: float(one.cost_ore),
            write_ore_short,
            Population(dialysis=Choice.ONLY),
        ),
        FigureKind(
            "asylboenden",
            _("Asylboenden"),
            _(
                "Fakturerat belopp för resor till och från asylboenden. Belastar inte den ordinarie "
                "budgeten: statens schablon per person täcker dem (förordning 1996:1357, 6 §)."
            ),
            _("enbart asylboenden"),
            _("kronor"),
            lambda ledgers: ledgers.asylum,
            lambda one: float(one.cost_ore),
            write_ore_short,
            Population(asylum=Choice.ONLY),
        ),
    ]


def choose_trips(kind: FigureKind, bands: DistanceBands) -> Population:
    """The trips under a figure; of long trips those in the bands beyond where they begin."""
    if not kind.is_part:
        return kind.population
    begins = find_first_long_band(bands)
    beyond = tuple(str(band) for band in range(begins, len(bands.limits_km) + 1))
    return replace(kind.population, only=(("band", beyond),))


def find_kind(slug: str) -> FigureKind | None:
    """The figure of an address."""
    return next((one for one in list_kinds() if one.slug == slug), None)


def write_ore_short(ore: float) -> str:
    """An amount as people say it: `3,12 miljoner kronor`, with a sign where it fell."""
    amounts = choose_amounts([ore])
    return f"{amounts.write(ore)} {amounts.unit}"


def _write_ore(ore: float) -> str:
    return format_money(round(ore), page_language(), whole=True)


def _write_count(count: float) -> str:
    return format_number(count, page_language())
