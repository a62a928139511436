"""A change that a report prints: what it implies, and why it proves nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from skjuts.apps.insight.presenters.measures import name_finding
from skjuts.core.followup.evaluation import Estimate, Implication, ReportedChange, read_implication
from skjuts.web.charts import Basis, Caption, Change, Drawing, Total, draw_waterfall
from skjuts.web.elements import Fact, Status
from skjuts.web.formatting import format_number, format_share
from skjuts.web.languages import page_language


@dataclass(frozen=True, slots=True)
class ReportedPage:
    """The verdict, its sentences, what follows from the figures, and the change divided."""

    status: Status
    sentences: tuple[str, ...]
    facts: tuple[Fact, ...]
    split: Drawing


def show_reported(change: ReportedChange) -> ReportedPage:
    """What follows from the printed figures. Raises ImpossibleFigure when nothing does."""
    found = read_implication(change)
    return ReportedPage(
        status=name_finding(found.verdict.finding.value),
        sentences=found.verdict.sentences,
        facts=tuple(_list_facts(found)),
        split=_draw_split(change, found),
    )


def _list_facts(found: Implication) -> Iterable[Fact]:
    base, each = found.base, found.unit_cost_percent
    yield Fact(
        _("Kostnaden före"), _("%(amount)s Mkr") % {"amount": _write(base.value)}, note=_between(base, _write)
    )
    yield Fact(_("Kostnaden per resa"), _percent(each.value), note=_between(each, _percent))


def _between(estimate: Estimate, write: Callable[[float], str]) -> str:
    told = {"low": write(estimate.low), "high": write(estimate.high)}
    return _("mellan %(low)s och %(high)s efter avrundning") % told


def _draw_split(change: ReportedChange, found: Implication) -> Drawing:
    basis = Basis(
        unit=_("Mkr"),
        period=_("före och efter, som rapporten säger"),
        population=change.population,
        source=_("rapportens tre siffror"),
        evidence=_("räknat ur avrundade siffror: ingen orsak är visad"),
    )
    told = _(
        "Samma förändring delad på antalet resor och på vad varje resa kostade. Index, längre resor och "
        "andra färdsätt ligger alla i kostnaden per resa: rapporten skiljer dem inte åt."
    )
    before, split = found.base.value, found.split
    return draw_waterfall(
        Caption(_("Vad förändringen består av"), told, basis),
        start=Total(_("Före"), before),
        changes=[
            Change(_("Antalet resor"), split.volume),
            Change(_("Kostnaden per resa"), split.unit_cost),
        ],
        end=Total(_("Efter"), before + change.amount.value),
        write=_write,
        columns=(_("Orsak"), _("Belopp"), _("Intervall")),
    )


def _write(value: float) -> str:
    return format_number(value, page_language(), 1)


def _percent(value: float) -> str:
    sign = "+" if value > 0 else ""
    return sign + format_share(value / 100, page_language(), 1)
