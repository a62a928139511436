"""The personas and where they work, read from people.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

ISSUER = "urn:skjuts:demo"
"""Who vouches for them; the same whatever address the demonstration is served at."""
ORGANISATION = "SE0000000000"
"""An organisation number that nobody has."""


@dataclass(frozen=True, slots=True)
class PlannedAuthority:
    """An authority of the demonstration."""

    slug: str
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class PlannedCooperation:
    """One authority's staff working in another's name."""

    operator: str
    authority: str
    tasks: tuple[str, ...]
    legal_basis: str


@dataclass(frozen=True, slots=True)
class PlannedUnit:
    """A unit; `key` is its name in the file."""

    key: str
    authority: str
    kind: str
    name: str
    municipality: str

    @property
    def hsa_id(self) -> str:
        """Its invented HSA-id."""
        return f"{ORGANISATION}-E-{self.key}".upper()


@dataclass(frozen=True, slots=True)
class PlannedAssignment:
    """Roles at a unit; `commission` is what the sign-in names."""

    unit: str
    roles: tuple[str, ...]
    commission: bool = False


@dataclass(frozen=True, slots=True)
class Persona:
    """Somebody whom one may be in the demonstration."""

    slug: str
    given_name: str
    family_name: str
    profession: str
    does: str
    assignments: tuple[PlannedAssignment, ...]

    @property
    def name(self) -> str:
        """Given name and family name."""
        return f"{self.given_name} {self.family_name}"

    @property
    def hsa_id(self) -> str:
        """Their invented HSA-id."""
        return f"{ORGANISATION}-P-{self.slug}".upper()

    def commission_of(self, assignment: PlannedAssignment) -> str:
        """The HSA-id of the commission behind an assignment, where the sign-in names one."""
        return f"{ORGANISATION}-U-{self.slug}".upper() if assignment.commission else ""

    @property
    def commission(self) -> str:
        """The commission that the sign-in names, if any."""
        return next((self.commission_of(one) for one in self.assignments if one.commission), "")


@dataclass(frozen=True, slots=True)
class Cast:
    """Everything in the file."""

    authorities: tuple[PlannedAuthority, ...]
    cooperations: tuple[PlannedCooperation, ...]
    units: tuple[PlannedUnit, ...]
    personas: tuple[Persona, ...]


@cache
def read_cast() -> Cast:
    """The file, read once."""
    told = tomllib.loads(files(__package__).joinpath("people.toml").read_text(encoding="utf-8"))
    return Cast(
        tuple(PlannedAuthority(**one) for one in told["authorities"]),
        tuple(PlannedCooperation(**{**one, "tasks": tuple(one["tasks"])}) for one in told["cooperations"]),
        tuple(PlannedUnit(**one) for one in told["units"]),
        tuple(_persona(one) for one in told["personas"]),
    )


def find_persona(slug: str) -> Persona | None:
    """The persona with this slug, or None."""
    return next((one for one in read_cast().personas if one.slug == slug), None)


def _persona(told: dict[str, Any]) -> Persona:
    assignments = tuple(
        PlannedAssignment(one["unit"], tuple(one["roles"]), one.get("commission", False))
        for one in told["assignments"]
    )
    return Persona(**{**told, "assignments": assignments})
