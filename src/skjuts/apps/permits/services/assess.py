"""Weighing a matter: its facts put to the book in force, all of it stored, and the answer given again."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from skjuts.apps.permits.facts import Gathered, facts_of, gather_facts, suggest_terms
from skjuts.apps.permits.models import Application, Assessment
from skjuts.apps.permits.proposing import Proposal, Standing, propose, replay_verdicts
from skjuts.apps.permits.queries.applications import find_last_assessment, get_locked_application
from skjuts.apps.permits.queries.books import find_book, keep_copy, read_copy
from skjuts.apps.permits.queries.certificates import list_certificates_of
from skjuts.apps.permits.queries.settings import find_trip_prices
from skjuts.apps.permits.services.stepping import owned_by, signed_by, take_application_step
from skjuts.apps.permits.terms import ApplicationContent, CertificateContent, Terms, Visit
from skjuts.apps.permits.workflow import APPLICATION
from skjuts.apps.registry.models import PatientProfile
from skjuts.apps.tenancy.actor import Actor
from skjuts.core.kernel.errors import BadConfiguration
from skjuts.core.ports.care_catalogues import care_catalogues
from skjuts.core.ports.timetables import timetables
from skjuts.core.rules import ReplayMismatch, RuleBook
from skjuts.core.rules.record import JsonValue

if TYPE_CHECKING:  # the timetable's compiled search takes half a second to load
    from skjuts.apps.permits.climbing import ModeProposal, Surroundings


@dataclass(frozen=True, slots=True, kw_only=True)
class TimetableAnswer:
    """What the day's timetable said: facts, the journeys as JSON, and the version of the feed."""

    facts: Mapping[str, JsonValue] = field(default_factory=dict)
    journeys: str = ""
    feed_version: str = ""


NOT_ASKED = TimetableAnswer()


@dataclass(frozen=True, slots=True)
class Weighed:
    """An assessment with its proposal, and the terms that a yes would have."""

    assessment: Assessment
    proposal: Proposal
    terms: Terms


@transaction.atomic
def assess_application(  # noqa: PLR0913  (one argument for each source of facts)
    *,
    actor: Actor,
    application_id: UUID,
    version: int,
    travel_day: dt.date,
    told: Mapping[str, JsonValue],
    timetable: TimetableAnswer = NOT_ASKED,
    visit: Visit | None = None,
    now: dt.datetime,
    today: dt.date,
) -> Weighed:
    """Put the matter to the book that is in force on the travel day. `told`: what the officer knows besides.

    `visit` is put to the house's timetable when a step of the ladder hangs on it; `timetable` is an answer
    that is at hand. Without a book the officer weighs alone. Raises BadFacts for a value that a fact cannot
    have, and InvalidField for a place that the timetable does not know.
    """
    row, _ = get_locked_application(actor, application_id, version=version, day=today)
    step = APPLICATION.get_step(row.state, "assess")
    weighed = weigh(row, travel_day=travel_day, told=told, timetable=timetable, visit=visit)
    made = _write(row, weighed, actor, now, travel_day=travel_day)
    take_application_step(step, row, actor, now, payload={"standing": weighed.proposal.standing.value})
    return Weighed(made, weighed.proposal, weighed.terms)


@dataclass(frozen=True, slots=True)
class Weighing:
    """A matter put to the rules, with nothing stored."""

    book: RuleBook | None
    gathered: Gathered
    proposal: Proposal
    terms: Terms
    asked_mode: str
    timetable: TimetableAnswer
    ladder: ModeProposal | None = None


def weigh(
    row: Application,
    *,
    travel_day: dt.date,
    told: Mapping[str, JsonValue],
    timetable: TimetableAnswer = NOT_ASKED,
    visit: Visit | None = None,
) -> Weighing:
    """Put a matter to the rules without storing anything."""
    certificates = list_certificates_of(row)
    gathered = gather_facts(
        row, certificates, born=_born(row), travel_day=travel_day, timetable=timetable.facts, told=told
    )
    asked = ApplicationContent.decode(row.content)
    newest = CertificateContent.decode(certificates[-1].content) if certificates else None
    mode = str(gathered.facts.get("travel_mode") or "")
    book = find_book(row.authority_id, row.kind, travel_day)
    proposal, ladder = Proposal(standing=Standing.JUDGEMENT), None
    if book is not None:
        ladder = _climb(row, book, gathered, travel_day, visit)
        timetable = _take_found(gathered, ladder, timetable)
        proposal = propose(book, gathered.facts, travel_day=travel_day, asked_mode=mode, kind=row.kind)
    terms = suggest_terms(proposal, asked, newest)
    return Weighing(book, gathered, proposal, terms, mode, timetable, ladder)


def hint(
    content: CertificateContent,
    *,
    authority_id: int,
    travel_day: dt.date,
    facts: Mapping[str, JsonValue],
) -> Proposal:
    """What the rules would say of a certificate while it is written. Nothing is stored, nobody is read.

    `facts`: what the page knows besides, such as the age.
    """
    book = find_book(authority_id, "patient_trip", travel_day)
    if book is None:
        return Proposal(standing=Standing.JUDGEMENT)
    known = {**facts, **facts_of(content), "service": "patient_trip"}
    return propose(book, known, travel_day=travel_day, asked_mode=content.travel_mode or "")


def replay_assessment(assessment: Assessment) -> bool:
    """Give the stored verdicts again from the stored facts and the stored book; True when all is the same.

    Raises `ReplayMismatch` when the book's copy is not the one that the verdicts name.
    """
    if assessment.book is None:
        return assessment.verdicts == Proposal(standing=Standing.JUDGEMENT).written
    book = read_copy(assessment.book)
    if replay_verdicts(assessment.verdicts, book) != assessment.verdicts:
        raise ReplayMismatch(field=assessment.book.version)
    if not assessment.ladder:
        return True
    from skjuts.apps.permits.climbing import replay_ladder  # noqa: PLC0415

    return replay_ladder(assessment.ladder, book)


@dataclass(frozen=True, slots=True)
class Replayed:
    """What came of weighing again. `timetable`: a value of `timetable.storing.Replay`, '' when not asked."""

    is_same: bool
    timetable: str = ""


def check_replay(assessment: Assessment) -> Replayed:
    """Weigh again from what was stored: rules by the stored book, journeys by the feed that the house has."""
    try:
        is_same = replay_assessment(assessment)
    except ReplayMismatch:
        is_same = False
    if not assessment.timetable:
        return Replayed(is_same)
    from skjuts.apps.permits.climbing import replay_timetable  # noqa: PLC0415

    try:
        feed = timetables.get().find_feed(assessment.travel_day)
    except BadConfiguration:
        feed = None
    return Replayed(is_same, replay_timetable(assessment.timetable, feed).value if feed else "other_feed")


def look_around(row: Application, day: dt.date) -> Surroundings:
    """What is around a matter: timetable, care without a trip, and the authority's own prices."""
    from skjuts.apps.permits.climbing import Surroundings  # noqa: PLC0415

    prices = find_trip_prices(row.authority_id, day)
    try:
        feed = timetables.get().find_feed(day)
        catalogue = care_catalogues.get().find_catalogue(row.authority.slug)
    except BadConfiguration:
        return Surroundings(prices=prices)
    return Surroundings(feed=feed, catalogue=catalogue, prices=prices)


def _climb(
    row: Application, book: RuleBook, gathered: Gathered, day: dt.date, visit: Visit | None
) -> ModeProposal | None:
    from skjuts.apps.permits.climbing import climb  # noqa: PLC0415

    return climb(book, gathered.facts, travel_day=day, visit=visit, around=look_around(row, day))


def _take_found(
    gathered: Gathered, ladder: ModeProposal | None, timetable: TimetableAnswer
) -> TimetableAnswer:
    """Let the matter know what the timetable and the list of care said; returns the timetable's answer."""
    if ladder is None:
        return timetable
    from skjuts.apps.permits.climbing import facts_found  # noqa: PLC0415

    said, offered = facts_found(ladder)
    gathered.take({name: one for name, one in offered.items() if name not in gathered.facts}, "catalogue")
    gathered.take(said, "timetable")
    finding = ladder.timetable
    if finding is None:
        return timetable
    return replace(
        timetable, journeys=bytes(finding.answer).decode(), feed_version=finding.feed_version[:120]
    )


def _born(row: Application) -> dt.date | None:
    born = PatientProfile.objects.filter(patient_id=row.patient_id).first()
    return dt.date.fromisoformat(born.born) if born and born.born else None


def _write(
    row: Application,
    weighed: Weighing,
    actor: Actor,
    now: dt.datetime,
    *,
    travel_day: dt.date,
) -> Assessment:
    last = find_last_assessment(row)
    proposal, ladder = weighed.proposal, weighed.ladder
    return Assessment.objects.create(
        application=row,
        number=last.number + 1 if last else 1,
        book=keep_copy(row.authority_id, weighed.book) if weighed.book else None,
        travel_day=travel_day,
        asked_mode=weighed.asked_mode,
        facts=json.dumps(weighed.gathered.facts, sort_keys=True, ensure_ascii=False),
        sources=json.dumps(weighed.gathered.sources, sort_keys=True),
        verdicts=proposal.written,
        ladder=ladder.encode().decode() if ladder else "",
        avoided_trips=ladder.avoided_trips if ladder else 0,
        timetable=weighed.timetable.journeys,
        feed_version=weighed.timetable.feed_version,
        standing=proposal.standing.value,
        proposed_outcome=proposal.outcome,
        proposed_mode=proposal.travel_mode,
        missing=_list_missing(proposal, ladder),
        **owned_by(row),
        **signed_by(actor, now),
    )


def _list_missing(proposal: Proposal, ladder: ModeProposal | None) -> list[str]:
    """What to ask for, all at once: the ladder looks further up than to its first open step."""
    further = [one.id for one in ladder.missing] if ladder and proposal.missing else []
    return list(dict.fromkeys([*proposal.missing, *further]))
