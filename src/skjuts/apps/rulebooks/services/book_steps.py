"""What every step of a rule book has in common: held for change, written down, told."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from skjuts.apps.audit.services import publish_event
from skjuts.apps.rulebooks.errors import BookChanged
from skjuts.apps.rulebooks.models import RuleBookStatus, RuleBookVersion
from skjuts.apps.rulebooks.policies import require_read_drafts
from skjuts.apps.rulebooks.services.ask import sign
from skjuts.apps.tenancy.actor import Actor
from skjuts.core.kernel.errors import InvalidField, NotFound
from skjuts.core.kernel.transitions import Step

LONGEST_REASON = 2000


def get_locked_version(actor: Actor, version_id: UUID, *, revision: int | None = None) -> RuleBookVersion:
    """Get a version whose drafts the actor may see, held until the end of the transaction.

    Raises `BookChanged` when it has been saved since `revision`.
    """
    rows = RuleBookVersion.objects.select_for_update().filter(authority_id__in=actor.authorities)
    found = rows.filter(id=version_id).first()
    if found is None:
        raise NotFound
    require_read_drafts(actor, found.authority_id)
    if revision is not None and found.revision != revision:
        raise BookChanged
    return found


def take_step(step: Step, version: RuleBookVersion, actor: Actor, now: dt.datetime, reason: str = "") -> None:
    """Write a step: the state, its row and the event."""
    version.state = step.target
    version.save()
    RuleBookStatus.objects.create(
        authority_id=version.authority_id,
        version=version,
        verb=step.verb,
        state=step.target,
        revision=version.revision,
        by_staff=actor.staff_id,
        signed=sign(actor),
        reason=reason.strip(),
        at=now,
    )
    if step.event:
        publish_event(
            name=step.event,
            aggregate_id=version.id,
            authority_id=version.authority_id,
            actor=actor,
            payload=_tell(version),
        )


def require_reason(reason: str) -> str:
    """The reason, trimmed. Raises InvalidField when it is missing or too long."""
    if not reason.strip():
        raise InvalidField("Skriv skälet.", field="reason")
    if len(reason) > LONGEST_REASON:
        raise InvalidField(
            "Texten får ha högst %(most)s tecken.", field="reason", values={"most": LONGEST_REASON}
        )
    return reason.strip()


def _tell(version: RuleBookVersion) -> dict[str, str | list[str]]:
    first = version.in_force_from.isoformat() if version.in_force_from else ""
    return {
        "book": version.book,
        "label": version.label,
        "kinds": list(version.kinds),
        "digest": version.digest,
        "in_force_from": first,
    }
