"""Who may do what, from the actor and the row. may_ answers; require_ raises NotAllowed."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from skjuts.apps.tenancy.actor import Actor
from skjuts.apps.tenancy.roles import Role
from skjuts.core.kernel.errors import NotAllowed

READERS_OF_REGISTER = (
    Role.UNIT_MANAGER,
    Role.SUPPORT_OFFICER,
    Role.CASE_OFFICER,
    Role.REGISTRAR,
    Role.AUTHORITY_ADMIN,
)


def may_take_course(actor: Actor, authority_id: int) -> bool:
    """Everyone with an assignment learns at her own authority."""
    return actor.authority_id == authority_id


def require_take_course(actor: Actor, authority_id: int) -> None:
    """Raise NotAllowed unless the actor may take a course there."""
    _require(allowed=may_take_course(actor, authority_id))


def may_grant(actor: Actor, *, unit_id: UUID, holder_staff_id: UUID) -> bool:
    """The unit's head, or her substitute, grants to others than herself."""
    return may_lead(actor, unit_id) and actor.staff_id != holder_staff_id


def require_grant(actor: Actor, *, unit_id: UUID, holder_staff_id: UUID) -> None:
    """Raise NotAllowed unless the actor may grant."""
    _require(allowed=may_grant(actor, unit_id=unit_id, holder_staff_id=holder_staff_id))


def may_lead(actor: Actor, unit_id: UUID) -> bool:
    """Head of the unit; a substitute has an assignment of her own with the same role."""
    return actor.has(Role.UNIT_MANAGER) and actor.unit_id == unit_id


def require_lead(actor: Actor, unit_id: UUID) -> None:
    """Raise NotAllowed unless the actor leads the unit."""
    _require(allowed=may_lead(actor, unit_id))


def may_withdraw(actor: Actor, *, unit_id: UUID, authority_id: int) -> bool:
    """The unit's head, and the authority's administrator when no head is there."""
    return may_lead(actor, unit_id) or may_administer(actor, authority_id)


def require_withdraw(actor: Actor, *, unit_id: UUID, authority_id: int) -> None:
    """Raise NotAllowed unless the actor may withdraw."""
    _require(allowed=may_withdraw(actor, unit_id=unit_id, authority_id=authority_id))


def may_read_register(actor: Actor) -> bool:
    """Those who meet certificates, and those who answer for who writes them."""
    return actor.has(*READERS_OF_REGISTER)


def require_read_register(actor: Actor) -> None:
    """Raise NotAllowed unless the actor may read the register."""
    _require(allowed=may_read_register(actor))


def may_administer(actor: Actor, authority_id: int) -> bool:
    """Decides for the whole authority, such as on softer transitions."""
    return actor.has(Role.AUTHORITY_ADMIN) and actor.authority_id == authority_id


def require_administer(actor: Actor, authority_id: int) -> None:
    """Raise NotAllowed unless the actor administers the authority."""
    _require(allowed=may_administer(actor, authority_id))


def may_see_courses(actor: Actor, authority_id: int) -> bool:
    """Looks at drafts, statistics and older versions."""
    return actor.has(Role.COURSE_AUTHOR, Role.COURSE_REVIEWER) and actor.authority_id == authority_id


def require_see_courses(actor: Actor, authority_id: int) -> None:
    """Raise NotAllowed unless the actor works with courses."""
    _require(allowed=may_see_courses(actor, authority_id))


def may_author(actor: Actor, authority_id: int) -> bool:
    """Writes drafts."""
    return actor.has(Role.COURSE_AUTHOR) and actor.authority_id == authority_id


def require_author(actor: Actor, authority_id: int) -> None:
    """Raise NotAllowed unless the actor writes courses."""
    _require(allowed=may_author(actor, authority_id))


def may_review(actor: Actor, authority_id: int, *, written_by: Collection[UUID]) -> bool:
    """Four eyes: a reviewer who has not written any of it."""
    return (
        actor.has(Role.COURSE_REVIEWER)
        and actor.authority_id == authority_id
        and actor.staff_id not in written_by
    )


def require_review(actor: Actor, authority_id: int, *, written_by: Collection[UUID]) -> None:
    """Raise NotAllowed unless the actor may review it."""
    _require(allowed=may_review(actor, authority_id, written_by=written_by))


def _require(*, allowed: bool) -> None:
    if not allowed:
        raise NotAllowed
