"""Billed lines, what the rules find among them, what was done about it, and samples."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from skjuts.apps.insight.facts.billing import ListedFinding, list_findings, read_permit_id
from skjuts.apps.insight.models import DrawnSample, FindingMark, LineJudgement, SampleLine
from skjuts.apps.insight.policies import require_list_trips, require_read
from skjuts.apps.insight.queries.ledger import EVERYTHING
from skjuts.apps.permits.extracts import list_permits
from skjuts.apps.tenancy.actor import Actor
from skjuts.core.control import PermitLimits
from skjuts.core.kernel.errors import NotFound
from skjuts.core.kernel.kept import Kept
from skjuts.core.ports.trip_warehouses import Rows, TripWarehouse

if TYPE_CHECKING:
    from skjuts.core.followup.months import Month

KEPT = 24
"""Months of findings that are kept: a month is looked through in a second, and looked at many times."""
_kept: Kept[tuple[object, ...], tuple[ListedFinding, ...]] = Kept(KEPT)


def list_billed(trips: TripWarehouse, month: Month) -> Rows:
    """The lines of a month that have a price."""
    from skjuts.core.followup.ledger import questions

    return trips.answer("trips", questions.list_billed, EVERYTHING.within(month, month))


def list_month_findings(actor: Actor, trips: TripWarehouse, month: Month) -> tuple[ListedFinding, ...]:
    """What asks for an explanation in a month, the largest amount first."""
    require_read(actor)
    rows = list_billed(trips, month)
    permits = _find_permits(actor, {row["permit"] for row in rows})
    key = (actor.authority_id, trips.edition, month, tuple(sorted(permits.items(), key=lambda one: one[0])))
    return _kept.get(key, lambda: list_findings(rows, permits))


def list_lines(actor: Actor, trips: TripWarehouse, month: Month, wanted: Iterable[str]) -> Rows:
    """Lines by their ids, for those who may see trips one by one."""
    require_list_trips(actor)
    ids = set(wanted)
    return [row for row in list_billed(trips, month) if row["trip"] in ids]


def list_marks(actor: Actor, month: Month) -> dict[str, FindingMark]:
    """What was last done about each finding of a month."""
    require_read(actor)
    rows = FindingMark.objects.filter(authority_id=actor.authority_id, month=month)
    return {one.finding: one for one in reversed(list(rows))}


def list_history(actor: Actor, finding: str) -> list[FindingMark]:
    """Everything that was done about a finding, the latest first."""
    require_read(actor)
    return list(FindingMark.objects.filter(authority_id=actor.authority_id, finding=finding))


def list_samples(actor: Actor) -> list[DrawnSample]:
    """The authority's samples with their lines and judgements, the latest first."""
    require_read(actor)
    return list(_samples(actor))


def get_sample(actor: Actor, sample_id: UUID) -> DrawnSample:
    """One sample; raises NotFound."""
    require_read(actor)
    found = _samples(actor).filter(id=sample_id).first()
    if found is None:
        raise NotFound
    return found


def get_sample_line(actor: Actor, sample_id: UUID, line_id: UUID) -> SampleLine:
    """One drawn line; raises NotFound."""
    require_list_trips(actor)
    rows = SampleLine.objects.filter(authority_id=actor.authority_id, sample_id=sample_id, id=line_id)
    found = rows.select_related("sample").prefetch_related("judgements").first()
    if found is None:
        raise NotFound
    return found


def _samples(actor: Actor) -> QuerySet[DrawnSample]:
    lines = SampleLine.objects.prefetch_related(Prefetch("judgements", LineJudgement.objects.all()))
    return DrawnSample.objects.filter(authority_id=actor.authority_id).prefetch_related(
        Prefetch("lines", lines)
    )


def _find_permits(actor: Actor, told: Iterable[str | None]) -> dict[str, PermitLimits]:
    """The platform's own permits among those that lines name; another system's are unknown."""
    ids = {one: read for one in told if one and (read := read_permit_id(one))}
    if not ids:
        return {}
    rows = list_permits(actor.authority_id, set(ids.values()))
    known = {one.id: PermitLimits(one.valid_from, one.valid_to, one.travel_modes) for one in rows}
    return {written: known[read] for written, read in ids.items() if read in known}
