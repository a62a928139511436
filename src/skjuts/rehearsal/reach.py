"""When a rider can be served alone: the hours that some vehicle of the fleet leaves open.

An invented rider is never given a time that no vehicle could keep. Each duty is read as one or
two *openings*: the interval in which the vehicle may be away when its break is taken after the
run, or before it. Journeys are given the longest time that the time-of-day table can make of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from skjuts.core.network.matrix import TravelMatrix
from skjuts.core.network.slowdown import QUARTER_S, arrive_s
from skjuts.core.planning.problem import Load, Shift, Vehicle
from skjuts.rehearsal.fleet import FleetDraw
from skjuts.rehearsal.geography import county

Seconds = NDArray[np.int64]
STEP_S = 300
STEPS = 121
"""Up to ten hours of driving."""
DAY_S = 24 * 3600


class Journey(NamedTuple):
    """What a vehicle must do alone: drive a rider, and perhaps wait and drive back."""

    pickup: int
    """Index of the place."""
    dropoff: int
    load: Load
    needs: frozenset[str]
    pickup_service_s: int
    dropoff_service_s: int
    then_s: int = 0
    """Time that the vehicle is bound at the dropoff after its service (a wait and the way back)."""
    then_place: int = -1
    """Where the vehicle then stands, -1 = at the dropoff."""


class _Openings(NamedTuple):
    """The different openings that fit a load, column by column."""

    start: Seconds
    """Index of the place where the vehicle starts."""
    end: Seconds
    """Index of the place where it ends, -1 = anywhere."""
    from_s: Seconds
    until_s: Seconds


@dataclass(frozen=True, slots=True, eq=False)
class Reach:
    """Answers, for a fleet on a matrix, when a journey can be done alone."""

    fleet: FleetDraw
    place_index: Mapping[str, int]
    travel: TravelMatrix
    work: NDArray[np.int64]
    """The work table of the time-of-day table; see `core.network.slowdown`."""
    zones: frozenset[int]
    """The zones that the day's places lie in."""
    _queue_s: Seconds = field(default_factory=lambda: np.zeros(STEPS, dtype=np.int64))
    _openings: dict[tuple[str, Load, frozenset[str]], _Openings] = field(default_factory=dict)
    _near: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        """Tabulate the queues, and sort the vehicles by where they serve: at home or the whole county."""
        self._queue_s[:] = longest_queues_s(self.work, self.zones)
        for index, (vehicle, home) in enumerate(
            zip(self.fleet.vehicles, self.fleet.municipalities, strict=True)
        ):
            self._near[county(home) if vehicle.id in self.fleet.cover else home].append(index)

    def slowest_s(self, free_s: NDArray[np.int32] | np.int32 | int) -> Seconds:
        """The longest that journeys of so many free-flow seconds can take, whenever they begin."""
        free = np.asarray(free_s, dtype=np.int64)
        step = np.minimum(-(-free // STEP_S), len(self._queue_s) - 1)
        return free + self._queue_s[step]

    def list_dropoffs(self, municipality: str, journey: Journey) -> NDArray[np.int64]:
        """The intervals in which the dropoff can start, shape (intervals, 2); empty rows left out."""
        openings = self._get_openings(municipality, journey.load, journey.needs)
        seconds = self.travel.legs[:, :, 0]
        direct = self.slowest_s(seconds[journey.pickup, journey.dropoff])
        approach = self.slowest_s(seconds[openings.start, journey.pickup])
        stands = journey.dropoff if journey.then_place < 0 else journey.then_place
        back = np.where(openings.end < 0, 0, self.slowest_s(seconds[stands, openings.end]))
        first = openings.from_s + approach + (journey.pickup_service_s + direct)
        last = openings.until_s - back - (journey.dropoff_service_s + journey.then_s)
        is_open = first <= last
        return np.column_stack([first[is_open], last[is_open]])

    def _get_openings(self, municipality: str, load: Load, needs: frozenset[str]) -> _Openings:
        key = (municipality, load, needs)
        if key not in self._openings:
            rows = {
                row
                for index in self._near[municipality] + self._near[county(municipality)]
                if can_take(self.fleet.vehicles[index], load, needs)
                for shift in self.fleet.vehicles[index].shifts
                for row in self._open(self.fleet.vehicles[index], shift)
            }
            columns = np.array(sorted(rows), dtype=np.int64).reshape(-1, 4).T
            self._openings[key] = _Openings(*columns)
        return self._openings[key]

    def _open(self, vehicle: Vehicle, shift: Shift) -> list[tuple[int, int, int, int]]:
        start = self.place_index[vehicle.start_place or ""]
        end = self.place_index[vehicle.end_place] if vehicle.end_place else -1
        if not shift.breaks:
            return [(start, end, shift.start_s, shift.end_s)]
        rest = shift.breaks[0]
        return [
            (start, end, shift.start_s, rest.latest_s),
            (start, end, rest.earliest_s + rest.duration_s, shift.end_s),
        ]


def longest_queues_s(work: NDArray[np.int64], zones: Iterable[int]) -> Seconds:
    """The most that queues add to a journey of 0, 5, 10 … free-flow minutes, whenever it begins."""
    added = [
        max(
            int(arrive_s(work, zone, leaves_s, step * STEP_S)) - leaves_s - step * STEP_S
            for zone in zones
            for leaves_s in range(0, DAY_S, QUARTER_S)
        )
        for step in range(STEPS)
    ]
    return np.maximum.accumulate(np.array(added, dtype=np.int64))


def can_take(vehicle: Vehicle, load: Load, needs: frozenset[str]) -> bool:
    """Whether an empty vehicle could take the load with all its needs."""
    return needs <= vehicle.qualifications and any(
        all(room >= part for room, part in zip(layout, load, strict=True)) for layout in vehicle.layouts
    )


def nearest_open_s(intervals: NDArray[np.int64], wanted_s: int, margin_s: int) -> int | None:
    """The time nearest to the wanted one that lies in an interval, a margin from both its ends.

    None when no interval is that long.
    """
    first, last = intervals[:, 0] + margin_s, intervals[:, 1] - margin_s
    is_open = first <= last
    if not is_open.any():
        return None
    moved = np.clip(wanted_s, first[is_open], last[is_open])
    return int(moved[np.abs(moved - wanted_s).argmin()])
