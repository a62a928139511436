"""The ways in which days are planned again: changes, and what is known when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from enum import StrEnum
from hashlib import sha256

from skjuts.core.simulation.plans.changes import Change


class Knowledge(StrEnum):
    """What was known when."""

    ALL = "all"
    """Every booking before the day is planned."""
    AS_BOOKED = "as_booked"
    """Each when it came; what was known when the day was planned is planned together."""


@dataclass(frozen=True, slots=True)
class Variation:
    """One way to plan days again: changes made one after the other, and what is known when."""

    id: str
    name: str
    changes: tuple[Change, ...] = ()
    knowledge: Knowledge = Knowledge.ALL

    @property
    def digest(self) -> str:
        """A name for exactly these changes, by which results are found again."""
        return sha256(repr(_plain(self)).encode()).hexdigest()[:16]


def _plain(value: object) -> object:
    """A value as nested tuples in an order that does not hang on hashes."""
    if is_dataclass(value) and not isinstance(value, type):
        return (
            type(value).__name__,
            *((one.name, _plain(getattr(value, one.name))) for one in fields(value)),
        )
    if isinstance(value, Mapping):
        return tuple(sorted((repr(_plain(key)), _plain(one)) for key, one in value.items()))
    if isinstance(value, set | frozenset):
        return tuple(sorted(repr(_plain(one)) for one in value))
    return tuple(_plain(one) for one in value) if isinstance(value, list | tuple) else repr(value)
