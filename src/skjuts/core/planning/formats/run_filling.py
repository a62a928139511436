"""What another program's run leaves out, filled in after the text of core/planning.

Nothing that was given is changed: a time that breaks a rule stays for the checker to find.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import takewhile

from skjuts.core.network.slowdown import arrive_s, depart_s, tabulate_work
from skjuts.core.planning.problem import Problem, Request, Vehicle
from skjuts.core.planning.solution import Stop, StopKind


@dataclass(frozen=True, slots=True)
class BareStop:
    """A stop as it was given, in the problem's unit of time; None where nothing was said.

    Only the two ends of a run may lack `start`.
    """

    kind: StopKind
    request: str | None
    place: str | None
    arrive: int | None
    start: int | None
    depart: int | None


class RunFiller:
    """Fills in runs of one problem."""

    def __init__(self, problem: Problem) -> None:
        self._requests = {request.id: request for request in problem.requests}
        self._rows = {place.id: row for row, place in enumerate(problem.places)}
        self._zones = [place.zone for place in problem.places]
        self._legs = problem.travel.legs
        slowdown = problem.travel.slowdown
        self._work = None if slowdown is None else tabulate_work(slowdown)

    def fill(self, vehicle: Vehicle, shift: int, stops: list[BareStop]) -> tuple[Stop, ...]:
        """The complete stops of a run: ends added, places and missing times filled in."""
        placed = self._fill_places(vehicle, _add_ends(vehicle, stops))
        rests = [rest.duration_s for rest in vehicle.shifts[shift].breaks]
        aboard: set[str] = set()
        filled: list[Stop] = []
        for number, stop in enumerate(placed):
            following = placed[number + 1] if number + 1 < len(placed) else None
            arrive = self._arrival(stop, filled[-1] if filled else None)
            start = stop.start if stop.start is not None else self._end_start(stop, arrive, following)
            _board(aboard, stop)
            ready = start + self._service_s(stop, rests)
            depart = stop.depart
            if depart is None:
                depart = ready if aboard else self._leave_empty(stop, ready, following)
            arrive = start if arrive is None else arrive
            filled.append(Stop(stop.kind, stop.place or "", stop.request, arrive, start, depart))
        return tuple(filled)

    def _fill_places(self, vehicle: Vehicle, stops: list[BareStop]) -> list[BareStop]:
        placed: list[BareStop] = []
        standing = vehicle.start_place or self._first_place(stops)
        for stop in stops:
            place = stop.place or self._own_place(vehicle, stop) or standing
            placed.append(replace(stop, place=place))
            standing = place
        return placed

    def _own_place(self, vehicle: Vehicle, stop: BareStop) -> str | None:
        if stop.kind is StopKind.END:
            return vehicle.end_place
        if stop.request is None:
            return None
        request = self._requests[stop.request]
        return request.pickup if stop.kind is StopKind.PICKUP else request.dropoff

    def _first_place(self, stops: list[BareStop]) -> str | None:
        return next((self._requests[stop.request].pickup for stop in stops if stop.request is not None), None)

    def _arrival(self, stop: BareStop, before: Stop | None) -> int | None:
        if stop.arrive is not None or before is None:
            return stop.arrive
        return self._arrive(before.place, stop.place or "", before.depart)

    def _end_start(self, stop: BareStop, arrive: int | None, following: BareStop | None) -> int:
        """When an end of the run without a given time takes place."""
        if arrive is not None:
            return arrive
        if stop.depart is not None:
            return stop.depart
        if following is None or following.start is None:
            return 0
        return self._leave_by(stop.place or "", following.place or "", following.start)

    def _leave_empty(self, stop: BareStop, ready: int, following: BareStop | None) -> int:
        if following is None or following.start is None or self._stays(stop, following):
            return ready
        return max(ready, self._leave_by(stop.place or "", following.place or "", following.start))

    def _stays(self, stop: BareStop, following: BareStop) -> bool:
        """Whether what follows happens where the vehicle stands: a break, or a linked return."""
        if following.kind is StopKind.BREAK:
            return following.place == stop.place
        if following.request is None or following.kind is not StopKind.PICKUP:
            return False
        wait = self._requests[following.request].wait
        return wait is not None and wait.outbound == stop.request

    def _service_s(self, stop: BareStop, rests: list[int]) -> int:
        if stop.kind is StopKind.BREAK:
            return rests.pop(0) if rests else 0
        if stop.request is None:
            return 0
        request: Request = self._requests[stop.request]
        return request.pickup_service_s if stop.kind is StopKind.PICKUP else request.dropoff_service_s

    def _arrive(self, origin: str, target: str, depart: int) -> int:
        free = self._free(origin, target)
        if self._work is None:
            return depart + free
        return int(arrive_s(self._work, self._zones[self._rows[origin]], depart, free))

    def _leave_by(self, origin: str, target: str, by: int) -> int:
        free = self._free(origin, target)
        if self._work is None:
            return by - free
        return int(depart_s(self._work, self._zones[self._rows[origin]], by, free))

    def _free(self, origin: str, target: str) -> int:
        return int(self._legs[self._rows[origin], self._rows[target], 0])


def _board(aboard: set[str], stop: BareStop) -> None:
    if stop.request is not None and stop.kind is StopKind.PICKUP:
        aboard.add(stop.request)
    elif stop.request is not None:
        aboard.discard(stop.request)


def _add_ends(vehicle: Vehicle, stops: list[BareStop]) -> list[BareStop]:
    """The run with its two ends: breaks before the first rider and after the last are taken there."""
    kinds = [stop.kind for stop in stops]
    added = list(stops)
    if vehicle.end_place and StopKind.END not in kinds:
        trailing = sum(1 for _ in takewhile(StopKind.BREAK.__eq__, reversed(kinds)))
        added.insert(len(added) - trailing, BareStop(StopKind.END, None, vehicle.end_place, None, None, None))
    if vehicle.start_place and StopKind.START not in kinds:
        leading = sum(1 for _ in takewhile(StopKind.BREAK.__eq__, kinds))
        added.insert(leading, BareStop(StopKind.START, None, vehicle.start_place, None, None, None))
    return added
