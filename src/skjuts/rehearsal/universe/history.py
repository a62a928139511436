"""A month of the access log, as it would have come from the system before: ordinary work, and one snooper.

Entries of the past cannot be written by the services, which know only now; they enter as the tables'
owner, in bulk. Ordinary work has an errand; the snooper reads the same few people at night without one.
The nightly look through the log and the weekly sample are then done by `audit`'s services, as by a worker.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID, uuid5

import numpy as np
from django.db import connections
from django.utils import timezone

from skjuts.apps.audit.local_days import begin_of
from skjuts.apps.audit.reasons import Reason
from skjuts.apps.audit.services.detecting import detect_day
from skjuts.apps.audit.services.sampling import draw_samples
from skjuts.apps.registry.models import (
    Assignment,
    Authority,
    Patient,
    PatientProfile,
    StaffMember,
    Unit,
)
from skjuts.apps.tenancy.roles import Role
from skjuts.apps.tenancy.scope import entering
from skjuts.rehearsal.draws import stream
from skjuts.rehearsal.universe.colleagues import place_colleague
from skjuts.rehearsal.universe.sizes import HISTORY_DAYS

SPACE = UUID("6ba7b812-9dad-11d1-80b4-00c04fd430c8")
"""Name space of the invented errands."""
SLUG = "jamtland-harjedalen"
KEY, GIVEN_NAME, PROFESSION = "9999", "Ulf", "Sjuksköterska"
"""Of the snooper."""
A_YEAR = dt.timedelta(days=365)
DAYS_BEFORE = HISTORY_DAYS + 5
"""So many days ago the patients were registered."""
SNOOPED = 3
ERRANDS = 7
"""What he does by day, on the days that begin with a night."""
NIGHTS = (9, 5, 2)
"""How many days ago. The detector alerts on the namesake; the two others are left for the weekly sample."""
_INSERT = """
insert into audit_access (at, authority_id, actor_authority_id, account_id, staff_id, assignment_id, unit_id,
 patient_id, kind, subject_id, action, reason, context, request_id)
values (%s, %s, %s, %s, %s, %s, %s, %s, 'patient', null, %s, %s, %s, 'history')
"""

_MAKE_MONTHS = "select audit_ensure_months((now() - make_interval(days => %s))::date, now()::date)"
_DATE_BACK = """
update audit_access set at = at - make_interval(days => %s)
where authority_id = %s and reason = %s and not exists
 (select from audit_seal where (upto_position, upto_id) > (position, id))
"""

type Row = tuple[dt.datetime | int | str | UUID | None, ...]


@dataclass(frozen=True, slots=True)
class Snooper:
    """Who reads whom without an errand, at night: somebody of their own surname, and two others."""

    reader: Assignment
    patients: tuple[UUID, ...]


def write_history(seed: int, reads_a_day: int, now: dt.datetime) -> Iterator[None]:
    """Write the month before now, one day at a time; nothing where there is a history already."""
    rng = stream(seed, "history")
    authority = Authority.objects.get(slug=SLUG)
    with entering(authorities=[authority.id]):
        snooper = _plant_snooper(authority, now)
        staff = _list_staff(authority)
        patients = list(
            Patient.objects.filter(authority=authority, is_guarded=False)
            .order_by("created_at", "id")
            .values_list("id", flat=True)
        )
    is_written = _has_history(authority.id)
    if snooper and not is_written:
        _date_registrations_back(authority.id)
    for day in range(HISTORY_DAYS, 0, -1):
        if snooper and not is_written:
            midnight = begin_of((timezone.localtime(now) - dt.timedelta(days=day)).date())
            work = _work(rng, midnight, reads_a_day, staff, patients)
            own = _work_by_day(day, midnight, snooper, patients)
            _write([*_without_errands(work, snooper, patients), *own, *_snoop(day, midnight, snooper)])
        yield


def watch_history(now: dt.datetime) -> Iterator[None]:
    """Look through every night of the month as the nightly job does, and draw last week's sample."""
    today = timezone.localdate(now)
    for day in range(HISTORY_DAYS, 0, -1):
        detect_day(day=today - dt.timedelta(days=day))
        yield
    sunday = today - dt.timedelta(days=today.isoweekday())
    draw_samples(first_day=sunday - dt.timedelta(days=6), last_day=sunday, now=now)


def _list_staff(authority: Authority) -> list[Assignment]:
    held = Assignment.objects.filter(
        authority=authority, roles__contains=[Role.CARE_STAFF.value], account__isnull=False
    )
    return list(held.select_related("staff").order_by("staff__hsa_id"))


def _plant_snooper(authority: Authority, now: dt.datetime) -> Snooper | None:
    """A colleague of his own, named after a patient whom his unit does not care for; None without patients.

    The surname is one that few of the staff have, or kinship would mean nothing to the detector.
    """
    unit = Unit.objects.filter(authority=authority, kind=Unit.Kind.CARE).order_by("-hsa_id").first()
    staff = Counter(StaffMember.objects.filter(authority=authority).values_list("family_name", flat=True))
    strangers = _list_strangers(unit)
    if unit is None or not strangers:
        return None
    surname = min((name for name, _ in strangers), key=lambda name: (staff[name], name))
    told = (GIVEN_NAME, surname, PROFESSION)
    reader = place_colleague(KEY, told, unit, timezone.localdate(now) - A_YEAR)
    return Snooper(reader, choose_read(strangers, surname))


def choose_read(strangers: Sequence[tuple[str, UUID]], surname: str) -> tuple[UUID, ...]:
    """The first namesake, and then people of other names."""
    namesakes = [patient_id for name, patient_id in strangers if name == surname]
    others = [patient_id for name, patient_id in strangers if name != surname]
    return (*namesakes[:1], *others[: SNOOPED - 1])


def _list_strangers(unit: Unit | None) -> list[tuple[str, UUID]]:
    """Surnames and patients whom the unit has nothing to do with, always in the same order."""
    profiles = PatientProfile.objects.filter(patient__is_guarded=False)
    strangers = profiles.exclude(patient__relations__unit=unit)
    return list(strangers.order_by("family_name", "given_name").values_list("family_name", "patient_id"))


def _has_history(authority_id: int) -> bool:
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "select exists (select from audit_access where authority_id = %s and request_id = 'history')",
            [authority_id],
        )
        return bool(cursor.fetchone()[0])


def _date_registrations_back(authority_id: int) -> None:
    """Let patients have been registered before the month in which they are read; the sealed stays."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(_MAKE_MONTHS, [DAYS_BEFORE])
        cursor.execute(_DATE_BACK, [DAYS_BEFORE, authority_id, Reason.REGISTER])


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


def _without_errands(work: Sequence[Row], snooper: Snooper, patients: Sequence[UUID]) -> list[Row]:
    """The day's work with others in the place of those whom the snooper has no errand with."""
    others = _list_others(snooper, patients)
    is_errand = [row[4] == snooper.reader.staff_id and row[7] in snooper.patients for row in work]
    return [
        (*row[:7], others[number % len(others)], *row[8:]) if excuses else row
        for number, (row, excuses) in enumerate(zip(work, is_errand, strict=True))
    ]


def _list_others(snooper: Snooper, patients: Sequence[UUID]) -> list[UUID]:
    return [one for one in patients if one not in snooper.patients]


def _work_by_day(day: int, midnight: dt.datetime, snooper: Snooper, patients: Sequence[UUID]) -> list[Row]:
    """The snooper's errands on such a day: nights are not the hours at which he usually reads."""
    errands = _list_others(snooper, patients)[:ERRANDS] if day in NIGHTS else []
    return [
        _row(
            midnight + dt.timedelta(hours=8 + number),
            snooper.reader,
            patient,
            f"booking:{uuid5(SPACE, f'{midnight:%F}-own-{number}')}",
        )
        for number, patient in enumerate(errands)
    ]


def _snoop(day: int, midnight: dt.datetime, snooper: Snooper) -> list[Row]:
    """Every reading of the night without an errand; on the last night one is printed too."""
    if day not in NIGHTS:
        return []
    times = [midnight + dt.timedelta(hours=2, minutes=17 * k) for k in range(len(snooper.patients))]
    rows = [
        _row(at, snooper.reader, patient, "") for at, patient in zip(times, snooper.patients, strict=True)
    ]
    if day == min(NIGHTS):
        rows.append(
            _row(times[0] + dt.timedelta(minutes=3), snooper.reader, snooper.patients[0], "", "print")
        )
    return rows


def _row(at: dt.datetime, reader: Assignment, patient: UUID, context: str, action: str = "read") -> Row:
    return (
        at,
        reader.authority_id,
        reader.authority_id,
        reader.account_id,
        reader.staff_id,
        reader.id,
        reader.unit_id,
        patient,
        action,
        "care" if context else "other",
        context,
    )


def _write(rows: Sequence[Row]) -> None:
    with connections["owner"].cursor() as cursor:
        cursor.executemany(_INSERT, rows)
