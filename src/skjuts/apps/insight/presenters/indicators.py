"""The catalogue of indicators, and each with its definition, its control chart and its months."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from skjuts.apps.insight.facts.indicators import IndicatorCourse
from skjuts.apps.insight.presenters.leading_charts import name_signal
from skjuts.apps.insight.presenters.words import name_month, name_month_briefly
from skjuts.core.followup.evaluation import EvidenceLevel
from skjuts.core.followup.indicators import (
    DOMAIN_NAMES,
    UNITS,
    Awaited,
    Better,
    Catalogue,
    Domain,
    Indicator,
    IndicatorValue,
)
from skjuts.core.followup.population import Population
from skjuts.web.charts import Basis, Caption, ControlPoint, Drawing, draw_control
from skjuts.web.elements import Column, Fact, Status
from skjuts.web.formatting import format_date, format_number
from skjuts.web.languages import page_language, said_in

SHOWN_MONTHS = 24


@dataclass(frozen=True, slots=True)
class CatalogueRow:
    """An indicator in the catalogue."""

    name: str
    href: str
    why: str
    how: str
    owner: str
    review: str
    status: Status | None


@dataclass(frozen=True, slots=True)
class CatalogueSection:
    """A domain with its indicators."""

    id: str
    title: str
    rows: tuple[CatalogueRow, ...]


@dataclass(frozen=True, slots=True)
class IndicatorPage:
    """An indicator: its definition, and what the ledger says. `sentences` are in Swedish."""

    title: str
    why: str
    status: Status | None
    facts: tuple[Fact, ...]
    sentences: tuple[str, ...]
    chart: Drawing | None
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    awaits: str


def list_catalogue_columns() -> tuple[Column, ...]:
    """Headings of the catalogue."""
    return Column(_("Indikator")), Column(_("Hur den räknas")), Column(_("Svarar")), Column(_("Granskas"))


def show_catalogue(catalogue: Catalogue, today: dt.date) -> list[CatalogueSection]:
    """The catalogue by domain."""
    return [
        CatalogueSection(
            domain.value,
            DOMAIN_NAMES[domain],
            tuple(_show_row(one, today) for one in _list_domain(catalogue, domain)),
        )
        for domain in Domain
    ]


def count_overdue(catalogue: Catalogue, today: dt.date) -> int:
    """How many should have been reviewed by now."""
    return len(catalogue.list_overdue(today))


def show_indicator(
    indicator: Indicator | Awaited, course: IndicatorCourse | None, source: str, today: dt.date
) -> IndicatorPage:
    """The page of an indicator; without a course where no trips are read in, or nothing can be counted."""
    if isinstance(indicator, Awaited):
        facts = tuple(_define_awaited(indicator, today))
        status = _judge_review(indicator, today)
        return IndicatorPage(
            indicator.name, indicator.why, status, facts, (), None, (), (), awaits=indicator.awaits
        )
    values = course.values[-SHOWN_MONTHS:] if course else ()
    return IndicatorPage(
        title=indicator.name,
        why=indicator.why,
        status=_judge_review(indicator, today),
        facts=tuple(_define(indicator, today)),
        sentences=course.sentences if course else (),
        chart=_draw(course, source) if course and course.chart else None,
        columns=_head(indicator),
        rows=tuple(_write_row(indicator, one) for one in reversed(values)),
        awaits="",
    )


def _list_domain(catalogue: Catalogue, domain: Domain) -> Iterable[Indicator | Awaited]:
    yield from catalogue.list_domain(domain)
    yield from (one for one in catalogue.awaited if one.domain is domain)


def _show_row(one: Indicator | Awaited, today: dt.date) -> CatalogueRow:
    is_awaited = isinstance(one, Awaited)
    return CatalogueRow(
        name=one.name,
        href=reverse("insight:indicator", args=[one.id.replace("_", "-")]),
        why=one.why,
        how=one.awaits if isinstance(one, Awaited) else _tell_fraction(one),
        owner=one.owner,
        review=format_date(one.next_review, page_language()),
        status=_judge_review(one, today) or (Status(_("Kan inte räknas än")) if is_awaited else None),
    )


def _judge_review(one: Indicator | Awaited, today: dt.date) -> Status | None:
    if one.next_review < today:
        return Status(_("Granskningen är försenad"), "warning")
    if isinstance(one, Indicator) and one.reviewed_on is None:
        return Status(_("Inte granskad av regionen"), "info")
    return None


def _tell_fraction(one: Indicator) -> str:
    if one.denominator is None:
        return one.numerator.words
    return _("%(numerator)s delat med %(denominator)s") % {
        "numerator": one.numerator.words, "denominator": one.denominator.words
    }  # fmt: skip


def _define(one: Indicator, today: dt.date) -> Iterable[Fact]:
    yield Fact(_("Täljare"), said_in(one.numerator.words))
    if one.denominator is not None:
        yield Fact(_("Nämnare"), said_in(one.denominator.words))
    yield Fact(_("Enhet"), said_in(UNITS[one.unit].name), note=_name_better(one.better))
    yield Fact(_("Vilka som räknas"), said_in(one.choose(Population()).label()))
    yield Fact(_("Räknas inte"), said_in(one.exclusions))
    yield Fact(_("Källa"), said_in(one.source))
    yield Fact(_("Evidens"), _name_evidence(one.evidence))
    if one.target is not None:
        target = said_in(f"{_write(one, one.target.value)} {UNITS[one.unit].name}")
        yield Fact(_("Mål"), target, note=one.target.decided_by)
    yield Fact(_("Minsta antal människor bakom en siffra"), str(one.least_people))
    yield from _tell_review(one, today)


def _define_awaited(one: Awaited, today: dt.date) -> Iterable[Fact]:
    yield Fact(_("Riktning"), _name_better(one.better))
    yield from _tell_review(one, today)


def _tell_review(one: Indicator | Awaited, today: dt.date) -> Iterable[Fact]:
    yield Fact(_("Svarar"), said_in(one.owner))
    late = _("försenad") if one.next_review < today else ""
    yield Fact(_("Nästa granskning"), format_date(one.next_review, page_language()), note=late)


def _name_better(better: Better) -> str:
    return {
        Better.UP: _("högre är bättre"),
        Better.DOWN: _("lägre är bättre"),
        Better.NONE: _("ingen riktning är bättre"),
    }[better]


def _name_evidence(level: EvidenceLevel) -> str:
    return {
        EvidenceLevel.CLAIMED: _("påstått"),
        EvidenceLevel.BOOKED: _("bokfört"),
        EvidenceLevel.EVALUATED: _("utvärderat"),
        EvidenceLevel.CONTRADICTED: _("motsagt"),
    }[level]


def _head(one: Indicator) -> tuple[Column, ...]:
    parts = [Column(_("Månad")), Column(said_in(UNITS[one.unit].name), numeric=True)]
    parts.append(Column(_("Resenärer"), numeric=True))
    return tuple(parts)


def _write_row(one: Indicator, value: IndicatorValue) -> tuple[str, ...]:
    language = page_language()
    if value.is_hidden:
        hidden = _("färre än %(least)s") % {"least": one.least_people}
        return name_month(value.month), _("dolt"), hidden
    people = value.base_people if value.base_people is not None else value.people
    return (
        name_month(value.month),
        "–" if value.value is None else _write(one, value.value),
        "–" if people is None else format_number(people, language),
    )


def _write(one: Indicator, value: float) -> str:
    return format_number(value, page_language(), UNITS[one.unit].decimals)


def _draw(course: IndicatorCourse, source: str) -> Drawing | None:
    one, chart = course.indicator, course.chart
    if chart is None:
        return None
    points = chart.points
    basis = Basis(
        unit=said_in(UNITS[one.unit].name),
        period=f"{name_month(points[0].month)} – {name_month(points[-1].month)}",
        population=said_in(one.choose(Population()).label()),
        source=source,
        evidence=_name_evidence(one.evidence)
        + (_("; rensat för säsong") if course.is_levelled else _("; inte rensat för säsong")),
    )
    told = _(
        "Gränserna är medelvärdet ± 2,66 gånger månadernas genomsnittliga steg (XmR). Bara markerade punkter "
        "är mer än seriens egna rörelser."
    )
    return draw_control(
        Caption(said_in(one.name), told, basis),
        points=[
            ControlPoint(
                name_month_briefly(each.month), each.value, each.mean, each.low, each.high,
                signal=", ".join(name_signal(signal) for signal in each.signals),
            )
            for each in points
        ],
        write=lambda value: _write(one, value),
    )  # fmt: skip
