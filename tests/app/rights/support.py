"""Questions to the support function and entries of the handbook, in every relation."""

from __future__ import annotations

from django.utils import timezone

from skjuts.apps.rulebooks.models import SupportQuestion
from skjuts.apps.rulebooks.services.answer import answer_question
from skjuts.apps.rulebooks.services.ask import ask_question
from skjuts.apps.rulebooks.services.publish_entry import publish_entry
from skjuts.apps.tenancy.roles import Role
from skjuts.apps.tenancy.scope import acting
from tests.app.rights.objects import NOBODY, Arguments, builder
from tests.app.rights.table import Relation
from tests.app.rights.world import World
from tests.app.signed_in import Person


def _ask(keeper: Person) -> SupportQuestion:
    return ask_question(
        actor=keeper.actor, topic="fee", title="Fråga", text="Hur?", page="", now=timezone.now()
    )


@builder("support_question", question_id=NOBODY)
def build_question(world: World, relation: Relation) -> Arguments:
    """A question that a colleague has asked and that was answered."""
    keeper = world.keeper_of(relation, Role.SUPPORT_OFFICER)
    with acting(keeper.actor):
        question = _ask(keeper)
        answer_question(actor=keeper.actor, question_id=question.id, text="Så.", now=timezone.now())
    return {"question_id": str(question.id)}


@builder("handbook_entry", entry_id=NOBODY)
def build_entry(world: World, relation: Relation) -> Arguments:
    """An entry of the handbook."""
    keeper, now = world.keeper_of(relation, Role.SUPPORT_OFFICER), timezone.now()
    with acting(keeper.actor):
        question = _ask(keeper)
        answer_question(actor=keeper.actor, question_id=question.id, text="Så.", now=now)
        entry = publish_entry(
            actor=keeper.actor, question_id=question.id, topic="fee", title="Rubrik", answer="Så.", now=now
        )
    return {"entry_id": str(entry.id)}
