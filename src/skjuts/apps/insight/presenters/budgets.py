"""A year beside its budget: what is booked, what is on its way, what is foreseen."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from skjuts.apps.insight.facts.leading import LeaderFigures
from skjuts.apps.insight.presenters.asylum import LEDGER
from skjuts.apps.insight.presenters.kinds_of_figures import list_kinds, write_ore_short
from skjuts.apps.insight.presenters.leading_charts import tell_source
from skjuts.apps.insight.presenters.words import name_month, name_month_briefly
from skjuts.core.followup.foresight import MonthOutlook, Sureness, YearOutlook
from skjuts.core.followup.months import MONTHS_A_YEAR, Month
from skjuts.core.ports.trip_warehouses import TripWarehouse
from skjuts.web.charts import Basis, Caption, Drawing, Series, choose_amounts, draw_lines
from skjuts.web.charts.drawing import Write
from skjuts.web.elements import Column, Tab

NONE = "–"


@dataclass(frozen=True, slots=True)
class OutlookRow:
    """A month: budget, cost with interval, and how far they are from each other."""

    month: str
    budget: str
    cost: str
    interval: str
    differs: str
    known: str


@dataclass(frozen=True, slots=True)
class OutlookCard:
    """The year in a sentence or two, as a chart, and month by month."""

    year: int
    sentences: tuple[str, ...]
    chart: Drawing
    columns: tuple[Column, ...]
    rows: tuple[OutlookRow, ...]
    total: OutlookRow
    unit: str


def show_outlook(outlook: YearOutlook, source: str, people: str = "") -> OutlookCard:
    """The year; `people` are whose trips, the ordinary ledger's when nothing is said."""
    amounts = choose_amounts([float(one.cost_ore) for one in outlook.months])
    return OutlookCard(
        year=outlook.year,
        sentences=tuple(_tell(outlook)),
        chart=_draw(outlook, source, people or list_kinds()[0].people),
        columns=(
            Column(_("Månad")),
            Column(_("Budget"), numeric=True),
            Column(_("Utfall eller prognos"), numeric=True),
            Column(_("Med 95 % säkerhet"), numeric=True),
            Column(_("Mot budget"), numeric=True),
            Column(_("Hur det är känt")),
        ),
        rows=tuple(_show(one, outlook) for one in outlook.months),
        total=_show_total(outlook),
        unit=amounts.unit,
    )


@dataclass(frozen=True, slots=True)
class BudgetPage:
    """The page of a year: its card when it can be told, where the budget is from, and the ledgers."""

    year: int
    lead: str
    ledgers: tuple[Tab, ...]
    ledger: str
    card: OutlookCard | None
    sources: tuple[str, ...]
    previous: Month | None
    following: Month | None


def show_budget(
    figures: LeaderFigures,
    trips: TripWarehouse,
    outlook: YearOutlook | None,
    sources: tuple[str, ...],
    *,
    is_asylum: bool,
) -> BudgetPage:
    """The year of a month in one of the ledgers, and a month of the years before and after to turn to."""
    year = figures.month // MONTHS_A_YEAR
    people = _("enbart asylboenden") if is_asylum else ""
    before, after = figures.month - MONTHS_A_YEAR, figures.month + MONTHS_A_YEAR
    later = [one for one in figures.settled if one // MONTHS_A_YEAR > year]
    return BudgetPage(
        year=year,
        lead=_("Plan mot utfall för asylboenden, månad för månad.")
        if is_asylum
        else _("Plan mot utfall i ordinarie budget, månad för månad."),
        ledgers=_list_ledgers(figures.month, is_asylum=is_asylum),
        ledger=f"&konto={LEDGER}" if is_asylum else "",
        card=None if outlook is None else show_outlook(outlook, tell_source(trips), people),
        sources=sources,
        previous=before if before in figures.settled else None,
        following=min(after, later[-1]) if later else None,
    )


def _list_ledgers(month: Month, *, is_asylum: bool) -> tuple[Tab, ...]:
    address = f"{reverse('insight:budget')}?manad={month}"
    return (
        Tab(_("Ordinarie budget"), address, current=not is_asylum),
        Tab(_("Asylboenden"), f"{address}&konto={LEDGER}", current=is_asylum),
    )


def _tell(outlook: YearOutlook) -> list[str]:
    words = {
        "year": outlook.year,
        "cost": write_ore_short(outlook.cost_ore),
        "low": write_ore_short(outlook.low_ore),
        "high": write_ore_short(outlook.high_ore),
    }
    if outlook.is_settled:
        told = [_("%(year)s kostade %(cost)s.") % words]
    else:
        told = [_("%(year)s väntas kosta %(cost)s, med 95 %% säkerhet mellan %(low)s och %(high)s.") % words]
    return [*told, _tell_budget(outlook)]


def _tell_budget(outlook: YearOutlook) -> str:
    if outlook.budget_ore is None:
        return _("Ingen budget är inlagd för hela året.")
    words = {
        "budget": write_ore_short(outlook.budget_ore),
        "apart": write_ore_short(abs(outlook.cost_ore - outlook.budget_ore)),
    }
    if outlook.budget_ore < outlook.low_ore:
        return _("Budgeten är %(budget)s och överskrids med %(apart)s.") % words
    if outlook.budget_ore > outlook.high_ore:
        return _("Budgeten är %(budget)s, och %(apart)s blir över.") % words
    return (
        _("Budgeten är %(budget)s och ligger inom intervallet: det går inte att säga om den håller.") % words
    )


def _show(one: MonthOutlook, outlook: YearOutlook) -> OutlookRow:
    write = choose_amounts([float(each.cost_ore) for each in outlook.months]).write
    is_sure = one.sureness is Sureness.BOOKED
    return OutlookRow(
        month=name_month(one.month),
        budget=NONE if one.budget_ore is None else write(one.budget_ore),
        cost=write(one.cost_ore),
        interval=NONE if is_sure else _range(write(one.low_ore), write(one.high_ore)),
        differs=NONE if one.budget_ore is None else _signed(write, one.cost_ore - one.budget_ore),
        known=name_sureness(one.sureness),
    )


def _show_total(outlook: YearOutlook) -> OutlookRow:
    write = choose_amounts([float(each.cost_ore) for each in outlook.months]).write
    budget = outlook.budget_ore
    return OutlookRow(
        month=_("Hela %(year)s") % {"year": outlook.year},
        budget=NONE if budget is None else write(budget),
        cost=write(outlook.cost_ore),
        interval=NONE if outlook.is_settled else _range(write(outlook.low_ore), write(outlook.high_ore)),
        differs=NONE if budget is None else _signed(write, outlook.cost_ore - budget),
        known="",
    )


def name_sureness(sureness: Sureness) -> str:
    """How a month is known."""
    return {
        Sureness.BOOKED: _("bokfört"),
        Sureness.COMING: _("räknat på fakturorna som har kommit"),
        Sureness.FORESEEN: _("prognos"),
    }[sureness]


def _range(low: str, high: str) -> str:
    return _("%(low)s till %(high)s") % {"low": low, "high": high}


def _signed(write: Write, value: float) -> str:
    return f"+{write(value)}" if value > 0 else write(value)


def _draw(outlook: YearOutlook, source: str, people: str) -> Drawing:
    months = outlook.months
    amounts = choose_amounts([float(one.cost_ore) for one in months])
    basis = Basis(
        unit=amounts.unit,
        period=str(outlook.year),
        population=people,
        source=source,
        evidence=_(
            "bokfört; sena fakturor räknade med kedjestege (Mack 1993), kommande månader med utjämnad nivå "
            "och dämpad trend (Hyndman m.fl. 2008)"
        ),
    )
    cost = Series(
        _("Utfall och prognos"),
        tuple(float(one.cost_ore) for one in months),
        tuple(float(one.low_ore) for one in months),
        tuple(float(one.high_ore) for one in months),
    )
    budget = Series(
        _("Budget"), tuple(None if one.budget_ore is None else float(one.budget_ore) for one in months)
    )
    has_budget = any(one.budget_ore is not None for one in months)
    return draw_lines(
        Caption(
            _("Året mot budget"),
            _(
                "Det skuggade bandet är prognosens intervall. Där det inte finns något band är månaden "
                "bokförd."
            ),
            basis,
        ),
        moments=[name_month_briefly(one.month) for one in months],
        series=[cost, budget] if has_budget else [cost],
        write=amounts.write,
        from_zero=False,
    )
