"""Units out of a file."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from skjuts.apps.registry.facts.import_files import Problem
from skjuts.apps.registry.facts.import_rows import UnitLine
from skjuts.apps.registry.models import Assignment, CareProvider, Unit
from skjuts.apps.registry.services.imports.plan import Plan, Setting, alter


def plan_units(lines: Sequence[UnitLine], setting: Setting) -> Plan[Unit]:
    """Compare with the register of the actor's authority."""
    authority_id = setting.actor.authority_id
    plan: Plan[Unit] = Plan()
    known = {one.hsa_id: one for one in Unit.objects.filter(authority_id=authority_id)}
    register_size = sum(1 for one in known.values() if one.closed_on is None)
    providers = _providers(lines, authority_id, plan)
    named = {line.hsa_id for line in lines}
    made = {line.hsa_id: Unit(authority_id=authority_id, hsa_id=line.hsa_id) for line in lines}
    all_units = made | known
    plan.problems += _circles(lines)
    for line in lines:
        _take(line, all_units, providers, plan, setting, is_new=line.hsa_id not in known)
    if setting.closes_missing:
        plan.closed = [one for one in known.values() if one.closed_on is None and one.hsa_id not in named]
        for unit in plan.closed:
            alter(unit, {"closed_on": setting.today})
        plan.judge_loss(register_size)
    _refuse_inhabited(
        [*plan.closed, *plan.changed], {line.hsa_id: line.number for line in lines}, plan, setting
    )
    return plan


def apply_units(plan: Plan[Unit], setting: Setting) -> None:
    """Write what was planned; parents come before their children because constraints wait to the end."""
    CareProvider.objects.bulk_create(plan.first)  # type: ignore[arg-type]
    for part in setting.progress.parts(plan.created):
        Unit.objects.bulk_create(part)
    for part in setting.progress.parts([*plan.changed, *plan.closed]):
        Unit.objects.bulk_update(part, (*_FIELDS, "version"))


_FIELDS = (
    "name", "kind", "care_provider_id", "parent_id", "municipality", "phone", "opened_on", "closed_on",
)  # fmt: skip


def _providers(lines: Sequence[UnitLine], authority_id: int, plan: Plan[Unit]) -> dict[str, UUID]:
    known = {one.hsa_id: one.id for one in CareProvider.objects.filter(authority_id=authority_id)}
    for line in lines:
        if not line.provider_hsa_id or line.provider_hsa_id in known:
            continue
        if not line.provider_name:
            plan.problems.append(
                Problem(
                    line.number,
                    "vardgivare",
                    _("Vårdgivaren finns inte i registret."),
                    _("Skriv vårdgivarens namn, så läggs den till."),
                )
            )
            continue
        made = CareProvider(authority_id=authority_id, hsa_id=line.provider_hsa_id, name=line.provider_name)
        known[made.hsa_id] = made.id
        plan.first.append(made)
    return known


def _take(
    line: UnitLine,
    units: dict[str, Unit],
    providers: dict[str, UUID],
    plan: Plan[Unit],
    setting: Setting,
    *,
    is_new: bool,
) -> None:
    unit = units[line.hsa_id]
    parent = units.get(line.parent_hsa_id) if line.parent_hsa_id else None
    if line.parent_hsa_id and parent is None:
        plan.problems.append(
            Problem(
                line.number,
                "overordnad_hsa_id",
                _("Den överordnade enheten finns varken i filen eller i registret."),
                _("Lägg till den, eller töm cellen."),
            )
        )
        return
    values = {
        "name": line.name,
        "kind": line.kind,
        "care_provider_id": providers.get(line.provider_hsa_id),
        "parent_id": parent.id if parent else None,
        "municipality": line.municipality,
        "phone": line.phone,
        "opened_on": line.opened_on or (setting.today if is_new else unit.opened_on),
        "closed_on": line.closed_on,
    }
    has_changed = alter(unit, values)
    if is_new:
        unit.version = 1
        plan.created.append(unit)
    elif has_changed:
        plan.changed.append(unit)
    else:
        plan.unchanged += 1


def _circles(lines: Sequence[UnitLine]) -> list[Problem]:
    """Units of the file that are above themselves."""
    above = {line.hsa_id: line.parent_hsa_id for line in lines}
    found = []
    for line in lines:
        seen = {line.hsa_id}
        at = line.parent_hsa_id
        while at and at not in seen:
            seen.add(at)
            at = above.get(at, "")
        if at == line.hsa_id:
            found.append(
                Problem(
                    line.number,
                    "overordnad_hsa_id",
                    _("Enheten är överordnad sig själv, direkt eller genom andra."),
                    _("Rätta ordningen."),
                )
            )
    return found


def _refuse_inhabited(units: list[Unit], numbers: dict[str, int], plan: Plan[Unit], setting: Setting) -> None:
    """A unit is not closed under people who work there."""
    closing = {one.id: one for one in units if one.closed_on is not None}
    ends = {one.id: one.closed_on for one in units if one.closed_on is not None}
    inhabited = (
        Assignment.objects.filter(unit_id__in=closing, suspended_at=None)
        .filter(Q(valid_to=None) | Q(valid_to__gt=setting.today))
        .values_list("unit_id", "valid_to")
    )
    crowded = {unit_id for unit_id, valid_to in inhabited if valid_to is None or valid_to > ends[unit_id]}
    for unit_id in crowded:
        unit = closing[unit_id]
        plan.problems.append(
            Problem(
                numbers.get(unit.hsa_id, 0),
                "stangd",
                _("Enheten %(hsa_id)s har uppdrag som gäller efter att den stängs.")
                % {"hsa_id": unit.hsa_id},
                _("Avsluta eller flytta uppdragen först."),
            )
        )
