"""Staff, assignments and imported files of the actor's own authority; a manager reads their own unit's."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Concat

from skjuts.apps.registry.models import Assignment, AssignmentStatus, RegisterImport, StaffMember, Unit
from skjuts.apps.registry.policies.staff import may_read_all_staff, require_keep, require_some_staff
from skjuts.apps.tenancy.actor import Actor
from skjuts.apps.tenancy.roles import Role
from skjuts.apps.tenancy.swedish_order import SwedishOrder, swedish_key
from skjuts.core.kernel.errors import NotFound

ENDING_SOON = dt.timedelta(days=30)


class Standing(StrEnum):
    """Where an assignment stands on a day."""

    CURRENT = "current"
    ENDING = "ending"
    COMING = "coming"
    SUSPENDED = "suspended"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class StaffFilter:
    """Which people: words in the name or HSA-id, and whether those who have left are shown."""

    words: str = ""
    with_left: bool = False


@dataclass(frozen=True, slots=True)
class AssignmentFilter:
    """Which assignments: of a unit, with a role, standing so ('' for all)."""

    unit_id: UUID | None = None
    role: str = ""
    standing: Standing | None = Standing.CURRENT


def list_staff(actor: Actor, chosen: StaffFilter) -> QuerySet[StaffMember]:
    """People in Swedish order of family name."""
    require_some_staff(actor)
    found = _staff_in_reach(actor)
    if not chosen.with_left:
        found = found.filter(left_on=None)
    if chosen.words:
        found = found.annotate(
            sorted_name=SwedishOrder(Concat("given_name", Value(" "), "family_name"))
        ).filter(Q(sorted_name__contains=swedish_key(chosen.words)) | Q(hsa_id__icontains=chosen.words))
    return found.order_by(SwedishOrder("family_name"), SwedishOrder("given_name"), "id")


def get_staff_member(actor: Actor, staff_id: UUID) -> StaffMember:
    """A person. Raises `NotFound`, also for those whom the actor may not read."""
    require_some_staff(actor)
    one = _staff_in_reach(actor).filter(pk=staff_id).select_related("account").first()
    if one is None:
        raise NotFound
    return one


def list_assignments_of(actor: Actor, staff: StaffMember) -> QuerySet[Assignment]:
    """A person's assignments, newest first; a manager sees those at their own unit."""
    return (
        _assignments_in_reach(actor).filter(staff=staff).select_related("unit").order_by("-valid_from", "id")
    )


def list_assignments(actor: Actor, chosen: AssignmentFilter, today: dt.date) -> QuerySet[Assignment]:
    """Assignments, people in Swedish order."""
    require_some_staff(actor)
    found = _assignments_in_reach(actor).select_related("staff", "unit")
    if chosen.unit_id:
        found = found.filter(unit_id=chosen.unit_id)
    if chosen.role:
        found = found.filter(roles__contains=[chosen.role])
    if chosen.standing:
        found = found.filter(_standing(chosen.standing, today))
    return found.order_by(SwedishOrder("staff__family_name"), SwedishOrder("staff__given_name"), "id")


def get_assignment(actor: Actor, assignment_id: UUID) -> Assignment:
    """An assignment. Raises `NotFound`."""
    require_some_staff(actor)
    found = _assignments_in_reach(actor).filter(pk=assignment_id)
    one = found.select_related("staff", "unit", "substitute_for__staff").first()
    if one is None:
        raise NotFound
    return one


def list_statuses(assignment: Assignment) -> QuerySet[AssignmentStatus]:
    """What has happened to an assignment, newest first."""
    return assignment.statuses.select_related("written_by__staff").order_by("-written_at", "-id")


def list_managers(unit_id: UUID, today: dt.date) -> QuerySet[Assignment]:
    """A unit's managers on a day."""
    return (
        Assignment.objects.filter(unit_id=unit_id, roles__contains=[Role.UNIT_MANAGER.value])
        .filter(_standing(Standing.CURRENT, today))
        .select_related("staff")
    )


def list_unmanaged_units(actor: Actor, today: dt.date) -> QuerySet[Unit]:
    """Open care units of the actor's authority without a manager in force."""
    managers = Assignment.objects.filter(
        unit_id=OuterRef("pk"), roles__contains=[Role.UNIT_MANAGER.value]
    ).filter(_standing(Standing.CURRENT, today))
    return (
        Unit.objects.filter(authority_id=actor.authority_id, kind=Unit.Kind.CARE, closed_on=None)
        .filter(~Exists(managers))
        .order_by(SwedishOrder("name"))
    )


def list_imports(actor: Actor) -> QuerySet[RegisterImport]:
    """Files read in, newest first, without their content."""
    require_keep(actor)
    found = RegisterImport.objects.filter(authority_id=actor.authority_id)
    return found.select_related("begun_by__staff").defer("content", "problems").order_by("-begun_at")


def get_import(actor: Actor, import_id: UUID) -> RegisterImport:
    """A file. Raises `NotFound`."""
    require_keep(actor)
    found = RegisterImport.objects.filter(pk=import_id, authority_id=actor.authority_id)
    one = found.select_related("begun_by__staff").defer("content").first()
    if one is None:
        raise NotFound
    return one


def standing_of(one: Assignment, today: dt.date) -> Standing:
    """Where an assignment stands."""
    if one.valid_to is not None and one.valid_to < today:
        return Standing.ENDED
    if one.suspended_at is not None:
        return Standing.SUSPENDED
    if one.valid_from > today:
        return Standing.COMING
    is_ending = one.valid_to is not None and one.valid_to <= today + ENDING_SOON
    return Standing.ENDING if is_ending else Standing.CURRENT


def _standing(standing: Standing, today: dt.date) -> Q:
    runs = Q(valid_to=None) | Q(valid_to__gte=today)
    begun = Q(valid_from__lte=today, suspended_at=None)
    return {
        Standing.CURRENT: runs & begun,
        Standing.ENDING: runs & begun & Q(valid_to__lte=today + ENDING_SOON),
        Standing.COMING: runs & Q(valid_from__gt=today, suspended_at=None),
        Standing.SUSPENDED: runs & Q(suspended_at__isnull=False),
        Standing.ENDED: Q(valid_to__lt=today),
    }[standing]


def _staff_in_reach(actor: Actor) -> QuerySet[StaffMember]:
    found = StaffMember.objects.filter(authority_id=actor.authority_id)
    if may_read_all_staff(actor):
        return found
    at_own_unit = Assignment.objects.filter(staff_id=OuterRef("pk"), unit_id=actor.unit_id)
    return found.filter(Exists(at_own_unit))


def _assignments_in_reach(actor: Actor) -> QuerySet[Assignment]:
    found = Assignment.objects.filter(authority_id=actor.authority_id)
    return found if may_read_all_staff(actor) else found.filter(unit_id=actor.unit_id)


def find_own_ending(actor: Actor, today: dt.date) -> Assignment | None:
    """The manager's own assignment if it ends soon and leaves the unit without a manager, else None."""
    own = Assignment.objects.filter(
        pk=actor.assignment_id, valid_to__gte=today, valid_to__lte=today + ENDING_SOON
    ).first()
    if own is None or own.valid_to is None:
        return None
    after = own.valid_to + dt.timedelta(days=1)
    others = Assignment.objects.filter(
        unit_id=own.unit_id, roles__contains=[Role.UNIT_MANAGER.value], suspended_at=None
    ).exclude(pk=own.pk)
    is_followed = (
        others.filter(valid_from__lte=after).filter(Q(valid_to=None) | Q(valid_to__gte=after)).exists()
    )
    return None if is_followed else own
