"""Who may look at the access log, and who may see to what is stuck."""

from __future__ import annotations

from uuid import UUID

from skjuts.apps.tenancy.actor import Actor
from skjuts.apps.tenancy.roles import Role
from skjuts.core.kernel.errors import NotAllowed

REVIEWERS = (Role.LOG_REVIEWER,)
"""Who reviews the log of their own authority and gives patients their extracts."""
OPERATORS = (Role.SYSTEM_ADMIN,)
"""Who retries what could not be delivered or sent; they see kinds and ids, never content."""


def may_review(actor: Actor, authority_id: int) -> bool:
    """Whether the actor reviews this authority's log: only that of their own."""
    return actor.has(*REVIEWERS) and authority_id == actor.authority_id


def require_review(actor: Actor, authority_id: int | None = None) -> None:
    """Raise `NotAllowed` unless the actor reviews the authority's log (left out: their own)."""
    if not may_review(actor, actor.authority_id if authority_id is None else authority_id):
        raise NotAllowed


def may_judge(actor: Actor, staff_id: UUID) -> bool:
    """Whether the actor may judge what this person did: nobody judges themselves."""
    return staff_id != actor.staff_id


def may_operate(actor: Actor) -> bool:
    """Whether the actor sees to deliveries and messages."""
    return actor.has(*OPERATORS)


def require_operate(actor: Actor) -> None:
    """Raise `NotAllowed` unless the actor sees to deliveries and messages."""
    if not may_operate(actor):
        raise NotAllowed
