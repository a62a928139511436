"""The best insertion of a new ride anywhere in the fleet."""

from __future__ import annotations

import numpy as np

from skjuts.core.planning.insertion.arrays import (
    JUDGED,
    KEPT,
    MOST_PAIRS,
    PRICE,
    ROUTE,
    WAITING,
    Outlook,
    Query,
)
from skjuts.core.planning.insertion.choice import judge_pairs, settle_best
from skjuts.core.planning.insertion.freezing import freeze_route
from skjuts.core.planning.insertion.index import can_come, enter_route, note_buckets
from skjuts.core.planning.insertion.scan import scan_route
from skjuts.core.planning.insertion.survey import survey_route
from skjuts.core.planning.search.arrays import DEAR, NOBODY, Data, Plan, Scratch
from skjuts.core.planning.search.kernel import kernel, wide
from skjuts.core.planning.search.route import fitting_layouts, load_sequence, store

HANDFUL, FEW = 32, 2
"""After so many routes so many of the most promising pairs are judged."""
GOLDEN = 0.618


@kernel
def find_stride(routes: int) -> int:
    """A step that visits every one of so many routes once, neighbours far apart."""
    stride = max(wide(1), wide(routes * GOLDEN))
    while shared_factor(stride, routes) > 1:
        stride += 1
    return stride


@kernel
def shared_factor(a: int, b: int) -> int:
    """The greatest number that divides both."""
    while b > 0:
        a, b = b, a % b
    return a


@kernel
def take_in(data: Data, plan: Plan, scratch: Scratch, outlook: Outlook, route: int) -> None:
    """Write down what a changed route is now."""
    survey_route(data, plan, scratch, outlook, route)
    enter_route(data, plan, outlook, route)


@kernel
def survey_fleet(data: Data, plan: Plan, scratch: Scratch, outlook: Outlook) -> None:
    """Write down the outlook of every route, and index it."""
    for route in range(data.routes.shape[0]):
        take_in(data, plan, scratch, outlook, route)


@kernel
def freeze_fleet(
    data: Data, plan: Plan, scratch: Scratch, outlook: Outlook, versions: np.ndarray, until_s: int
) -> bool:
    """Hold fixed what has begun by `until_s`; a route of which more is fixed gets a new version.

    False when a route lost its schedule by that, which would be a fault of ours.
    """
    for route in range(data.routes.shape[0]):
        versions[route] += freeze_route(data, plan, scratch, outlook, route, until_s)
        length = load_sequence(plan, scratch, route)
        if not store(data, plan, scratch, route, length):
            return False
        take_in(data, plan, scratch, outlook, route)
    return True


@kernel
def suits(data: Data, route: int, request: int) -> bool:
    """Whether the vehicle has the skills, and the room when it is empty."""
    has_skills = (data.requests[request].needs & ~data.routes[route].skills) == 0
    return has_skills and fitting_layouts(data, route, data.nodes[request].load) != 0


@kernel
def begin_query(data: Data, query: Query, times: int) -> None:
    """Forget the question before."""
    for ask in range(times):
        note_buckets(data, query, ask)
        query.count[ask, WAITING] = query.count[ask, KEPT] = query.count[ask, JUDGED] = 0
        query.answer[ask, PRICE], query.answer[ask, ROUTE] = DEAR, NOBODY


@kernel
def judge_all(
    data: Data, plan: Plan, scratch: Scratch, outlook: Outlook, query: Query, times: int, most: int
) -> None:
    """Judge up to `most` of the pairs kept for each of the times."""
    for ask in range(times):
        judge_pairs(data, plan, scratch, outlook, query, query.first[0] + ask, most)


@kernel
def find_best(data: Data, plan: Plan, scratch: Scratch, outlook: Outlook, query: Query, times: int) -> None:
    """Leave the cheapest insertion that keeps every rule in `query.answer`, for each of the times.

    Its route is NOBODY where there is none. Routes are taken in strides, so that each handful is a
    sample of the fleet, of which the few most promising pairs are judged at once: what they cost
    spares a closer look at most of the rest.
    """
    begin_query(data, query, times)
    first, routes = query.first[0], data.routes.shape[0]
    pickup = outlook.cells[data.nodes[first].place]
    dropoff = outlook.cells[data.nodes[first + data.requests.shape[0]].place]
    stride = find_stride(routes)
    for k in range(routes):
        route = k * stride % routes
        for ask in range(times):
            if can_come(outlook, query, ask, route, pickup, dropoff) and suits(data, route, first):
                scan_route(data, plan, scratch, outlook, query, route, first + ask)
        if k % HANDFUL == HANDFUL - 1:
            judge_all(data, plan, scratch, outlook, query, times, FEW)
    judge_all(data, plan, scratch, outlook, query, times, MOST_PAIRS)
    for ask in range(times):
        if query.answer[ask, ROUTE] != NOBODY:
            settle_best(data, plan, scratch, query, first + ask)
