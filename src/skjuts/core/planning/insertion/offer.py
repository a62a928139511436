"""What a caller is offered: times asked for, answers given, and how a promise is made of a plan."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from skjuts.core.planning.problem import Request, Window
from skjuts.core.planning.solution import Reason


class OfferedTime(NamedTuple):
    """A time that the caller could take: both windows of the ride, seconds of the service day."""

    pickup_window: Window
    dropoff_window: Window


class PromiseTerms(NamedTuple):
    """The pickup told to a rider: so many seconds before and after the computed one."""

    before_s: int = 300
    after_s: int = 900


USUAL_TERMS = PromiseTerms()


@dataclass(frozen=True, slots=True)
class Offer:
    """A way to drive the ride: `request` as it would be booked, with its promised pickup.

    `price_ore` is what the plan's cost rises by, under the carriers' contracts, everything
    counted: the vehicle's own way, and what others' rides cost more or less. `detour_s` is how
    much longer than the direct ride (at that hour) the rider sits. It holds as long as run
    `version` of the shift does; `gaps` are the positions of pickup and dropoff in that version.
    """

    request: Request
    vehicle: str
    shift: int
    price_ore: int
    pickup_s: int
    dropoff_s: int
    detour_s: int
    version: int
    gaps: tuple[int, int]

    @property
    def promised(self) -> Window:
        """When the rider is told to be fetched; hard once the offer is committed."""
        return self.request.promised or self.request.pickup_window


@dataclass(frozen=True, slots=True)
class Refusal:
    """A time at which the ride cannot be driven, and the rule that stopped the last vehicle standing."""

    request: Request
    reason: Reason


type Answer = Offer | Refusal
