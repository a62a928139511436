"""Units, from the actor's scope: those of every authority that they reach."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from skjuts.apps.registry.models import Assignment, Unit
from skjuts.apps.registry.policies.staff import may_read_all_staff
from skjuts.apps.tenancy.actor import Actor
from skjuts.apps.tenancy.roles import Role
from skjuts.apps.tenancy.swedish_order import SwedishOrder, swedish_key
from skjuts.core.kernel.errors import NotFound


@dataclass(frozen=True, slots=True)
class UnitFilter:
    """Which units: words in the name or HSA-id, a kind, and whether closed ones are shown."""

    words: str = ""
    kind: str = ""
    with_closed: bool = False


def list_units_of(actor: Actor, chosen: UnitFilter) -> QuerySet[Unit]:
    """Units in Swedish order."""
    found = Unit.objects.filter(authority_id__in=actor.authorities).select_related("authority")
    if not chosen.with_closed:
        found = found.filter(closed_on=None)
    if chosen.kind:
        found = found.filter(kind=chosen.kind)
    if chosen.words:
        found = found.annotate(sorted_name=SwedishOrder("name")).filter(
            Q(sorted_name__contains=swedish_key(chosen.words)) | Q(hsa_id__icontains=chosen.words)
        )
    return found.order_by("authority_id", SwedishOrder("name"), "id")


def get_unit(actor: Actor, unit_id: UUID) -> Unit:
    """A unit. Raises `NotFound`."""
    found = Unit.objects.filter(pk=unit_id, authority_id__in=actor.authorities)
    one = found.select_related("authority", "care_provider", "parent").first()
    if one is None:
        raise NotFound
    return one


def list_children(unit: Unit) -> QuerySet[Unit]:
    """Open units right below."""
    return Unit.objects.filter(parent=unit, closed_on=None).order_by(SwedishOrder("name"))


def may_read_staff_of(actor: Actor, unit: Unit) -> bool:
    """Whether the actor reads who works at the unit: readers of the register at home, and its manager."""
    is_home = unit.authority_id == actor.authority_id
    is_manager = actor.has(Role.UNIT_MANAGER) and unit.id == actor.unit_id
    return is_home and (may_read_all_staff(actor) or is_manager)


def list_people_at(unit: Unit) -> QuerySet[Assignment]:
    """Assignments at a unit, people in Swedish order."""
    return (
        Assignment.objects.filter(unit=unit)
        .select_related("staff")
        .order_by(SwedishOrder("staff__family_name"), SwedishOrder("staff__given_name"), "valid_from")
    )
