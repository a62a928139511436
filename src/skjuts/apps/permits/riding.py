"""May this person ride so on that day, and why: judged from permits alone. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from skjuts.apps.permits.proposing import LADDER
from skjuts.apps.permits.terms import Terms, is_in_season

FREE_MODES = frozenset({"walk", "public_transport", "private_car"})
"""Nobody needs a permit for these."""


class RideReason(StrEnum):
    """Why, or why not; the later ones come nearer to a yes."""

    NO_PERMIT = "no_permit"
    REVOKED = "revoked"
    OTHER_MODE = "other_mode"
    ENDED = "ended"
    NOT_YET = "not_yet"
    OUT_OF_SEASON = "out_of_season"
    USED_UP = "used_up"
    NEEDS_NONE = "needs_none"
    PERMITTED = "permitted"


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldPermit:
    """A permit as the judge sees it. `trips_left` is None when they are not counted."""

    id: UUID
    kind: str
    state: str
    terms: Terms
    valid_from: dt.date
    valid_to: dt.date | None
    trips_left: int | None
    decision: str

    def judge(self, travel_mode: str, day: dt.date) -> RideReason:
        """What the permit says of a mode on a day."""
        if self.state in {"revoked", "replaced", "relinquished"}:
            return RideReason.REVOKED
        if travel_mode not in self.terms.travel_modes:
            return RideReason.OTHER_MODE
        if self.valid_to is not None and day > self.valid_to:
            return RideReason.ENDED
        if day < self.valid_from:
            return RideReason.NOT_YET
        if not is_in_season(self.terms.season, day):
            return RideReason.OUT_OF_SEASON
        return RideReason.USED_UP if self.trips_left == 0 else RideReason.PERMITTED


@dataclass(frozen=True, slots=True, kw_only=True)
class RideAnswer:
    """The answer. `permit` is the one that gives it, or comes nearest; None when there is none.

    `terms` hold what a booking needs and nothing of health. `is_waiting`: an application is not decided yet.
    """

    travel_mode: str
    day: dt.date
    reason: RideReason
    permit: HeldPermit | None = None
    is_waiting: bool = False

    @property
    def is_allowed(self) -> bool:
        """Whether the person may."""
        return self.reason in {RideReason.PERMITTED, RideReason.NEEDS_NONE}

    @property
    def terms(self) -> Terms:
        """The conditions of the ride."""
        return self.permit.terms if self.permit and self.is_allowed else Terms()


def judge_ride(
    permits: Iterable[HeldPermit], *, travel_mode: str, day: dt.date, is_waiting: bool = False
) -> RideAnswer:
    """Judge a mode on a day: the permit that says yes, else the one that comes nearest to it."""
    if travel_mode in FREE_MODES:
        return RideAnswer(travel_mode=travel_mode, day=day, reason=RideReason.NEEDS_NONE)
    ranks = list(RideReason)
    judged = [(one.judge(travel_mode, day), one) for one in permits]
    reason, permit = max(
        judged,
        key=lambda each: (ranks.index(each[0]), each[1].valid_from),
        default=(RideReason.NO_PERMIT, None),
    )
    return RideAnswer(travel_mode=travel_mode, day=day, reason=reason, permit=permit, is_waiting=is_waiting)


def list_modes() -> tuple[str, ...]:
    """The modes that can be asked about, from the cheapest."""
    return LADDER
