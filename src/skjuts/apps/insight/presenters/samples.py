"""Drawn samples as pages: what was drawn, what has been judged, and what it says of all lines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from skjuts.apps.insight.facts.samples import JudgedLine, SampleResult, StratumResult, judge_sample
from skjuts.apps.insight.models import DrawnSample, LineJudgement, SampleLine
from skjuts.apps.insight.presenters.amounts import write_percent
from skjuts.apps.insight.presenters.billing import list_line_columns, show_lines
from skjuts.apps.insight.presenters.words import name_month
from skjuts.web.elements import Column, Fact, Occurrence, Status
from skjuts.web.formatting import format_date, format_moment, format_money, format_number
from skjuts.web.languages import page_language


@dataclass(frozen=True, slots=True)
class SampleRow:
    """A sample in the list."""

    title: str
    href: str
    drawn: str
    status: Status
    answer: str


@dataclass(frozen=True, slots=True)
class DrawnRow:
    """A drawn line: its number, what it was billed at and how it was judged."""

    number: str
    href: str
    amount: str
    status: Status


@dataclass(frozen=True, slots=True)
class SamplePage:
    """A sample."""

    title: str
    facts: tuple[Fact, ...]
    answer: str
    left: str
    next_href: str
    strata: tuple[tuple[str, ...], ...]
    strata_columns: tuple[Column, ...]
    lines: tuple[DrawnRow, ...]
    line_columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class LinePage:
    """A drawn line to judge."""

    title: str
    sample: str
    columns: tuple[Column, ...]
    cells: tuple[tuple[str, ...], ...]
    history: tuple[Occurrence, ...]


def list_sample_columns() -> tuple[Column, ...]:
    """Headings of the list."""
    return Column(_("Stickprov")), Column(_("Draget")), Column(_("Läge")), Column(_("Vad det säger"))


def show_samples(samples: Iterable[DrawnSample]) -> list[SampleRow]:
    """The authority's samples."""
    return [_show_row(one) for one in samples]


def show_sample(sample: DrawnSample, *, can_judge: bool) -> SamplePage:
    """A sample with its strata; its lines for those who judge."""
    result = read_result(sample)
    lines = list(sample.lines.all()) if can_judge else []
    waiting = next((one for one in lines if not one.judgements.all()), None)
    return SamplePage(
        title=_name(sample),
        facts=tuple(_list_facts(sample)),
        answer=_tell_answer(result),
        left=_count_left(result),
        next_href=_address(waiting) if waiting else "",
        strata=tuple(_show_stratum(one) for one in result.strata),
        strata_columns=(
            Column(_("Radens belopp")), Column(_("Rader"), numeric=True), Column(_("Dragna"), numeric=True),
            Column(_("Bedömda"), numeric=True), Column(_("Fel"), numeric=True),
            Column(_("Andel fel av alla, 95 % intervall"), numeric=True),
        ),
        lines=tuple(_show_line(one) for one in lines),
        line_columns=(Column(_("Rad")), Column(_("Belopp"), numeric=True), Column(_("Bedömning"))),
    )  # fmt: skip


def show_line(line: SampleLine, rows: Sequence[Mapping[str, Any]]) -> LinePage:
    """A drawn line as it was billed; what a later delivery has taken away says so."""
    return LinePage(
        title=_("Rad %(number)s") % {"number": line.place},
        sample=_name(line.sample),
        columns=list_line_columns(),
        cells=tuple(show_lines(rows)),
        history=tuple(_show_judgement(one) for one in line.judgements.all()),
    )


def read_result(sample: DrawnSample) -> SampleResult:
    """What the judgements say; the latest of each line counts."""
    lines = []
    for line in sample.lines.all():
        latest = next(iter(line.judgements.all()), None)
        lines.append(JudgedLine(line.stratum, latest.error_ore if latest else None))
    return judge_sample(sample.strata, lines)


def _show_row(sample: DrawnSample) -> SampleRow:
    result = read_result(sample)
    is_done = result.projection is not None
    return SampleRow(
        title=_name(sample),
        href=reverse("insight:sample", args=[sample.id]),
        drawn=format_date(timezone.localdate(sample.drawn_at), page_language()),
        status=Status(_("Bedömt"), "success") if is_done else Status(_count_left(result), "warning"),
        answer=_tell_answer(result) if is_done else "–",
    )


def _name(sample: DrawnSample) -> str:
    month = name_month(sample.month).capitalize()
    return f"{month}, {sample.contract}" if sample.contract else month


def _list_facts(sample: DrawnSample) -> Iterable[Fact]:
    language = page_language()
    lines = format_number(sample.line_count, language)
    yield Fact(_("Rader att dra ur"), lines, note=format_money(sample.amount_ore, language, whole=True))
    day = format_date(timezone.localdate(sample.drawn_at), language)
    yield Fact(_("Draget"), day, note=sample.signed)
    yield Fact(_("Frö"), str(sample.seed), note=_("Samma frö och samma rader ger samma stickprov."))
    yield Fact(_("Vilar på"), _("liggaren %(edition)s") % {"edition": sample.edition})


def _tell_answer(result: SampleResult) -> str:
    found = result.projection
    if found is None:
        return _("När alla rader är bedömda sägs här hur stor del av månadens belopp som är fel.")
    language = page_language()
    words = {"total": format_money(found.total_ore, language, whole=True)}
    if found.low_ore is None or found.high_ore is None:
        return (
            _("Av alla rader är omkring %(total)s fel. För få är dragna för att säga hur säkert det är.")
            % words
        )
    words |= {
        "low": format_money(found.low_ore, language, whole=True),
        "high": format_money(found.high_ore, language, whole=True),
    }
    return (
        _("Av alla rader är omkring %(total)s fel, med 95 %% säkerhet mellan %(low)s och %(high)s.") % words
    )


def _count_left(result: SampleResult) -> str:
    left = result.left
    if not left:
        return ""
    return ngettext("%(count)s rad kvar att bedöma", "%(count)s rader kvar att bedöma", left) % {
        "count": left
    }


def _show_stratum(one: StratumResult) -> tuple[str, ...]:
    language = page_language()
    share = one.share
    told = "–"
    if share is not None:
        bounds = {name: write_percent(getattr(share, name)) for name in ("value", "low", "high")}
        told = _("%(value)s (%(low)s–%(high)s)") % bounds
    counts = (format_number(count, language) for count in (one.lines, one.drawn, one.judged, one.wrong))
    return (_name_amounts(one), *counts, told)


def _name_amounts(one: StratumResult) -> str:
    low = format_money(one.from_ore, page_language(), whole=True)
    if one.to_ore is None:
        return _("%(low)s och mer") % {"low": low}
    high = format_money(one.to_ore, page_language(), whole=True)
    return _("under %(high)s") % {"high": high} if not one.from_ore else f"{low} – {high}"


def _show_line(line: SampleLine) -> DrawnRow:
    latest = next(iter(line.judgements.all()), None)
    return DrawnRow(
        number=str(line.place),
        href=_address(line),
        amount=format_money(line.amount_ore, page_language()),
        status=_name_judgement(latest),
    )


def _address(line: SampleLine) -> str:
    return reverse("insight:sample-line", args=[line.sample_id, line.id])


def _name_judgement(judgement: LineJudgement | None) -> Status:
    if judgement is None:
        return Status(_("Inte bedömd"))
    if not judgement.error_ore:
        return Status(_("Stämmer"), "success")
    money = format_money(judgement.error_ore, page_language())
    return Status(_("Fel: %(money)s") % {"money": money}, "danger")


def _show_judgement(judgement: LineJudgement) -> Occurrence:
    at = timezone.localtime(judgement.judged_at)
    status = _name_judgement(judgement)
    return Occurrence(
        when=format_moment(at, page_language()),
        stamp=at.isoformat(),
        title=status.label,
        text=judgement.note,
        actor=judgement.signed,
        colour=status.colour,
    )
