"""Assignments out of a file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from skjuts.apps.registry.facts.import_files import Problem
from skjuts.apps.registry.facts.import_rows import AssignmentLine
from skjuts.apps.registry.models import Assignment, AssignmentStatus, StaffMember, Unit
from skjuts.apps.registry.policies.staff import is_own, may_give
from skjuts.apps.registry.services.imports.plan import Plan, Setting, alter
from skjuts.apps.registry.services.staff.ending import end_assignments
from skjuts.apps.registry.services.staff.statuses import note_statuses
from skjuts.apps.tenancy.roles import Role

type Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Register:
    """What the lines are compared with."""

    staff: dict[str, StaffMember]
    units: dict[str, Unit]
    current: dict[Key, Assignment]
    managers: dict[tuple[UUID, UUID], UUID]
    """A manager's assignment by staff row and unit."""


def plan_assignments(lines: Sequence[AssignmentLine], setting: Setting) -> Plan[Assignment]:
    """Compare with those of the actor's authority that have not ended. Ended ones are history."""
    plan: Plan[Assignment] = Plan()
    register = _read_register(setting.actor.authority_id, setting.today)
    register_size = len(register.current)
    named = set()
    for line in lines:
        named.add(line.key)
        _take(line, register, plan, setting)
    if setting.closes_missing:
        gone = [one for key, one in register.current.items() if key not in named]
        plan.closed = [one for one in gone if _may_change(one, setting)]
        plan.judge_loss(register_size)
    return plan


def apply_assignments(plan: Plan[Assignment], setting: Setting) -> None:
    """Write what was planned, with a status for each that was given or changed."""
    reason = "Inläst från fil."
    for part in setting.progress.parts(plan.created):
        Assignment.objects.bulk_create(part)
        note_statuses(part, AssignmentStatus.Step.GIVEN, setting.actor, reason=reason)
    for part in setting.progress.parts(plan.changed):
        Assignment.objects.bulk_update(part, (*_FIELDS, "version"))
        note_statuses(part, AssignmentStatus.Step.CHANGED, setting.actor, reason=reason)
    for part in setting.progress.parts(plan.closed):
        leaving = Assignment.objects.filter(pk__in=[one.pk for one in part])
        end_assignments(leaving, setting.actor, setting.today, reason="Uppdraget finns inte i uppdragsfilen.")


_FIELDS = ("roles", "valid_from", "valid_to", "substitute_for_id")


def _read_register(authority_id: int, today: dt.date) -> Register:
    staff = StaffMember.objects.filter(authority_id=authority_id, left_on=None)
    units = Unit.objects.filter(authority_id=authority_id)
    current = (
        Assignment.objects.filter(authority_id=authority_id)
        .filter(Q(valid_to=None) | Q(valid_to__gte=today))
        .select_related("staff", "unit")
    )
    return Register(
        staff={one.hsa_id: one for one in staff},
        units={one.hsa_id: one for one in units},
        current={(one.staff.hsa_id, one.unit.hsa_id, one.commission_hsa_id): one for one in current},
        managers={(one.staff_id, one.unit_id): one.id for one in current if Role.UNIT_MANAGER in one.roles},
    )


def _take(line: AssignmentLine, register: Register, plan: Plan[Assignment], setting: Setting) -> None:
    known = register.current.get(line.key)
    problems = _faults(line, register, known, setting)
    if problems:
        plan.problems += problems
        return
    staff, unit = register.staff[line.staff_hsa_id], register.units[line.unit_hsa_id]
    row = known or Assignment(
        authority_id=setting.actor.authority_id,
        staff=staff,
        account_id=staff.account_id,
        unit=unit,
        commission_hsa_id=line.commission_hsa_id,
    )
    replaced = register.staff[line.substitute_for_hsa_id] if line.substitute_for_hsa_id else None
    values = {
        "roles": list(line.roles),
        "valid_from": line.valid_from,
        "valid_to": line.valid_to,
        "substitute_for_id": register.managers[replaced.id, unit.id] if replaced else None,
    }
    has_changed = alter(row, values)
    if known is None:
        row.version = 1
        plan.created.append(row)
    elif has_changed:
        plan.changed.append(row)
    else:
        plan.unchanged += 1


def _faults(
    line: AssignmentLine, register: Register, known: Assignment | None, setting: Setting
) -> list[Problem]:
    found = []
    staff, unit = register.staff.get(line.staff_hsa_id), register.units.get(line.unit_hsa_id)
    if staff is None:
        found.append(("hsa_id", _("Personen finns inte i personalregistret."), _("Läs in personalen först.")))
    if unit is None:
        found.append(("enhet_hsa_id", _("Enheten finns inte i registret."), _("Läs in enheterna först.")))
    elif unit.closed_on and (line.valid_to is None or line.valid_to > unit.closed_on):
        found.append(("till", _("Enheten stänger före uppdragets sista dag."), _("Rätta sista dagen.")))
    if not may_give(setting.actor, line.roles) and (known is None or set(known.roles) != set(line.roles)):
        found.append(
            (
                "roller",
                _("Rollen får bara huvudmannens administratör ge."),
                _("Be administratören läsa in raden."),
            )
        )
    if staff is not None and is_own(setting.actor, staff.id) and _differs(line, known):
        found.append(("hsa_id", _("Ingen ändrar sina egna uppdrag."), _("Be en kollega läsa in raden.")))
    if staff and unit and line.substitute_for_hsa_id:
        found += _substitute_faults(line, register, unit)
    return [Problem(line.number, *one) for one in found]


def _substitute_faults(line: AssignmentLine, register: Register, unit: Unit) -> list[tuple[str, str, str]]:
    replaced = register.staff.get(line.substitute_for_hsa_id)
    if replaced is None or (replaced.id, unit.id) not in register.managers:
        what = _("Den som personen vikarierar för är inte chef på enheten.")
        return [("vikarie_for", what, _("Kontrollera HSA-id, eller läs in chefens uppdrag först."))]
    return []


def _differs(line: AssignmentLine, known: Assignment | None) -> bool:
    return known is None or (set(known.roles), known.valid_from, known.valid_to) != (
        set(line.roles),
        line.valid_from,
        line.valid_to,
    )


def _may_change(one: Assignment, setting: Setting) -> bool:
    return may_give(setting.actor, one.roles) and not is_own(setting.actor, one.staff_id)
