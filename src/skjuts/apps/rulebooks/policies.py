"""Who asks, answers and publishes; who writes and approves rule books. may_ answers; require_ raises."""

from __future__ import annotations

from collections.abc import Collection
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


def may_write_books(actor: Actor, authority_id: int) -> bool:
    """Those who try matters write their rules, also for an authority that they serve by cooperation."""
    return actor.has(Role.CASE_OFFICER, Role.SUPPORT_OFFICER) and actor.reaches(authority_id)


def require_write_books(actor: Actor, authority_id: int) -> None:
    """Raise NotAllowed unless the actor writes the authority's rule books."""
    _require(allowed=may_write_books(actor, authority_id))


def may_administer_books(actor: Actor, authority_id: int) -> bool:
    """The authority's own administrator says what is in force; no cooperation lends that right."""
    return actor.has(Role.AUTHORITY_ADMIN) and actor.authority_id == authority_id


def require_administer_books(actor: Actor, authority_id: int) -> None:
    """Raise NotAllowed unless the actor administers the authority's rule books."""
    _require(allowed=may_administer_books(actor, authority_id))


def may_read_drafts(actor: Actor, authority_id: int) -> bool:
    """Drafts and proposals are for those who write and approve. What has been approved is everybody's."""
    return may_write_books(actor, authority_id) or may_administer_books(actor, authority_id)


def require_read_drafts(actor: Actor, authority_id: int) -> None:
    """Raise NotAllowed unless the actor works with the authority's rule books."""
    _require(allowed=may_read_drafts(actor, authority_id))


def may_approve_book(actor: Actor, authority_id: int, *, written_by: Collection[UUID]) -> bool:
    """Four eyes: an administrator who, as a person, has not written any of it or proposed it."""
    return may_administer_books(actor, authority_id) and actor.staff_id not in written_by


def _require(*, allowed: bool) -> None:
    if not allowed:
        raise NotAllowed
