"""One feed as arrays: stops, lines, trips, stop times, days of service, and where it came from.

Everything is indexed by whole numbers; the feed's own ids are kept for showing. The arrays are
made by `assembling`, never changed afterwards, and written to a build file as they are.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum
from typing import Final

import numpy as np
from numpy.typing import NDArray

from skjuts.core.timetable.booking import BookingRule
from skjuts.core.timetable.zones import ZoneService

NONE: Final = -1
"""An index or time that is not there."""


class Access(IntEnum):
    """Whether a wheelchair can be used: what nobody has said is unknown, and never yes."""

    NO = 0
    UNKNOWN = 1
    YES = 2


class StopService(IntEnum):
    """Whether one may board (or leave) at a stop of a trip, as GTFS numbers it."""

    REGULAR = 0
    NONE = 1
    BOOKED = 2
    """Only when somebody has called the booking centre."""
    DRIVER = 3
    """On a sign to the driver."""


@dataclass(frozen=True, slots=True)
class FeedStamp:
    """Which timetable an answer was found in: kept with the answer, so that it can be replayed.

    `content_sha256` is over the feed's files; `version` is what the publisher calls it ('' when
    nothing is said). `first_day` and `last_day` are the days that the feed speaks about.
    `is_demonstration` marks an invented timetable and is shown wherever an answer is.
    """

    name: str
    publisher: str
    version: str
    content_sha256: str
    first_day: date
    last_day: date
    is_demonstration: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Stops:
    """Where vehicles stop. `lat`, `lon` are WGS84 degrees, `access` is `Access` per stop.

    Platforms inherit position and access from their station where they say nothing themselves.
    """

    ids: tuple[str, ...]
    names: tuple[str, ...]
    lat: NDArray[np.float64]
    lon: NDArray[np.float64]
    access: NDArray[np.uint8]

    def __len__(self) -> int:
        return len(self.ids)


@dataclass(frozen=True, slots=True)
class Line:
    """A line as the timetable names it: `route_type` is GTFS's own or the extended number."""

    id: str
    number: str
    name: str
    route_type: int


@dataclass(frozen=True, slots=True, eq=False)
class Trips:
    """One vehicle's way along a line, on every day of its service.

    `first[t] : first[t + 1]` are trip `t`'s rows among the stop times.
    """

    ids: tuple[str, ...]
    headsigns: tuple[str, ...]
    line: NDArray[np.int32]
    service: NDArray[np.int32]
    access: NDArray[np.uint8]
    first: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.ids)


@dataclass(frozen=True, slots=True, eq=False)
class StopTimes:
    """A row for each stop of each trip, trip by trip, in order of driving.

    Times are seconds of the service day and may pass 24:00. `boarding` and `leaving` are
    `StopService`; the rules are rows of `Timetable.booking_rules`, or `NONE`.
    """

    stop: NDArray[np.int32]
    arrival_s: NDArray[np.int32]
    departure_s: NDArray[np.int32]
    boarding: NDArray[np.uint8]
    leaving: NDArray[np.uint8]
    boarding_rule: NDArray[np.int32]
    leaving_rule: NDArray[np.int32]

    def __len__(self) -> int:
        return len(self.stop)


@dataclass(frozen=True, slots=True, eq=False)
class Services:
    """Real days of service: `runs[s, d]` says whether service `s` runs `d` days after `first_day`.

    Weekdays of the calendar and the dates that add or remove a day are already put together.
    """

    ids: tuple[str, ...]
    first_day: date
    runs: NDArray[np.bool_]

    def active_on(self, day: date) -> NDArray[np.bool_]:
        """Which services run on a day, shape (services,); none outside the feed's days."""
        offset = (day - self.first_day).days
        if 0 <= offset < self.runs.shape[1]:
            return self.runs[:, offset]
        return np.zeros(len(self.ids), dtype=np.bool_)

    def runs_on(self, service: int, day: date) -> bool:
        """Whether one service runs on a day."""
        return bool(self.active_on(day)[service])

    @property
    def last_day(self) -> date:
        """The last day that anything is said about."""
        return self.first_day + timedelta(days=max(self.runs.shape[1], 1) - 1)


@dataclass(frozen=True, slots=True, eq=False)
class Changes:
    """Least times between vehicles that the feed itself states, and pairs where none is possible.

    Rows of (from stop, to stop, seconds); `NONE` seconds: the feed says that one cannot change.
    """

    from_stop: NDArray[np.int32]
    to_stop: NDArray[np.int32]
    least_s: NDArray[np.int32]

    def __len__(self) -> int:
        return len(self.from_stop)


@dataclass(frozen=True, slots=True, eq=False)
class Timetable:
    """A whole feed, ready to be asked about any of its days."""

    stamp: FeedStamp
    stops: Stops
    lines: tuple[Line, ...]
    trips: Trips
    stop_times: StopTimes
    services: Services
    changes: Changes
    booking_rules: tuple[BookingRule, ...]
    zone_services: tuple[ZoneService, ...]
