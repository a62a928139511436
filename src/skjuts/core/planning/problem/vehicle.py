"""What a carrier offers: vehicles with layouts, shifts, breaks and fixed beginnings."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from skjuts.core.planning.problem.request import Load

MAX_LAYOUTS = 8
MAX_BREAKS = 2


class Break(NamedTuple):
    """A rest that starts inside a window, with nobody aboard, where the vehicle then stands."""

    earliest_s: int
    latest_s: int
    duration_s: int


class FixedKind(StrEnum):
    """The two kinds of stop that a plan in progress can hold fixed."""

    PICKUP = "pickup"
    DROPOFF = "dropoff"


class FixedStop(NamedTuple):
    """A stop already driven or too near to change; its service starts at `start_s`."""

    request: str
    kind: FixedKind
    start_s: int


@dataclass(frozen=True, slots=True)
class Shift:
    """One interval in which the vehicle and its driver can be ordered.

    `max_duration_s` limits the time from leaving the start place to reaching the end place.
    `frozen` is the beginning of the run that may not change; a rider picked up in it stays.
    """

    start_s: int
    end_s: int
    breaks: tuple[Break, ...] = ()
    max_duration_s: int | None = None
    frozen: tuple[FixedStop, ...] = ()


@dataclass(frozen=True, slots=True)
class Vehicle:
    """A vehicle under a contract.

    `layouts` are the alternative furnishings (at most eight); one holds from the stop where the
    vehicle stops being empty until it is empty again. A missing `start_place` or `end_place`
    means that the vehicle appears at its first pickup or disappears after its last dropoff.
    """

    id: str
    tariff: str
    layouts: tuple[Load, ...]
    shifts: tuple[Shift, ...]
    start_place: str | None = None
    end_place: str | None = None
    qualifications: frozenset[str] = frozenset()
    carrier: str = ""
    guaranteed: bool = False
