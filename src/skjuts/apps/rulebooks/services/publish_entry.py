"""The handbook: publish an answer, mend it, take it out."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.db import transaction

from skjuts.apps.audit.services import publish_event
from skjuts.apps.rulebooks.models import HandbookEntry, HandbookRevision
from skjuts.apps.rulebooks.models.support import SupportTopic
from skjuts.apps.rulebooks.policies import require_answer
from skjuts.apps.rulebooks.services.ask import check_text, get_locked_question, sign
from skjuts.apps.tenancy.actor import Actor
from skjuts.core.kernel.errors import Conflict, InvalidField, InvalidTransition, NotFound


@transaction.atomic
def publish_entry(
    *, actor: Actor, question_id: UUID, topic: str, title: str, answer: str, now: dt.datetime
) -> HandbookEntry:
    """Let everyone at the authority read an answer. Raises InvalidTransition while it is unanswered."""
    question = get_locked_question(actor, question_id)
    require_answer(actor, question.authority_id)
    if question.first_answered_at is None:
        raise InvalidTransition
    _check(topic, title, answer, now)
    entry = HandbookEntry.objects.create(
        authority_id=question.authority_id,
        question=question,
        topic=topic,
        title=title.strip(),
        answer=answer.strip(),
        published_by=actor.assignment_id,
        signed=sign(actor),
        published_at=now,
        changed_at=now,
    )
    _remember(entry, actor, now)
    publish_event(
        name="handbook.entry_published",
        aggregate_id=entry.id,
        authority_id=entry.authority_id,
        actor=actor,
        payload={"topic": topic, "question": str(question.id)},
    )
    return entry


@transaction.atomic
def revise_entry(  # noqa: PLR0913 - each is a field of the form
    *, actor: Actor, entry_id: UUID, revision: int, topic: str, title: str, answer: str, now: dt.datetime
) -> HandbookEntry:
    """Mend an entry on top of the revision that was read; raises Conflict when there is a newer one."""
    entry = _get_locked_entry(actor, entry_id)
    if entry.revision != revision:
        raise Conflict("Någon annan har ändrat samma svar under tiden.")
    _check(topic, title, answer, now)
    entry.topic, entry.title, entry.answer = topic, title.strip(), answer.strip()
    entry.revision, entry.changed_at = entry.revision + 1, now
    entry.save(update_fields=["topic", "title", "answer", "revision", "changed_at"])
    _remember(entry, actor, now)
    return entry


@transaction.atomic
def withdraw_entry(*, actor: Actor, entry_id: UUID, now: dt.datetime) -> HandbookEntry:
    """Take an entry out of the handbook; what it said is kept."""
    entry = _get_locked_entry(actor, entry_id)
    entry.withdrawn_at, entry.withdrawn_by = now, actor.assignment_id
    entry.save(update_fields=["withdrawn_at", "withdrawn_by"])
    return entry


def _get_locked_entry(actor: Actor, entry_id: UUID) -> HandbookEntry:
    rows = HandbookEntry.objects.select_for_update().filter(authority_id__in=actor.authorities)
    found = rows.filter(id=entry_id, withdrawn_at=None).first()
    if found is None:
        raise NotFound
    require_answer(actor, found.authority_id)
    return found


def _check(topic: str, title: str, answer: str, now: dt.datetime) -> None:
    if topic not in SupportTopic.values:
        raise InvalidField("Välj vad svaret gäller.", field="topic")
    check_text(title, field="title", now=now)
    check_text(answer, field="answer", now=now)


def _remember(entry: HandbookEntry, actor: Actor, now: dt.datetime) -> None:
    HandbookRevision.objects.create(
        authority_id=entry.authority_id,
        entry=entry,
        revision=entry.revision,
        title=entry.title,
        answer=entry.answer,
        by=actor.assignment_id,
        signed=sign(actor),
        at=now,
    )
