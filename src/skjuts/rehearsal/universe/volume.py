"""The large demo of the load bench: registers of a hundred thousand, and a year of the access log.

Loaded in bulk as the tables' owner, as a region's old system would be, the same for the same seed. Every step
is a transaction that is remembered, so that loading again goes on where it stopped.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import batched

from skjuts.apps.audit.services.sealing import seal_entries
from skjuts.apps.registry.models import Unit
from skjuts.apps.tenancy.scope import entering
from skjuts.apps.training.queries.courses import read_content
from skjuts.apps.training.queries.packaged import list_packaged
from skjuts.apps.training.services.take_in_course import deliver_course
from skjuts.rehearsal.draws import apportion
from skjuts.rehearsal.geography import list_localities
from skjuts.rehearsal.universe.people import make_people
from skjuts.rehearsal.universe.volume_copy import OWNER, Step, is_done
from skjuts.rehearsal.universe.volume_log import write_month
from skjuts.rehearsal.universe.volume_patients import write_patients
from skjuts.rehearsal.universe.volume_staff import (
    SHARES,
    analyse,
    apportion_units,
    iterate_courses,
    list_authorities,
    staff_stream,
    write_authorities,
    write_staff,
    write_training,
    write_units,
)

OPENED_DAYS_AGO = 400
MONTH = dt.timedelta(days=30)
BATCH = 10_000
"""Patients of one transaction."""

type Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Volume:
    """How much of everything."""

    patients: int
    staff: int
    units: int
    entries_a_month: int
    months: int

    @property
    def entries(self) -> int:
        """Entries of the access log in all."""
        return self.entries_a_month * self.months


LARGE = Volume(patients=100_000, staff=5_000, units=300, entries_a_month=500_000, months=12)
SMALL = Volume(patients=2_000, staff=300, units=30, entries_a_month=25_000, months=4)


def load_volume(volume: Volume, *, seed: int, now: dt.datetime, say: Say) -> None:
    """Load what is missing; needs both of the database's addresses, and the migrations run."""
    opened_on = now.date() - dt.timedelta(days=OPENED_DAYS_AGO)
    for name, work in _list_steps(volume, seed, opened_on, now):
        if not is_done(name):
            say(f"loading: {name}")
            with Step(name):
                work()
    say("loading: sealing the access log")
    seal_entries()
    analyse()


def _list_steps(
    volume: Volume, seed: int, opened_on: dt.date, now: dt.datetime
) -> Iterator[tuple[str, Callable[[], object]]]:
    yield "authorities", lambda: write_authorities(opened_on)
    for number, authority in enumerate(list_authorities()):
        units = apportion_units(volume.units)[number]
        staff = apportion(volume.staff, SHARES)[number]
        towns = [one for one in list_localities() if one.population]
        yield (
            f"units of {authority.slug}",
            lambda: write_units(authority, units, staff_stream(seed, authority, "units"), towns, opened_on),  # noqa: B023
        )
        yield (
            f"staff of {authority.slug}",
            lambda: write_staff(authority, staff, staff_stream(seed, authority, "staff"), opened_on, now),  # noqa: B023
        )
        yield from _list_patients(volume, seed, number, now)
    yield "courses", lambda: _deliver_courses(now)
    yield "training", lambda: _train(seed, now)
    ids = [one.id for one in list_authorities()]
    for month in range(volume.months):
        first = now - MONTH * (volume.months - month)
        yield (
            f"log, month {month + 1} of {volume.months}",
            lambda: write_month(ids, first, first + MONTH, volume.entries_a_month, seed * 1000 + month),  # noqa: B023
        )


def _list_patients(
    volume: Volume, seed: int, number: int, now: dt.datetime
) -> Iterator[tuple[str, Callable[[], object]]]:
    authority = list_authorities()[number]
    count = apportion(volume.patients, SHARES)[number]
    units = list(
        Unit.objects.using(OWNER)
        .filter(authority=authority, kind=Unit.Kind.CARE)
        .order_by("hsa_id")
        .values_list("id", flat=True)
    )
    towns = [one for one in list_localities() if one.population]
    for part, people in enumerate(batched(make_people(seed + number, count, towns), BATCH)):
        rng = staff_stream(seed, authority, f"patients {part}")
        yield (
            f"patients of {authority.slug}, {part * BATCH + len(people)} of {count}",
            lambda: write_patients(authority.id, people, units, rng, now),  # noqa: B023
        )


def _deliver_courses(now: dt.datetime) -> None:
    for authority in list_authorities():
        with entering(authorities=[authority.id]):
            for files in list_packaged():
                deliver_course(authority=authority, files=files, now=now - dt.timedelta(days=350))


def _train(seed: int, now: dt.datetime) -> None:
    authorities = {one.id: one for one in list_authorities()}
    for version in iterate_courses():
        rng = staff_stream(seed, authorities[version.authority_id], "training")
        write_training(version, read_content(version, "sv"), rng, now)
