"""The timetable of a day, for asking whether somebody could take the bus."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Protocol

from skjuts.core.ports.slot import Slot

if TYPE_CHECKING:  # the compiled search takes half a second to load
    from skjuts.core.timetable.opening import OpenFeed


class Timetables(Protocol):
    """The feeds that the house has read."""

    def find_feed(self, day: date) -> OpenFeed | None:
        """The open feed to ask about a day; None when the house has no timetable."""


timetables: Slot[Timetables] = Slot("tidtabeller")
