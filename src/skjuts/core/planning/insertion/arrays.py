"""What is known of each route before anybody asks: the tables that a quote reads.

A quote has no time to look at whole routes. Whenever a route changes, its *outlook* is written
down: how early each stop can be reached, how much each order costs and could at best cost, and
which cells of the map the vehicle can be in when.
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

TO_PICKUP, FROM_PICKUP, TO_DROPOFF, FROM_DROPOFF = range(4)
PRICE, ROUTE, PICKUP_GAP, DROPOFF_GAP, PICKUP_S, DROPOFF_S, LEAVE_S = range(7)
"""The fields of `Query.answer`. `LEAVE_S`: the pickup's earliest start for this vehicle."""

WAITING, KEPT, JUDGED = range(3)
"""The fields of `Query.count`: pairs on the heap, pairs ever kept, pairs judged."""

STOP = np.dtype(
    [
        ("place", "i4"),
        ("ready", "i4"),
        ("latest", "i4"),
        ("early", "i4"),
        ("start", "i4"),
        ("seconds", "i4"),
        ("metres", "i4"),
        ("begin", "i2"),
        ("end", "i2"),
        ("inside", "i4"),
        ("order_s", "i4"),
        ("order_m", "i4"),
        ("whole_s", "i4"),
        ("whole_m", "i4"),
        ("empty_m", "i4"),
        ("service", "i4"),
        ("due", "i4"),
        ("paid", "i8"),
        ("saved", "i8"),
    ],
    align=True,
)
"""Stop k of a route; the row after the last is the way home.

`early`, `ready`: earliest start and end of service, breaks left out; `start`: breaks taken.
`latest`: latest start that leaves the rest possible. `due`: as in the node. `seconds` (at least)
and `metres` of the leg to the stop; `inside`: an order is open on it. `begin`, `end`: first and last
stop of its order. Summed from the first
stop through this one: `order_s` and `order_m` service and legs inside orders, `whole_s` and
`whole_m` service and all legs, `empty_m` the other legs, `paid` the price of the orders begun,
`saved` how much less they could cost if every stop moved to its best time."""

OUTLOOK_ROUTE = np.dtype([("available", "i4"), ("loose", "i4"), ("gap", "i4"), ("extra", "i8")], align=True)
"""`available`: when the vehicle can leave its last frozen stop for a new one. `gap`: where the first
break is. `loose`: the first stop whose order may move to another time when stops are added later.
`extra`: lateness that could vanish."""


class Outlook(Frame):
    """What is known of every route. Shapes: stops (R, K + 1), routes R, reach (C, R, 2) of C cells.

    `reach`: bit b of the two words says that the vehicle can be in the cell during bucket b.
    `cells`: the cell of each of P places. `to_cell`, `from_cell` (P, C): least free-flow seconds
    between a place and any place of the cell.
    """

    stops: NDArray[np.void]
    routes: NDArray[np.void]
    reach: NDArray[np.uint64]
    cells: NDArray[np.int32]
    to_cell: NDArray[np.int32]
    from_cell: NDArray[np.int32]


class Query(Frame):
    """Working memory of one quote: the same ride at up to MOST_TIMES times, each with a row `ask`.

    `first`: the tables' row of the first time; the others follow. `ways` (4, P, 2): seconds and
    metres to and from the two ends asked for. `bounds`, `pairs` (route, pickup's gap, dropoff's
    gap) and `heap`: pairs to judge, the most promising at the top. `count`: how far it has come.
    `own`: least price of the ride as an order of its own, by tariff. `answer`: the best found.
    """

    first: NDArray[np.int64]
    ways: NDArray[np.int32]
    bounds: NDArray[np.int64]
    pairs: NDArray[np.int32]
    heap: NDArray[np.int32]
    count: NDArray[np.int64]
    own: NDArray[np.int64]
    answer: NDArray[np.int64]


def make_query(data: Data) -> Query:
    """Fresh working memory for quotes over these tables, whose last rows are the times asked about."""
    return Query(
        first=np.array([len(data.requests) - MOST_TIMES]),
        ways=np.zeros((4, len(data.legs), 2), np.int32),
        bounds=np.zeros((MOST_TIMES, MOST_PAIRS), np.int64),
        pairs=np.zeros((MOST_TIMES, MOST_PAIRS, 3), np.int32),
        heap=np.zeros((MOST_TIMES, MOST_PAIRS), np.int32),
        count=np.zeros((MOST_TIMES, 3), np.int64),
        own=np.zeros(len(data.tariffs), np.int64),
        answer=np.zeros((MOST_TIMES, 7), np.int64),
    )


def aim(query: Query, data: Data, pickup: int, dropoff: int) -> None:
    """Gather the ways to and from two places, so that the scan reads them in one piece.

    Seconds and metres are moved as one number: half the steps over a column of a big matrix.
    """
    ways, legs = query.ways.view(np.int64)[:, :, 0], data.legs.view(np.int64)[:, :, 0]
    ways[TO_PICKUP], ways[FROM_PICKUP] = legs[:, pickup], legs[pickup]
    ways[TO_DROPOFF], ways[FROM_DROPOFF] = legs[:, dropoff], legs[dropoff]
