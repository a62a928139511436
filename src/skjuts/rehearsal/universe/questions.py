"""Questions that a ward has asked the support function: some answered, some in the handbook, one waiting."""

from __future__ import annotations

import datetime as dt
import tomllib
from dataclasses import dataclass
from importlib.resources import files

from skjuts.apps.rulebooks.models import SupportQuestion
from skjuts.apps.rulebooks.services.answer import answer_question
from skjuts.apps.rulebooks.services.ask import ask_question
from skjuts.apps.rulebooks.services.publish_entry import publish_entry
from skjuts.apps.tenancy.actor import Actor
from skjuts.apps.tenancy.scope import acting
from skjuts.rehearsal.universe.at_work import get_persona_actor

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
    asker, officer = get_persona_actor(ASKS, now), get_persona_actor(ANSWERS, now)
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


def _read_questions() -> list[InventedQuestion]:
    told = tomllib.loads(files(__package__).joinpath("questions.toml").read_text(encoding="utf-8"))
    return [InventedQuestion(**one) for one in told["questions"]]
