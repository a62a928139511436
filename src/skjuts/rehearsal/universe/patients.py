"""Patients of the demo: registered one by one as staff do, each asked for in the person register.

The register of the demo invents a name, an address and sometimes a protection for every test number.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

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
        actors = list_registrars(authority, now)
        towns = [one for one in list_localities() if one.municipality.startswith(COUNTIES[slug])]
        wanted = round(count * share)
        with entering(authorities=[authority.id]):
            wanted = max(0, wanted - Patient.objects.filter(authority=authority).count())
        for person in make_people(seed + number, wanted, towns):
            _register(actors, authority, person, now)
            yield


def list_registrars(authority: Authority, now: dt.datetime) -> list[Actor]:
    """An ordinary member of staff who registers, and one of the desk for the protected."""
    found = []
    for role in (Role.CARE_STAFF, Role.PROTECTED_DESK):
        with entering(authorities=[authority.id]):
            one = Assignment.objects.filter(
                authority=authority, roles__contains=[role.value], account__isnull=False
            ).first()
        if one is not None and one.account_id is not None:
            found.append(actor_of(one, one.account_id, now.date()))
    return found


def _register(
    actors: Sequence[Actor], authority: Authority, person: InventedPerson, now: dt.datetime
) -> None:
    new = NewPatient(identity=person.identity, phone=person.phone)
    for actor in actors:
        with acting(actor):
            try:
                register_patient(actor, authority_id=authority.id, new=new, now=now, today=now.date())
            except ForTheDesk:
                continue
            except (AlreadyRegistered, DeceasedPerson, UnknownPerson):
                pass
            return
