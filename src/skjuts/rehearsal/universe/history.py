"""A month of the access log, as it would have come from the system before: ordinary work, and one snooper.

Entries of the past cannot be written by the services, which know only now; they enter as the tables'
owner, in bulk. Ordinary work has an errand; the snooper reads the same few people at night without one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from uuid import UUID, uuid5

import numpy as np
from django.db import connections

from skjuts.apps.registry.models import Assignment, Authority, Patient
from skjuts.apps.tenancy.roles import Role
from skjuts.apps.tenancy.scope import entering
from skjuts.rehearsal.draws import stream
from skjuts.rehearsal.universe.sizes import HISTORY_DAYS

SPACE = UUID("6ba7b812-9dad-11d1-80b4-00c04fd430c8")
"""Name space of the invented errands."""
SNOOPED, NIGHTS = 3, 9
_INSERT = """
insert into audit_access (at, authority_id, actor_authority_id, account_id, staff_id, assignment_id, unit_id,
 patient_id, kind, subject_id, action, reason, context, request_id)
values (%s, %s, %s, %s, %s, %s, %s, %s, 'patient', null, %s, %s, %s, 'history')
"""

type Row = tuple[dt.datetime | int | str | UUID | None, ...]


def write_history(seed: int, reads_a_day: int, now: dt.datetime) -> Iterator[None]:
    """Write the month before now, one day at a time; nothing where there is a history already."""
    rng = stream(seed, "history")
    authority = Authority.objects.get(slug="jamtland-harjedalen")
    with entering(authorities=[authority.id]):
        staff = list(
            Assignment.objects.filter(
                authority=authority, roles__contains=[Role.CARE_STAFF.value], account__isnull=False
            ).order_by("id")
        )
        patients = list(
            Patient.objects.filter(authority=authority).order_by("id").values_list("id", flat=True)
        )
    is_written = _has_history(authority.id)
    for day in range(HISTORY_DAYS, 0, -1):
        if patients and staff and not is_written:
            midnight = (now - dt.timedelta(days=day)).replace(hour=0, minute=0, second=0, microsecond=0)
            _write(
                [*_work(rng, midnight, reads_a_day, staff, patients), *_snoop(day, midnight, staff, patients)]
            )
        yield


def _has_history(authority_id: int) -> bool:
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "select exists (select from audit_access where authority_id = %s and request_id = 'history')",
            [authority_id],
        )
        return bool(cursor.fetchone()[0])


def _work(
    rng: np.random.Generator,
    midnight: dt.datetime,
    count: int,
    staff: Sequence[Assignment],
    patients: Sequence[UUID],
) -> list[Row]:
    hours = np.clip(rng.normal(12.0, 3.0, size=count), 6.5, 20.5)
    return [
        _row(
            midnight + dt.timedelta(hours=float(hour)),
            staff[int(rng.integers(len(staff)))],
            patients[int(rng.integers(len(patients)))],
            f"booking:{uuid5(SPACE, f'{midnight:%F}-{number}')}",
        )
        for number, hour in enumerate(np.sort(hours))
    ]


def _snoop(
    day: int, midnight: dt.datetime, staff: Sequence[Assignment], patients: Sequence[UUID]
) -> list[Row]:
    if day > NIGHTS:
        return []
    times = [midnight + dt.timedelta(hours=2, minutes=17 * k) for k in range(SNOOPED)]
    return [_row(at, staff[-1], patients[k], "") for k, at in enumerate(times)]


def _row(at: dt.datetime, reader: Assignment, patient: UUID, context: str) -> Row:
    return (
        at,
        reader.authority_id,
        reader.authority_id,
        reader.account_id,
        reader.staff_id,
        reader.id,
        reader.unit_id,
        patient,
        "read",
        "care" if context else "other",
        context,
    )


def _write(rows: Sequence[Row]) -> None:
    with connections["owner"].cursor() as cursor:
        cursor.executemany(_INSERT, rows)
