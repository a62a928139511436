"""A letter is kept whole and put into the outbox in the same transaction, once for each cause."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from skjuts.apps.audit.services import enqueue_message
from skjuts.apps.permits.letters.matter import Matter
from skjuts.apps.permits.letters.page import print_page
from skjuts.apps.permits.letters.writing import choose_forms, write_letter
from skjuts.apps.permits.models import Application, Decision, Letter, Permit
from skjuts.apps.permits.queries.letters import CHANNEL, message_key
from skjuts.apps.permits.services.letters.gathering import Reader
from skjuts.apps.permits.services.stepping import owned_by


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """Why a letter is written. `key`: one letter for each cause. `by`: None when time wrote it."""

    key: str
    at: dt.datetime
    application: Application
    decision: Decision | None = None
    permit: Permit | None = None
    by: UUID | None = None
    signed: str = ""


def is_written(authority_id: int, key: str) -> bool:
    """Whether the cause has had its letter."""
    return Letter.objects.filter(authority_id=authority_id, key=key).exists()


def keep_letter(cause: Cause, matter: Matter, reader: Reader) -> Letter:
    """Write the letter, keep it, and send it unless it must be handed over by a person."""
    text = write_letter(matter, choose_forms(reader.language))
    row = cause.application
    made = Letter.objects.create(
        application=row,
        decision=cause.decision,
        permit=cause.permit,
        kind=matter.kind,
        key=cause.key,
        route=_route(row, reader),
        content=text.encode(),
        digest=text.digest,
        by=cause.by,
        signed=cause.signed,
        at=cause.at,
        **owned_by(row),
    )
    if made.route == Letter.Route.OUTBOX:
        payload = {"title": text.title, "html": print_page(text), "digest": text.digest}
        enqueue_message(
            channel=CHANNEL, key=message_key(made.id), authority_id=row.authority_id, payload=payload
        )
    return made


def _route(row: Application, reader: Reader) -> str:
    if row.is_guarded:
        return Letter.Route.DESK
    return Letter.Route.OUTBOX if reader.has_address else Letter.Route.NO_ADDRESS
