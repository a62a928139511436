"""Colleagues of the personas: some have taken the course, some failed it, some may certify.

Everything after the staff rows is done by services at moments in the past (`schooling`), so that the
register, the reminders and the statistics have something to show.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import numpy as np

from skjuts.apps.registry.models import Account, Assignment, StaffMember, Unit
from skjuts.apps.tenancy.roles import Role
from skjuts.rehearsal.draws import stream
from skjuts.rehearsal.personas.people import ISSUER, ORGANISATION
from skjuts.rehearsal.universe.at_work import get_persona
from skjuts.rehearsal.universe.names import FAMILY, GIVEN
from skjuts.rehearsal.universe.schooling import (
    CHANGE_DAYS_AGO,
    delegate,
    is_trained,
    learn_changes,
    take_whole_course,
)

PROFESSIONS = ("Sjuksköterska", "Sjuksköterska", "Läkare", "Undersköterska", "Fysioterapeut")
TRAINED_SHARE, DELEGATED_SHARE, FAILED_SHARE, LEARNT_SHARE = 0.6, 0.7, 0.25, 0.5
"""Of the colleagues; of the trained; of the trained before they passed; of the trained (all assumed)."""
PERSONA_TRAINED_DAYS_AGO = 60


def place_colleagues(seed: int, count: int, opened_on: dt.date) -> list[Assignment]:
    """Care staff spread over the care units, each with an account; those already there stay."""
    rng = stream(seed, "colleagues")
    units = list(Unit.objects.filter(kind=Unit.Kind.CARE).order_by("hsa_id"))
    return [_place(rng, number, units[number % len(units)], opened_on) for number in range(count)]


def _place(rng: np.random.Generator, number: int, unit: Unit, opened_on: dt.date) -> Assignment:
    given, family = GIVEN[int(rng.integers(len(GIVEN)))], FAMILY[int(rng.integers(len(FAMILY)))]
    profession = PROFESSIONS[int(rng.integers(len(PROFESSIONS)))]
    return place_colleague(f"{number:04d}", (given, family, profession), unit, opened_on)


def place_colleague(key: str, told: tuple[str, str, str], unit: Unit, opened_on: dt.date) -> Assignment:
    """One of the care staff (given name, family name, profession); whoever has the key already stays."""
    hsa_id = f"{ORGANISATION}-K-{key}"
    given, family, profession = told
    account, _ = Account.objects.get_or_create(issuer=ISSUER, subject=hsa_id, defaults={"hsa_id": hsa_id})
    staff, _ = StaffMember.objects.get_or_create(
        authority_id=unit.authority_id,
        hsa_id=hsa_id,
        defaults={
            "account": account,
            "given_name": given,
            "family_name": family,
            "profession": profession,
        },
    )
    return Assignment.objects.get_or_create(
        authority_id=unit.authority_id,
        staff=staff,
        unit=unit,
        defaults={"account": account, "roles": [Role.CARE_STAFF.value], "valid_from": opened_on},
    )[0]


def train_colleagues(seed: int, colleagues: list[Assignment], now: dt.datetime) -> Iterator[None]:
    """Let shares take the course, be delegated and learn what changed; yields after each person."""
    rng = stream(seed, "training")
    for assignment in colleagues:
        draws = rng.uniform(size=5)
        if draws[0] < TRAINED_SHARE and not is_trained(assignment):
            moment = now - dt.timedelta(days=float(20 + 70 * draws[1]))
            take_whole_course(assignment, moment, fails_first=bool(draws[2] < FAILED_SHARE))
            if draws[3] < DELEGATED_SHARE:
                delegate(assignment, moment + dt.timedelta(days=2), now)
            if draws[4] < LEARNT_SHARE:
                learn_changes(assignment, now - dt.timedelta(days=CHANGE_DAYS_AGO - 3))
        yield


def train_persona(slug: str, now: dt.datetime) -> None:
    """Train and delegate a persona who has not learnt the change of the rules: it is she who waits for it."""
    assignment = get_persona(slug)
    if not is_trained(assignment):
        moment = now - dt.timedelta(days=PERSONA_TRAINED_DAYS_AGO)
        take_whole_course(assignment, moment, fails_first=True)
        delegate(assignment, moment + dt.timedelta(days=2), now)
