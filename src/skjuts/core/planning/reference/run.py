"""One run in full: its stops with their times, and its price under the contract."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from skjuts.core.planning.problem import Problem, Vehicle
from skjuts.core.planning.reference.sequence import (
    BrokenRule,
    Visit,
    list_orders,
    list_points,
    require_rules,
)
from skjuts.core.planning.reference.timing import Rest, Roads, Timetable, Timing
from skjuts.core.planning.solution import Reason, Run, Stop, StopKind
from skjuts.core.tariffs.contract import OrderUse, RunCost, price_run


@dataclass(frozen=True, slots=True)
class Infeasible:
    """The sequence cannot be driven: the rule that fell first."""

    reason: Reason


def schedule_run(
    problem: Problem, vehicle: Vehicle, shift_index: int, visits: Sequence[Visit]
) -> Run | Infeasible:
    """Schedule and price a sequence of stops in one shift of a vehicle.

    `visits` begins with the shift's frozen stops and holds both ends of every request in it.
    Raises ValueError for a sequence that does not.
    """
    shift = vehicle.shifts[shift_index]
    points = list_points(problem, shift, visits)
    timing = Timing(problem, vehicle, shift, points, Roads(problem))
    try:
        require_rules(problem, vehicle, points)
        timetable = timing.find_earliest()
    except BrokenRule as broken:
        return Infeasible(broken.reason)
    starts = timing.delay_starts(timetable.starts)
    stops = _list_stops(timing, timetable, starts)
    return Run(vehicle.id, shift_index, tuple(stops), _price(timing, starts))


def _list_stops(timing: Timing, timetable: Timetable, starts: list[int]) -> list[Stop]:
    """The run from its first break or departure to its last arrival or break.

    Breaks before leaving stand before the start, breaks after the run after the end.
    """
    points, vehicle, home = timing.points, timing.vehicle, timetable.home
    closing = {order[-1] for order in list_orders(points)}
    here = vehicle.start_place if vehicle.start_place is not None else points[0].place
    leave = timing.roads.depart(vehicle.start_place, points[0].place, starts[0])
    stops = _list_rests(timetable, 0, here, None if vehicle.start_place else leave)
    if vehicle.start_place is not None:
        stops.append(Stop(StopKind.START, vehicle.start_place, None, leave, leave, leave))
    arrive = timing.roads.arrive(vehicle.start_place, points[0].place, leave)
    for k, point in enumerate(points):
        done = depart = starts[k] + point.service
        rests = []
        if k in closing and k + 1 < len(points):
            depart = timing.roads.depart(point.place, points[k + 1].place, starts[k + 1])
            rests = _list_rests(timetable, k + 1, point.place, depart)
        leaves = done if rests else depart
        stops.append(Stop(point.kind, point.place, point.request.id, arrive, starts[k], leaves))
        stops += rests
        if k + 1 < len(points):
            arrive = timing.roads.arrive(point.place, points[k + 1].place, depart)
    if vehicle.end_place is not None:
        stops.append(Stop(StopKind.END, vehicle.end_place, None, home, home, home))
    return stops + _list_rests(timetable, len(points), vehicle.end_place or points[-1].place, None)


def _list_rests(timetable: Timetable, gap: int, place: str, depart: int | None) -> list[Stop]:
    """The breaks of one gap; the last one leaves at `depart`, or when it ends."""
    rests = [rest for rest in timetable.rests if rest.gap == gap]
    return [_rest_stop(rest, place, depart if rest is rests[-1] else None) for rest in rests]


def _rest_stop(rest: Rest, place: str, depart: int | None) -> Stop:
    return Stop(StopKind.BREAK, place, None, rest.ready, rest.start, rest.end if depart is None else depart)


def _price(timing: Timing, starts: list[int]) -> RunCost:
    """What the contract says of the run's orders and its empty metres."""
    points, roads, vehicle = timing.points, timing.roads, timing.vehicle
    orders = list_orders(points)
    ends: list[str | None] = [vehicle.start_place, *(points[order[-1]].place for order in orders)]
    approach = sum(
        roads.metres(end, points[order[0]].place) for end, order in zip(ends, orders, strict=False)
    )
    return price_run(
        timing.problem.tariffs[vehicle.tariff],
        [_use_of(timing, order, starts) for order in orders],
        approach,
        roads.metres(points[-1].place, vehicle.end_place),
    )


def _use_of(timing: Timing, order: range, starts: list[int]) -> OrderUse:
    points, roads = timing.points, timing.roads
    loaded = busy = 0
    for k in order:
        busy += points[k].service
        if k != order[-1]:
            depart = starts[k] + points[k].service
            busy += roads.arrive(points[k].place, points[k + 1].place, depart) - depart
            loaded += roads.metres(points[k].place, points[k + 1].place)
    span = starts[order[-1]] + points[order[-1]].service - starts[order[0]]
    return OrderUse(loaded_m=loaded, busy_s=busy, waiting_s=span - busy)
