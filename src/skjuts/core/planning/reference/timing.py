"""When the stops of one run happen: two fixed points, found by trying until nothing moves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations_with_replacement
from typing import NamedTuple

from skjuts.core.network.slowdown import arrive_s, depart_s, tabulate_work
from skjuts.core.planning.problem import Problem, Shift, Vehicle
from skjuts.core.planning.problem.limits import ride_limit
from skjuts.core.planning.reference.sequence import BrokenRule, Point, list_aboard, list_orders
from skjuts.core.planning.solution import Reason, StopKind


class Rest(NamedTuple):
    """A break in the gap before stop `gap`; the vehicle stood ready for it at `ready`."""

    gap: int
    ready: int
    start: int
    end: int


class Roads:
    """Travel between the places of a problem. No place at all is nowhere far from anything."""

    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        self._index = {place.id: k for k, place in enumerate(problem.places)}
        slowdown = problem.travel.slowdown
        self._work = None if slowdown is None else tabulate_work(slowdown)

    def free_s(self, a: str, b: str) -> int:
        """Free-flow seconds from a to b."""
        return int(self._problem.travel.legs[self._index[a], self._index[b], 0])

    def metres(self, a: str | None, b: str | None) -> int:
        """Metres from a to b."""
        if a is None or b is None:
            return 0
        return int(self._problem.travel.legs[self._index[a], self._index[b], 1])

    def arrive(self, a: str | None, b: str | None, depart: int) -> int:
        """Arrival at b after leaving a."""
        if a is None or b is None:
            return depart
        if self._work is None:
            return depart + self.free_s(a, b)
        return int(arrive_s(self._work, self._zone(a), depart, self.free_s(a, b)))

    def depart(self, a: str | None, b: str | None, by: int) -> int:
        """Latest time to leave a so as to be at b by `by`."""
        if a is None or b is None:
            return by
        if self._work is None:
            return by - self.free_s(a, b)
        return int(depart_s(self._work, self._zone(a), by, self.free_s(a, b)))

    def _zone(self, place: str) -> int:
        return self._problem.places[self._index[place]].zone


@dataclass(frozen=True, slots=True)
class Timetable:
    """The earliest starts, the time at the end place, and the breaks in order."""

    starts: list[int]
    home: int
    rests: list[Rest]


@dataclass(slots=True)
class Timing:
    """One run to be timed: its stops, its vehicle and shift, and the roads between."""

    problem: Problem
    vehicle: Vehicle
    shift: Shift
    points: Sequence[Point]
    roads: Roads

    def ride_limit(self, pickup: Point) -> int | None:
        """The rider's longest ride; None when both ends are frozen and it is not asked again."""
        if pickup.is_frozen and self.points[pickup.partner].is_frozen:
            return None
        direct = self.roads.free_s(pickup.request.pickup, pickup.request.dropoff)
        return ride_limit(self.problem, pickup.request, direct)

    def find_earliest(self) -> Timetable:
        """The earliest schedule, breaks in the first gaps that have one. Raises BrokenRule."""
        gaps = self.list_open_gaps()
        for chosen in combinations_with_replacement(gaps, len(self.shift.breaks)):
            try:
                return self.raise_starts(chosen)
            except BrokenRule as broken:
                if not self.shift.breaks:
                    raise BrokenRule(broken.reason) from None
        self.raise_starts(None)
        raise BrokenRule(Reason.BREAK)

    def list_open_gaps(self) -> list[int]:
        """Gaps where a break may be: nobody aboard, no order open, not among the frozen stops."""
        aboard = [[], *list_aboard(self.points)]
        return [
            gap
            for gap in range(len(self.shift.frozen), len(self.points) + 1)
            if not aboard[gap] and (gap == len(self.points) or self.points[gap].hold is None)
        ]

    def raise_starts(self, gaps: tuple[int, ...] | None) -> Timetable:
        """The least starts that every rule allows with the breaks in `gaps` (None: no breaks)."""
        starts = [point.earliest for point in self.points]
        leave = self.shift.start_s
        while True:
            before = (leave, *starts)
            rests: list[Rest] = []
            for k in range(len(starts)):
                starts[k] = max(starts[k], self._arrival(starts, k, leave, gaps, rests))
                if starts[k] > self.points[k].latest:
                    raise BrokenRule(Reason.WINDOW)
            self._raise_pickups(starts)
            home = self._reach_home(starts, gaps, rests)
            if self.shift.max_duration_s is not None:
                leave = max(leave, home - self.shift.max_duration_s)
            if before == (leave, *starts):
                return Timetable(starts, home, rests)

    def _arrival(
        self, starts: list[int], k: int, leave: int, gaps: tuple[int, ...] | None, rests: list[Rest]
    ) -> int:
        """Earliest arrival at stop k (and end of a visit) after the stop before and its breaks."""
        point = self.points[k]
        if k == 0:
            rested = self._rest(0, self.shift.start_s, gaps, rests)
            return self.roads.arrive(self.vehicle.start_place, point.place, max(leave, rested))
        before = self.points[k - 1]
        ready = starts[k - 1] + before.service
        arrival = self.roads.arrive(before.place, point.place, self._rest(k, ready, gaps, rests))
        return arrival if point.hold is None else max(arrival, ready + point.hold)

    def _rest(self, gap: int, ready: int, gaps: tuple[int, ...] | None, rests: list[Rest]) -> int:
        """Take the breaks of this gap from `ready` on; returns when the last one ends."""
        for chosen, rule in zip(gaps or (), self.shift.breaks, strict=bool(gaps)):
            if chosen == gap:
                start = max(ready, rule.earliest_s)
                if start > rule.latest_s or start + rule.duration_s > self.shift.end_s:
                    raise BrokenRule(Reason.BREAK)
                rests.append(Rest(gap, ready, start, start + rule.duration_s))
                ready = start + rule.duration_s
        return ready

    def _raise_pickups(self, starts: list[int]) -> None:
        """Push each pickup up to where its ride is no longer than allowed."""
        for k, pickup in enumerate(self.points):
            limit = self.ride_limit(pickup) if pickup.kind is StopKind.PICKUP else None
            if limit is not None:
                starts[k] = max(starts[k], starts[pickup.partner] - limit - pickup.service)
                if starts[k] > pickup.latest:
                    raise BrokenRule(Reason.RIDE_TIME)

    def _reach_home(self, starts: list[int], gaps: tuple[int, ...] | None, rests: list[Rest]) -> int:
        last = self.points[-1]
        home = self.roads.arrive(last.place, self.vehicle.end_place, starts[-1] + last.service)
        if home > self.shift.end_s:
            raise BrokenRule(Reason.SHIFT)
        self._rest(len(starts), home, gaps, rests)
        return home

    def delay_starts(self, earliest: list[int]) -> list[int]:
        """Each order's stops as late as its last stop's earliest start allows."""
        latest = [self._latest_start(point, earliest[k]) for k, point in enumerate(self.points)]
        orders = list_orders(self.points)
        for order in orders:
            latest[order[-1]] = earliest[order[-1]]
        while True:
            before = list(latest)
            for order in orders:
                for k in order[:-1]:
                    latest[k] = min(latest[k], self._latest_before(latest, k))
            for k, pickup in enumerate(self.points):
                limit = self.ride_limit(pickup) if pickup.kind is StopKind.PICKUP else None
                if limit is not None:
                    most = latest[k] + pickup.service + limit
                    latest[pickup.partner] = min(latest[pickup.partner], most)
            if before == latest:
                return latest

    def _latest_start(self, point: Point, earliest: int) -> int:
        """The window's end, but nobody is made late (or later) for the vehicle's comfort."""
        return point.latest if point.due is None else min(point.latest, max(earliest, point.due))

    def _latest_before(self, latest: list[int], k: int) -> int:
        """Latest start of stop k that still reaches stop k + 1 in time."""
        point, following = self.points[k], self.points[k + 1]
        by = self.roads.depart(point.place, following.place, latest[k + 1])
        if following.hold is not None:
            by = min(by, latest[k + 1] - following.hold)
        return by - point.service
