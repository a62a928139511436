"""What happens in a run minute by minute: driving and standing still, and who is aboard.

Everything that is told about a plan is counted from these steps: the figures, the timeline
and the map. An *order* is open from the pickup where the vehicle stops being empty until it is
empty again; a wait for a linked return keeps it open.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from skjuts.core.planning.explain.lookup import Lookup
from skjuts.core.planning.problem import Request
from skjuts.core.planning.solution import Run, Stop, StopKind


class Activity(StrEnum):
    """What a vehicle does in one step."""

    LOADED = "loaded"
    """Drives with somebody aboard."""
    EMPTY = "empty"
    """Drives with nobody aboard."""
    SERVICE = "service"
    """Helps a rider in or out."""
    WAITING = "waiting"
    """Stands still in an open order: paid waiting."""
    BREAK = "break"
    """The driver rests."""
    IDLE = "idle"
    """Stands still between orders: not paid."""


class Step(NamedTuple):
    """One stretch of a run in which nothing changes. Standing still, `origin` equals `target`."""

    activity: Activity
    start_s: int
    end_s: int
    origin: str
    target: str
    metres: int
    aboard: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Walk:
    """A run as steps in order, and the number of orders in it."""

    run: Run
    steps: tuple[Step, ...]
    orders: int

    @property
    def leaves_s(self) -> int:
        """When the vehicle leaves its start (open: begins its first stop)."""
        return next((s.start_s for s in self.steps if s.activity not in _RESTS), self.run.stops[0].start)

    @property
    def returns_s(self) -> int:
        """When the vehicle reaches its end (open: finishes its last stop)."""
        moving = [s.end_s for s in self.steps if s.activity not in _RESTS]
        return moving[-1] if moving else self.run.stops[-1].depart

    @property
    def duration_s(self) -> int:
        """Vehicle time: from leaving to reaching, breaks and idle time in between included."""
        return self.returns_s - self.leaves_s

    def metres(self, *activities: Activity) -> int:
        """Metres driven in these activities."""
        return sum(step.metres for step in self.steps if step.activity in activities)

    def seconds(self, *activities: Activity) -> int:
        """Seconds spent in these activities."""
        return sum(step.end_s - step.start_s for step in self.steps if step.activity in activities)


_RESTS = (Activity.BREAK, Activity.IDLE)


def walk_run(lookup: Lookup, run: Run) -> Walk:
    """Turn a run's stops into steps."""
    walker = _Walker(lookup, run)
    for stop, following in pairwise(run.stops):
        walker.stand(stop)
        walker.drive(stop, following)
    walker.stand(run.stops[-1])
    return Walk(run, tuple(s for s in walker.steps if s.end_s > s.start_s or s.metres), walker.orders)


class _Walker:
    """Follows the vehicle from stop to stop and keeps count of who is aboard."""

    def __init__(self, lookup: Lookup, run: Run) -> None:
        self.steps: list[Step] = []
        self.orders = 0
        self._lookup = lookup
        self._aboard: tuple[str, ...] = ()
        self._rests = iter(lookup.get_vehicle(run.vehicle).shifts[run.shift].breaks)

    def drive(self, stop: Stop, following: Stop) -> None:
        """Add the leg to the next stop."""
        if stop.place == following.place:
            self._linger(stop, stop.depart, following.arrive)
            return
        activity = Activity.LOADED if self._aboard else Activity.EMPTY
        metres = self._lookup.metres(stop.place, following.place)
        ends = (stop.place, following.place)
        self.steps.append(Step(activity, stop.depart, following.arrive, *ends, metres, self._aboard))

    def stand(self, stop: Stop) -> None:
        """Add waiting before, then service or rest, then what is left until the vehicle leaves."""
        was_open = bool(self._aboard)
        if stop.kind is StopKind.PICKUP and not was_open:
            was_open = self._get_request(stop).wait is not None
            self.orders += not was_open
        self._still(Activity.WAITING if was_open else Activity.IDLE, stop.arrive, stop.start, stop)
        done_s = self._serve(stop)
        self._linger(stop, done_s, stop.depart)

    def _serve(self, stop: Stop) -> int:
        """Add what the vehicle stopped for; returns when it was done."""
        if stop.kind is StopKind.BREAK:
            done_s = stop.start + next(self._rests).duration_s
            self._still(Activity.BREAK, stop.start, done_s, stop)
            return done_s
        if stop.request is None:
            return stop.start
        request = self._get_request(stop)
        if stop.kind is StopKind.PICKUP:
            self._aboard += (request.id,)
            done_s = stop.start + request.pickup_service_s
            self._still(Activity.SERVICE, stop.start, done_s, stop)
        else:
            done_s = stop.start + request.dropoff_service_s
            self._still(Activity.SERVICE, stop.start, done_s, stop)
            self._aboard = tuple(r for r in self._aboard if r != request.id)
        return done_s

    def _get_request(self, stop: Stop) -> Request:
        if stop.request is None:
            raise KeyError(stop.kind)
        return self._lookup.get_request(stop.request)

    def _linger(self, stop: Stop, start_s: int, end_s: int) -> None:
        """Add standing still with nothing to do: paid while somebody is aboard."""
        self._still(Activity.WAITING if self._aboard else Activity.IDLE, start_s, end_s, stop)

    def _still(self, activity: Activity, start_s: int, end_s: int, stop: Stop) -> None:
        self.steps.append(Step(activity, start_s, end_s, stop.place, stop.place, 0, self._aboard))

    def _add(
        self, activity: Activity, start_s: int, end_s: int, origin: str, target: str, metres: int
    ) -> None:
        self.steps.append(Step(activity, start_s, end_s, origin, target, metres, self._aboard))
