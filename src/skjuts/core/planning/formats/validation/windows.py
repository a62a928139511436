"""Windows that exist, and rides that can be driven within them."""

from __future__ import annotations

from skjuts.core.kernel.errors import ImpossibleWindow
from skjuts.core.network.slowdown import arrive_s, tabulate_work
from skjuts.core.planning.formats.validation.spans import tell_span
from skjuts.core.planning.problem import FixedStop, Problem, Request, Window
from skjuts.core.planning.problem.limits import hard_dropoff_window, hard_pickup_window, ride_limit


def require_windows(problem: Problem) -> None:
    """Raise `ImpossibleWindow` for a request that even a vehicle of its own could not serve.

    Requests with a frozen stop are past that question: their times are given.
    """
    travel = _DirectTravel(problem)
    frozen = {stop.request for stop in _frozen_stops(problem)}
    for row, request in enumerate(problem.requests):
        field = f"requests[{row}]"
        _require_order(f"{field}.pickup_window", request, request.pickup_window)
        _require_order(f"{field}.dropoff_window", request, request.dropoff_window)
        if request.id not in frozen:
            _require_promise(field, request)
            _require_reach(field, request, travel.earliest_arrival(request))
            _require_ride(field, request, travel.free_s(request), problem)


def _frozen_stops(problem: Problem) -> list[FixedStop]:
    return [stop for vehicle in problem.vehicles for shift in vehicle.shifts for stop in shift.frozen]


class _DirectTravel:
    """The ride of one request in a vehicle that drives nobody else."""

    def __init__(self, problem: Problem) -> None:
        slowdown = problem.travel.slowdown
        self._rows = {place.id: row for row, place in enumerate(problem.places)}
        self._places = problem.places
        self._legs = problem.travel.legs
        self._work = None if slowdown is None else tabulate_work(slowdown)

    def free_s(self, request: Request) -> int:
        return int(self._legs[self._rows[request.pickup], self._rows[request.dropoff], 0])

    def earliest_arrival(self, request: Request) -> int:
        depart_s = hard_pickup_window(request).earliest_s + request.pickup_service_s
        if self._work is None:
            return depart_s + self.free_s(request)
        zone = self._places[self._rows[request.pickup]].zone
        return int(arrive_s(self._work, zone, depart_s, self.free_s(request)))


def _require_order(field: str, request: Request, window: Window) -> None:
    if window.latest_s < window.earliest_s:
        raise ImpossibleWindow(
            f"Beställningen {request.id} har ett tidsfönster som slutar innan det börjar.", field=field
        )


def _require_promise(field: str, request: Request) -> None:
    window = hard_pickup_window(request)
    if window.latest_s < window.earliest_s:
        raise ImpossibleWindow(
            f"Beställningen {request.id} har lovats en hämtning utanför sitt tidsfönster.",
            field=f"{field}.promised",
            remedy="Rätta löftet eller vidga fönstret för hämtning.",
        )


def _require_reach(field: str, request: Request, arrival_s: int) -> None:
    missing = arrival_s - hard_dropoff_window(request).latest_s
    if missing > 0:
        raise ImpossibleWindow(
            f"Beställningen {request.id} kan inte nå sin avlämning i tid: det fattas {tell_span(missing)} "
            "även med den tidigaste hämtningen och utan omväg.",
            field=f"{field}.dropoff_window",
            remedy="Tidigarelägg hämtningen eller senarelägg avlämningen.",
        )


def _require_ride(field: str, request: Request, direct_s: int, problem: Problem) -> None:
    limit_s = ride_limit(problem, request, direct_s)
    if direct_s > limit_s:
        raise ImpossibleWindow(
            f"Beställningen {request.id} får åka högst {tell_span(limit_s)}, "
            f"men den raka resan tar {tell_span(direct_s)}.",
            field=f"{field}.max_ride_s",
            remedy="Höj den längsta åktiden till minst den raka resans tid.",
        )
    latest_arrival = hard_pickup_window(request).latest_s + request.pickup_service_s + limit_s
    missing = hard_dropoff_window(request).earliest_s - latest_arrival
    if missing > 0:
        raise ImpossibleWindow(
            f"Beställningen {request.id} hämtas så tidigt att åktiden blir {tell_span(missing)} för lång "
            "innan avlämningen får ske.",
            field=f"{field}.pickup_window",
            remedy="Senarelägg hämtningen, tidigarelägg avlämningen eller höj den längsta åktiden.",
        )
