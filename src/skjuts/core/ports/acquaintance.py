"""What ties a person at work to a patient, besides the work: asked by those who review the access log."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from skjuts.core.ports.slot import Slot


class Tie(StrEnum):
    """One thing that ties them. RELATED is the good one: the unit has to do with the patient."""

    RELATED = "related"
    SELF = "self"
    SURNAME = "surname"
    ADDRESS = "address"
    COLLEAGUE = "colleague"
    PROTECTED = "protected"


@dataclass(frozen=True, slots=True)
class Meeting:
    """A person at a unit, and a patient whose data they opened."""

    staff_id: UUID
    unit_id: UUID
    patient_id: UUID


class Acquaintance(Protocol):
    """Knows both the staff register and the patients."""

    def find_ties(self, meetings: Collection[Meeting]) -> Mapping[Meeting, frozenset[Tie]]:
        """What ties each pair; those that nothing ties may be left out. Within the caller's scope.

        PROTECTED tells of the patient alone. SURNAME leaves out surnames so common that they say nothing.
        """


acquaintance: Slot[Acquaintance] = Slot("registrens uppgifter om band mellan personal och patienter")
