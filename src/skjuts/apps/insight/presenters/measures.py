"""Measures: the list, what was agreed, what could be seen at all, and the verdicts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from skjuts.apps.insight.models import Measure, MeasureVerdict
from skjuts.apps.insight.presenters.words import name_month, name_month_briefly
from skjuts.core.followup.months import Month, month_of
from skjuts.web.charts import (
    Basis,
    Caption,
    Drawing,
    Estimate,
    Series,
    choose_amounts,
    draw_intervals,
    draw_lines,
)
from skjuts.web.elements import Column, Fact, Status, TagColour
from skjuts.web.formatting import format_date, format_number, format_share
from skjuts.web.languages import page_language

COLOURS: dict[str, TagColour] = {
    "shown": "success",
    "not_distinguishable": "warning",
    "contradicted": "danger",
    "description_only": "neutral",
}


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """A measure in the list, with its latest verdict."""

    title: str
    href: str
    starts: str
    verdict: Status | None
    foretold: str


@dataclass(frozen=True, slots=True)
class VerdictCard:
    """A verdict: the finding, the sentences that it rests on, the course and the grid."""

    status: Status
    when: str
    by: str
    sentences: tuple[str, ...]
    placebos: str
    course: Drawing | None
    grid: Drawing | None
    missing: tuple[str, ...]
    rests_on: str


@dataclass(frozen=True, slots=True)
class MeasurePage:
    """The page of a measure."""

    id: str
    title: str
    about: str
    facts: tuple[Fact, ...]
    foresight: str
    is_afterthought: bool
    latest: VerdictCard | None
    earlier: tuple[VerdictCard, ...]


def list_measure_columns() -> tuple[Column, ...]:
    """Headings of the list."""
    return (
        Column(_("Åtgärd")),
        Column(_("Börjar")),
        Column(_("Minsta effekt som skulle synas")),
        Column(_("Utslag")),
    )


def show_measures(measures: Iterable[Measure]) -> list[MeasureRow]:
    """The authority's measures."""
    return [_show_row(one) for one in measures]


def show_measure(measure: Measure) -> MeasurePage:
    """A measure with its verdicts, the latest open."""
    verdicts = [show_verdict(one, is_whole=place == 0) for place, one in enumerate(measure.verdicts.all())]
    return MeasurePage(
        id=str(measure.id),
        title=measure.title,
        about=measure.about,
        facts=tuple(_list_facts(measure)),
        foresight=_tell_foresight(measure),
        is_afterthought=_find_start(measure.design) <= month_of(timezone.localdate(measure.described_at)),
        latest=verdicts[0] if verdicts else None,
        earlier=tuple(verdicts[1:]),
    )


def name_finding(finding: str) -> Status:
    """The finding in words."""
    words = {
        "shown": _("Effekten är visad"),
        "not_distinguishable": _("Går inte att skilja från noll"),
        "contradicted": _("Effekten är motsagd"),
        "description_only": _("Enbart beskrivning"),
    }
    return Status(words[finding], COLOURS[finding])


def _show_row(measure: Measure) -> MeasureRow:
    latest = next(iter(measure.verdicts.all()), None)
    return MeasureRow(
        measure.title,
        reverse("insight:measure", args=[measure.id]),
        name_month(_find_start(measure.design)),
        name_finding(latest.finding) if latest else None,
        _tell_foresight_briefly(measure),
    )


def _find_start(design: Mapping[str, Any]) -> Month:
    """The first month in which anybody is exposed."""
    points = design["ramp"]
    first = next(place for place, (_month, share) in enumerate(points) if share > 0)
    return int(points[first][0]) if first == 0 else int(points[first - 1][0]) + 1


def _list_facts(measure: Measure) -> Iterable[Fact]:
    design = measure.design
    figures = {
        "cost": _("Kostnaden per månad"),
        "trips": _("Antalet resor per månad"),
        "cost_per_trip": _("Kostnaden per resa"),
    }
    trips = {
        "without": _("Ordinarie budget utan dialysresor"),
        "with": _("Ordinarie budget med dialysresor"),
    }
    yield Fact(_("Vad som ska ändras"), figures[design["figure"]])
    yield Fact(_("Vilka resor"), trips[design["dialysis"]])
    ramp = ", ".join(
        f"{name_month(int(one))} {format_share(share, page_language())}" for one, share in design["ramp"]
    )
    yield Fact(_("Hur åtgärden införs"), ramp)
    yield Fact(_("Kontroll"), _("dialysresorna") if design["has_control"] else _("ingen"))
    yield Fact(_("Trend som fanns före"), _("räknas med") if design["has_trend"] else _("räknas inte med"))
    yield Fact(_("Vad som utlovas"), _tell_promise(design))
    day = format_date(timezone.localdate(measure.described_at), page_language())
    yield Fact(_("Nedskriven"), day, note=measure.signed)


def _tell_promise(design: Mapping[str, Any]) -> str:
    word = _("en minskning") if design["direction"] < 0 else _("en ökning")
    return word if design["percent"] is None else f"{word}, {_percent(design['percent'])}"


def _tell_foresight_briefly(measure: Measure) -> str:
    if measure.foresight is None:
        return _("kan inte sägas")
    side = "fall_percent" if measure.design["direction"] < 0 else "rise_percent"
    return _percent(measure.foresight[side])


def _tell_foresight(measure: Measure) -> str:
    if measure.foresight is None:
        return _(
            "Vad som skulle kunna synas går inte att säga: det finns för få månader före, eller inga resor."
        )
    found = measure.foresight
    told = _(
        "Med %(before)s månader före och %(after)s efter skulle en minskning på %(fall)s eller en ökning på "
        "%(rise)s hittas fyra gånger av fem. En mindre effekt kan finnas utan att synas."
    ) % {
        "before": found["months_before"],
        "after": found["months_after"],
        "fall": _percent(-found["fall_percent"]),
        "rise": _percent(found["rise_percent"]),
    }
    return f"{told} {_warn_of_promise(measure.design, found)}".rstrip()


def _warn_of_promise(design: Mapping[str, Any], found: Mapping[str, Any]) -> str:
    """Said before the measure begins: afterwards it would read as an excuse."""
    promised = design["percent"]
    side = "fall_percent" if design["direction"] < 0 else "rise_percent"
    if promised is None or abs(promised) >= abs(found[side]):
        return ""
    return _(
        "Det som utlovas, %(promised)s, är mindre än så: uppföljningen kan oftast inte säga om det blev av."
    ) % {"promised": _percent(abs(promised))}


def show_verdict(row: MeasureVerdict, *, is_whole: bool) -> VerdictCard:
    """A verdict as its card: the rank among pretended starts once, with the sentences or beneath them."""
    result = row.result
    effect = result["effect"]
    tried = [one for one in result["answers"] if one["percent"] is not None]
    return VerdictCard(
        status=name_finding(row.finding),
        when=format_date(timezone.localdate(row.asked_at), page_language()),
        by=row.signed,
        sentences=tuple(result["sentences"]),
        placebos="" if result["placebos"] in result["sentences"] else result["placebos"] or "",
        course=_draw_course(effect) if is_whole and effect else None,
        grid=_draw_grid(tried, effect) if is_whole and effect and tried else None,
        missing=tuple(one["variant"] for one in result["answers"] if one["percent"] is None),
        rests_on=_("liggaren %(edition)s, programmet %(program)s") % {
            "edition": row.edition, "program": row.program
        },
    )  # fmt: skip


def _draw_course(effect: Mapping[str, Any]) -> Drawing:
    course = effect["course"]
    is_money = effect["unit"].startswith("öre")
    amounts = choose_amounts([one[1] for one in course])
    unit = amounts.unit if is_money else _("resor")
    observed = Series(_("Som det blev"), tuple(one[1] for one in course))
    without = Series(
        _("Utan åtgärden"),
        tuple(one[2] for one in course),
        tuple(one[3] for one in course),
        tuple(one[4] for one in course),
    )
    basis = Basis(
        unit=unit,
        period=f"{name_month(course[0][0])} – {name_month(course[-1][0])}",
        population=effect["population"],
        source=_("liggaren"),
        evidence=_("utvärderat: segmenterad tidsserie, AR(1) med REML, 95 % intervall"),
    )
    told = _("Det skuggade bandet är var serien skulle ha legat utan åtgärden.")
    return draw_lines(
        Caption(_("Som det blev, och som det annars hade blivit"), told, basis),
        moments=[name_month_briefly(int(one[0])) for one in course],
        series=[observed, without],
        write=amounts.write if is_money else lambda value: format_number(value, page_language()),
        from_zero=False,
    )


def _draw_grid(tried: list[Mapping[str, Any]], effect: Mapping[str, Any]) -> Drawing:
    basis = Basis(
        unit=_("procent"),
        period=_("hela serien, eller 24 månader före"),
        population=effect["population"],
        source=_("liggaren"),
        evidence=_("utvärderat"),
    )
    told = _("Samma fråga ställd på andra rimliga sätt. En effekt som byter tecken är inte visad.")
    return draw_intervals(
        Caption(_("Känslighet"), told, basis),
        estimates=[Estimate(one["variant"], *one["percent"]) for one in tried],
        write=lambda value: format_number(value, page_language(), 1),
        columns=(_("Sätt att fråga"), _("Effekt"), _("Intervall")),
    )


def _percent(value: float) -> str:
    return format_share(value / 100, page_language(), 1)
