"""Each served ride as it is planned: when, how long, how much longer than direct, and with whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from skjuts.core.planning.explain.lookup import Lookup
from skjuts.core.planning.explain.walk import Activity, Walk
from skjuts.core.planning.problem import ReferenceSide, Request
from skjuts.core.planning.problem.limits import NO_LIMIT_S, due_s, ride_limit
from skjuts.core.planning.solution import Run, Stop, StopKind


@dataclass(frozen=True, slots=True)
class CoRider:
    """Another rider aboard for a while: a wait or a stop together counts too."""

    request: str
    from_s: int
    until_s: int


@dataclass(frozen=True, slots=True)
class Ride:
    """One served request in the plan.

    `ride_s` passes from the end of the pickup's service to the start of the dropoff's;
    `direct_s` is the same journey without other stops, begun at the same moment; `limit_s` is
    the longest ride that the rules allow, None without a limit. `late_s` counts from the time
    after which lateness is priced, at the side that the rider chose.
    """

    request: str
    vehicle: str
    shift: int
    pickup_s: int
    dropoff_s: int
    ride_s: int
    direct_s: int
    direct_m: int
    limit_s: int | None
    due_s: int
    late_s: int
    co_riders: tuple[CoRider, ...]

    @property
    def detour_s(self) -> int:
        """How much longer the ride is than the direct journey."""
        return self.ride_s - self.direct_s


def list_rides(lookup: Lookup, walks: Iterable[Walk]) -> list[Ride]:
    """Every served ride, run by run in the order of the pickups."""
    return [ride for walk in walks for ride in _rides_of(lookup, walk)]


def _rides_of(lookup: Lookup, walk: Walk) -> Iterator[Ride]:
    dropoffs = {s.request: s for s in walk.run.stops if s.kind is StopKind.DROPOFF}
    for stop in walk.run.stops:
        if stop.kind is StopKind.PICKUP and stop.request is not None:
            request = lookup.get_request(stop.request)
            yield _ride(lookup, walk, request, stop, dropoffs[request.id])


def _ride(lookup: Lookup, walk: Walk, request: Request, pickup: Stop, dropoff: Stop) -> Ride:
    begins_s = pickup.start + request.pickup_service_s
    limit_s = ride_limit(lookup.problem, request, lookup.free_flow_s(request.pickup, request.dropoff))
    chosen = dropoff if request.reference is ReferenceSide.ARRIVE_BY else pickup
    return Ride(
        request=request.id,
        vehicle=walk.run.vehicle,
        shift=walk.run.shift,
        pickup_s=pickup.start,
        dropoff_s=dropoff.start,
        ride_s=dropoff.start - begins_s,
        direct_s=lookup.drive_s(request.pickup, request.dropoff, begins_s),
        direct_m=lookup.metres(request.pickup, request.dropoff),
        limit_s=None if limit_s == NO_LIMIT_S else limit_s,
        due_s=due_s(request),
        late_s=max(0, chosen.start - due_s(request)),
        co_riders=tuple(_co_riders(walk, request.id)),
    )


def _co_riders(walk: Walk, rider: str) -> list[CoRider]:
    """Who else is aboard, from the first step that they share to the last."""
    shared: dict[str, tuple[int, int]] = {}
    for step in walk.steps:
        if rider in step.aboard and step.activity in (Activity.LOADED, Activity.SERVICE, Activity.WAITING):
            for other in step.aboard:
                first_s, _ = shared.get(other, (step.start_s, 0))
                shared[other] = (first_s, step.end_s)
    shared.pop(rider, None)
    return [CoRider(other, *times) for other, times in shared.items()]


def list_riders(run: Run) -> list[str]:
    """The requests that a run serves, in the order of their pickups."""
    return [s.request for s in run.stops if s.kind is StopKind.PICKUP and s.request is not None]
