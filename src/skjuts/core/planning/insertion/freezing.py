"""Hold fixed what a vehicle has done or set out for, and keep the rest from moving into the past."""

from __future__ import annotations

from skjuts.core.planning.insertion.arrays import Outlook
from skjuts.core.planning.search.arrays import FAR, Data, Plan, Scratch
from skjuts.core.planning.search.kernel import kernel, wide
from skjuts.core.planning.search.route import load_sequence
from skjuts.core.planning.search.schedule import leave, reach, schedule, tighten


@kernel
def departure(data: Data, plan: Plan, scratch: Scratch, route: int, k: int) -> int:
    """When the vehicle of the scheduled sequence sets out for stop k."""
    row, node = data.routes[route], data.nodes[scratch.sequence[k]]
    if k == 0:
        return leave(data, row.start_place, node.place, scratch.start[0])
    before = data.nodes[scratch.sequence[k - 1]]
    if plan.at[route, k - 1].aboard > 0 or node.hold >= 0:
        return scratch.start[k - 1] + before.service
    return leave(data, before.place, node.place, scratch.start[k])


@kernel
def count_left_for(data: Data, plan: Plan, scratch: Scratch, route: int, length: int, until_s: int) -> int:
    """How many stops the vehicle has visited or set out for."""
    for k in range(data.routes[route].frozen, length):
        if departure(data, plan, scratch, route, k) > until_s:
            return k
    return max(length, wide(data.routes[route].frozen))


@kernel
def free_at(data: Data, scratch: Scratch, route: int, length: int, gap: int) -> int:
    """When the vehicle of the scheduled sequence stands still in a gap."""
    row = data.routes[route]
    if gap == 0:
        return wide(row.start)
    last = data.nodes[scratch.sequence[gap - 1]]
    ready = scratch.start[gap - 1] + last.service
    return reach(data, last.place, row.end_place, ready) if gap == length else ready


@kernel
def count_breaks_begun(
    data: Data, scratch: Scratch, outlook: Outlook, route: int, length: int, frozen: int, until_s: int
) -> int:
    """How many breaks have begun; the vehicle is available again when the last of them ends."""
    row = data.routes[route]
    begun, end_s = 0, wide(0)
    for k in range(row.breaks):
        gap = scratch.gaps[k]
        start_s = max(free_at(data, scratch, route, length, gap), end_s, wide(row.pause[k, 0]))
        if gap >= frozen and start_s > until_s:
            break
        begun, end_s = k + 1, start_s + row.pause[k, 2]
    outlook.routes[route].available = max(wide(outlook.routes[route].available), until_s, end_s)
    return begun


@kernel
def drop_breaks(data: Data, route: int, begun: int) -> None:
    """Take the breaks that have begun out of those still to come."""
    row = data.routes[route]
    for k in range(begun, row.breaks):
        for field in range(3):
            row.pause[k - begun, field] = row.pause[k, field]
    row.breaks -= begun


@kernel
def pin(data: Data, scratch: Scratch, route: int, k: int) -> None:
    """Fix stop k at its time, and its rider to the route."""
    requests = data.requests.shape[0]
    index = scratch.sequence[k]
    node = data.nodes[index]
    node.earliest = node.latest = node.soonest = node.hopeful = scratch.start[k]
    request = index if index < requests else index - requests
    data.requests[request].locked = route
    if index >= requests:
        data.nodes[request].ride_limit = node.ride_limit = FAR


@kernel
def raise_pickup(data: Data, scratch: Scratch, outlook: Outlook, route: int, k: int, frozen: int) -> None:
    """Stop k can be no earlier than when the vehicle comes there from where it stands now.

    The present plan stays possible. Dropoffs follow their pickups: while somebody is aboard, the
    vehicle does not stand still.
    """
    row, node = data.routes[route], data.nodes[scratch.sequence[k]]
    place, ready = row.start_place, wide(row.start)
    if frozen > 0:
        last = data.nodes[scratch.sequence[frozen - 1]]
        place, ready = last.place, scratch.start[frozen - 1] + last.service
    soonest = reach(data, place, node.place, max(ready, wide(outlook.routes[route].available)))
    soonest = min(soonest, scratch.start[k])
    node.earliest = max(wide(node.earliest), soonest)
    node.soonest = max(wide(node.soonest), soonest)


@kernel
def freeze_route(data: Data, plan: Plan, scratch: Scratch, outlook: Outlook, route: int, until_s: int) -> int:
    """Hold fixed what the vehicle has begun by `until_s`; 1 when anything new was, else 0."""
    row, length = data.routes[route], load_sequence(plan, scratch, route)
    was = row.frozen
    if length == 0:
        outlook.routes[route].available = max(wide(outlook.routes[route].available), until_s)
        return 0
    schedule(data, scratch, route, length)
    tighten(data, scratch, length)
    frozen = count_left_for(data, plan, scratch, route, length, until_s)
    begun = count_breaks_begun(data, scratch, outlook, route, length, frozen, until_s)
    for k in range(was, frozen):
        pin(data, scratch, route, k)
    for k in range(frozen, length):
        if scratch.sequence[k] < data.requests.shape[0]:
            raise_pickup(data, scratch, outlook, route, k, frozen)
    drop_breaks(data, route, begun)
    row.frozen = frozen
    return 1 if frozen > was or begun > 0 else 0
