"""Handling a matter: open it and see who else has, take and release it, ask for completion, note words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from skjuts.apps.audit.services import Access
from skjuts.apps.permits.models import Application, CaseNote, CompletionRequest
from skjuts.apps.permits.queries.applications import get_application, get_locked_application
from skjuts.apps.permits.services.receive import ABOUT, REASON, attach_file, complete
from skjuts.apps.permits.services.stepping import (
    note_access,
    owned_by,
    require_text,
    signed_by,
    take_application_step,
)
from skjuts.apps.permits.workflow import APPLICATION
from skjuts.apps.rulebooks.services.ask import sign
from skjuts.apps.tenancy.actor import Actor
from skjuts.core.kernel.errors import InvalidField

PRESENCE = dt.timedelta(minutes=10)
"""So long after opening a matter somebody is taken to have it open."""


@transaction.atomic
def open_application(
    *, actor: Actor, application_id: UUID, today: dt.date, now: dt.datetime | None = None
) -> Application:
    """The matter, logged; what else is read of it belongs to this reading.

    With `now` the others see that the actor has it open, unless somebody else already has.
    """
    row = get_application(actor, application_id, day=today)
    note_access(actor, row, action=Access.READ, reason=REASON, about=ABOUT)
    if now is not None and row.state != Application.State.DECIDED and not find_presence(row, actor, now):
        row.opened_by, row.opened_signed, row.opened_at = actor.assignment_id, sign(actor), now
        row.save(update_fields=["opened_by", "opened_signed", "opened_at"])
    return row


def find_presence(row: Application, actor: Actor, now: dt.datetime) -> str:
    """Find who else has the matter open: name and unit, '' when nobody has."""
    is_other = row.opened_by not in {None, actor.assignment_id}
    is_fresh = row.opened_at is not None and now - row.opened_at < PRESENCE
    return row.opened_signed if is_other and is_fresh else ""


@transaction.atomic
def take_application(*, actor: Actor, application_id: UUID, now: dt.datetime, today: dt.date) -> Application:
    """Show the others that the actor looks at it, whoever did before. Versions guard what is saved."""
    row = get_application(actor, application_id, day=today)
    row.taken_by, row.taken_signed, row.taken_at = actor.assignment_id, sign(actor), now
    row.save(update_fields=["taken_by", "taken_signed", "taken_at"])
    return row


@transaction.atomic
def release_application(*, actor: Actor, application_id: UUID, today: dt.date) -> Application:
    """Stop showing that the actor looks at it; another's taking is left alone."""
    row = get_application(actor, application_id, day=today)
    if row.taken_by == actor.assignment_id:
        row.taken_by, row.taken_signed, row.taken_at = None, "", None
        row.save(update_fields=["taken_by", "taken_signed", "taken_at"])
    return row


@transaction.atomic
def ask_completion(  # noqa: PLR0913  (one argument for each thing that the letter says)
    *,
    actor: Actor,
    application_id: UUID,
    version: int,
    facts: Sequence[str],
    text: str,
    answer_by: dt.date,
    now: dt.datetime,
    today: dt.date,
) -> CompletionRequest:
    """Ask the applicant for what is missing; the clock stops until it comes. Raises InvalidField."""
    row, _ = get_locked_application(actor, application_id, version=version, day=today)
    step = APPLICATION.get_step(row.state, "ask")
    if not facts and not text.strip():
        raise InvalidField(
            "Skriv vad som saknas.", field="text", remedy="Välj uppgifter eller skriv en mening."
        )
    if answer_by <= today:
        raise InvalidField("Svarsdagen har redan varit.", field="answer_by", remedy="Välj en senare dag.")
    made = CompletionRequest.objects.create(
        application=row,
        facts=list(facts),
        text=text.strip(),
        answer_by=answer_by,
        **owned_by(row),
        **signed_by(actor, now),
    )
    row.paused_on = today
    take_application_step(step, row, actor, now, payload={"request": str(made.id)})
    return made


@transaction.atomic
def answer_completion(  # noqa: PLR0913  (one argument for each thing that came)
    *,
    actor: Actor,
    application_id: UUID,
    version: int,
    received_on: dt.date,
    text: str,
    attachments: Sequence[UUID] = (),
    now: dt.datetime,
    today: dt.date,
) -> Application:
    """Enter what came back; an empty text and no files say that nothing did. The matter goes on."""
    row, _ = get_locked_application(actor, application_id, version=version, day=today)
    APPLICATION.get_step(row.state, "complete")
    if received_on > today:
        raise InvalidField("Dagen ligger i framtiden.", field="received_on")
    complete(row, actor=actor, received_on=received_on, text=text.strip(), now=now)
    for attachment_id in attachments:
        attach_file(application=row, attachment_id=attachment_id, actor=actor, now=now)
    return row


@transaction.atomic
def note_words(  # noqa: PLR0913  (who, what and when: FL 27 §)
    *,
    actor: Actor,
    application_id: UUID,
    teller: str,
    text: str,
    told_at: dt.datetime,
    now: dt.datetime,
    today: dt.date,
) -> CaseNote:
    """Write down what somebody said and when (FL 27 §)."""
    row = get_application(actor, application_id, day=today)
    if teller not in CaseNote.Teller.values:
        raise InvalidField("Välj vem som sade det.", field="teller")
    text = require_text(text, "text", "Skriv vad som sades.")
    return CaseNote.objects.create(
        application=row, teller=teller, text=text, told_at=told_at, **owned_by(row), **signed_by(actor, now)
    )
