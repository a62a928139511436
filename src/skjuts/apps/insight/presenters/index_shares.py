"""Contracts' indices: which level moved how much of the change, and what each level rests on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from skjuts.apps.insight.facts.index_terms import ContractIndex, Terms
from skjuts.apps.insight.facts.leading import LeaderFigures
from skjuts.apps.insight.models import IndexTerms
from skjuts.apps.insight.presenters.amounts import write_percent
from skjuts.apps.insight.presenters.kinds_of_figures import write_ore_short
from skjuts.apps.insight.presenters.words import name_month
from skjuts.core.followup.indices import IndexClause, IndexLevel
from skjuts.core.followup.months import Month
from skjuts.web.elements import Column
from skjuts.web.formatting import format_date, format_number
from skjuts.web.languages import page_language


@dataclass(frozen=True, slots=True)
class IndexRow:
    """A contract: its level then and now, the change in per cent, and what it moved."""

    contract: str
    before: str
    after: str
    change: str
    moved: str
    rests_on: tuple[str, ...]


def list_index_columns(month: Month, compared: Month) -> tuple[Column, ...]:
    """Headings of the table."""
    return (
        Column(_("Avtal")),
        Column(name_month(compared), numeric=True),
        Column(name_month(month), numeric=True),
        Column(_("Ändring"), numeric=True),
        Column(_("Del av kostnadens ändring"), numeric=True),
        Column(_("Vad nivån vilar på")),
    )


def show_indices(indices: Iterable[ContractIndex]) -> tuple[IndexRow, ...]:
    """The contracts, the largest part first."""
    return tuple(_show(one) for one in indices)


@dataclass(frozen=True, slots=True)
class ClauseRow:
    """A contract's clause in words, and what it is advised against."""

    contract: str
    facts: str
    basket: str
    objections: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IndexPage:
    """The page: a month's shares, and every clause. `signed` is '' until somebody has entered terms."""

    month: str
    rows: tuple[IndexRow, ...]
    columns: tuple[Column, ...]
    clauses: tuple[ClauseRow, ...]
    clause_columns: tuple[Column, ...]
    source: str
    signed: str


def show_index_page(row: IndexTerms | None, terms: Terms | None, figures: LeaderFigures | None) -> IndexPage:
    """The page of a month."""
    return IndexPage(
        month="" if figures is None else name_month(figures.month),
        rows=() if figures is None else show_indices(figures.indices),
        columns=() if figures is None else list_index_columns(figures.month, figures.compared),
        clauses=() if terms is None else tuple(_show_clause(one, terms) for one in terms.clauses),
        clause_columns=(
            Column(_("Avtal")), Column(_("Klausul")), Column(_("Korg")), Column(_("Att tänka på")),
        ),
        source="" if row is None else row.source,
        signed="" if row is None else _tell_entered(row),
    )  # fmt: skip


def _tell_entered(row: IndexTerms) -> str:
    return f"{row.signed}, {format_date(timezone.localdate(row.entered_at), page_language())}"


def _show_clause(clause: IndexClause, terms: Terms) -> ClauseRow:
    language = page_language()
    facts = _(
        "Bas %(base)s, från %(starts)s, %(lag)s månaders eftersläpning, justeras i månad %(months)s."
    ) % {
        "base": name_month(clause.base),
        "starts": name_month(clause.starts),
        "lag": clause.lag_months,
        "months": ", ".join(map(str, clause.adjusts_in)),
    }
    basket = ", ".join(
        f"{one.series} {format_number(one.weight, language, 1 if one.weight % 1 else 0)}\u00a0%"
        for one in clause.components
    )
    return ClauseRow(clause.contract, facts, basket, tuple(terms.objections.get(clause.contract, ())))


def _show(one: ContractIndex) -> IndexRow:
    change = one.after.level / one.before.level - 1
    return IndexRow(
        contract=one.contract,
        before=_level(one.before),
        after=_level(one.after),
        change=_signed(write_percent(change, 1), change),
        moved=_signed(write_ore_short(one.change_ore), one.change_ore),
        rests_on=_tell_values(one.after),
    )


def _level(level: IndexLevel) -> str:
    return format_number(level.level, page_language(), 3)


def _signed(text: str, value: float) -> str:
    return f"+{text}" if value > 0 else text


def _tell_values(level: IndexLevel) -> tuple[str, ...]:
    """Each component with the value that the price was set by, and the base's."""
    language = page_language()
    if level.set_in is None:
        return (_("Priset är inte justerat än."),)
    told = [_("Satt i %(month)s.") % {"month": name_month(level.set_in)}]
    for component, value, base in level.used:
        told.append(
            _("%(series)s, vikt %(weight)s: %(value)s för %(month)s (publicerat %(day)s) mot %(base)s.") % {
                "series": component.series,
                "weight": format_number(component.weight, language, 1 if component.weight % 1 else 0),
                "value": format_number(value.value, language, 2),
                "month": name_month(value.month),
                "day": format_date(value.published_on, language),
                "base": format_number(base.value, language, 2),
            }
        )  # fmt: skip
    return tuple(told)
