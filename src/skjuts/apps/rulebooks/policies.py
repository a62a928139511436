"""Who may ask, answer and publish. may_ answers; require_ raises NotAllowed."""

from __future__ import annotations

from uuid import UUID

from skjuts.apps.tenancy.actor import Actor
from skjuts.apps.tenancy.roles import Role
from skjuts.core.kernel.errors import NotAllowed


def may_answer(actor: Actor, authority_id: int) -> bool:
    """The support function, also for an authority that it serves by cooperation."""
    return actor.has(Role.SUPPORT_OFFICER) and actor.reaches(authority_id)


def require_answer(actor: Actor, authority_id: int) -> None:
    """Raise NotAllowed unless the actor answers for the authority."""
    _require(allowed=may_answer(actor, authority_id))


def may_read_question(actor: Actor, *, authority_id: int, unit_id: UUID) -> bool:
    """The unit that asked, and the support function."""
    return actor.unit_id == unit_id or may_answer(actor, authority_id)


def require_read_question(actor: Actor, *, authority_id: int, unit_id: UUID) -> None:
    """Raise NotAllowed unless the actor may read the question."""
    _require(allowed=may_read_question(actor, authority_id=authority_id, unit_id=unit_id))


def may_follow_up(actor: Actor, asked_by_id: UUID) -> bool:
    """Whoever asked asks again or takes the question back."""
    return actor.assignment_id == asked_by_id


def require_follow_up(actor: Actor, asked_by_id: UUID) -> None:
    """Raise NotAllowed unless the actor asked."""
    _require(allowed=may_follow_up(actor, asked_by_id))


def may_see_figures(actor: Actor) -> bool:
    """The support function and the authority's administrator."""
    return actor.has(Role.SUPPORT_OFFICER, Role.AUTHORITY_ADMIN)


def require_see_figures(actor: Actor) -> None:
    """Raise NotAllowed unless the actor may see the figures."""
    _require(allowed=may_see_figures(actor))


def may_set_relief(actor: Actor) -> bool:
    """The authority's administrator says what an answer is held to save."""
    return actor.has(Role.AUTHORITY_ADMIN)


def require_set_relief(actor: Actor) -> None:
    """Raise NotAllowed unless the actor may set the parameter."""
    _require(allowed=may_set_relief(actor))


def _require(*, allowed: bool) -> None:
    if not allowed:
        raise NotAllowed
