"""The days that an authority's plans can be tried on: bookings, fleet and contracts as they were."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from skjuts.core.ports.slot import Slot

if TYPE_CHECKING:  # the problem's arrays take a while to load
    from skjuts.core.planning.problem import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class DayName:
    """A day that there is: its id, and what it is called where it is chosen."""

    id: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class BookedDay:
    """A day as a planning problem, with what the problem does not say.

    `booked_s`: when each request came, in seconds of the service day, negative before it; left out is known
    from the start. `returns`: the outbound ride of each return. `areas`: the area of each place.
    """

    problem: Problem
    booked_s: Mapping[str, int] = field(default_factory=dict)
    returns: Mapping[str, str] = field(default_factory=dict)
    areas: Mapping[str, str] = field(default_factory=dict)


type DayReader = Callable[[str], BookedDay]
"""Reads a day by its id; may be sent to another process."""


class PastDays(Protocol):
    """The days of the house."""

    def list_days(self, authority_id: int, /) -> tuple[DayName, ...]:
        """An authority's days in their order; none where nobody has brought any."""

    def open_reader(self, authority_id: int, /) -> DayReader:
        """What reads the authority's days."""

    def name_source(self, authority_id: int, /) -> str:
        """Where the days come from, in words that stand beside every figure."""


past_days: Slot[PastDays] = Slot("dagar att planera om")
