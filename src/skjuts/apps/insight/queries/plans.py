"""Plans, and what core says of them. The same rows are judged once per process."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from uuid import UUID

from skjuts.apps.insight.facts.written_plans import WrittenSheet, read_book
from skjuts.apps.insight.models import PackageFollowUp, PlanSheet, PlanStatement, SavingsPlan
from skjuts.apps.insight.policies import require_read
from skjuts.apps.tenancy.actor import Actor
from skjuts.core.followup.plans import (
    Audit,
    LedgerOutcome,
    OutcomeEvidence,
    PlanBook,
    PlanTrack,
    audit,
    follow,
)
from skjuts.core.kernel.errors import NotFound
from skjuts.core.kernel.kept import Kept

KEPT = 32
_judged: Kept[str, tuple[PlanBook, Audit]] = Kept(KEPT)


@dataclass(frozen=True, slots=True)
class JudgedPlan:
    """A plan as it is read now: its rows, what they say, what is wrong with it and what came of it.

    `follow_ups` has the latest row of each package. `statements` are those that stand, in the book's order.
    """

    plan: SavingsPlan
    sheets: tuple[PlanSheet, ...]
    statements: tuple[PlanStatement, ...]
    follow_ups: dict[str, PackageFollowUp]
    book: PlanBook | None
    audit: Audit
    track: PlanTrack

    def find_sheet(self, key: str) -> PlanSheet | None:
        """The sheet of a table."""
        return next((one for one in self.sheets if one.key == key), None)


def list_plans(actor: Actor) -> list[SavingsPlan]:
    """The authority's plans, the latest first."""
    require_read(actor)
    return list(SavingsPlan.objects.filter(authority_id=actor.authority_id).order_by("-opened_at"))


def get_plan(actor: Actor, plan_id: UUID) -> SavingsPlan:
    """One plan; raises NotFound."""
    require_read(actor)
    found = SavingsPlan.objects.filter(authority_id=actor.authority_id, id=plan_id).first()
    if found is None:
        raise NotFound
    return found


def get_judged_plan(actor: Actor, plan_id: UUID) -> JudgedPlan:
    """A plan with everything that is said of it; raises NotFound."""
    return judge_plan(get_plan(actor, plan_id))


def judge_plan(plan: SavingsPlan) -> JudgedPlan:
    """Read a plan's rows and have core judge them; a plan without sheets has no book."""
    sheets, statements = list_sheets(plan), list_statements(plan)
    latest: dict[str, PackageFollowUp] = {}
    for one in plan.follow_ups.all():
        latest.setdefault(one.package, one)
    if not sheets:
        return JudgedPlan(plan, (), (), latest, None, Audit((), ()), PlanTrack((), (), None))
    book, found = _judge(plan.title, sheets, statements)
    track = follow(book, [_outcome_of(one) for one in latest.values() if one.amount_ore is not None])
    return JudgedPlan(plan, sheets, statements, latest, book, found, track)


def require_package(judged: JudgedPlan, key: str) -> None:
    """Raise NotFound unless some table of the plan has the package."""
    if all(one.key != key for one in judged.track.packages):
        raise NotFound


def list_sheets(plan: SavingsPlan) -> tuple[PlanSheet, ...]:
    """The latest reading of each sheet, by year."""
    latest = {one.key: one for one in plan.sheets.all()}
    return tuple(sorted(latest.values(), key=lambda one: (one.year, one.read_at)))


def list_statements(plan: SavingsPlan) -> tuple[PlanStatement, ...]:
    """The statements that nobody has taken back."""
    rows = list(plan.statements.all())
    gone = {one.withdraws_id for one in rows if one.withdraws_id}
    return tuple(one for one in rows if one.id not in gone and not one.withdraws_id)


def write_sheet(row: PlanSheet) -> WrittenSheet:
    """A row as the written form."""
    return WrittenSheet(
        key=row.key,
        title=row.title,
        year=row.year,
        unit=row.unit,
        blank=row.blank,
        source=row.source,
        population=row.population,
        rows=row.rows,
    )


def _judge(
    title: str, sheets: tuple[PlanSheet, ...], statements: tuple[PlanStatement, ...]
) -> tuple[PlanBook, Audit]:
    written = [write_sheet(one) for one in sheets]
    entries = [one.entry for one in statements]
    told = json.dumps([title, [[one.key, one.title, one.year, one.unit, one.blank, one.source,
                                one.population, one.rows] for one in written], entries])  # fmt: skip

    def judge() -> tuple[PlanBook, Audit]:
        book = read_book(title, written, entries)
        return book, audit(book)

    return _judged.get(hashlib.sha256(told.encode()).hexdigest(), judge)


def _outcome_of(row: PackageFollowUp) -> LedgerOutcome:
    return LedgerOutcome(row.package, row.amount_ore or 0, row.method, OutcomeEvidence(row.evidence))
