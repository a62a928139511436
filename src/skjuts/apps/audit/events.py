"""A domain event as its handlers see it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Self
from uuid import UUID

from skjuts.apps.audit.models import Event

type JSON = str | int | float | bool | Sequence[JSON] | Mapping[str, JSON] | None
"""What an event or a message may carry. Identifiers go as text."""


@dataclass(frozen=True, slots=True)
class EventRow:
    """What happened to one aggregate. `number` counts the aggregate's events from 1 without gaps.

    The four ids say who did it; they are None when time or the program did.
    """

    id: UUID
    name: str
    aggregate_id: UUID
    number: int
    authority_id: int
    payload: Mapping[str, JSON]
    occurred_at: dt.datetime
    account_id: UUID | None
    staff_id: UUID | None
    assignment_id: UUID | None
    unit_id: UUID | None

    @classmethod
    def of(cls, row: Event) -> Self:
        """The event of a row."""
        return cls(
            id=row.id,
            name=row.name,
            aggregate_id=row.aggregate_id,
            number=row.number,
            authority_id=row.authority_id,
            payload=row.payload,
            occurred_at=row.occurred_at,
            account_id=row.account_id,
            staff_id=row.staff_id,
            assignment_id=row.assignment_id,
            unit_id=row.unit_id,
        )
