"""That somebody looked at trips one by one is logged, as every reading about patients is."""

from __future__ import annotations

from django.db import transaction

from skjuts.apps.audit.models import Access
from skjuts.apps.audit.reasons import Reason
from skjuts.apps.audit.services import record_access
from skjuts.apps.insight.policies import require_list_trips
from skjuts.apps.tenancy.actor import Actor
from skjuts.core.followup.months import Month

KIND = "trips"


@transaction.atomic
def note_trips_listed(*, actor: Actor, figure: str, month: Month) -> None:
    """Log that the trips under a figure were shown. Raises what keeps the page from being shown."""
    _note(actor, Reason.FOLLOW_UP, f"figure:{figure}:{month}")


@transaction.atomic
def note_lines_listed(*, actor: Actor, what: str, about: str) -> None:
    """Log that billed lines were shown for control. Raises what keeps the page from being shown."""
    _note(actor, Reason.CONTROL, f"{what}:{about}")


def _note(actor: Actor, reason: Reason, context: str) -> None:
    require_list_trips(actor)
    record_access(
        actor,
        action=Access.LIST,
        authority_id=actor.authority_id,
        reason=reason,
        context=context,
        kind=KIND,
    )
