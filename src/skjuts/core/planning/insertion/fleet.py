"""The best insertion of a new ride anywhere in the fleet."""

from __future__ import annotations

import numpy as np

from skjuts.core.planning.insertion.arrays import (
    JUDGED,
    KEPT,
    PRICE,
    ROUTE,
    WAITING,
    Outlook,
    Query,
)
from skjuts.core.planning.insertion.bounds import price_alone
from skjuts.core.planning.insertion.choice import judge_pairs, settle_best
from skjuts.core.planning.insertion.freezing import freeze_route
from skjuts.core.planning.insertion.gaps import list_pairs
from skjuts.core.planning.insertion.index import enter_route, is_within_reach
from skjuts.core.planning.insertion.survey import survey_route
from skjuts.core.planning.search.arrays import DEAR, NOBODY, Data, Plan, Scratch
from skjuts.core.planning.search.kernel import kernel, wide
from skjuts.core.planning.search.route import fitting_layouts, load_sequence, store

HANDFUL = 64
"""After so many routes the best pairs are judged."""
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
def could_serve(data: Data, outlook: Outlook, route: int, request: int) -> bool:
    """Whether the vehicle has the skills and the room, and can be there in time."""
    row = data.routes[route]
    pickup, dropoff = data.nodes[request], data.nodes[request + data.requests.shape[0]]
    if (data.requests[request].needs & ~row.skills) != 0 or fitting_layouts(data, route, pickup.load) == 0:
        return False
    if row.start > dropoff.latest or row.end < pickup.earliest:
        return False
    there = is_within_reach(data, outlook, route, request)
    return there and is_within_reach(data, outlook, route, request + data.requests.shape[0])


@kernel
def begin_query(data: Data, query: Query, times: int) -> None:
    """Forget the question before."""
    for ask in range(times):
        query.count[ask, WAITING] = query.count[ask, KEPT] = query.count[ask, JUDGED] = 0
        query.answer[ask, PRICE], query.answer[ask, ROUTE] = DEAR, NOBODY
    price_alone(data, query, query.first[0])


@kernel
def judge_all(data: Data, plan: Plan, scratch: Scratch, outlook: Outlook, query: Query, times: int) -> None:
    """Judge what is kept for each of the times."""
    for ask in range(times):
        judge_pairs(data, plan, scratch, outlook, query, query.first[0] + ask)


@kernel
def find_best(data: Data, plan: Plan, scratch: Scratch, outlook: Outlook, query: Query, times: int) -> None:
    """Leave the cheapest insertion that keeps every rule in `query.answer`, for each of the times.

    Its route is NOBODY where there is none. Routes are taken in strides, so that each handful is a
    sample of the fleet: what the first ones offer spares a closer look at most of the rest.
    """
    begin_query(data, query, times)
    routes = data.routes.shape[0]
    stride = find_stride(routes)
    for k in range(routes):
        route = k * stride % routes
        for request in range(query.first[0], query.first[0] + times):
            if could_serve(data, outlook, route, request):
                list_pairs(data, plan, scratch, outlook, query, route, request)
        if k % HANDFUL == HANDFUL - 1:
            judge_all(data, plan, scratch, outlook, query, times)
    judge_all(data, plan, scratch, outlook, query, times)
    for ask in range(times):
        if query.answer[ask, ROUTE] != NOBODY:
            settle_best(data, plan, scratch, query, query.first[0] + ask)
