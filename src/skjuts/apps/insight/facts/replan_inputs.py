"""What past days are planned again with, as it is kept: nothing here loads the planner."""

from __future__ import annotations

from typing import Literal

import msgspec

CHANGED, AS_BOOKED = "changed", "as_booked"
"""What a day as it was is held against: with the changes, and as the bookings came."""

type Care = Literal["quick", "usual", "thorough"]
"""How carefully each day is planned."""


class DayInputs(msgspec.Struct, frozen=True, kw_only=True):
    """Which days, how carefully, and how many days like these a year has."""

    days: int = 5
    care: Care = "usual"
    days_a_year: int = 250


class PlanReplayInputs(DayInputs, frozen=True, kw_only=True):
    """What is otherwise than it was. Nought leaves a thing as it was, and so does None.

    Minutes, whole vehicles more or fewer, and whole per cent more or less.
    """

    flexible_min: int = 0
    wave_min: Literal["0", "15", "30", "60"] = "0"
    late_min: int | None = None
    detour_percent: int = 0
    seated: int = 0
    wheelchair: int = 0
    stretcher: int = 0
    start_percent: int = 0
    km_percent: int = 0
    time_percent: int = 0
    guarantee_percent: int = 0
    prices_lateness: bool = False

    @property
    def has_changes(self) -> bool:
        """Whether anything but what is known when is otherwise."""
        return self.late_min is not None or any(
            (self.flexible_min, int(self.wave_min), self.detour_percent, *self.fleet, *self.prices)
        )

    @property
    def fleet(self) -> tuple[int, int, int]:
        """Vehicles more or fewer: seated, for wheelchairs, for stretchers."""
        return self.seated, self.wheelchair, self.stretcher

    @property
    def prices(self) -> tuple[int, int, int, int]:
        """Per cent more or less: start, kilometres, time, guarantee."""
        return self.start_percent, self.km_percent, self.time_percent, self.guarantee_percent


class TenderInputs(DayInputs, frozen=True, kw_only=True):
    """The demands of a tender. '' and None leave a demand out; amounts in whole kronor."""

    exclusive_kind: Literal["", "seated", "wheelchair", "stretcher"] = ""
    exclusive_per_hour_kr: int | None = None
    forbids_waiting: bool = False
    response_min: int | None = None
    qualification: str = ""
    category: str = ""
    splits_areas: bool = False
