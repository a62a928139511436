"""The national register of persons, as far as a region may ask it.

An answer is what the register says today; what it says about protection binds everybody who heard it. Altered
(fingerade) identities are ordinary ones to the register and to us, and cannot be recognised.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from skjuts.core.kernel.identifiers import PersonIdentity
from skjuts.core.ports.slot import Slot


class RegisterProtection(StrEnum):
    """How far the register protects a person; the words of `Patient.Protection`."""

    NONE = "none"
    MARKED = "marked"
    REGISTRATION = "registration"


@dataclass(frozen=True, slots=True)
class RegisterAddress:
    """The address of registration; parts are '' when they do not exist."""

    street: str
    postal_code: str
    locality: str
    care_of: str = ""
    municipality_code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterPerson:
    """A person as registered.

    `identity` differs from the one asked for when the person has been given another number. `address` is
    None when there is none or when it is withheld.
    """

    identity: PersonIdentity
    given_name: str
    family_name: str
    born: date | None = None
    protection: RegisterProtection = RegisterProtection.NONE
    deceased_on: date | None = None
    address: RegisterAddress | None = None


class PersonRegister(Protocol):
    """Looks people up."""

    def find_person(self, identity: PersonIdentity) -> RegisterPerson | None:
        """The person with a personal or coordination number, or None when the register knows of none.

        Answers or raises within 5 s: `UpstreamUnavailable` when the register is gone or too slow,
        `UpstreamRefused` when it answers what cannot be right (another person, no name, not its format).
        """


person_register: Slot[PersonRegister] = Slot("personregistret")
