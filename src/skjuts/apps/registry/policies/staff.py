"""Who may read and change the registers of units, staff and assignments."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from skjuts.apps.registry.models import Assignment
from skjuts.apps.tenancy.actor import Actor
from skjuts.apps.tenancy.roles import Role
from skjuts.core.kernel.errors import NotAllowed

KEEPERS = (Role.REGISTRAR, Role.AUTHORITY_ADMIN)
"""Who keeps the registers of their own authority."""
READERS = (*KEEPERS, Role.LOG_REVIEWER)
"""Who reads the whole staff register; a unit's manager reads the unit's own."""
GUARDED = frozenset(
    {Role.LOG_REVIEWER, Role.PROTECTED_DESK, Role.AUTHORITY_ADMIN, Role.REGISTRAR, Role.SYSTEM_ADMIN}
)
"""Roles that guard others; an authority's administrator alone gives them."""


def may_read_units(actor: Actor) -> bool:
    """Units are no secret among those who have an assignment."""
    return bool(actor.roles)


def may_read_all_staff(actor: Actor) -> bool:
    """Whether the actor reads the staff of the whole authority."""
    return actor.has(*READERS)


def may_read_some_staff(actor: Actor) -> bool:
    """Whether the actor reads any staff at all."""
    return may_read_all_staff(actor) or actor.has(Role.UNIT_MANAGER)


def require_some_staff(actor: Actor) -> None:
    """Raise `NotAllowed` unless the actor reads any staff."""
    if not may_read_some_staff(actor):
        raise NotAllowed


def may_keep(actor: Actor, authority_id: int) -> bool:
    """Whether the actor keeps the registers of an authority: only of their own."""
    return actor.has(*KEEPERS) and authority_id == actor.authority_id


def require_keep(actor: Actor, authority_id: int | None = None) -> None:
    """Raise `NotAllowed` unless the actor keeps the registers of the authority (left out: their own)."""
    if not may_keep(actor, actor.authority_id if authority_id is None else authority_id):
        raise NotAllowed


def may_give(actor: Actor, roles: Iterable[str]) -> bool:
    """Whether the actor may give, change or take these roles."""
    return actor.has(Role.AUTHORITY_ADMIN) or GUARDED.isdisjoint(Role(one) for one in roles)


def may_change_assignment(actor: Actor, assignment: Assignment) -> bool:
    """Whether the actor may change the assignment: never their own, guarded ones as `may_give` says."""
    return (
        may_keep(actor, assignment.authority_id)
        and not is_own(actor, assignment.staff_id)
        and may_give(actor, assignment.roles)
    )


def require_change_assignment(actor: Actor, assignment: Assignment) -> None:
    """Raise `NotAllowed` unless the actor may change the assignment."""
    if not may_change_assignment(actor, assignment):
        raise NotAllowed


def is_own(actor: Actor, staff_id: UUID) -> bool:
    """Whether it is the actor's own row in the staff register."""
    return staff_id == actor.staff_id


def may_onboard(actor: Actor) -> bool:
    """Whether the actor leads the authority's way in."""
    return actor.has(Role.AUTHORITY_ADMIN)


def require_onboard(actor: Actor) -> None:
    """Raise `NotAllowed` unless the actor leads the authority's way in."""
    if not may_onboard(actor):
        raise NotAllowed
