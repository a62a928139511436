"""Invented people behind the personal numbers that are kept for tests.

Every number of the test shape has a person, always the same one; other numbers have none. Stories that a
demonstration needs (somebody protected, dead, renumbered) are planted on top.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from skjuts.core.kernel.errors import UpstreamRefused, UpstreamUnavailable
from skjuts.core.kernel.identifiers import (
    IdentitySystem,
    PersonIdentity,
    find_birth_date,
    list_test_personal_numbers,
)
from skjuts.core.ports.person_register import RegisterAddress, RegisterPerson, RegisterProtection

_GIVEN = """
Anna Erik Maria Lars Karin Per Eva Nils Ingrid Jan Märta Olof Kerstin Karl Åsa Göran Lena Sven Birgitta Björn
Elsa Håkan Sara Östen Emma Mikael Lisa Gunnar Ulla Anders Maja Jonas Ebba Mats Amina Yusuf Fatima Ali Zahra
Milan Jelena Piotr Malin Ante Sunna Aili Elina Väinö Inga Jåvva
"""
_FAMILY = """
Andersson Johansson Karlsson Nilsson Eriksson Larsson Olsson Persson Svensson Gustafsson Pettersson Jonsson
Jansson Hansson Bengtsson Jönsson Lindberg Jakobsson Magnusson Lindström Olofsson Lindqvist Lindgren Berg
Axelsson Bergström Lundberg Lind Lundgren Mattsson Berglund Fredriksson Sandberg Henriksson Forsberg Sjöberg
Wallin Engström Eklund Danielsson Håkansson Lundin Björk Åkerlund Öberg Fjällström Hassan Ahmed Mohamed
Kovačević Nowak Blind Kroik Ljungdahl Sparrock Åhrén
"""
_STREETS = "Storgatan Skolgatan Björkvägen Tallvägen Kyrkvägen Strandvägen Ängsvägen Byvägen Granvägen"
GIVEN_NAMES, FAMILY_NAMES = tuple(_GIVEN.split()), tuple(_FAMILY.split())
STREETS = tuple(_STREETS.split())
TOWNS = (
    ("831 30", "Östersund", "2380"),
    ("835 40", "Krokom", "2309"),
    ("837 52", "Åre", "2321"),
    ("833 35", "Strömsund", "2313"),
    ("842 32", "Sveg", "2361"),
    ("840 60", "Bräcke", "2305"),
    ("844 31", "Hammarstrand", "2303"),
    ("845 31", "Svenstavik", "2326"),
)
MARKED_ONE_IN, REGISTRATION_ONE_IN, DECEASED_ONE_IN = 400, 2000, 300


@dataclass(slots=True)
class Behaviour:
    """What is wrong with the register just now. Changed while it runs."""

    delay_s: float = 0.0
    is_silent: bool = False
    is_wrong: bool = False


class InventedRegister:
    """The register in this process."""

    def __init__(
        self,
        planted: Iterable[RegisterPerson] = (),
        behaviour: Behaviour | None = None,
        wait: Callable[[float], None] = time.sleep,
    ) -> None:
        self._planted = {one.identity: one for one in planted}
        self.behaviour = behaviour or Behaviour()
        self._wait = wait

    def plant(self, person: RegisterPerson, *, known_as: PersonIdentity | None = None) -> None:
        """Let a person be found by their number, or by an old one."""
        self._planted[known_as or person.identity] = person

    def find_person(self, identity: PersonIdentity) -> RegisterPerson | None:
        """The planted person, else the invented one of a test number, else None."""
        self._wait(self.behaviour.delay_s)
        if self.behaviour.is_silent:
            raise UpstreamUnavailable("Personregistret svarar inte.")
        if self.behaviour.is_wrong:
            raise UpstreamRefused("Personregistret svarade om någon annan.")
        return self.know(identity)

    def know(self, identity: PersonIdentity) -> RegisterPerson | None:
        """The same, whatever the behaviour."""
        return self._planted.get(identity) or find_invented_person(identity)


def find_invented_person(identity: PersonIdentity) -> RegisterPerson | None:
    """The person of a test number: drawn from the number itself, so that it never changes."""
    born = find_birth_date(identity) if identity.system == IdentitySystem.PERSONAL_NUMBER else None
    if born is None or identity not in list_test_personal_numbers(born):
        return None
    drawn = _Draw(identity.value)
    protection = _protection(drawn)
    return RegisterPerson(
        identity=identity,
        given_name=drawn.one_of(GIVEN_NAMES),
        family_name=drawn.one_of(FAMILY_NAMES),
        born=born,
        protection=protection,
        deceased_on=_death(drawn, born),
        address=None if protection is RegisterProtection.REGISTRATION else _home(drawn),
    )


class _Draw:
    """Whole numbers out of a digest, one after the other."""

    def __init__(self, seed: str) -> None:
        self._left = int.from_bytes(hashlib.sha256(seed.encode()).digest())

    def below(self, limit: int) -> int:
        self._left, drawn = divmod(self._left, limit)
        return drawn

    def one_of[T](self, choices: tuple[T, ...]) -> T:
        return choices[self.below(len(choices))]


def _protection(drawn: _Draw) -> RegisterProtection:
    is_registration, is_marked = drawn.below(REGISTRATION_ONE_IN) == 0, drawn.below(MARKED_ONE_IN) == 0
    if is_registration:
        return RegisterProtection.REGISTRATION
    return RegisterProtection.MARKED if is_marked else RegisterProtection.NONE


def _death(drawn: _Draw, born: date) -> date | None:
    is_dead, days = drawn.below(DECEASED_ONE_IN) == 0, drawn.below(500)
    return max(born, date(2025, 1, 1) + timedelta(days=days)) if is_dead else None


def _home(drawn: _Draw) -> RegisterAddress:
    postal_code, locality, municipality_code = drawn.one_of(TOWNS)
    street = f"{drawn.one_of(STREETS)} {1 + drawn.below(80)}"
    return RegisterAddress(street, postal_code, locality, municipality_code=municipality_code)
