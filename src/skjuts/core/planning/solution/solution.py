"""The plan as data. Times are in the problem's own unit (seconds, or ticks)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from skjuts.core.tariffs.contract import RunCost


class StopKind(StrEnum):
    """What happens at a stop."""

    START = "start"
    PICKUP = "pickup"
    DROPOFF = "dropoff"
    BREAK = "break"
    END = "end"


class Reason(StrEnum):
    """Why a request is not in the plan: the rule that stopped the last vehicle standing."""

    QUALIFICATION = "qualification"
    CAPACITY = "capacity"
    WINDOW = "window"
    RIDE_TIME = "ride_time"
    SHIFT = "shift"
    RIDE_ALONE = "ride_alone"
    MIXING = "mixing"
    BREAK = "break"
    WAIT = "wait"
    PRICE = "price"
    """Every rule could be kept, but serving costs more than leaving out."""


@dataclass(frozen=True, slots=True)
class Stop:
    """A vehicle at a place: it arrives, service starts (after any waiting), and it leaves.

    `request` is set for pickups and dropoffs. A break and the two ends have no request; the
    ends of a run with open ends are left out.
    """

    kind: StopKind
    place: str
    request: str | None
    arrive: int
    start: int
    depart: int


@dataclass(frozen=True, slots=True)
class Run:
    """What one vehicle drives in one of its shifts, with its price under the contract."""

    vehicle: str
    shift: int
    stops: tuple[Stop, ...]
    cost: RunCost


@dataclass(frozen=True, slots=True)
class Unserved:
    """A request that nobody drives, and why."""

    request: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class PlanCost:
    """The objective in öre, part by part. Idle shifts with guaranteed hours cost too."""

    runs_ore: int = 0
    idle_guarantee_ore: int = 0
    lateness_ore: int = 0
    changes_ore: int = 0
    unserved_ore: int = 0

    @property
    def total_ore(self) -> int:
        """The sum of the parts."""
        return (
            self.runs_ore + self.idle_guarantee_ore + self.lateness_ore + self.changes_ore + self.unserved_ore
        )


@dataclass(frozen=True, slots=True)
class Solution:
    """A plan for a problem: only shifts that drive have a run."""

    runs: tuple[Run, ...]
    unserved: tuple[Unserved, ...]
    cost: PlanCost
