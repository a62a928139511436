"""Savings plans: opened, read in sheet by sheet, with what the text says and who answers for what."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from skjuts.apps.insight.errors import UnreadablePlanRows
from skjuts.apps.insight.facts.written_plans import WrittenSheet, list_row_faults, read_book
from skjuts.apps.insight.models import PackageFollowUp, PlanSheet, PlanStatement, SavingsPlan
from skjuts.apps.insight.policies import require_write
from skjuts.apps.insight.queries.plans import get_plan, list_sheets, list_statements, write_sheet
from skjuts.apps.insight.services.telling import tell
from skjuts.apps.rulebooks.services.ask import sign
from skjuts.apps.tenancy.actor import Actor
from skjuts.core.kernel.errors import DuplicateId, InvalidField, NotFound


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpTerms:
    """Who answers for a package, and what has been found of its effect; without an amount only the former."""

    owner: str = ""
    metric: str = ""
    next_review: dt.date | None = None
    amount_ore: int | None = None
    method: str = ""
    evidence: str = ""


@transaction.atomic
def open_plan(*, actor: Actor, title: str, about: str, now: dt.datetime) -> SavingsPlan:
    """Open a plan that has no tables yet. Raises `DuplicateId` for a title that is taken."""
    require_write(actor)
    name = " ".join(title.split())
    if not name:
        raise InvalidField("Ge planen ett namn.", field="title")
    try:
        with transaction.atomic():
            plan = SavingsPlan.objects.create(
                authority_id=actor.authority_id,
                title=name,
                about=about.strip(),
                opened_by_staff=actor.staff_id,
                signed=sign(actor),
                opened_at=now,
            )
    except IntegrityError as error:
        raise DuplicateId("Det finns redan en plan med det namnet.", field="title") from error
    tell("plan_opened", plan, actor)
    return plan


@transaction.atomic
def read_sheet_in(*, actor: Actor, plan_id: UUID, sheet: WrittenSheet, now: dt.datetime) -> PlanSheet:
    """Read a table in; the same key again is a new reading, and the earlier one remains.

    Raises `UnreadablePlanRows`, or `BadPlan` when the plan cannot be read with the sheet in it.
    """
    plan = _get_locked(actor, plan_id)
    if list_row_faults(sheet):
        raise UnreadablePlanRows(field="text")
    others = [write_sheet(one) for one in list_sheets(plan) if one.key != sheet.key]
    read_book(plan.title, [*others, sheet], [one.entry for one in list_statements(plan)])
    row = PlanSheet.objects.create(
        authority_id=plan.authority_id,
        plan=plan,
        key=sheet.key,
        reading=plan.sheets.filter(key=sheet.key).count() + 1,
        title=sheet.title,
        year=sheet.year,
        unit=sheet.unit,
        blank=sheet.blank,
        source=sheet.source,
        population=sheet.population,
        rows=sheet.rows,
        read_by_staff=actor.staff_id,
        signed=sign(actor),
        read_at=now,
    )
    tell("sheet_read", plan, actor, key=row.key, reading=row.reading)
    return row


@transaction.atomic
def state(*, actor: Actor, plan_id: UUID, entry: Mapping[str, Any], now: dt.datetime) -> PlanStatement:
    """Write down what a sentence of the text says. Raises `BadPlan` when core cannot read it."""
    plan = _get_locked(actor, plan_id)
    sheets = [write_sheet(one) for one in list_sheets(plan)]
    read_book(plan.title, sheets, [*(one.entry for one in list_statements(plan)), entry])
    return _write_statement(plan, actor, now, entry=dict(entry))


@transaction.atomic
def withdraw_statement(*, actor: Actor, plan_id: UUID, statement_id: UUID, now: dt.datetime) -> PlanStatement:
    """Take a statement back; it stays in the history. Raises NotFound when it does not stand."""
    plan = _get_locked(actor, plan_id)
    found = next((one for one in list_statements(plan) if one.id == statement_id), None)
    if found is None:
        raise NotFound
    return _write_statement(plan, actor, now, entry={}, withdraws=found)


@transaction.atomic
def follow_up_package(
    *, actor: Actor, plan_id: UUID, package: str, terms: FollowUpTerms, now: dt.datetime
) -> PackageFollowUp:
    """Say who answers for a package's benefit, and what has been found. Earlier rows remain."""
    plan = _get_locked(actor, plan_id)
    known = {row[0].strip() for sheet in list_sheets(plan) for row in sheet.rows[1:] if row}
    if package not in known:
        raise NotFound
    if terms.amount_ore is not None and not (terms.method and terms.evidence):
        raise InvalidField("Ett utfall behöver metod och evidens.", field="method")
    row = PackageFollowUp.objects.create(
        authority_id=plan.authority_id,
        plan=plan,
        package=package,
        owner=terms.owner.strip(),
        metric=terms.metric.strip(),
        next_review=terms.next_review,
        amount_ore=terms.amount_ore,
        method=terms.method.strip(),
        evidence=terms.evidence,
        written_by_staff=actor.staff_id,
        signed=sign(actor),
        written_at=now,
    )
    tell("package_followed_up", plan, actor, package=package)
    return row


def _get_locked(actor: Actor, plan_id: UUID) -> SavingsPlan:
    plan = get_plan(actor, plan_id)
    require_write(actor, plan.authority_id)
    return SavingsPlan.objects.select_for_update().get(id=plan.id)


def _write_statement(
    plan: SavingsPlan,
    actor: Actor,
    now: dt.datetime,
    *,
    entry: dict[str, Any],
    withdraws: PlanStatement | None = None,
) -> PlanStatement:
    row = PlanStatement.objects.create(
        authority_id=plan.authority_id,
        plan=plan,
        entry=entry,
        withdraws=withdraws,
        written_by_staff=actor.staff_id,
        signed=sign(actor),
        written_at=now,
        place=plan.statements.count() + 1,
    )
    tell("statement_written", plan, actor, withdraws=withdraws is not None)
    return row
