"""Invented regions with people at work, and invented people in the register."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from skjuts.adapters.person_register.invented import InventedRegister
from skjuts.apps.registry.models import Authority, Patient, Unit
from skjuts.apps.registry.services.patients import NewPatient, register_patient
from skjuts.apps.tenancy.actor import Actor
from skjuts.apps.tenancy.roles import Role
from skjuts.apps.tenancy.scope import acting
from skjuts.core.kernel.identifiers import IdentitySystem, PersonIdentity, list_test_personal_numbers
from skjuts.core.ports.person_register import RegisterAddress, RegisterPerson, RegisterProtection
from tests.app.signed_in import Person, make_authority, make_person, make_unit

TODAY = dt.date(2026, 11, 21)
NOW = dt.datetime(2026, 11, 21, 9, 30, tzinfo=dt.UTC)
ANNA, SIV, KLAS = (list_test_personal_numbers(dt.date(1945, 3, day))[0] for day in (12, 13, 14))
CHILD = list_test_personal_numbers(dt.date(2015, 6, 1))[0]
RESERVE = PersonIdentity(IdentitySystem.NATIONAL_RESERVE_NUMBER, "22991231AB17")


@dataclass
class Region:
    """One authority, with a ward and people by role, made when first asked for."""

    authority: Authority
    ward: Unit
    people: dict[tuple[Role, ...], Person] = field(default_factory=dict)

    def person(self, *roles: Role) -> Person:
        """Somebody at the ward with these roles, signed in."""
        if roles not in self.people:
            self.people[roles] = make_person(*roles, unit=self.ward)
        return self.people[roles]

    @property
    def nurse(self) -> Actor:
        """At the ward."""
        return self.person(Role.CARE_STAFF).actor

    @property
    def desk(self) -> Actor:
        """For protected persons; may merge them."""
        return self.person(Role.PROTECTED_DESK).actor

    @property
    def registrar(self) -> Actor:
        """Who may merge."""
        return self.person(Role.REGISTRAR).actor


def make_region(slug: str) -> Region:
    """An authority with a ward."""
    authority = make_authority(slug)
    return Region(authority, make_unit(authority, f"Avdelning {slug}"))


def registered(identity: PersonIdentity, given: str, family: str, **told: Any) -> RegisterPerson:  # noqa: ANN401
    """Somebody in the register, at home unless told otherwise."""
    home = RegisterAddress("Storgatan 1", "831 30", "Östersund", municipality_code="2380")
    return RegisterPerson(
        identity=identity,
        given_name=given,
        family_name=family,
        **{"born": dt.date(1945, 3, 12), "address": home, **told},
    )


def make_register() -> InventedRegister:
    """A register with three invented people planted, two ordinary and one protected, and a child."""
    return InventedRegister(
        (
            registered(ANNA, "Anna-Märta", "Öberg"),
            registered(SIV, "Siv", "Åkerlund", born=dt.date(1945, 3, 13)),
            registered(
                KLAS, "Klas", "Hemlig", born=dt.date(1945, 3, 14), protection=RegisterProtection.MARKED
            ),
            registered(CHILD, "Lo", "Öberg", born=dt.date(2015, 6, 1)),
        )
    )


def enter(actor: Actor, identity: PersonIdentity, **told: Any) -> Patient:  # noqa: ANN401
    """Register somebody as the actor."""
    with acting(actor):
        return register_patient(
            actor,
            authority_id=actor.authority_id,
            new=NewPatient(identity=identity, **told),
            now=NOW,
            today=TODAY,
        )
