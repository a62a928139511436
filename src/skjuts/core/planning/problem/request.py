"""What a rider asks for: where, when, with what load and under which promises."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Window(NamedTuple):
    """The earliest and latest start of service, seconds of the service day."""

    earliest_s: int
    latest_s: int


class Load(NamedTuple):
    """Room needed or offered, in the four resources that a vehicle is built for."""

    seats: int = 0
    wheelchairs: int = 0
    stretchers: int = 0
    attendants: int = 0


class ReferenceSide(StrEnum):
    """The end of the ride whose time the rider chose; lateness is counted there."""

    ARRIVE_BY = "arrive_by"
    """The appointment: latest dropoff."""
    READY_AT = "ready_at"
    """The return: earliest pickup."""
    WILL_CALL = "will_call"
    """The return whose time is a forecast until the rider calls."""


class Wait(NamedTuple):
    """The vehicle of `outbound` waits at the visit and takes this rider back."""

    outbound: str
    """Id of the request whose dropoff starts the visit."""
    visit_s: int
    """Least time between the end of that dropoff and the return's pickup."""


@dataclass(frozen=True, slots=True)
class Request:
    """One ride of one rider, or of riders who travel together.

    `max_ride_s` limits the time from the end of the pickup to the start of the dropoff; the
    pooling rules may limit it further by `category`. `late_tolerance_s` prolongs the reference
    side's window at a price. `promised` is a pickup time told to the rider: a hard window.
    `published_vehicle` is where the rider stood in the plan that drivers have seen.
    `unserved_ore` overrides what the pooling rules say an unserved ride of this priority costs.
    """

    id: str
    pickup: str
    dropoff: str
    pickup_window: Window
    dropoff_window: Window
    load: Load
    reference: ReferenceSide = ReferenceSide.ARRIVE_BY
    pickup_service_s: int = 0
    dropoff_service_s: int = 0
    escorts: int = 0
    category: str = ""
    priority: int = 3
    max_ride_s: int | None = None
    late_tolerance_s: int = 0
    ride_alone: bool = False
    group: str = ""
    needs: frozenset[str] = frozenset()
    wait: Wait | None = None
    promised: Window | None = None
    published_vehicle: str | None = None
    unserved_ore: int | None = None

    @property
    def total_load(self) -> Load:
        """The rider's own room and a seat for each escort."""
        return self.load._replace(seats=self.load.seats + self.escorts)
