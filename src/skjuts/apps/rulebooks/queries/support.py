"""Reads of the support function and the handbook, from the actor's scope."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from uuid import UUID

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from skjuts.apps.rulebooks.models import HandbookEntry, ReliefParameter, SupportQuestion
from skjuts.apps.rulebooks.policies import require_read_question
from skjuts.apps.tenancy.actor import Actor
from skjuts.apps.tenancy.roles import Role
from skjuts.core.kernel.errors import NotFound

MOST_HITS = 30


@dataclass(frozen=True, slots=True)
class Answered:
    """What the figures need of one answered question."""

    asked_at: dt.datetime
    answered_at: dt.datetime
    topic: str


@dataclass(frozen=True, slots=True)
class Relief:
    """Minutes of care staff's time that an answer is held to save, from a day on."""

    minutes: int
    in_force_from: dt.date
    is_assumed: bool
    source: str


UNMEASURED = Relief(10, dt.date.min, is_assumed=True, source=_("Projektets antagande; ingen har mätt det."))
"""What holds until an authority has said something of its own."""


def questions_of(actor: Actor) -> QuerySet[SupportQuestion]:
    """The questions within the actor's reach, with unit and people."""
    rows = SupportQuestion.objects.filter(authority_id__in=actor.authorities).defer("search")
    return rows.select_related("unit", "asked_by__staff")


def get_question(actor: Actor, question_id: UUID) -> SupportQuestion:
    """Get a question that the actor may read."""
    found = questions_of(actor).filter(id=question_id).first()
    if found is None:
        raise NotFound
    require_read_question(actor, authority_id=found.authority_id, unit_id=found.unit_id)
    return found


def list_queue(actor: Actor, limit: int) -> tuple[list[SupportQuestion], int]:
    """List what waits for an answer, oldest first, and how many there are."""
    rows = questions_of(actor).filter(state__in=("waiting", "taken")).order_by("waiting_since", "id")
    first = list(rows[:limit])
    return first, len(first) if len(first) < limit else rows.count()


def list_own(actor: Actor, limit: int) -> list[SupportQuestion]:
    """List what the actor's unit has asked, newest first."""
    rows = questions_of(actor).filter(unit_id=actor.unit_id).exclude(state="withdrawn")
    return list(rows.order_by("-asked_at", "id")[:limit])


def list_answered_to(actor: Actor, limit: int) -> list[SupportQuestion]:
    """List the actor's own questions that have been answered lately, newest first."""
    rows = questions_of(actor).filter(asked_by_id=actor.assignment_id, state="answered")
    return list(rows.order_by("-first_answered_at")[:limit])


def list_earlier(actor: Actor, words: str, *, apart_from: UUID) -> list[SupportQuestion]:
    """List other answered questions that the words find, best first; for those who answer."""
    if not actor.has(Role.SUPPORT_OFFICER) or not words.strip():
        return []
    asked = SearchQuery(words, config="swedish", search_type="websearch")
    rows = questions_of(actor).filter(state="answered", search=asked).exclude(id=apart_from)
    return list(rows.order_by(SearchRank(F("search"), asked).desc(), "-asked_at")[:MOST_HITS])


def suggest_words(question: SupportQuestion) -> str:
    """The words of a question's title, any of which may lead to an earlier answer."""
    return " or ".join(dict.fromkeys(question.title.replace('"', " ").replace("-", " ").split()))


def handbook_of(actor: Actor) -> QuerySet[HandbookEntry]:
    """The entries in force within the actor's reach."""
    rows = HandbookEntry.objects.filter(authority_id__in=actor.authorities, withdrawn_at=None)
    return rows.defer("search").select_related("authority")


def list_handbook(actor: Actor, *, words: str = "", topic: str = "") -> list[HandbookEntry]:
    """List entries that the words find, best first; all by title without words."""
    rows = handbook_of(actor)
    if topic:
        rows = rows.filter(topic=topic)
    if not words.strip():
        return list(rows.order_by("topic", "title")[: MOST_HITS * 4])
    asked = SearchQuery(words, config="swedish", search_type="websearch")
    found = rows.filter(Q(search=asked) | Q(title__icontains=words.strip()))
    return list(found.order_by(SearchRank(F("search"), asked).desc(), "title")[:MOST_HITS])


def get_entry(actor: Actor, entry_id: UUID) -> HandbookEntry:
    """Get an entry of the handbook."""
    found = handbook_of(actor).filter(id=entry_id).first()
    if found is None:
        raise NotFound
    return found


def list_answered(actor: Actor, first: dt.datetime, before: dt.datetime) -> list[Answered]:
    """List the questions that got their first answer in a period."""
    rows = SupportQuestion.objects.filter(
        authority_id__in=actor.authorities, first_answered_at__gte=first, first_answered_at__lt=before
    )
    return [
        Answered(row.asked_at, row.first_answered_at, row.topic)
        for row in rows.only("asked_at", "first_answered_at", "topic")
        if row.first_answered_at
    ]


def list_reliefs(actor: Actor) -> list[Relief]:
    """List the parameter's values of the actor's own authority, newest first."""
    rows = ReliefParameter.objects.filter(authority_id=actor.authority_id).order_by("-in_force_from")
    return [Relief(row.minutes, row.in_force_from, row.is_assumed, row.source) for row in rows]


def relief_on(reliefs: Iterable[Relief], day: dt.date) -> Relief:
    """The value in force on a day."""
    found = next((one for one in reliefs if one.in_force_from <= day), None)
    return found or replace(UNMEASURED, source=gettext(UNMEASURED.source))
