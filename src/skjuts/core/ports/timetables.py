"""The timetable of a day, for asking whether somebody could take the bus."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from skjuts.core.ports.slot import Slot
from skjuts.core.timetable.opening import OpenFeed


class Timetables(Protocol):
    """The feeds that the house has read."""

    def find_feed(self, day: date) -> OpenFeed | None:
        """The open feed that covers a day, else the latest one; None when the house has no timetable."""


timetables: Slot[Timetables] = Slot("tidtabeller")
