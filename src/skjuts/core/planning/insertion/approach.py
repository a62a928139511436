"""When a vehicle can be at the ends of the new ride at the hour's speed, and how late others become."""

from __future__ import annotations

from typing import NamedTuple

from skjuts.core.network.slowdown import arrive_s
from skjuts.core.planning.insertion.arrays import Outlook, Query
from skjuts.core.planning.insertion.survey import late_price
from skjuts.core.planning.search.arrays import DEAR, FAR, Data
from skjuts.core.planning.search.kernel import kernel, wide


class Passage(NamedTuple):
    """When the vehicle is at a point of the new run at the earliest, and what lateness costs until then.

    DEAR when somebody cannot be served any more.
    """

    time_s: int
    late: int


TOO_LATE = Passage(wide(FAR), wide(DEAR))


@kernel
def arrive(data: Data, leaving: int, depart_s: int, free: int) -> int:
    """Arrival on a way of so many seconds at free flow that begins at the place `leaving`."""
    if data.work.shape[0] == 0 or free == 0:
        return depart_s + free
    return arrive_s(data.work, data.zones[leaving], depart_s, free)


@kernel
def reach_pickup(data: Data, outlook: Outlook, query: Query, route: int, i: int) -> int:
    """The earliest arrival at the new pickup in gap i."""
    gap = outlook.gaps[route, i]
    return arrive(data, gap.before, wide(gap.ready), wide(query.ways[gap.before].to_pickup_s))


@kernel
def ride_past(
    data: Data, outlook: Outlook, query: Query, route: int, pickup: int, i: int, j: int, ready_s: int
) -> Passage:
    """From the pickup at place `pickup`, done at `ready_s`, past stops i to j - 1."""
    time_s, late = ready_s, wide(0)
    for k in range(i, j):
        stop = outlook.stops[route, k]
        if k == i:
            on = query.ways[outlook.gaps[route, i].after]
            time_s = arrive(data, pickup, time_s, wide(on.from_pickup_s))
        else:
            time_s += stop.seconds
        time_s = max(time_s, wide(stop.early))
        if time_s > stop.latest:
            return TOO_LATE
        if time_s > stop.start:
            late += late_price(data, stop.due, time_s) - late_price(data, stop.due, stop.start)
        time_s += stop.service
    return Passage(time_s, late)


@kernel
def delay_price(data: Data, outlook: Outlook, route: int, length: int, k: int, time_s: int) -> int:
    """The least that others' lateness rises by when stop k starts no earlier than `time_s`."""
    total = wide(0)
    while k < length and data.terms[0] > 0:
        stop = outlook.stops[route, k]
        if time_s <= stop.start:
            break
        total += late_price(data, stop.due, time_s) - late_price(data, stop.due, stop.start)
        time_s += stop.service + outlook.stops[route, k + 1].seconds
        k += 1
    return total


@kernel
def least_lateness(
    data: Data, outlook: Outlook, query: Query, route: int, length: int, request: int, i: int, j: int
) -> int:
    """Least change of what lateness costs with the ride in gaps i and j; DEAR when it comes too late."""
    pickup, dropoff = data.nodes[request], data.nodes[request + data.requests.shape[0]]
    start_s = max(reach_pickup(data, outlook, query, route, i), wide(pickup.earliest))
    if start_s > pickup.latest:
        return wide(DEAR)
    past = ride_past(data, outlook, query, route, pickup.place, i, j, start_s + pickup.service)
    if past.late == DEAR:
        return past.late
    gap = outlook.gaps[route, j]
    leaving, last_s = pickup.place, query.ways[dropoff.place].from_pickup_s
    if j > i:
        leaving, last_s = gap.before, query.ways[gap.before].to_dropoff_s
    dropped_s = max(arrive(data, leaving, past.time_s, wide(last_s)), wide(dropoff.earliest))
    on_s = wide(query.ways[gap.after].from_dropoff_s)
    onward_s = arrive(data, dropoff.place, dropped_s + dropoff.service, on_s)
    if dropped_s > dropoff.latest or onward_s > gap.latest:
        return wide(DEAR)
    late = late_price(data, pickup.due, start_s) + late_price(data, dropoff.due, dropped_s) + past.late
    late += delay_price(data, outlook, route, length, j, onward_s)
    return late - outlook.routes[route].extra
