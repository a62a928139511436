"""Answering: take a question from the queue, put it back, answer it."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.db import transaction

from skjuts.apps.rulebooks.models import SupportQuestion
from skjuts.apps.rulebooks.policies import require_answer
from skjuts.apps.rulebooks.services.ask import add_message, check_text, get_locked_question, sign, take_step
from skjuts.apps.rulebooks.workflow import SUPPORT
from skjuts.apps.tenancy.actor import Actor


@transaction.atomic
def take_question(*, actor: Actor, question_id: UUID, now: dt.datetime) -> SupportQuestion:
    """Take a question, so that no colleague writes the same answer."""
    question = get_locked_question(actor, question_id)
    require_answer(actor, question.authority_id)
    step = SUPPORT.get_step(question.state, "take")
    question.taken_by, question.taken_signed = actor.assignment_id, sign(actor)
    take_step(step, question, actor, now)
    return question


@transaction.atomic
def release_question(*, actor: Actor, question_id: UUID, now: dt.datetime) -> SupportQuestion:
    """Put a question back into the queue, with the time that it has waited."""
    question = get_locked_question(actor, question_id)
    require_answer(actor, question.authority_id)
    step = SUPPORT.get_step(question.state, "release")
    question.taken_by, question.taken_signed = None, ""
    take_step(step, question, actor, now)
    return question


@transaction.atomic
def answer_question(*, actor: Actor, question_id: UUID, text: str, now: dt.datetime) -> SupportQuestion:
    """Answer a question; whoever asked is told."""
    question = get_locked_question(actor, question_id)
    require_answer(actor, question.authority_id)
    step = SUPPORT.get_step(question.state, "answer")
    check_text(text, field="text", now=now)
    add_message(question, actor, text, now, is_answer=True)
    question.first_answered_at = question.first_answered_at or now
    take_step(step, question, actor, now)
    return question
