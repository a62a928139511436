"""Staff out of a file."""

from __future__ import annotations

from collections.abc import Sequence

from skjuts.apps.registry.facts.import_rows import StaffLine
from skjuts.apps.registry.models import Account, Assignment, StaffMember
from skjuts.apps.registry.services.imports.plan import Plan, Setting, alter
from skjuts.apps.registry.services.staff.ending import end_assignments


def plan_staff(lines: Sequence[StaffLine], setting: Setting) -> Plan[StaffMember]:
    """Compare with the register of the actor's authority. Who comes back is no longer gone."""
    plan: Plan[StaffMember] = Plan()
    known = {one.hsa_id: one for one in StaffMember.objects.filter(authority_id=setting.actor.authority_id)}
    present = [one for one in known.values() if one.left_on is None]
    for line in lines:
        _take(line, known.get(line.hsa_id), plan, setting)
    if setting.closes_missing:
        named = {line.hsa_id for line in lines}
        plan.closed = [one for one in present if one.hsa_id not in named and one.id != setting.actor.staff_id]
        for one in plan.closed:
            alter(one, {"left_on": setting.today})
        plan.judge_loss(len(present))
    return plan


def apply_staff(plan: Plan[StaffMember], setting: Setting) -> None:
    """Write what was planned; those who are gone lose their assignments the same day."""
    accounts = Account.objects.filter(hsa_id__in=[one.hsa_id for one in plan.created])
    found = {one.hsa_id: one.id for one in accounts}
    for one in plan.created:
        one.account_id = found.get(one.hsa_id)
    for part in setting.progress.parts(plan.created):
        StaffMember.objects.bulk_create(part)
    for part in setting.progress.parts(plan.changed):
        StaffMember.objects.bulk_update(part, (*_FIELDS, "left_on", "version"))
    for part in setting.progress.parts(plan.closed):
        StaffMember.objects.bulk_update(part, ("left_on", "version"))
        leaving = Assignment.objects.filter(staff_id__in=[one.id for one in part])
        end_assignments(leaving, setting.actor, setting.today, reason="Personen finns inte i personalfilen.")


_FIELDS = ("given_name", "family_name", "profession", "email")


def _take(line: StaffLine, known: StaffMember | None, plan: Plan[StaffMember], setting: Setting) -> None:
    values = {name: getattr(line, name) for name in _FIELDS} | {"left_on": None}
    row = known or StaffMember(authority_id=setting.actor.authority_id, hsa_id=line.hsa_id)
    has_changed = alter(row, values)
    if known is None:
        row.version = 1
        plan.created.append(row)
    elif has_changed:
        plan.changed.append(row)
    else:
        plan.unchanged += 1
