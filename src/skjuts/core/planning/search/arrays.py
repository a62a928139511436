"""The tables that the compiled search reads and writes.

A problem becomes a handful of structured arrays (`Data`), a plan in progress another handful
(`Plan`), and every kernel borrows its working memory from one `Scratch`. Names are those of
the problem; a *node* is one end of a request: pickup `i`, dropoff `n + i`. A *route* is a
vehicle's shift with the nodes it visits, in order.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from skjuts.core.planning.search.frame import Frame

NOBODY = -1
NOWHERE = -1
FAR = 1 << 30
"""Later than any time and longer than any ride."""
DEAR = np.int64(1) << 60
"""Dearer than any plan."""
LANE_BITS = 15
"""Each of the four resources has a 16-bit lane of an int64: 15 bits of load and a guard bit."""
GUARDS = np.int64(sum(1 << (16 * lane + LANE_BITS) for lane in range(3)))
"""The guard bits of the lower lanes; the uppermost lane's guard is the sign."""
ALL_LAYOUTS = 255

NODE = np.dtype(
    [
        ("place", "i4"),
        ("earliest", "i4"),
        ("latest", "i4"),
        ("soonest", "i4"),
        ("hopeful", "i4"),
        ("due", "i4"),
        ("service", "i4"),
        ("ride_limit", "i4"),
        ("hold", "i4"),
        ("group", "i4"),
        ("load", "i8"),
    ],
    align=True,
)
"""`hold`: least time after the previous stop's end (a linked return), else NOBODY. `due`: FAR where
lateness is not counted. `soonest` and `hopeful` narrow the window by the direct ride: times worth
trying wherever no way round is shorter than the way. `load`: packed lanes, the same positive
number at both ends."""

REQUEST = np.dtype(
    [
        ("needs", "i8"),
        ("unserved", "i8"),
        ("published", "i4"),
        ("return_of", "i4"),
        ("returned_by", "i4"),
        ("locked", "i4"),
    ],
    align=True,
)
"""`returned_by`: the linked return that must be served with this ride; `return_of`: its
inverse. `locked`: the route that a frozen beginning ties the ride to. NOBODY otherwise."""

ROUTE = np.dtype(
    [
        ("start_place", "i4"),
        ("end_place", "i4"),
        ("start", "i4"),
        ("end", "i4"),
        ("max_duration", "i4"),
        ("tariff", "i4"),
        ("kind", "i4"),
        ("vehicle", "i4"),
        ("frozen", "i4"),
        ("breaks", "i4"),
        ("layouts", "i4"),
        ("skills", "i8"),
        ("entry", "i8"),
        ("capacity", "i8", (8,)),
        ("pause", "i4", (2, 3)),
    ],
    align=True,
)
"""`kind`: routes of one kind are interchangeable. `entry`: price of using the route at all
(hierarchical objective). `pause`: earliest, latest and duration of each break."""

TARIFF = np.dtype(
    [
        ("start", "i8"),
        ("minute", "i8"),
        ("waiting", "i8"),
        ("approach", "i8"),
        ("back", "i8"),
        ("minimum", "i8"),
        ("guarantee", "i8"),
        ("bands", "i4"),
        ("band_from", "i8", (3,)),
        ("band_rate", "i8", (3,)),
        ("additive", "i4"),
    ],
    align=True,
)
"""`additive`: the price is a sum over legs (one band, nothing else), so that the difference
an insertion makes needs no look at the whole route."""

AT = np.dtype(
    [
        ("start", "i4"),
        ("ready", "i4"),
        ("latest", "i4"),
        ("aboard", "i2"),
        ("closed", "i2"),
        ("layouts_before", "i2"),
        ("layouts_after", "i2"),
        ("load", "i8"),
        ("groups", "i8"),
    ],
    align=True,
)
"""A stop of a route: earliest `start` and end of service `ready`, `latest` start that leaves
the rest possible, and the state after it. `closed`: nothing may come before this stop (a linked
return, a frozen stop). `layouts_before` / `layouts_after`: layouts that hold every load of the
order so far / from here on."""


class Data(Frame):
    """A problem, compiled. Shapes: nodes 2n, requests n, routes R, legs (P, P, 2), near (n, k).

    `terms`: [price of a minute's lateness, price of a changed vehicle], öre.
    """

    nodes: NDArray[np.void]
    requests: NDArray[np.void]
    routes: NDArray[np.void]
    tariffs: NDArray[np.void]
    legs: NDArray[np.int32]
    zones: NDArray[np.int32]
    work: NDArray[np.int64]
    forbids: NDArray[np.int64]
    near: NDArray[np.int32]
    marks: NDArray[np.uint64]
    terms: NDArray[np.int64]


class Plan(Frame):
    """A plan in progress. Shapes: stops and at (R, K); the rest R, n or 2n; `absent` n, `totals` 4.

    `cost` is a route's whole price, `bare` its price before the guarantee, lateness and changes.
    `totals`: [cost of the routes, price of the unserved, number unserved, 0].
    """

    stops: NDArray[np.int32]
    at: NDArray[np.void]
    length: NDArray[np.int32]
    cost: NDArray[np.int64]
    bare: NDArray[np.int64]
    route_of: NDArray[np.int32]
    position: NDArray[np.int32]
    totals: NDArray[np.int64]


class Scratch(Frame):
    """Working memory of the kernels.

    `bank`: requests to insert, `banked`: [their number, number of `touched` routes]. `absent`:
    the accepted plan's unserved requests, `tick`: [stamp, their number]. `best`: the best
    insertion so far (price, route, gaps). `candidates`: routes to scan, `promise`: what each may
    cost. `mode`: [estimates wanted only, idle vehicles barred]. `drop`: estimated price of a dropoff
    in each gap, riding on from the beginning; `least_drop` the least from there on; `bridged` what
    riding on changes.
    """

    sequence: NDArray[np.int32]
    start: NDArray[np.int64]
    floor: NDArray[np.int64]
    ceiling: NDArray[np.int64]
    previous: NDArray[np.int64]
    where: NDArray[np.int32]
    counts: NDArray[np.int32]
    gaps: NDArray[np.int64]
    open_gaps: NDArray[np.int32]
    best: NDArray[np.int64]
    bank: NDArray[np.int32]
    absent: NDArray[np.int32]
    banked: NDArray[np.int32]
    keys: NDArray[np.float64]
    route_stamp: NDArray[np.int64]
    candidates: NDArray[np.int32]
    promise: NDArray[np.int64]
    mode: NDArray[np.int64]
    touched: NDArray[np.int32]
    tick: NDArray[np.int64]
    random: NDArray[np.uint64]
    hurdle: NDArray[np.int64]
    drop: NDArray[np.float64]
    least_drop: NDArray[np.float64]
    bridged: NDArray[np.float64]
    ways: NDArray[np.float64]


WAYS = (0.60, 0.78, 0.90, 0.95, 5.0)
"""How often to ruin by strings, related, dear and whole routes (cumulative); else scattered."""


def make_plan(data: Data, capacity: int) -> Plan:
    """An empty plan whose routes hold at most `capacity` stops."""
    routes, requests = len(data.routes), len(data.requests)
    return Plan(
        stops=np.zeros((routes, capacity), np.int32),
        at=np.zeros((routes, capacity), AT),
        length=np.zeros(routes, np.int32),
        cost=np.zeros(routes, np.int64),
        bare=np.zeros(routes, np.int64),
        route_of=np.full(requests, NOBODY, np.int32),
        position=np.zeros(2 * requests, np.int32),
        totals=np.zeros(4, np.int64),
    )


def make_scratch(data: Data, capacity: int, seed: int) -> Scratch:
    """Fresh working memory and a random state grown from `seed`."""
    routes, requests = len(data.routes), len(data.requests)
    room = capacity + 4
    return Scratch(
        sequence=np.zeros(room, np.int32),
        start=np.zeros(room, np.int64),
        floor=np.zeros(room, np.int64),
        ceiling=np.zeros(room, np.int64),
        previous=np.zeros(room, np.int64),
        where=np.zeros(requests, np.int32),
        counts=np.zeros(64, np.int32),
        gaps=np.zeros(2, np.int64),
        open_gaps=np.zeros(room, np.int32),
        best=np.zeros(8, np.int64),
        bank=np.zeros(requests, np.int32),
        absent=np.zeros(requests, np.int32),
        banked=np.zeros(4, np.int32),
        keys=np.zeros(requests, np.float64),
        route_stamp=np.zeros(routes, np.int64),
        candidates=np.zeros(routes, np.int32),
        promise=np.zeros(routes, np.int64),
        mode=np.zeros(2, np.int64),
        touched=np.zeros(routes, np.int32),
        tick=np.zeros(4, np.int64),
        random=np.array([0x9E3779B97F4A7C15 ^ (seed * 0xD1B54A32D192ED03 & (2**64 - 1))], np.uint64),
        hurdle=np.zeros(1, np.int64),
        drop=np.zeros(room),
        least_drop=np.zeros(room),
        bridged=np.zeros(room),
        ways=np.array(WAYS),
    )
