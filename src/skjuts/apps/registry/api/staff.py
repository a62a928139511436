"""Units, staff and assignments for programs; read only, since the registers are kept by files and pages."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router, Schema
from pydantic import Field

from skjuts.apps.registry.models import Assignment, StaffMember, Unit
from skjuts.apps.registry.policies.staff import may_read_some_staff, may_read_units
from skjuts.apps.registry.queries import staff, units
from skjuts.apps.registry.queries.staff import AssignmentFilter, StaffFilter, Standing
from skjuts.apps.registry.queries.units import UnitFilter
from skjuts.apps.tenancy.api import Door, Portion, Text
from skjuts.apps.tenancy.doors import actor_in
from skjuts.apps.tenancy.roles import Role

router = Router(tags=["registers"])
units_door, staff_door = Door(may_read_units), Door(may_read_some_staff)


class UnitQuestion(Portion):
    """Which units."""

    words: Text = Field("", max_length=80, description="Of the name, or of the HSA-id.")
    kind: Unit.Kind | None = None
    with_closed: bool = False


class UnitRow(Schema):
    """A place of work."""

    id: UUID
    authority_id: int
    hsa_id: str
    name: str
    kind: str
    municipality: str
    phone: str
    opened_on: dt.date
    closed_on: dt.date | None


class UnitList(Schema):
    """Units in Swedish order."""

    items: list[UnitRow]
    total: int


class StaffQuestion(Portion):
    """Which people."""

    words: Text = Field("", max_length=80, description="Of the name, or of the HSA-id.")
    with_left: bool = False


class StaffRow(Schema):
    """Somebody in the staff register."""

    id: UUID
    hsa_id: str
    given_name: str
    family_name: str
    profession: str
    left_on: dt.date | None


class StaffList(Schema):
    """People in Swedish order."""

    items: list[StaffRow]
    total: int


class AssignmentQuestion(Portion):
    """Which assignments."""

    unit_id: UUID | None = None
    role: Role | None = None
    standing: Standing = Standing.CURRENT


class AssignmentRow(Schema):
    """What somebody does at a unit between two days."""

    id: UUID
    staff_id: UUID
    hsa_id: str
    unit_id: UUID
    unit_hsa_id: str
    roles: list[str]
    standing: Standing
    valid_from: dt.date
    valid_to: dt.date | None


class AssignmentList(Schema):
    """Assignments, people in Swedish order."""

    items: list[AssignmentRow]
    total: int


@router.get("/units", auth=units_door, response=UnitList, url_name="units")
def list_units(request: HttpRequest, asked: Query[UnitQuestion]) -> Any:  # noqa: ANN401  (ninja's form)
    """The units of every authority that the actor reaches."""
    chosen = UnitFilter(words=asked.words, kind=asked.kind or "", with_closed=asked.with_closed)
    return _portion(units.list_units_of(actor_in(request), chosen), asked)


@router.get("/units/{uuid:unit_id}", auth=units_door, response=UnitRow, url_name="unit")
def read_unit(request: HttpRequest, unit_id: UUID) -> Any:  # noqa: ANN401
    """One unit."""
    return units.get_unit(actor_in(request), unit_id)


@router.get("/staff", auth=staff_door, response=StaffList, url_name="staff")
def list_staff(request: HttpRequest, asked: Query[StaffQuestion]) -> Any:  # noqa: ANN401
    """The staff register of the actor's authority; a unit's manager sees the unit's own."""
    chosen = StaffFilter(words=asked.words, with_left=asked.with_left)
    return _portion(staff.list_staff(actor_in(request), chosen), asked)


@router.get("/staff/{uuid:staff_id}", auth=staff_door, response=StaffRow, url_name="staff-member")
def read_staff_member(request: HttpRequest, staff_id: UUID) -> Any:  # noqa: ANN401
    """One person."""
    return staff.get_staff_member(actor_in(request), staff_id)


@router.get("/assignments", auth=staff_door, response=AssignmentList, url_name="assignments")
def list_assignments(request: HttpRequest, asked: Query[AssignmentQuestion]) -> Any:  # noqa: ANN401
    """Assignments of the actor's authority."""
    today = timezone.localdate()
    chosen = AssignmentFilter(unit_id=asked.unit_id, role=asked.role or "", standing=asked.standing)
    found = staff.list_assignments(actor_in(request), chosen, today)
    rows = [_assignment(one, today) for one in asked.cut(found)]
    return {"items": rows, "total": found.count()}


@router.get(
    "/assignments/{uuid:assignment_id}", auth=staff_door, response=AssignmentRow, url_name="assignment"
)
def read_assignment(request: HttpRequest, assignment_id: UUID) -> Any:  # noqa: ANN401
    """One assignment."""
    return _assignment(staff.get_assignment(actor_in(request), assignment_id), timezone.localdate())


def _portion[Row: (Unit, StaffMember)](found: QuerySet[Row], asked: Portion) -> dict[str, object]:
    return {"items": list(asked.cut(found)), "total": found.count()}


def _assignment(one: Assignment, today: dt.date) -> dict[str, object]:
    return {
        "id": one.id,
        "staff_id": one.staff_id,
        "hsa_id": one.staff.hsa_id,
        "unit_id": one.unit_id,
        "unit_hsa_id": one.unit.hsa_id,
        "roles": one.roles,
        "standing": staff.standing_of(one, today),
        "valid_from": one.valid_from,
        "valid_to": one.valid_to,
    }
