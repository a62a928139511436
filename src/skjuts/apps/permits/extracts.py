"""What follow-up may know of permits: which days, travel modes and rules, never whose."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from skjuts.apps.permits.models import Permit

TOLD = (
    *("valid_from", "valid_to", "travel_modes"),
    *("decision__assessment__book__book", "decision__assessment__book__version"),
)


@dataclass(frozen=True, slots=True)
class PermitRow:
    """A permit without its holder; `valid_to` is None when it has no end.

    `book` is the rule book that the matter was weighed by, '' when an officer weighed it alone.
    """

    id: UUID
    valid_from: dt.date
    valid_to: dt.date | None
    travel_modes: tuple[str, ...]
    book: str = ""


def list_permits(authority_id: int, ids: Iterable[UUID]) -> list[PermitRow]:
    """Permits by their ids; those of protected persons are not told."""
    rows = Permit.objects.filter(authority_id=authority_id, id__in=set(ids), is_guarded=False)
    told = rows.select_related("decision__assessment__book").only(*TOLD)
    return [
        PermitRow(one.id, one.valid_from, one.valid_to, tuple(one.travel_modes), _name_book(one))
        for one in told
    ]


def _name_book(permit: Permit) -> str:
    assessment = permit.decision.assessment
    return str(assessment.book) if assessment and assessment.book else ""
