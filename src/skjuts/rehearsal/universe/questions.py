"""Questions that a ward has asked the support function: some answered, some in the handbook, one waiting."""

from __future__ import annotations

import datetime as dt
import tomllib
from dataclasses import dataclass
from importlib.resources import files

from django.utils import timezone

from skjuts.apps.registry.models import Assignment, Authority
from skjuts.apps.registry.queries.acting import actor_of
from skjuts.apps.rulebooks.models import SupportQuestion
from skjuts.apps.rulebooks.services.answer import answer_question
from skjuts.apps.rulebooks.services.ask import ask_question
from skjuts.apps.rulebooks.services.publish_entry import publish_entry
from skjuts.apps.tenancy.actor import Actor
from skjuts.apps.tenancy.scope import acting, entering
from skjuts.rehearsal.personas.people import ISSUER

ASKS, ANSWERS = "dialys", "stodfunktion"
"""The personas who do."""


@dataclass(frozen=True, slots=True)
class InventedQuestion:
    """A question, and the answer to it when there is one; hours before now and hours of waiting."""

    hours_ago: int
    topic: str
    title: str
    text: str
    answered: int = 0
    answer: str = ""
    published: bool = False


def ask_questions(now: dt.datetime) -> None:
    """Ask, answer and publish; nothing where the ward has asked already."""
    asker, officer = _find_actor(ASKS, now), _find_actor(ANSWERS, now)
    with acting(asker):
        if SupportQuestion.objects.filter(authority_id=asker.authority_id).exists():
            return
    for one in _read_questions():
        _ask(one, asker, officer, now - dt.timedelta(hours=one.hours_ago))


def _ask(one: InventedQuestion, asker: Actor, officer: Actor, at: dt.datetime) -> None:
    with acting(asker):
        asked = ask_question(
            actor=asker, topic=one.topic, title=one.title, text=one.text, page="training:home", now=at
        )
    if not one.answer:
        return
    later = at + dt.timedelta(hours=one.answered)
    with acting(officer):
        answer_question(actor=officer, question_id=asked.id, text=one.answer, now=later)
        if one.published:
            publish_entry(
                actor=officer,
                question_id=asked.id,
                topic=one.topic,
                title=one.title,
                answer=one.answer,
                now=later,
            )


def _find_actor(slug: str, now: dt.datetime) -> Actor:
    with entering(authorities=list(Authority.objects.values_list("id", flat=True))):
        held = Assignment.objects.get(account__issuer=ISSUER, account__subject=slug)
    if held.account_id is None:
        raise ValueError("a persona without an account")
    return actor_of(held, held.account_id, timezone.localdate(now))


def _read_questions() -> list[InventedQuestion]:
    told = tomllib.loads(files(__package__).joinpath("questions.toml").read_text(encoding="utf-8"))
    return [InventedQuestion(**one) for one in told["questions"]]
