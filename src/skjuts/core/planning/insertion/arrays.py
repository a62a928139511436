"""What is known of each route before anybody asks: the tables that a quote reads.

A quote has no time to look at whole routes. Whenever a route changes, its *outlook* is written
down: how early each stop can be reached, what each order costs and could at best cost, what a new
ride in each gap would add to, and which cells of the map the vehicle can be in when.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from skjuts.core.planning.search.arrays import Data
from skjuts.core.planning.search.frame import Frame

MOST_TIMES = 8
"""Times answered together; the tables keep so many rows for them at their end."""
MOST_PAIRS = 1 << 14
"""Pairs of gaps kept for one offered time; any more are judged at once."""
BUCKET_S = 900
BUCKETS = 128
"""A day of quarters and eight hours more; what lies outside counts to the first and last."""
WORD_BITS = 64

PRICE, ROUTE, PICKUP_GAP, DROPOFF_GAP, PICKUP_S, DROPOFF_S, LEAVE_S = range(7)
"""The fields of `Query.answer`. `LEAVE_S`: the pickup's earliest start for this vehicle."""

WAITING, KEPT, JUDGED = range(3)
"""The fields of `Query.count`: pairs on the heap, pairs ever kept, pairs judged."""

STOP = np.dtype(
    [
        ("early", "i4"),
        ("start", "i4"),
        ("latest", "i4"),
        ("due", "i4"),
        ("service", "i4"),
        ("seconds", "i4"),
        ("begin", "i4"),
        ("end", "i4"),
        ("empty_m", "i4"),
        ("paid", "i8"),
        ("extra", "i8"),
    ],
    align=True,
)
"""Stop k of a route; the row after the last is the way home.

`early`: earliest start with the breaks left out, `start`: with the breaks taken. `latest`: latest
start that leaves the rest possible. `due`: as in the node. `seconds`: least time of the leg to it.
`begin`, `end`: first and last stop of its order. Summed from the first stop through this one:
`empty_m` the empty legs, `paid` the price of the orders begun, `extra` what lateness and changes of
vehicle cost.
"""

GAP = np.dtype(
    [
        ("before", "i4"),
        ("after", "i4"),
        ("ready", "i4"),
        ("early", "i4"),
        ("latest", "i4"),
        ("service", "i4"),
        ("leg_s", "i4"),
        ("room_s", "i4"),
        ("fits", "i2"),
        ("later", "i2"),
        ("inside", "i2"),
        ("closed", "i2"),
        ("load", "i8"),
        ("groups", "i8"),
        ("leg_m", "i4"),
        ("past_s", "i4"),
        ("past_m", "i4"),
        ("head_s", "i4"),
        ("head_m", "i4"),
        ("tail_s", "i4"),
        ("tail_m", "i4"),
        ("head_price", "f8"),
        ("tail_price", "f8"),
        ("nearing", "f8"),
        ("onward", "f8"),
    ],
    align=True,
)
"""The gap before stop k of a route; the one after the last stop leads home.

`before`, `after`: the places at its ends, P (a place more than there are) for none at all. `ready`:
when the vehicle can leave the one; `early`, `latest`, `service`: of the stop at the other. `load`,
`groups`, `fits` and `later`: who is aboard, the layouts that hold the order so far and from here on.
`inside`: an order is open. `closed`: nothing may come here.

The gap's own leg, and all legs and service past the stops before it, in least seconds (`_s`) and metres
(`_m`). `head`, `tail`: the open order from its first stop to here, and from here to its last stop.
`room_s`: the longest detour here that nobody aboard would sit too long for.
`head_price`: what a pickup here takes from the price of all that comes before, `tail_price` what a
dropoff takes from the rest. `nearing`, `onward`: öre a metre for an empty way from and to the ends.
"""

SUM = np.dtype(
    [
        ("place", "i4"),
        ("inside", "i4"),
        ("metres", "i4"),
        ("seconds", "i4"),
        ("service", "i4"),
        ("order_s", "i8"),
        ("order_m", "i8"),
        ("whole_s", "i8"),
        ("whole_m", "i8"),
        ("saved", "i8"),
    ],
    align=True,
)
"""Working memory of a survey: stop k of the route that is surveyed, the way home after the last.

`metres` and least `seconds` of the leg to the stop; `inside`: an order is open on it. Summed from the
first stop through this one: `order_s` and `order_m` service and legs inside orders, `whole_s` and
`whole_m` service and all legs, `saved` how much less the orders begun could cost if every stop moved
to its best time.
"""

OUTLOOK_ROUTE = np.dtype(
    [
        ("available", "i4"),
        ("loose", "i4"),
        ("gap", "i4"),
        ("covered", "i8"),
        ("spare", "i8"),
        ("extra", "i8"),
    ],
    align=True,
)
"""`available`: when the vehicle can leave its last frozen stop for a new one. `gap`: where the first
break is. `loose`: the first stop whose order may move to another time when stops are added later.
`covered`: what the guarantee leaves room for at no price. `spare`: how much the whole price could
fall before the guarantee stops it. `extra`: lateness that could vanish."""

RATES = np.dtype(
    [
        ("start", "f8"),
        ("second", "f8"),
        ("minimum", "f8"),
        ("band_from", "f8", (4,)),
        ("band_rate", "f8", (3,)),
    ],
    align=True,
)
"""A contract in öre, öre a second and öre a metre; each band ends where the next begins."""


WAY = np.dtype(
    [
        ("to_pickup_s", "i4"),
        ("to_pickup_m", "i4"),
        ("from_pickup_s", "i4"),
        ("from_pickup_m", "i4"),
        ("to_dropoff_s", "i4"),
        ("to_dropoff_m", "i4"),
        ("from_dropoff_s", "i4"),
        ("from_dropoff_m", "i4"),
    ],
    align=True,
)
"""Free-flow seconds and metres between a place and the two ends of the new ride."""


class Outlook(Frame):
    """What is known of every route. Shapes: stops, gaps and latest (R, K + 1), routes R, reach (C, R, 2).

    `latest`: the gaps' column of that name, close together. `sums` (K + 1): of the route that is
    surveyed. `rates`: by tariff. `reach`: bit b of the two words says that the vehicle can be in the
    cell during bucket b. `cells`: the cell of each of P places. `to_cell`, `from_cell` (P + 1, C):
    least free-flow seconds between a place and any place of the cell.
    """

    stops: NDArray[np.void]
    gaps: NDArray[np.void]
    latest: NDArray[np.int32]
    sums: NDArray[np.void]
    routes: NDArray[np.void]
    rates: NDArray[np.void]
    reach: NDArray[np.uint64]
    cells: NDArray[np.int32]
    to_cell: NDArray[np.int32]
    from_cell: NDArray[np.int32]


class Query(Frame):
    """Working memory of one quote: the same ride at up to MOST_TIMES times, each with a row `ask`.

    `first`: the tables' row of the first time; the others follow. `ways` (P + 1): by place.
    `buckets` (MOST_TIMES, 2, 2): the pickup's and the dropoff's window as bits of the index.
    `bounds`, `pairs` (route, pickup's gap, dropoff's gap) and `heap`: pairs to judge, the most
    promising at the top. `count`: how far it has come. `answer`: the best found.
    """

    first: NDArray[np.int64]
    ways: NDArray[np.void]
    buckets: NDArray[np.uint64]
    bounds: NDArray[np.int64]
    pairs: NDArray[np.int32]
    heap: NDArray[np.int32]
    count: NDArray[np.int64]
    answer: NDArray[np.int64]


def make_query(data: Data) -> Query:
    """Fresh working memory for quotes over these tables, whose last rows are the times asked about."""
    return Query(
        first=np.array([len(data.requests) - MOST_TIMES]),
        ways=np.zeros(len(data.legs) + 1, WAY),
        buckets=np.zeros((MOST_TIMES, 2, 2), np.uint64),
        bounds=np.zeros((MOST_TIMES, MOST_PAIRS), np.int64),
        pairs=np.zeros((MOST_TIMES, MOST_PAIRS, 3), np.int32),
        heap=np.zeros((MOST_TIMES, MOST_PAIRS), np.int32),
        count=np.zeros((MOST_TIMES, 3), np.int64),
        answer=np.zeros((MOST_TIMES, 7), np.int64),
    )


def aim(query: Query, data: Data, pickup: int, dropoff: int) -> None:
    """Gather the ways to and from two places, so that the scan reads them in one piece.

    Seconds and metres are moved as one number: half the steps over a column of a big matrix.
    """
    ways, legs = query.ways.view(np.int64).reshape(-1, 4)[:-1], data.legs.view(np.int64)[:, :, 0]
    ways[:, 0], ways[:, 1] = legs[:, pickup], legs[pickup]
    ways[:, 2], ways[:, 3] = legs[:, dropoff], legs[dropoff]
