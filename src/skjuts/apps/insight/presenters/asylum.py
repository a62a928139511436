"""Asylum centres' trips beside their own budget: never a part of the ordinary one."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from skjuts.apps.insight.facts.leading import YearSoFar
from skjuts.apps.insight.presenters.kinds_of_figures import write_ore_short
from skjuts.apps.insight.presenters.words import name_month
from skjuts.core.followup.months import Month
from skjuts.web.elements import Fact

LEDGER = "asylboenden"
"""What an address calls the ledger."""
NONE = "–"


@dataclass(frozen=True, slots=True)
class AsylumCard:
    """The year so far in a sentence and some figures, and where it is told month by month."""

    sentence: str
    facts: tuple[Fact, ...]
    href: str
    has_budget: bool


def show_asylum(year: YearSoFar, month: Month) -> AsylumCard:
    """The card; it says so when no budget is set."""
    period = _tell_period(year)
    return AsylumCard(
        sentence=_tell(year),
        facts=(
            Fact(_("Utfall %(period)s") % {"period": period}, write_ore_short(year.cost_ore)),
            Fact(_("Budget %(period)s") % {"period": period}, _write(year.budget_ore)),
            Fact(_("Budget hela året"), _write(year.year_ore)),
        ),
        href=f"{reverse('insight:budget')}?manad={month}&konto={LEDGER}",
        has_budget=year.budgeted > 0,
    )


def _tell(year: YearSoFar) -> str:
    if not year.budgeted:
        return _("Ingen budget är inlagd för asylboenden, så utfallet går inte att jämföra med någon.")
    if year.budget_ore is None:
        return _("Budget är inlagd bara för %(count)s av årets månader hittills, så den jämförs inte.") % {
            "count": year.budgeted
        }
    apart = write_ore_short(abs(year.cost_ore - year.budget_ore))
    if year.cost_ore > year.budget_ore:
        return _("Asylboendenas resor har hittills i år kostat %(apart)s mer än sin egen budget.") % {
            "apart": apart
        }
    return _("Asylboendenas resor har hittills i år kostat %(apart)s mindre än sin egen budget.") % {
        "apart": apart
    }


def _tell_period(year: YearSoFar) -> str:
    if year.first == year.last:
        return name_month(year.last)
    january, _year = name_month(year.first).split()
    return f"{january}–{name_month(year.last)}"


def _write(ore: int | None) -> str:
    return NONE if ore is None else write_ore_short(ore)
