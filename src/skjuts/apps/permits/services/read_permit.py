"""Opening a permit: those who handle its matter, and those who book on it; logged."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.db import transaction

from skjuts.apps.audit.services import Access
from skjuts.apps.permits.models import Permit
from skjuts.apps.permits.policies import may_handle, may_use_permit
from skjuts.apps.permits.queries.permits import get_permit
from skjuts.apps.permits.queries.responsibility import model_of
from skjuts.apps.permits.services.receive import REASON
from skjuts.apps.permits.services.stepping import note_access
from skjuts.apps.tenancy.actor import Actor
from skjuts.core.kernel.errors import NotAllowed


@transaction.atomic
def open_permit(*, actor: Actor, permit_id: UUID, today: dt.date, to_change: bool = False) -> Permit:
    """The permit, logged; `to_change` only for those who handle its matter. Raises NotAllowed."""
    found = get_permit(actor, permit_id)
    may_read = not to_change and may_use_permit(actor, found.authority_id)
    if not may_read and not may_change_permit(actor, found, today=today):
        raise NotAllowed
    note_access(actor, found, action=Access.READ, reason=REASON, about="permit")
    return found


def may_change_permit(actor: Actor, permit: Permit, *, today: dt.date) -> bool:
    """Whether the actor handles the matter that the permit comes from."""
    application = permit.decision.application
    return may_handle(actor, application, model_of(application, today))
