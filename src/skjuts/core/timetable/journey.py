"""What is answered: a journey leg by leg, or what stands in its way and how nearly it missed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from skjuts.core.timetable.feed import Access, FeedStamp
from skjuts.core.timetable.question import VisitQuestion

METHOD = 1
"""Counted up whenever the same feed and question may be answered otherwise than before."""


@dataclass(frozen=True, slots=True)
class Halt:
    """A stop as it is shown: the feed's id, its name, where it is."""

    id: str
    name: str
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class WalkLeg:
    """On foot between a door and a stop, two stops, or two doors. `metres` may be an estimate."""

    from_name: str
    to_name: str
    depart_s: int
    arrive_s: int
    metres: int
    is_estimate: bool


@dataclass(frozen=True, slots=True)
class LegBooking:
    """A leg that must be booked. `latest_s` is the last second to do it (None: the feed does not say).

    Seconds of the service day that was asked about; negative on the days before.
    """

    latest_s: int | None
    phone: str
    message: str
    url: str


@dataclass(frozen=True, slots=True)
class RideLeg:
    """Aboard one vehicle from one stop to another.

    `wait_s` is the time at the stop before it leaves. `mode` is a Swedish noun ("buss", "tåg").
    `is_zone` marks a ride that fetches or leaves at the door, whose times are estimates.
    """

    line: str
    mode: str
    headsign: str
    trip_id: str
    from_halt: Halt
    to_halt: Halt
    depart_s: int
    arrive_s: int
    wait_s: int
    access: Access
    booking: LegBooking | None
    is_zone: bool


type Leg = WalkLeg | RideLeg


@dataclass(frozen=True, slots=True)
class Journey:
    """Door to door. Times are seconds of the service day that was asked about."""

    depart_s: int
    arrive_s: int
    legs: tuple[Leg, ...]

    @property
    def rides(self) -> tuple[RideLeg, ...]:
        """The legs aboard vehicles."""
        return tuple(leg for leg in self.legs if isinstance(leg, RideLeg))

    @property
    def walks(self) -> tuple[WalkLeg, ...]:
        """The legs on foot."""
        return tuple(leg for leg in self.legs if isinstance(leg, WalkLeg))

    @property
    def duration_s(self) -> int:
        """From door to door."""
        return self.arrive_s - self.depart_s

    @property
    def changes(self) -> int:
        """How many times one changes vehicles."""
        return max(len(self.rides) - 1, 0)

    @property
    def walk_m(self) -> int:
        """Metres on foot altogether."""
        return sum(leg.metres for leg in self.walks)

    @property
    def wait_s(self) -> int:
        """Seconds at stops altogether."""
        return sum(leg.wait_s for leg in self.rides)

    @property
    def access(self) -> Access:
        """The worst of its rides: one unknown makes the whole unknown."""
        return Access(min((leg.access for leg in self.rides), default=Access.YES))

    @property
    def must_be_booked(self) -> bool:
        """Whether any leg must be booked."""
        return any(leg.booking is not None for leg in self.rides)

    @property
    def book_by_s(self) -> int | None:
        """The first of its booking deadlines; None when nothing has one."""
        known = [leg.booking.latest_s for leg in self.rides if leg.booking is not None]
        return min((latest for latest in known if latest is not None), default=None)


class Hindrance(StrEnum):
    """What stands in the way. Stable codes: stored with decisions."""

    OUTSIDE_FEED = "outside_feed"
    """The timetable says nothing about that day."""
    NO_SERVICE = "no_service"
    """Nothing runs that day near both doors, though it does on other days."""
    TOO_LATE = "too_late"
    """The first possible arrival is after the visit has begun."""
    TOO_EARLY = "too_early"
    """The last way home leaves before the visit ends."""
    WALK_TOO_LONG = "walk_too_long"
    TOO_MANY_CHANGES = "too_many_changes"
    INACCESSIBLE = "inaccessible"
    """Only by a vehicle or stop that is known not to take a wheelchair."""
    ACCESS_UNKNOWN = "access_unknown"
    """Only by a vehicle or stop of which nobody has said."""
    MUST_BE_BOOKED = "must_be_booked"
    """Only by a leg that must be booked, and that is not wanted or no longer possible."""
    NO_CONNECTION = "no_connection"
    """No way within what is searched, even if every limit above were lifted one at a time."""


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One thing that stands in the way, and the near miss: the journey there would be without it.

    `limit` and `would_need` are seconds, metres or changes by the kind of hindrance: the visit's end
    16:30 (less than) the last departure 16:10, the walk 500 m (more than) 900 m. `sentence` says it
    in Swedish.
    """

    hindrance: Hindrance
    limit: int | None
    would_need: int | None
    near_miss: Journey | None
    sentence: str


@dataclass(frozen=True, slots=True)
class WayAnswer:
    """One way: a journey, or at least one obstacle.

    `is_possible` is None when it hangs on what nobody has said: accessibility that is unknown, or a
    day that the timetable does not cover.
    """

    is_possible: bool | None
    journey: Journey | None
    obstacles: tuple[Obstacle, ...]


@dataclass(frozen=True, slots=True)
class VisitAnswer:
    """Both ways, with all that is needed to find the same answer again.

    A way that was not asked about is None. `walks_from` says where walking distances come from.
    """

    question: VisitQuestion
    stamp: FeedStamp
    method: int
    walks_from: str
    outward: WayAnswer | None
    homeward: WayAnswer | None

    @property
    def is_possible(self) -> bool | None:
        """Both ways: no if either is impossible, else unknown if either is, else yes."""
        ways = [way.is_possible for way in (self.outward, self.homeward) if way is not None]
        if False in ways:
            return False
        return None if None in ways else True
