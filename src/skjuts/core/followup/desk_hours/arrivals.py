"""Arrivals over the day, and what a desk's opening hours cover of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from skjuts.core.followup.desk_hours.errors import BadDeskHours

HOURS_A_DAY = 24
SECONDS_AN_HOUR = 3600
DAY_S = HOURS_A_DAY * SECONDS_AN_HOUR


@dataclass(frozen=True, slots=True)
class Opening:
    """When a desk is manned, in seconds of the clock; the same every day."""

    start_s: int
    end_s: int

    def __post_init__(self) -> None:
        if not 0 <= self.start_s < self.end_s <= DAY_S:
            raise BadDeskHours(field="opening")

    @property
    def hours(self) -> float:
        """Hours a day."""
        return (self.end_s - self.start_s) / SECONDS_AN_HOUR

    def holds(self, other: Opening) -> bool:
        """Whether the other hours lie within these."""
        return self.start_s <= other.start_s and other.end_s <= self.end_s


@dataclass(frozen=True, slots=True, eq=False)
class Arrivals:
    """Arrivals a year: by kind of day (weekday in winter, Sunday in summer), how many days, and by hour.

    `hourly[kind]` (24,) are arrivals in each clock hour of one such day.
    """

    days: Mapping[str, int]
    hourly: Mapping[str, NDArray[np.float64]]

    def __post_init__(self) -> None:
        if self.days.keys() != self.hourly.keys() or not self.days:
            raise BadDeskHours(field="days")
        if any(one.shape != (HOURS_A_DAY,) or (one < 0).any() for one in self.hourly.values()):
            raise BadDeskHours(field="hourly")

    def by_hour(self) -> NDArray[np.float64]:
        """Arrivals a year in each clock hour, shape (24,)."""
        return np.sum([self.days[kind] * self.hourly[kind] for kind in self.days], axis=0)

    def covered(self, opening: Opening) -> float:
        """Arrivals a year while the desk is open; within an hour they come evenly."""
        edges = np.arange(HOURS_A_DAY) * SECONDS_AN_HOUR
        open_s = np.minimum(edges + SECONDS_AN_HOUR, opening.end_s) - np.maximum(edges, opening.start_s)
        return float(self.by_hour() @ np.clip(open_s, 0, SECONDS_AN_HOUR) / SECONDS_AN_HOUR)

    def share(self, opening: Opening) -> float:
        """The same of all arrivals, 0 to 1. Raises `BadDeskHours` when there are none."""
        total = float(self.by_hour().sum())
        if total <= 0:
            raise BadDeskHours("Det finns inga ankomster att täcka.", field="hourly")
        return self.covered(opening) / total


def staffed_hours(opening: Opening, days: int = 365) -> float:
    """Hours a year that one desk is manned."""
    return opening.hours * days
