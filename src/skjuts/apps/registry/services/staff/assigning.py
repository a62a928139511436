"""Give, change, suspend, resume and end an assignment by hand, each with a reason."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from skjuts.apps.registry.models import Assignment, AssignmentStatus, StaffMember, Unit
from skjuts.apps.registry.policies.staff import is_own, may_give, require_keep
from skjuts.apps.registry.services.staff.ending import end_assignments, end_sessions_of
from skjuts.apps.registry.services.staff.statuses import note_statuses
from skjuts.apps.registry.staff_errors import (
    AssignmentOver,
    DatesOutOfOrder,
    GuardedRole,
    OwnAssignment,
    RowChanged,
)
from skjuts.apps.tenancy.actor import Actor
from skjuts.apps.tenancy.roles import Role
from skjuts.core.kernel.errors import InvalidField, NotFound

Step = AssignmentStatus.Step


@dataclass(frozen=True, slots=True)
class Terms:
    """Roles and dates of an assignment; for whom a substitute manager stands in."""

    roles: tuple[Role, ...]
    valid_from: dt.date
    valid_to: dt.date | None = None
    substitute_for_id: UUID | None = None


@transaction.atomic
def give_assignment(
    *, actor: Actor, staff_id: UUID, unit_id: UUID, terms: Terms, reason: str, now: dt.datetime
) -> Assignment:
    """Give somebody in the staff register an assignment at a unit of the same authority."""
    require_keep(actor)
    staff = StaffMember.objects.filter(pk=staff_id, authority_id=actor.authority_id, left_on=None).first()
    unit = Unit.objects.filter(pk=unit_id, authority_id=actor.authority_id).first()
    if staff is None or unit is None:
        raise NotFound
    _judge(actor, staff.id, unit, terms, also=())
    made = Assignment.objects.create(
        authority_id=actor.authority_id,
        staff=staff,
        account_id=staff.account_id,
        unit=unit,
        roles=[role.value for role in terms.roles],
        valid_from=terms.valid_from,
        valid_to=terms.valid_to,
        substitute_for_id=terms.substitute_for_id,
    )
    note_statuses([made], Step.GIVEN, actor, reason=reason, now=now)
    return made


@transaction.atomic
def change_assignment(
    *, actor: Actor, assignment_id: UUID, terms: Terms, version: int, reason: str, now: dt.datetime
) -> Assignment:
    """Change roles and dates of one that has not ended. Raises `RowChanged` when the version is old."""
    one = _take(actor, assignment_id, now)
    if one.version != version:
        raise RowChanged
    _judge(actor, one.staff_id, one.unit, terms, also=one.roles)
    one.roles = [role.value for role in terms.roles]
    one.valid_from, one.valid_to = terms.valid_from, terms.valid_to
    one.substitute_for_id = terms.substitute_for_id
    _save(one, ("roles", "valid_from", "valid_to", "substitute_for_id"))
    note_statuses([one], Step.CHANGED, actor, reason=reason, now=now)
    return one


@transaction.atomic
def suspend_assignment(*, actor: Actor, assignment_id: UUID, reason: str, now: dt.datetime) -> Assignment:
    """Take every right away until it is resumed; the person's sessions end."""
    one = _take(actor, assignment_id, now)
    if one.suspended_at is not None:
        raise AssignmentOver("Uppdraget är redan pausat.", remedy="Läs om sidan.")
    one.suspended_at = now
    _save(one, ("suspended_at",))
    end_sessions_of([one])
    note_statuses([one], Step.SUSPENDED, actor, reason=reason, now=now)
    return one


@transaction.atomic
def resume_assignment(*, actor: Actor, assignment_id: UUID, reason: str, now: dt.datetime) -> Assignment:
    """Give the rights back."""
    one = _take(actor, assignment_id, now)
    if one.suspended_at is None:
        raise AssignmentOver("Uppdraget är inte pausat.", remedy="Läs om sidan.")
    one.suspended_at = None
    _save(one, ("suspended_at",))
    note_statuses([one], Step.RESUMED, actor, reason=reason, now=now)
    return one


@transaction.atomic
def end_assignment(*, actor: Actor, assignment_id: UUID, reason: str, now: dt.datetime) -> None:
    """End it today: from now on it gives no right."""
    one = _take(actor, assignment_id, now)
    end_assignments(Assignment.objects.filter(pk=one.pk), actor, localdate(now), reason=reason)


def _take(actor: Actor, assignment_id: UUID, now: dt.datetime) -> Assignment:
    """The assignment, locked, if the actor keeps it and it has not ended."""
    require_keep(actor)
    one = (
        Assignment.objects.select_for_update(of=("self",))
        .select_related("unit")
        .filter(pk=assignment_id, authority_id=actor.authority_id)
        .first()
    )
    if one is None:
        raise NotFound
    if is_own(actor, one.staff_id):
        raise OwnAssignment
    if not may_give(actor, one.roles):
        raise GuardedRole
    if one.valid_to is not None and one.valid_to < localdate(now):
        raise AssignmentOver
    return one


def _judge(actor: Actor, staff_id: UUID, unit: Unit, terms: Terms, *, also: Iterable[str]) -> None:
    """Whether the actor may give these terms at the unit. `also`: roles that it has had until now."""
    if is_own(actor, staff_id):
        raise OwnAssignment
    if not terms.roles:
        raise InvalidField("Välj minst en roll.", field="roles", remedy="Avsluta uppdraget i stället.")
    if not may_give(actor, {role.value for role in terms.roles} | set(also)):
        raise GuardedRole(field="roles")
    last = terms.valid_to
    is_beyond_unit = unit.closed_on is not None and (last is None or last > unit.closed_on)
    if is_beyond_unit or (last is not None and last < terms.valid_from):
        raise DatesOutOfOrder(field="valid_to")
    if terms.substitute_for_id:
        _require_manager(unit, terms.substitute_for_id)


def _require_manager(unit: Unit, assignment_id: UUID) -> None:
    replaced = Assignment.objects.filter(pk=assignment_id, unit=unit).first()
    if replaced is None or Role.UNIT_MANAGER not in replaced.roles:
        raise InvalidField(
            "Den som personen vikarierar för är inte chef på enheten.",
            field="substitute_for",
            remedy="Välj en av enhetens chefer.",
        )


def _save(one: Assignment, fields: tuple[str, ...]) -> None:
    one.version += 1
    one.save(update_fields=[*fields, "version"])
