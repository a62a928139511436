"""A fleet that drives a year of trips, in the order in which they are ready."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from skjuts.core.followup.regimes.errors import BadRegime
from skjuts.core.followup.regimes.trips import Trip


@dataclass(frozen=True, slots=True, eq=False)
class Roads:
    """Seconds and metres between places, shape (places, places) each."""

    seconds: NDArray[np.int64]
    metres: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Fleet:
    """Vehicles at a base, manned from `open_s` to `close_s`.

    A stop takes `service_s`; a rider waits `most_wait_s` at most; `capacity` riders ride together
    when they have the same places and are ready within `pool_within_s` of the first.
    """

    vehicles: int
    base: int
    open_s: int
    close_s: int
    service_s: int
    most_wait_s: int
    capacity: int = 1
    pool_within_s: int = 0

    def __post_init__(self) -> None:
        if self.vehicles < 0 or self.capacity < 1 or self.open_s >= self.close_s:
            raise BadRegime(field="fleet")


@dataclass(frozen=True, slots=True)
class Driven:
    """What a fleet did with a year of trips. Waits are of riders, from ready to picked up."""

    taken: tuple[Trip, ...]
    left: tuple[Trip, ...]
    loaded_m: int
    empty_m: int
    busy_s: int
    waits_s: tuple[int, ...]
    days: int

    @property
    def empty_share(self) -> float:
        """Metres without riders of all metres."""
        total = self.loaded_m + self.empty_m
        return self.empty_m / total if total else 0.0

    @property
    def driven_m(self) -> int:
        """All metres."""
        return self.loaded_m + self.empty_m


def drive_year(trips: Iterable[Trip], fleet: Fleet, roads: Roads) -> Driven:
    """Drive the trips; those that no vehicle can take in time are left."""
    year = _Year(fleet, roads)
    ordered = sorted(trips, key=lambda one: (one.day, one.ready_s, one.origin, one.destination))
    for _, day in groupby(ordered, key=lambda one: one.day):
        year.begin_day()
        for pool in pool_trips(tuple(day), fleet):
            year.drive(pool)
        year.end_day()
    return year.tell()


def pool_trips(day: Sequence[Trip], fleet: Fleet) -> list[tuple[Trip, ...]]:
    """A day's trips in groups that ride together, in the order in which the groups are ready."""
    open_groups: dict[tuple[int, int], list[Trip]] = {}
    groups: list[list[Trip]] = []
    for trip in day:
        key = (trip.origin, trip.destination)
        group = open_groups.get(key)
        is_near = group is not None and trip.ready_s - group[0].ready_s <= fleet.pool_within_s
        if group is not None and is_near and len(group) < fleet.capacity:
            group.append(trip)
        else:
            open_groups[key] = [trip]
            groups.append(open_groups[key])
    return sorted((tuple(group) for group in groups), key=lambda group: group[-1].ready_s)


class _Year:
    """Vehicles through the days: where each stands and when it is free."""

    def __init__(self, fleet: Fleet, roads: Roads) -> None:
        self._fleet, self._roads = fleet, roads
        self._at: list[int] = []
        self._free: list[int] = []
        self._taken: list[Trip] = []
        self._left: list[Trip] = []
        self._waits: list[int] = []
        self._loaded = self._empty = self._busy = self._days = 0

    def begin_day(self) -> None:
        """Everybody at the base."""
        self._at = [self._fleet.base] * self._fleet.vehicles
        self._free = [self._fleet.open_s] * self._fleet.vehicles
        self._days += 1

    def end_day(self) -> None:
        """Everybody home."""
        for place, free in zip(self._at, self._free, strict=True):
            self._empty += int(self._roads.metres[place, self._fleet.base])
            self._busy += (
                int(self._roads.seconds[place, self._fleet.base]) if free > self._fleet.open_s else 0
            )

    def drive(self, pool: Sequence[Trip]) -> None:
        """The vehicle that can be there first takes the pool, if that is soon enough."""
        first, ready = pool[0], pool[-1].ready_s
        seconds = self._roads.seconds
        arrivals = [
            max(ready, free + int(seconds[place, first.origin]))
            for place, free in zip(self._at, self._free, strict=True)
        ]
        ride = 2 * self._fleet.service_s + int(seconds[first.origin, first.destination])
        home = int(seconds[first.destination, self._fleet.base])
        best = min(range(len(arrivals)), key=lambda i: (arrivals[i], i), default=None)
        if best is None or not self._can(pool, arrivals[best], ride, home):
            self._left += pool
            return
        self._note(pool, best, arrivals[best], ride)

    def _can(self, pool: Sequence[Trip], start: int, ride: int, home: int) -> bool:
        is_soon = start - pool[0].ready_s <= self._fleet.most_wait_s + self._fleet.pool_within_s
        is_open = start >= self._fleet.open_s and start + ride + home <= self._fleet.close_s
        dues = [trip.due_s for trip in pool if trip.due_s is not None]
        return is_soon and is_open and all(start + ride <= due for due in dues)

    def _note(self, pool: Sequence[Trip], number: int, start: int, ride: int) -> None:
        first = pool[0]
        to_pickup = (self._at[number], first.origin)
        self._empty += int(self._roads.metres[to_pickup])
        self._loaded += int(self._roads.metres[first.origin, first.destination])
        self._busy += int(self._roads.seconds[to_pickup]) + ride
        self._at[number], self._free[number] = first.destination, start + ride
        self._taken += pool
        self._waits += [start - trip.ready_s for trip in pool]

    def tell(self) -> Driven:
        """The year."""
        return Driven(
            tuple(self._taken),
            tuple(self._left),
            self._loaded,
            self._empty,
            self._busy,
            tuple(self._waits),
            self._days,
        )
