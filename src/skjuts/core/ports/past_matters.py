"""What another rule book would have said of matters that are already decided: asked before a change."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from skjuts.core.ports.slot import Slot
from skjuts.core.rules import RuleBook


class Direction(StrEnum):
    """Which way the proposal moves, seen from the person."""

    WIDENED = "widened"
    """More is proposed, or the same for less money."""
    TIGHTENED = "tightened"
    """Less is proposed, or the same for more money."""
    UNCLEAR = "unclear"
    """Both, or the rules leave to an officer what they settled before, or the other way round."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Two books, both asked as if the trips were made on `day`; `most` matters, the latest decided first."""

    authority_id: int
    kinds: tuple[str, ...]
    old: RuleBook
    new: RuleBook
    day: dt.date
    most: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What one book says at the point where the two part: a table, its rows, and what follows in words.

    The rows' own reasons are left out: filled in, they would tell of the person.
    """

    table: str
    rows: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """One matter that the books see differently. It names nobody; `unit` is '' where no unit certified."""

    matter_id: UUID
    kind: str
    decided_on: dt.date
    unit: str
    municipality: str
    direction: Direction
    old: Answer
    new: Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Impact:
    """What came of a question. `asked` of `decided` matters were put to both books.

    `unweighed`: matters among those asked without stored facts, or whose facts one of the books cannot read.
    """

    asked: int
    decided: int
    unweighed: int
    shifts: tuple[Shift, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WeighedMatter:
    """A decided matter as it was weighed, without who it is about.

    `person` numbers the people of one answer, so that they can be counted; it says nothing outside of it.
    `trips` are one-way trips; `municipality` is that of the unit that certified, '' where none did.
    """

    kind: str
    person: int
    decided_on: dt.date
    travel_day: dt.date
    trips: int
    municipality: str
    facts: Mapping[str, object]


class PastMatters(Protocol):
    """The decided matters within the caller's transaction and scope; protected persons are the desk's."""

    def weigh_again(self, question: Question) -> Impact:
        """Put stored facts to both books. Nothing is stored and nobody is named."""

    def list_weighed(
        self, authority_id: int, kind: str, first: dt.date, last: dt.date
    ) -> Sequence[WeighedMatter]:
        """The matters of a kind decided on the merits within the days, by the facts that were weighed.

        Those that were never put to a rule book are left out. Nothing is stored and nobody is named.
        """

    def may_name(self, actor: object, authority_id: int) -> bool:
        """Whether the actor may learn whom the matters are about."""

    def name_matters(self, actor: object, ids: Collection[UUID], *, context: str) -> Mapping[UUID, str]:
        """Whom matters are about, each logged as an access; those out of the actor's hands are left out.

        Raises `NotAllowed` for somebody without the right.
        """


past_matters: Slot[PastMatters] = Slot("tidigare beslut")
