"""A file of a matter: fetched over a link that lasts minutes, and taken away when it came in by mistake."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.db import transaction

from skjuts.apps.audit.services import Access
from skjuts.apps.permits.errors import AlreadyDecided
from skjuts.apps.permits.models import Application, PaperRemoval
from skjuts.apps.permits.queries.applications import get_application, get_locked_application, get_paper_file
from skjuts.apps.permits.services.receive import REASON
from skjuts.apps.permits.services.stepping import note_access, owned_by, require_text, signed_by
from skjuts.apps.tenancy.actor import Actor
from skjuts.apps.vault.links import make_link
from skjuts.apps.vault.services.attachments import remove_attachment

ABOUT = "paper"


@transaction.atomic
def open_paper(
    *, actor: Actor, application_id: UUID, paper_id: UUID, now: dt.datetime, today: dt.date
) -> str:
    """The token of a link to the file. Raises NotAllowed for a paper that is none of the matter's files."""
    row = get_application(actor, application_id, day=today)
    _, attachment = get_paper_file(row, paper_id)
    note_access(actor, row, action=Access.READ, reason=REASON, about=ABOUT)
    return make_link(attachment.id, actor.account_id, now=now)


@transaction.atomic
def remove_paper(  # noqa: PLR0913  (which file, why, and who)
    *,
    actor: Actor,
    application_id: UUID,
    paper_id: UUID,
    version: int,
    reason: str,
    now: dt.datetime,
    today: dt.date,
) -> PaperRemoval:
    """Take away a file that belongs to another person or matter; its row and the reason stay.

    Raises AlreadyDecided: what a decision rests on is kept. Raises NotAllowed for what is no file of it.
    """
    row, _ = get_locked_application(actor, application_id, version=version, day=today)
    if row.state == Application.State.DECIDED:
        raise AlreadyDecided
    paper, attachment = get_paper_file(row, paper_id)
    reason = require_text(reason, "reason", "Skriv varför filen inte hör hit.")
    made = PaperRemoval.objects.create(paper=paper, reason=reason, **owned_by(row), **signed_by(actor, now))
    remove_attachment(attachment, now=now)
    note_access(actor, row, action=Access.ALTER, reason=REASON, about=ABOUT)
    return made
