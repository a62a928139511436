"""What follow-up may know of permits: which days and travel modes, never whose."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from skjuts.apps.permits.models import Permit


@dataclass(frozen=True, slots=True)
class PermitRow:
    """A permit without its holder; `valid_to` is None when it has no end."""

    id: UUID
    valid_from: dt.date
    valid_to: dt.date | None
    travel_modes: tuple[str, ...]


def list_permits(authority_id: int, ids: Iterable[UUID]) -> list[PermitRow]:
    """Permits by their ids; those of protected persons are not told."""
    rows = Permit.objects.filter(authority_id=authority_id, id__in=set(ids), is_guarded=False)
    return [
        PermitRow(one.id, one.valid_from, one.valid_to, tuple(one.travel_modes))
        for one in rows.only("id", "valid_from", "valid_to", "travel_modes")
    ]
