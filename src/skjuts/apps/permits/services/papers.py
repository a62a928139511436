"""A file of a matter: opened and logged, then fetched over a link that lasts minutes."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.db import transaction

from skjuts.apps.audit.services import Access
from skjuts.apps.permits.queries.applications import get_application
from skjuts.apps.permits.services.receive import REASON
from skjuts.apps.permits.services.stepping import note_access
from skjuts.apps.tenancy.actor import Actor
from skjuts.apps.vault.links import make_link
from skjuts.core.kernel.errors import NotAllowed


@transaction.atomic
def open_paper(
    *, actor: Actor, application_id: UUID, paper_id: UUID, now: dt.datetime, today: dt.date
) -> str:
    """The token of a link to the file. Raises NotAllowed for a paper that is none of the matter's files."""
    row = get_application(actor, application_id, day=today)
    paper = row.papers.filter(pk=paper_id, attachment__removed_at=None).first()
    if paper is None or paper.attachment_id is None:
        raise NotAllowed
    note_access(actor, row, action=Access.READ, reason=REASON, about="paper")
    return make_link(paper.attachment_id, actor.account_id, now=now)
