"""What goes into the address index, and what comes out of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from skjuts.core.kernel.geography import Point


class AddressKind(IntEnum):
    """The kinds of thing that a ride can be asked from or to."""

    LOCALITY = 0
    """A town or village, as a whole."""
    UNIT = 1
    """A hospital, a health centre, a patient hotel."""
    PICKUP_POINT = 2
    """A place where vehicles wait: a resource centre, a stop, a gate."""
    STREET = 3
    """A street in one locality, before its house number is typed. Made by the index, never read."""
    ENTRANCE = 4
    """An entrance or a ward of something else."""
    ADDRESS = 5
    """A house."""


@dataclass(frozen=True, slots=True)
class AddressRecord:
    """One thing that can be found. An address is named by street and house number, `Storgatan 12 B`.

    `locality` is the town or postal town within the municipality ('' when there is none),
    `parent_id` what an entrance belongs to, `popularity` how often it has been used before.
    """

    id: str
    name: str
    kind: AddressKind
    municipality: str
    point: Point
    locality: str = ""
    alternative_names: tuple[str, ...] = ()
    parent_id: str = ""
    popularity: int = 0


@dataclass(frozen=True, slots=True)
class AddressHit:
    """An answer of the index. A street has no `id`: its house number is still to be typed.

    `penalty` orders hits of one search (lower is better) and means nothing across searches.
    """

    id: str
    name: str
    kind: AddressKind
    municipality: str
    locality: str
    parent: str
    point: Point
    penalty: int = 0

    @property
    def label(self) -> str:
        """The hit in one line, from the narrow to the wide, without saying anything twice."""
        parts = dict.fromkeys([self.name, self.parent, self.locality, self.municipality])
        return ", ".join(part for part in parts if part)
