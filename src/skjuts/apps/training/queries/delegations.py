"""One delegation and the steps that it took."""

from __future__ import annotations

from uuid import UUID

from skjuts.apps.registry.models import Assignment, Delegation
from skjuts.apps.tenancy.actor import Actor
from skjuts.apps.training.models import DelegationStatus
from skjuts.core.kernel.errors import NotFound


def get_delegation(actor: Actor, delegation_id: UUID) -> Delegation:
    """Get a delegation of the actor's own authority."""
    rows = Delegation.objects.filter(authority_id=actor.authority_id, id=delegation_id)
    found = rows.select_related("holder__staff", "unit", "granted_by__staff").first()
    if found is None:
        raise NotFound
    return found


def require_at_unit(actor: Actor, assignment_id: UUID) -> None:
    """Raise NotFound unless somebody has this assignment at the actor's unit."""
    if not Assignment.objects.filter(id=assignment_id, unit_id=actor.unit_id).exists():
        raise NotFound


def list_steps(delegation: Delegation) -> list[DelegationStatus]:
    """List what happened to it, in order."""
    return list(DelegationStatus.objects.filter(delegation=delegation).select_related("by__staff"))
