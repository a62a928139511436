"""The rules' proposal with its reasons: the ladder step by step, near misses, limits, and what is missing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import msgspec
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from skjuts.apps.permits.letters.addressing import to_reader
from skjuts.apps.permits.models import Assessment
from skjuts.apps.permits.presenters.matters.journeys import ShownTimetable, show_timetable
from skjuts.apps.permits.presenters.matters.words import language, name_mode, outcome_of, tell_date
from skjuts.apps.permits.proposing import OWN_TABLES, read_verdicts
from skjuts.core.rules import VerdictKind
from skjuts.core.rules.record import NearMissRecord, StepRecord, UsedParameter, VerdictRecord
from skjuts.web.elements import Fact, Status
from skjuts.web.formatting import format_money

STEP, BUS = "fits_", "fits_public_transport"
SAYS_NO = frozenset({"not_covered", "elsewhere", "other_kind", "too_many", "beyond"})
"""Answers that take something away, and therefore have to be told."""


class _Rung(msgspec.Struct, frozen=True):
    """A step of the stored ladder, as far as the page shows it."""

    mode: str
    name: str
    kind: str
    reasons: tuple[str, ...]
    price_ore: int | None
    answer: StepRecord
    parameters: tuple[UsedParameter, ...]


class _Option(msgspec.Struct, frozen=True):
    name: str
    text: str
    source: str


class _Ladder(msgspec.Struct, frozen=True):
    summary: str
    kind: str
    mode: str
    avoided_trips: int
    rungs: tuple[_Rung, ...]
    options: tuple[_Option, ...]
    cautions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row of a table that carried an answer, or nearly did."""

    text: str
    law: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class ShownRung:
    """A step of the ladder; opened it shows the rule's row, its law, the price and why not."""

    name: str
    status: Status
    reasons: tuple[str, ...]
    price: str
    difference: str
    rows: tuple[ShownRow, ...]
    near_misses: tuple[ShownRow, ...]
    is_open: bool


@dataclass(frozen=True, slots=True)
class ShownProposal:
    """Everything that the rules said of a matter."""

    headline: str
    status: Status
    reasons: tuple[ShownRow, ...]
    near_misses: tuple[ShownRow, ...]
    missing: tuple[str, ...]
    rungs: tuple[ShownRung, ...]
    options: tuple[Fact, ...]
    parameters: tuple[Fact, ...]
    cautions: tuple[str, ...]
    timetable: ShownTimetable | None
    avoided: str
    book: str
    is_in_force: bool
    travel_day: str


def show_proposal(assessment: Assessment) -> ShownProposal:
    """An assessment as its pane shows it."""
    verdicts = read_verdicts(assessment.verdicts)
    ladder = _read_ladder(assessment)
    last = _answers(verdicts)
    return ShownProposal(
        headline=_headline(assessment, ladder),
        status=_status(assessment),
        reasons=_reasons(verdicts, ladder),
        near_misses=tuple(_near(one) for step in last for one in step.near_misses if one.would_give),
        missing=_list_missing(verdicts),
        rungs=tuple(_rungs(ladder)) if ladder else (),
        options=tuple(Fact(one.name, one.text, note=one.source) for one in ladder.options) if ladder else (),
        parameters=_parameters(verdicts),
        cautions=tuple(dict.fromkeys(text for one in verdicts for text in one.cautions)),
        timetable=show_timetable(assessment.timetable),
        avoided=_tell_avoided(assessment.avoided_trips),
        book=_name_book(verdicts),
        is_in_force=all(one.book.is_in_force for one in verdicts),
        travel_day=tell_date(assessment.travel_day),
    )


def suggest_reasons(assessment: Assessment) -> str:
    """The rules' own reasons as two or three sentences to the letter's reader, to begin with."""
    verdicts = read_verdicts(assessment.verdicts)
    return " ".join(to_reader(one.text) for one in _reasons(verdicts, _read_ladder(assessment)))


def _read_ladder(assessment: Assessment) -> _Ladder | None:
    return msgspec.json.decode(assessment.ladder, type=_Ladder) if assessment.ladder else None


def _headline(assessment: Assessment, ladder: _Ladder | None) -> str:
    if assessment.standing == "complete":
        return _("Uppgifter saknas som kan ändra förslaget")
    if assessment.standing == "judgement":
        return _("Reglerna lämnar det åt handläggaren")
    mode = name_mode(assessment.proposed_mode).lower()
    if assessment.proposed_outcome in {"granted", "partly"}:
        return _("Reglerna ger %(mode)s") % {"mode": mode}
    if ladder and ladder.avoided_trips:
        return ladder.summary
    if mode:
        return _("%(mode)s räcker") % {"mode": mode.capitalize()}
    return ladder.summary if ladder else _("Resan omfattas inte")


def _status(assessment: Assessment) -> Status:
    if assessment.standing == "complete":
        return Status(_("Komplettera"), "warning", "circle-question-mark")
    if assessment.standing == "judgement":
        return Status(_("Din bedömning"), "info", "scale")
    return outcome_of(assessment.proposed_outcome)


def _answers(verdicts: Iterable[VerdictRecord]) -> list[StepRecord]:
    return [one.answer for one in verdicts]


def _reasons(verdicts: Iterable[VerdictRecord], ladder: _Ladder | None) -> tuple[ShownRow, ...]:
    """What carries the proposal, each text once: what refuses, why not by bus, what fits, what is cut."""
    answered = [one for one in verdicts if one.answer.kind is VerdictKind.PROPOSAL]
    steps = [one for one in answered if one.table.startswith(STEP)]
    said = {f"{STEP}{rung.mode}": rung.reasons for rung in ladder.rungs} if ladder else {}
    told: dict[str, ShownRow] = {}
    for one in answered:
        value = one.answer.outcome[0].value if one.answer.outcome else None
        is_step = one.table in {BUS, *OWN_TABLES.values()} or (steps and one is steps[-1])
        if is_step or value in SAYS_NO:
            for row in _list_rows(one, said.get(one.table, ())):
                told.setdefault(row.text, row)
    return tuple(told.values())


def _list_rows(verdict: VerdictRecord, said: tuple[str, ...]) -> Iterable[ShownRow]:
    """The certain rows of an answer, and what the timetable added to them."""
    rows = [one for one in verdict.answer.matched if one.is_certain]
    for row in rows:
        yield ShownRow(row.reason, row.law, verdict.answer.name)
    known = {row.reason for row in rows}
    for text in said:
        if text not in known:
            yield ShownRow(text, "", verdict.answer.name)


def _near(one: NearMissRecord) -> ShownRow:
    return ShownRow(one.text, one.law, ", ".join(one.would_give))


def _list_missing(verdicts: Iterable[VerdictRecord]) -> tuple[str, ...]:
    asked = [
        missing.question or missing.name
        for one in verdicts
        if one.answer.kind is VerdictKind.COMPLETE
        for missing in one.answer.missing
    ]
    return tuple(dict.fromkeys(asked))


def _rungs(ladder: _Ladder) -> Iterable[ShownRung]:
    last = ladder.rungs[-1] if ladder.rungs else None
    chosen = last.price_ore if last else None
    for one in ladder.rungs:
        yield ShownRung(
            name=one.name,
            status=_rung_status(one.kind),
            reasons=one.reasons,
            price=format_money(one.price_ore, language(), whole=True) if one.price_ore is not None else "",
            difference=_tell_difference(one.price_ore, chosen) if one is not last else "",
            rows=tuple(ShownRow(row.reason, row.law, row.source) for row in one.answer.matched),
            near_misses=tuple(_near(near) for near in one.answer.near_misses),
            is_open=one.kind != "passed",
        )


def _rung_status(kind: str) -> Status:
    return {
        "passed": Status(_("Passar inte"), "neutral", "x"),
        "fits": Status(_("Passar"), "success", "check"),
        "officer": Status(_("Din bedömning"), "info", "scale"),
        "open": Status(_("Uppgifter saknas"), "warning", "circle-question-mark"),
    }[kind]


def _tell_difference(price_ore: int | None, chosen_ore: int | None) -> str:
    if price_ore is None or chosen_ore is None or chosen_ore <= price_ore:
        return ""
    spared = format_money(chosen_ore - price_ore, language(), whole=True)
    return _("%(amount)s billigare per resa än förslaget") % {"amount": spared}


def _tell_avoided(trips: int) -> str:
    if not trips:
        return ""
    told = ngettext("%(trips)s enkelresa behövs inte.", "%(trips)s enkelresor behövs inte.", trips)
    return told % {"trips": trips}


def _parameters(verdicts: Iterable[VerdictRecord]) -> tuple[Fact, ...]:
    used = {one.id: one for verdict in verdicts for one in verdict.parameters}
    return tuple(Fact(one.name, one.text, note=one.law) for one in used.values())


def _name_book(verdicts: tuple[VerdictRecord, ...]) -> str:
    if not verdicts:
        return ""
    book = verdicts[0].book
    return _("%(title)s, version %(version)s") % {"title": book.title, "version": book.version}
