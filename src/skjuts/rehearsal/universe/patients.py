"""Patients of the demo: registered one by one by the wards in turn, each asked for in the person register.

The register of the demo invents a name, an address and sometimes a protection for every test number.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from django.utils import timezone

from skjuts.apps.registry.models import Assignment, Authority, Patient
from skjuts.apps.registry.patient_errors import (
    AlreadyRegistered,
    DeceasedPerson,
    ForTheDesk,
    UnknownPerson,
)
from skjuts.apps.registry.queries.acting import actor_of
from skjuts.apps.registry.services.patients.registering import NewPatient, register_patient
from skjuts.apps.tenancy.actor import Actor
from skjuts.apps.tenancy.roles import Role
from skjuts.apps.tenancy.scope import acting, entering
from skjuts.rehearsal.geography import list_localities
from skjuts.rehearsal.universe.people import InventedPerson, make_people

COUNTIES = {"jamtland-harjedalen": "23", "vasternorrland": "22"}
SHARES = {"jamtland-harjedalen": 0.7, "vasternorrland": 0.3}


def register_patients(seed: int, count: int, now: dt.datetime) -> Iterator[None]:
    """Register the invented patients of each region; yields after each. Those already there are passed."""
    for number, (slug, share) in enumerate(SHARES.items()):
        authority = Authority.objects.get(slug=slug)
        wards = list_registrars(authority, Role.CARE_STAFF, now)
        desk = list_registrars(authority, Role.PROTECTED_DESK, now)[:1]
        towns = [one for one in list_localities() if one.municipality.startswith(COUNTIES[slug])]
        wanted = round(count * share)
        with entering(authorities=[authority.id]):
            wanted = max(0, wanted - Patient.objects.filter(authority=authority).count())
        for turn, person in enumerate(make_people(seed + number, wanted, towns)):
            _register([wards[turn % len(wards)], *desk], authority, person, now)
            yield


def list_registrars(authority: Authority, role: Role, now: dt.datetime) -> list[Actor]:
    """One with the role at each unit that has any, in the units' order."""
    with entering(authorities=[authority.id]):
        held = Assignment.objects.filter(
            authority=authority, roles__contains=[role.value], account__isnull=False
        )
        by_unit = {one.unit_id: one for one in held.order_by("unit__hsa_id", "-staff__hsa_id")}
    return [
        actor_of(one, one.account_id, timezone.localdate(now))
        for one in by_unit.values()
        if one.account_id is not None
    ]


def _register(
    actors: Sequence[Actor], authority: Authority, person: InventedPerson, now: dt.datetime
) -> None:
    """By the first who may: the desk is asked when the person turns out to be protected."""
    new = NewPatient(identity=person.identity, phone=person.phone)
    for actor in actors:
        with acting(actor):
            try:
                register_patient(
                    actor, authority_id=authority.id, new=new, now=now, today=timezone.localdate(now)
                )
            except ForTheDesk:
                continue
            except (AlreadyRegistered, DeceasedPerson, UnknownPerson):
                # The invented register also holds people whom no ward can register.
                return
            return
