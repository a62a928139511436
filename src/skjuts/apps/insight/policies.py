"""Who reads follow-up, and who writes it. may_ answers; require_ raises."""

from __future__ import annotations

from skjuts.apps.tenancy.actor import Actor
from skjuts.apps.tenancy.roles import Role
from skjuts.core.kernel.errors import NotAllowed

WRITERS = (Role.CONTROLLER,)
READERS = (*WRITERS, Role.LEADER)


def may_read(actor: Actor) -> bool:
    """Leaders and controllers read the follow-up of their own authority."""
    return actor.has(*READERS)


def require_read(actor: Actor) -> None:
    """Raise NotAllowed unless the actor reads follow-up."""
    if not may_read(actor):
        raise NotAllowed


def may_write(actor: Actor, authority_id: int | None = None) -> bool:
    """Controllers read plans in and describe measures, at home only."""
    is_home = authority_id is None or authority_id == actor.authority_id
    return actor.has(*WRITERS) and is_home


def require_write(actor: Actor, authority_id: int | None = None) -> None:
    """Raise NotAllowed unless the actor writes the authority's follow-up."""
    if not may_write(actor, authority_id):
        raise NotAllowed


def may_list_trips(actor: Actor) -> bool:
    """Controllers look at trips one by one, without who travelled; leaders at sums."""
    return may_write(actor)


def require_list_trips(actor: Actor) -> None:
    """Raise NotAllowed unless the actor may see trips one by one."""
    if not may_list_trips(actor):
        raise NotAllowed
