"""Letters and what became of them, from the actor's scope."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast, Concat

from skjuts.apps.audit.models import Message
from skjuts.apps.permits.laws import get_law
from skjuts.apps.permits.models import Application, Decision, Letter
from skjuts.apps.permits.policies import require_handle
from skjuts.apps.permits.queries.queue import HANDLERS
from skjuts.apps.permits.queries.responsibility import model_of
from skjuts.apps.tenancy.actor import Actor
from skjuts.core.kernel.errors import NotAllowed

CHANNEL = "letter"
KEY_START = "letter:"


@dataclass(frozen=True, slots=True)
class Sending:
    """How far the outbox has come: its state, and when that was settled."""

    state: str
    settled_at: dt.datetime | None


def message_key(letter_id: UUID) -> str:
    """The key of a letter in the outbox."""
    return f"{KEY_START}{letter_id}"


def letter_id_of(key: str) -> UUID:
    """The letter that a key in the outbox names."""
    return UUID(key.removeprefix(KEY_START))


def get_letter(actor: Actor, letter_id: UUID, *, day: dt.date) -> Letter:
    """A letter of a matter that the actor handles. Raises NotAllowed."""
    rows = Letter.objects.filter(pk=letter_id, authority_id__in=actor.authorities)
    found = rows.select_related("application__unit", "decision__right", "patient").first()
    if found is None:
        raise NotAllowed
    require_handle(actor, found.application, model_of(found.application, day))
    return found


def list_letters(application: Application) -> QuerySet[Letter]:
    """List the letters of a matter, the latest first; without what they say."""
    rows = Letter.objects.filter(application=application).select_related("application")
    return rows.prefetch_related("handovers").defer("content").order_by("-at", "id")


def list_unsent(actor: Actor) -> QuerySet[Letter]:
    """List the letters that nobody but a person can deliver, and nobody has, the oldest first.

    Among them a protected person's that was taken back from the outbox. Those who handle matters at their own
    unit alone see that unit's.
    """
    rows = Letter.objects.filter(authority_id__in=actor.authorities, handovers=None)
    if not actor.has(*HANDLERS):
        rows = rows.filter(application__unit_id=actor.unit_id)
    key = Concat(Value(KEY_START), Cast("pk", TextField()), output_field=TextField())
    taken_back = Message.objects.filter(channel=CHANNEL, state=Message.State.DROPPED, key=OuterRef("sent_as"))
    stays = ~Q(route=Letter.Route.OUTBOX) | (Q(is_guarded=True) & Exists(taken_back))
    rows = rows.annotate(sent_as=key).filter(stays).defer("content")
    return rows.select_related("application", "patient").prefetch_related("handovers").order_by("at", "id")


def find_sending(letter: Letter) -> Sending | None:
    """Find what the outbox has done with a letter; None for one that does not leave through it."""
    row = Message.objects.filter(channel=CHANNEL, key=message_key(letter.id)).first()
    return Sending(row.state, row.settled_at) if row else None


def find_sendings(letters: Iterable[Letter]) -> dict[UUID, Sending]:
    """Find the same for many, by letter."""
    keys = {message_key(one.id): one.id for one in letters}
    rows = Message.objects.filter(channel=CHANNEL, key__in=keys)
    return {keys[row.key]: Sending(row.state, row.settled_at) for row in rows}


def find_review_start(decision: Decision) -> dt.date | None:
    """Find the day on which the clock of the review started; None while it has not."""
    review = get_law(decision.kind).review_of(uses_judgement=decision.uses_judgement)
    if review.starts is None:
        return None
    return decision.notices.filter(event=review.starts.value).values_list("on", flat=True).first()


def list_to_announce(actor: Actor, *, first: dt.date, last: dt.date) -> QuerySet[Decision]:
    """List the decisions of a period whose review starts by an announcement that is not noted yet."""
    rows = Decision.objects.filter(
        authority_id=actor.authority_id,
        decided_on__range=(first, last),
        review_route="legality_review",
    )
    return rows.exclude(notices__event="announced").order_by("year", "number")
