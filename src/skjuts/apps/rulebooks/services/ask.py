"""Asking the support function, asking again and taking a question back."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from skjuts.apps.audit.services import publish_event
from skjuts.apps.registry.models import Assignment
from skjuts.apps.registry.services.tell_staff import tell_staff
from skjuts.apps.rulebooks.models import SupportMessage, SupportQuestion, SupportStatus
from skjuts.apps.rulebooks.models.support import SupportTopic
from skjuts.apps.rulebooks.policies import require_follow_up
from skjuts.apps.rulebooks.scanner import refuse_person_numbers
from skjuts.apps.rulebooks.workflow import SUPPORT
from skjuts.apps.tenancy.actor import Actor
from skjuts.core.kernel.errors import InvalidField, NotFound
from skjuts.core.kernel.transitions import BEGINNING, Step

LONGEST_TEXT = 4000


@transaction.atomic
def ask_question(
    *, actor: Actor, topic: str, title: str, text: str, page: str, now: dt.datetime
) -> SupportQuestion:
    """Put a question in the queue, with the page that it was asked from. Raises InvalidField."""
    if topic not in SupportTopic.values:
        raise InvalidField("Välj vad frågan gäller.", field="topic")
    check_text(title, field="title", now=now)
    check_text(text, field="text", now=now)
    question = SupportQuestion.objects.create(
        authority_id=actor.authority_id,
        unit_id=actor.unit_id,
        asked_by_id=actor.assignment_id,
        topic=topic,
        page=page,
        title=title.strip(),
        text=text.strip(),
        asked_at=now,
        waiting_since=now,
    )
    take_step(SUPPORT.get_step(BEGINNING, "ask"), question, actor, now)
    return question


@transaction.atomic
def ask_again(*, actor: Actor, question_id: UUID, text: str, now: dt.datetime) -> SupportQuestion:
    """Ask further on an answered question; it goes back into the queue."""
    question = get_locked_question(actor, question_id)
    require_follow_up(actor, question.asked_by_id)
    step = SUPPORT.get_step(question.state, "ask_again")
    check_text(text, field="text", now=now)
    add_message(question, actor, text, now, is_answer=False)
    question.waiting_since, question.taken_by, question.taken_signed = now, None, ""
    take_step(step, question, actor, now)
    return question


@transaction.atomic
def withdraw_question(*, actor: Actor, question_id: UUID, now: dt.datetime) -> SupportQuestion:
    """Take a question back while nobody answers it."""
    question = get_locked_question(actor, question_id)
    require_follow_up(actor, question.asked_by_id)
    take_step(SUPPORT.get_step(question.state, "withdraw"), question, actor, now)
    return question


def get_locked_question(actor: Actor, question_id: UUID) -> SupportQuestion:
    """Get a question within reach, held until the end of the transaction."""
    rows = SupportQuestion.objects.select_for_update().filter(authority_id__in=actor.authorities)
    found = rows.filter(id=question_id).first()
    if found is None:
        raise NotFound
    return found


def check_text(text: str, *, field: str, now: dt.datetime) -> None:
    """Refuse a text that is missing, too long, or names a patient by number."""
    if not text.strip():
        raise InvalidField("Fyll i fältet.", field=field)
    if len(text) > LONGEST_TEXT:
        raise InvalidField("Texten får ha högst %(most)s tecken.", field=field, values={"most": LONGEST_TEXT})
    refuse_person_numbers(text, field=field, today=timezone.localdate(now))


def add_message(
    question: SupportQuestion, actor: Actor, text: str, now: dt.datetime, *, is_answer: bool
) -> None:
    """Add what was said."""
    SupportMessage.objects.create(
        authority_id=question.authority_id,
        question=question,
        is_answer=is_answer,
        text=text.strip(),
        by=actor.assignment_id,
        signed=sign(actor),
        at=now,
    )


def sign(actor: Actor) -> str:
    """The name and unit under which the actor speaks."""
    mine = Assignment.objects.select_related("staff", "unit").get(id=actor.assignment_id)
    return f"{mine.staff.name}, {mine.unit.name}"


def take_step(step: Step, question: SupportQuestion, actor: Actor, now: dt.datetime) -> None:
    """Write a step: the state, its row, the message to the asker and the event."""
    question.state = step.target
    question.save(update_fields=["state", "waiting_since", "taken_by", "taken_signed", "first_answered_at"])
    SupportStatus.objects.create(
        authority_id=question.authority_id,
        question=question,
        state=step.target,
        by=actor.assignment_id,
        at=now,
    )
    if step.message:
        tell_staff(
            staff=question.asked_by.staff,
            key=f"{step.message}:{question.id}:{now.isoformat()}",
            subject="Stödfunktionen har svarat",
            text="Din fråga har fått ett svar.\n\nLogga in i Skjuts och välj Fråga stödfunktionen.\n",
        )
    if step.event:
        publish_event(
            name=step.event,
            aggregate_id=question.id,
            authority_id=question.authority_id,
            actor=actor,
            payload={"topic": question.topic, "unit": str(question.unit_id), "page": question.page},
        )
