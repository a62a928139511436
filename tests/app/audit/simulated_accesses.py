"""A week of accesses at an invented authority: ordinary work with its untidiness, and snooping planted in it.

The rates are guesses, marked as such: what share forgets to name an errand, prints, works at night, happens
to share a surname with a patient. Everything is drawn from one seed.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from random import Random
from uuid import UUID

from skjuts.apps.audit.detector import ZONE, AccessFact
from skjuts.core.ports.acquaintance import Tie

MONDAY = dt.datetime(2026, 11, 2, tzinfo=ZONE)
DAYS = 7
STAFF, UNITS, PATIENTS = 1500, 100, 30_000
FORGOTTEN_ERRAND = 0.02
PRINTED = 0.02
NIGHT_SHIFT = 0.08
AT_NIGHT_ANYWAY = 0.01
SAME_SURNAME = 0.004
COLLEAGUES = 0.001
SAME_ADDRESS = 0.0002
PROTECTED = 0.005
PLANTED = (
    (12, frozenset({Tie.SURNAME})),
    (6, frozenset({Tie.ADDRESS})),
    (10, frozenset({Tie.COLLEAGUE})),
    (5, frozenset({Tie.SELF})),
    (5, frozenset({Tie.PROTECTED})),
)
CROWD, BROWSERS, PRINTERS = 6, 3, 3


@dataclass(frozen=True, slots=True)
class Snoop:
    """One planted case; `patient_id` None when somebody browsed."""

    day: int
    staff_id: UUID
    patient_id: UUID | None


@dataclass(frozen=True, slots=True)
class Week:
    """All accesses by day, and what is planted among them."""

    days: list[list[AccessFact]]
    snoops: list[Snoop]


def simulate_week(seed: int, accesses: int = 100_000) -> Week:
    """Draw a week."""
    draw = Random(seed)
    week = Week([[] for _ in range(DAYS)], [])
    weights = (18, 18, 18, 18, 18, 5, 5)
    for day in draw.choices(range(DAYS), weights=weights, k=accesses // 2):
        week.days[day].extend(_ordinary_work(draw, day))
    _plant(draw, week)
    return week


def _staff(number: int) -> tuple[UUID, UUID]:
    return UUID(int=0xB00000 + number), UUID(int=0xD00000 + number % UNITS)


def _ordinary_work(draw: Random, day: int) -> list[AccessFact]:
    """Two looks at a patient in one errand."""
    number = draw.randrange(STAFF)
    patient_id = UUID(int=0xE00000 + draw.randrange(PATIENTS))
    works_at_night = number < STAFF * NIGHT_SHIFT
    ties = {
        tie
        for tie, share in (
            (Tie.SURNAME, SAME_SURNAME),
            (Tie.COLLEAGUE, COLLEAGUES),
            (Tie.ADDRESS, SAME_ADDRESS),
        )
        if draw.random() < share
    }
    if patient_id.int % 1000 < PROTECTED * 1000:
        ties.add(Tie.PROTECTED)
    return _looks(
        draw,
        day,
        number,
        patient_id,
        count=2,
        has_errand=draw.random() >= FORGOTTEN_ERRAND,
        is_night=works_at_night or draw.random() < AT_NIGHT_ANYWAY,
        is_print=draw.random() < PRINTED,
        ties=frozenset(ties),
    )


def _looks(  # noqa: PLR0913  (everything that tells one case from another)
    draw: Random,
    day: int,
    number: int,
    patient_id: UUID,
    *,
    count: int,
    has_errand: bool,
    is_night: bool,
    is_print: bool,
    ties: frozenset[Tie],
) -> list[AccessFact]:
    staff_id, unit_id = _staff(number)
    hour = draw.choice([22, 23, 0, 1, 2, 3, 4, 5]) if is_night else draw.randrange(7, 18)
    start = MONDAY + dt.timedelta(days=day, hours=hour, minutes=draw.randrange(60))
    return [
        AccessFact(
            at=start + dt.timedelta(minutes=index),
            staff_id=staff_id,
            unit_id=unit_id,
            patient_id=patient_id,
            action="print" if is_print and index == count - 1 else "read",
            has_errand=has_errand,
            ties=ties,
        )
        for index in range(count)
    ]


def _plant(draw: Random, week: Week) -> None:
    """Fifty people who should not have looked."""
    for count, ties in PLANTED:
        for _ in range(count):
            _snoop(draw, week, draw.randrange(DAYS), UUID(int=0xE00000 + draw.randrange(PATIENTS)), ties)
    famous, day = UUID(int=0xE00000 + PATIENTS), draw.randrange(5)
    for _ in range(CROWD):
        _snoop(draw, week, day, famous, frozenset())
    for _ in range(PRINTERS):
        stranger = UUID(int=0xE00000 + draw.randrange(PATIENTS))
        _snoop(draw, week, draw.randrange(DAYS), stranger, frozenset(), is_print=True)
    for _ in range(BROWSERS):
        _browse(draw, week)


def _snoop(
    draw: Random, week: Week, day: int, patient_id: UUID, ties: frozenset[Tie], *, is_print: bool = False
) -> None:
    number = draw.randrange(STAFF)
    week.days[day].extend(
        _looks(
            draw,
            day,
            number,
            patient_id,
            count=draw.randrange(1, 5),
            has_errand=False,
            is_night=draw.random() < 0.3,
            is_print=is_print,
            ties=ties,
        )
    )
    week.snoops.append(Snoop(day, _staff(number)[0], patient_id))


def _browse(draw: Random, week: Week) -> None:
    number, day = draw.randrange(STAFF), draw.randrange(DAYS)
    for _ in range(30):
        patient_id = UUID(int=0xE00000 + draw.randrange(PATIENTS))
        week.days[day].extend(
            _looks(
                draw,
                day,
                number,
                patient_id,
                count=1,
                has_errand=False,
                is_night=False,
                is_print=False,
                ties=frozenset(),
            )
        )
    week.snoops.append(Snoop(day, _staff(number)[0], None))
