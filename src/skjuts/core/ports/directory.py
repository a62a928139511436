"""Names behind the ids of the access log, for the pages that show it to people."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from skjuts.core.ports.slot import Slot


@dataclass(frozen=True, slots=True)
class PatientHeading:
    """Whose log it is. A protected person outside the desk has a code name, and no number.

    `ids`: every id under which the person has been registered; merged registrations are one person.
    """

    patient_id: UUID
    ids: frozenset[UUID]
    authority_id: int
    authority: str
    name: str
    number: str
    is_protected: bool


class Directory(Protocol):
    """The registers, as far as names go. Everything in the caller's transaction and scope."""

    def name_units(self, ids: Collection[UUID]) -> Mapping[UUID, str]:
        """Names of units; unknown ones are left out."""

    def name_staff(self, ids: Collection[UUID]) -> Mapping[UUID, str]:
        """Names of people at work."""

    def name_patients(self, ids: Collection[UUID]) -> Mapping[UUID, str]:
        """Names of patients, code names of protected ones."""

    def find_heading(self, patient_id: UUID) -> PatientHeading | None:
        """The patient, or None when out of reach."""

    def find_patient(self, authority_id: int, text: str) -> UUID | None:
        """The authority's patient with exactly this identity number, or None."""

    def shows_staff(self, authority_id: int) -> bool:
        """Whether the authority lets its patients read the names of those who opened their data."""


directory: Slot[Directory] = Slot("registrens namn på enheter, personal och patienter")
