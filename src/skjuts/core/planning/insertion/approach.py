"""When a vehicle can be at the ends of the new ride."""

from __future__ import annotations

from skjuts.core.network.slowdown import arrive_s
from skjuts.core.planning.insertion.arrays import TO_PICKUP, Outlook, Query
from skjuts.core.planning.search.arrays import NOWHERE, Data
from skjuts.core.planning.search.kernel import kernel, wide


@kernel
def arrive(data: Data, query: Query, way: int, leaving: int, place: int, depart_s: int) -> int:
    """Arrival between an end of the new ride and `place`, leaving `leaving` (one of the two)."""
    if place == NOWHERE:
        return depart_s
    free = wide(query.ways[way, place, 0])
    if data.work.shape[0] == 0:
        return depart_s + free
    return arrive_s(data.work, data.zones[leaving], depart_s, free)


@kernel
def reach_pickup(data: Data, outlook: Outlook, query: Query, route: int, gap: int) -> int:
    """The earliest arrival at the new pickup in a gap."""
    place, ready = data.routes[route].start_place, wide(data.routes[route].start)
    if gap > 0:
        place, ready = outlook.stops[route, gap - 1].place, wide(outlook.stops[route, gap - 1].ready)
    if gap == data.routes[route].frozen:
        ready = max(ready, wide(outlook.routes[route].available))
    return arrive(data, query, TO_PICKUP, place, place, ready)


@kernel
def first_gap(data: Data, outlook: Outlook, route: int, length: int, ready_s: int) -> int:
    """The first gap whose following stop can come after a pickup done at `ready_s`."""
    low, high = wide(data.routes[route].frozen), wide(length)
    while low < high:
        half = (low + high) // 2
        if outlook.stops[route, half].latest < ready_s:
            low = half + 1
        else:
            high = half
    return low
