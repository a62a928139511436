"""What is asked: to a visit and home again by public transport, on one day, by one person."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Final

from skjuts.core.kernel.errors import InvalidField
from skjuts.core.kernel.service_time import DAY_S, HOUR_S, MINUTE_S

MOST_CHANGES: Final = 6
"""The search looks no deeper, not even for the near miss."""
LONGEST_WALK_M: Final = 5_000
"""No walk is searched for beyond this, not even for the near miss."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A door: what it is called when shown, and its WGS84 degrees."""

    name: str
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Traveller:
    """What the person manages.

    `walk_limit_m` is the longest single walk: from the door to a stop, between two stops, from a
    stop to the door. `pace_mm_s` is the pace in millimetres a second (1 000 is 3.6 km/h).
    `min_change_s` is added to nothing: it is the least time between two vehicles at the same stop,
    where the feed asks for no more. `needs_accessible` asks for vehicles and stops that are known
    to take a wheelchair. `may_book` says whether legs that must be booked are to be counted at all.
    """

    walk_limit_m: int = 1_000
    pace_mm_s: int = 1_000
    min_change_s: int = 3 * MINUTE_S
    most_changes: int = 3
    needs_accessible: bool = False
    may_book: bool = True

    def __post_init__(self) -> None:
        _require(0 <= self.walk_limit_m <= LONGEST_WALK_M, "walk_limit_m")
        _require(self.pace_mm_s > 0, "pace_mm_s")
        _require(self.min_change_s >= 1, "min_change_s")
        _require(0 <= self.most_changes <= MOST_CHANGES, "most_changes")


@dataclass(frozen=True, slots=True)
class VisitQuestion:
    """Home, visit, home again on one service day. Times are seconds of that day.

    `visit_end_s` may be None when only the way there is asked about, `visit_start_s` when only the
    way home is. `arrive_margin_s` is how long before the visit one must be there, `leave_margin_s`
    how long after it one can set out. Nobody leaves home before `leave_home_after_s` or comes home
    after `home_by_s`. `booked_at_s` is when a booking could be made at the earliest, as a second of
    the same service day (negative: days before); None asks as if there were time enough.
    """

    home: Spot
    visit: Spot
    day: date
    visit_start_s: int | None
    visit_end_s: int | None
    traveller: Traveller = field(default_factory=Traveller)
    arrive_margin_s: int = 10 * MINUTE_S
    leave_margin_s: int = 5 * MINUTE_S
    leave_home_after_s: int = 4 * HOUR_S
    home_by_s: int = DAY_S
    booked_at_s: int | None = None

    def __post_init__(self) -> None:
        _require(self.visit_start_s is not None or self.visit_end_s is not None, "visit_start_s")
        if self.visit_start_s is not None and self.visit_end_s is not None:
            _require(self.visit_start_s <= self.visit_end_s, "visit_end_s")
        _require(self.arrive_margin_s >= 0, "arrive_margin_s")
        _require(self.leave_margin_s >= 0, "leave_margin_s")
        _require(self.leave_home_after_s < self.home_by_s, "home_by_s")


def _require(is_met: bool, name: str) -> None:  # noqa: FBT001 - reads as a sentence
    if not is_met:
        raise InvalidField("Frågan till tidtabellen har ett otillåtet värde.", field=name)
