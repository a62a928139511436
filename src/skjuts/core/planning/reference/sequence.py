"""A sequence of stops and the rules that hold whatever the clock says.

Follows core/planning/README.md sentence by sentence; nothing here is made to be fast.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from skjuts.core.planning.problem import Load, Problem, ReferenceSide, Request, Shift, Vehicle
from skjuts.core.planning.problem.limits import due_s, hard_dropoff_window, hard_pickup_window
from skjuts.core.planning.solution import Reason, StopKind


class Visit(NamedTuple):
    """One end of a request, as it stands in a sequence."""

    request: str
    kind: StopKind


class BrokenRule(Exception):
    """No schedule of the sequence follows the rule."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Point:
    """A stop of the sequence with what the rules ask of it.

    `due` is set at the rider's reference side when lateness has a price. `hold` is set at a
    linked return's pickup: the least time from the end of the stop before. `partner` is the
    index of the other end.
    """

    kind: StopKind
    request: Request
    place: str
    earliest: int
    latest: int
    service: int
    due: int | None
    hold: int | None
    is_frozen: bool
    partner: int


def list_points(problem: Problem, shift: Shift, visits: Sequence[Visit]) -> list[Point]:
    """Look up each visit. Raises ValueError when the sequence is not whole and well-ordered."""
    by_id = {request.id: request for request in problem.requests}
    index = {visit: k for k, visit in enumerate(visits)}
    frozen = [Visit(stop.request, StopKind(stop.kind)) for stop in shift.frozen]
    if len(index) != len(visits) or list(visits[: len(frozen)]) != frozen:
        raise ValueError("a visit is repeated, or the frozen beginning is missing")
    points = []
    for k, visit in enumerate(visits):
        is_pickup = visit.kind is StopKind.PICKUP
        partner = index.get(Visit(visit.request, StopKind.DROPOFF if is_pickup else StopKind.PICKUP))
        if partner is None or (partner > k) is not is_pickup:
            raise ValueError(f"{visit.request} is not picked up and then dropped off")
        fixed = shift.frozen[k].start_s if k < len(frozen) else None
        point = _look_up(by_id[visit.request], visit.kind, fixed, partner)
        points.append(point if problem.rules.lateness_per_minute_ore else replace(point, due=None))
    return points


def _look_up(request: Request, kind: StopKind, fixed: int | None, partner: int) -> Point:
    is_pickup = kind is StopKind.PICKUP
    window = hard_pickup_window(request) if is_pickup else hard_dropoff_window(request)
    is_reference = is_pickup == (request.reference is not ReferenceSide.ARRIVE_BY)
    return Point(
        kind=kind,
        request=request,
        place=request.pickup if is_pickup else request.dropoff,
        earliest=window.earliest_s if fixed is None else fixed,
        latest=window.latest_s if fixed is None else fixed,
        service=request.pickup_service_s if is_pickup else request.dropoff_service_s,
        due=due_s(request) if is_reference else None,
        hold=request.wait.visit_s if is_pickup and request.wait is not None else None,
        is_frozen=fixed is not None,
        partner=partner,
    )


def list_aboard(points: Sequence[Point]) -> list[list[Request]]:
    """Who is aboard after each stop."""
    aboard: list[Request] = []
    after = []
    for point in points:
        if point.kind is StopKind.PICKUP:
            aboard = [*aboard, point.request]
        else:
            aboard = [rider for rider in aboard if rider.id != point.request.id]
        after.append(aboard)
    return after


def list_orders(points: Sequence[Point]) -> list[range]:
    """The orders, as ranges of stops: from a pickup into an empty vehicle until it is empty again.

    A linked return keeps the order of its outbound ride open.
    """
    orders, begin = [], 0
    for k, aboard in enumerate(list_aboard(points)):
        is_last = k + 1 == len(points)
        if not aboard and (is_last or points[k + 1].hold is None):
            orders.append(range(begin, k + 1))
            begin = k + 1
    return orders


def require_rules(problem: Problem, vehicle: Vehicle, points: Sequence[Point]) -> None:
    """Raise BrokenRule for the first rule that no clock can mend."""
    if any(not point.request.needs <= vehicle.qualifications for point in points):
        raise BrokenRule(Reason.QUALIFICATION)
    aboard = list_aboard(points)
    for order in list_orders(points):
        loads = [_add_loads(aboard[k]) for k in order]
        if not any(all(_fits(load, layout) for load in loads) for layout in vehicle.layouts):
            raise BrokenRule(Reason.CAPACITY)
    for riders in aboard:
        _require_company(problem, riders)
    _require_links(problem, points, aboard)


def _add_loads(riders: list[Request]) -> Load:
    return Load(*(sum(amounts) for amounts in zip(Load(), *(r.total_load for r in riders), strict=True)))


def _fits(load: Load, layout: Load) -> bool:
    return all(need <= room for need, room in zip(load, layout, strict=True))


def _require_company(problem: Problem, riders: list[Request]) -> None:
    """Nobody aboard together who must ride alone or whose groups may not mix."""
    if len(riders) > 1 and any(rider.ride_alone for rider in riders):
        raise BrokenRule(Reason.RIDE_ALONE)
    for one in riders:
        for other in riders:
            if one is not other and (one.group, other.group) in problem.rules.may_not_mix:
                raise BrokenRule(Reason.MIXING)


def _require_links(problem: Problem, points: Sequence[Point], aboard: list[list[Request]]) -> None:
    """A linked return follows its outbound dropoff at once, with nobody aboard, and never lacks."""
    served = {point.request.id for point in points}
    for request in problem.requests:
        if request.wait is not None and (request.id in served) != (request.wait.outbound in served):
            raise BrokenRule(Reason.WAIT)
    for k, point in enumerate(points):
        if point.hold is None or point.request.wait is None:
            continue
        before = points[k - 1] if k else None
        if before is None or before.kind is not StopKind.DROPOFF or aboard[k - 1]:
            raise BrokenRule(Reason.WAIT)
        if before.request.id != point.request.wait.outbound:
            raise BrokenRule(Reason.WAIT)
