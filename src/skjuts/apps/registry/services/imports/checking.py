"""Read a file and say what applying it would do. Nothing in the registers is touched."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from skjuts.apps.registry.facts.import_files import Problem, read_sheet
from skjuts.apps.registry.facts.import_rows import ignored_columns, read_rows
from skjuts.apps.registry.models import RegisterImport
from skjuts.apps.registry.policies.staff import require_keep
from skjuts.apps.registry.services.imports.assignments import apply_assignments, plan_assignments
from skjuts.apps.registry.services.imports.plan import Plan, Setting
from skjuts.apps.registry.services.imports.staff import apply_staff, plan_staff
from skjuts.apps.registry.services.imports.units import apply_units, plan_units
from skjuts.apps.tenancy.actor import Actor

MOST_KEPT = 500
"""So many problems are kept and shown; the rest are counted."""
MOST_SHOWN = 100
NAME_LENGTH = 120

PLANNERS: dict[str, Callable[[Any, Setting], Plan[Any]]] = {
    RegisterImport.Kind.UNITS: plan_units,
    RegisterImport.Kind.STAFF: plan_staff,
    RegisterImport.Kind.ASSIGNMENTS: plan_assignments,
}
APPLIERS: dict[str, Callable[[Any, Setting], None]] = {
    RegisterImport.Kind.UNITS: apply_units,
    RegisterImport.Kind.STAFF: apply_staff,
    RegisterImport.Kind.ASSIGNMENTS: apply_assignments,
}


@transaction.atomic
def check_file(
    *,
    actor: Actor,
    kind: RegisterImport.Kind,
    file_name: str,
    content: bytes,
    closes_missing: bool,
    now: dt.datetime,
) -> RegisterImport:
    """A dry run: the row tells what would be done, or everything that is wrong.

    Raises `NotAllowed`, `UnreadableInput`, `TooLargeInput`.
    """
    require_keep(actor)
    setting = Setting(actor, localdate(now), closes_missing)
    plan, line_count, ignored = plan_file(kind, content, setting)
    is_faulty = bool(plan.problems)
    return RegisterImport.objects.create(
        authority_id=actor.authority_id,
        kind=kind,
        state=RegisterImport.State.FAULTY if is_faulty else RegisterImport.State.CHECKED,
        file_name=_base_name(file_name),
        digest=hashlib.sha256(content).hexdigest(),
        content=None if is_faulty else content,
        closes_missing=closes_missing,
        line_count=line_count,
        problem_count=len(plan.problems),
        problems=write_problems(plan.problems),
        counts=plan.counts() | {"ignored": ignored, "closing": _names(plan)},
        begun_by_id=actor.assignment_id,
        begun_at=now,
        ended_at=now if is_faulty else None,
    )


def plan_file(kind: str, content: bytes, setting: Setting) -> tuple[Plan[Any], int, list[str]]:
    """Read and compare: the plan with all its problems, how many lines there are, and unknown columns."""
    sheet = read_sheet(content)
    lines, problems = read_rows(kind, sheet)
    plan = PLANNERS[kind](lines, setting) if lines else Plan[Any]()
    plan.problems = sorted([*problems, *plan.problems], key=lambda one: (one.line, one.column))
    return plan, len(sheet.lines), ignored_columns(kind, sheet)


def write_problems(problems: list[Problem]) -> list[dict[str, object]]:
    """The first problems, as the row keeps them."""
    return [asdict(one) for one in problems[:MOST_KEPT]]


def _names(plan: Plan[Any]) -> list[str]:
    """Which rows would be closed: HSA-ids, no names."""
    return [_name(one) for one in plan.closed[:MOST_SHOWN]]


def _name(row: Any) -> str:  # noqa: ANN401  (a unit, a person or an assignment)
    staff = getattr(row, "staff", None)
    return f"{staff.hsa_id} · {row.unit.hsa_id}" if staff is not None else str(row.hsa_id)


def _base_name(told: str) -> str:
    """The file's own name, without folders of the sender's machine."""
    return told.replace("\\", "/").rsplit("/", 1)[-1][:NAME_LENGTH]
