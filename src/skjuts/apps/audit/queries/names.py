"""Names behind ids, asked of the registers once for a page."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from skjuts.core.ports.directory import directory


@dataclass(frozen=True, slots=True)
class Names:
    """Names by id."""

    units: Mapping[UUID, str] = field(default_factory=dict)
    staff: Mapping[UUID, str] = field(default_factory=dict)
    patients: Mapping[UUID, str] = field(default_factory=dict)


def read_names(
    *, units: Collection[UUID] = (), staff: Collection[UUID] = (), patients: Collection[UUID] = ()
) -> Names:
    """The names that the registers know; one question of each kind that is asked for."""
    book = directory.get()
    return Names(
        units=book.name_units(units) if units else {},
        staff=book.name_staff(staff) if staff else {},
        patients=book.name_patients(patients) if patients else {},
    )
