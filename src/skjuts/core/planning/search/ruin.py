"""Take related requests out of a plan, in several ways.

Strings of neighbours (Christiaens and Vanden Berghe 2020, Transportation Science 54) carry the
search; related and dear rides, whole routes and crowds at one door keep it from
going round in circles.
"""

from __future__ import annotations

from skjuts.core.planning.search.arrays import NOBODY, Data, Plan, Scratch
from skjuts.core.planning.search.kernel import kernel
from skjuts.core.planning.search.recreate import touch
from skjuts.core.planning.search.rng import next_below, next_share
from skjuts.core.planning.search.route import admit, drop_absent, release

SPLIT_CHANCE = 0.5
"""How often a string has a kept middle."""
STOP_KEEPING = 0.5
"""Chance that the kept middle ends with each rider (Christiaens and Vanden Berghe's split depth)."""
RELATED_CHANCE = 0.6
"""Chance that the next related ride leaves too: the same neighbours should not always go together."""
CONTESTANTS = 6
"""Rides among which the one whose stops cost most to visit is chosen."""
LONG_ROUTE = 6
"""A route of more stops than this times a usual ruin is not removed whole."""


@kernel
def evict(data: Data, plan: Plan, scratch: Scratch, request: int) -> None:
    """Move a request (with its linked ride) from its route to the bank, unless it is locked."""
    outbound = data.requests[request].return_of
    leader = request if outbound == NOBODY else outbound
    home = data.requests[leader].returned_by
    if plan.route_of[leader] == NOBODY or data.requests[leader].locked != NOBODY:
        return
    if home != NOBODY:
        if data.requests[home].locked != NOBODY:
            return
        release(data, plan, home)
    touch(scratch, plan.route_of[leader])
    release(data, plan, leader)
    scratch.bank[scratch.banked[0]] = leader
    scratch.banked[0] += 1


@kernel
def list_pickups(data: Data, plan: Plan, scratch: Scratch, route: int) -> int:
    """Write a route's requests in order of pickup to `scratch.sequence`; returns their number."""
    requests = data.requests.shape[0]
    count = 0
    for k in range(plan.length[route]):
        if plan.stops[route, k] < requests:
            scratch.sequence[count] = plan.stops[route, k]
            count += 1
    return count


@kernel
def remove_string(data: Data, plan: Plan, scratch: Scratch, request: int, longest: float) -> None:
    """Remove a string of consecutive pickups around a request, half the time with a kept middle."""
    route = plan.route_of[request]
    count = list_pickups(data, plan, scratch, route)
    at = 0
    while scratch.sequence[at] != request:
        at += 1
    length = 1 + next_below(scratch.random, int(min(float(count), longest)))
    kept = 0
    if length > 1 and next_share(scratch.random) < SPLIT_CHANCE:
        while length + kept < count and next_share(scratch.random) > STOP_KEEPING:
            kept += 1
    span = length + kept
    low = max(0, at - span + 1)
    begin = low + next_below(scratch.random, min(at, count - span) - low + 1)
    hole = begin + 1 + next_below(scratch.random, length) if kept > 0 else begin + span
    for k in range(begin, begin + span):
        if k < hole or k >= hole + kept:
            evict(data, plan, scratch, scratch.sequence[k])


@kernel
def was_touched(scratch: Scratch, route: int) -> bool:
    """Tell whether this iteration has changed the route already."""
    for k in range(scratch.banked[1]):
        if scratch.touched[k] == route:
            return True
    return False


@kernel
def ruin_strings(data: Data, plan: Plan, scratch: Scratch, seed: int, size: float) -> None:
    """Strings from the routes of the seed's neighbours."""
    requests = data.requests.shape[0]
    used = 0
    for route in range(plan.length.shape[0]):
        used += 1 if plan.length[route] > 0 else 0
    longest = min(scratch.ways[4], max(1.0, requests / max(1.0, float(used))))
    most = max(1.0, 4.0 * size / (1.0 + longest) - 1.0)
    strings = 1 + next_below(scratch.random, int(most + 0.999))
    if plan.route_of[seed] != NOBODY:
        remove_string(data, plan, scratch, seed, longest)
    k = 0
    while k < data.near.shape[1] and scratch.banked[1] < strings:
        other = data.near[seed, k]
        route = plan.route_of[other]
        if route != NOBODY and not was_touched(scratch, route):
            remove_string(data, plan, scratch, other, longest)
        k += 1


@kernel
def ruin_related(data: Data, plan: Plan, scratch: Scratch, seed: int, size: float) -> None:
    """The seed and some of its nearest, each with a good chance (Shaw 1998)."""
    wanted = scratch.banked[0] + 2 + next_below(scratch.random, int(size))
    evict(data, plan, scratch, seed)
    for k in range(data.near.shape[1]):
        if scratch.banked[0] >= wanted:
            return
        if next_share(scratch.random) < RELATED_CHANCE:
            evict(data, plan, scratch, data.near[seed, k])


@kernel
def leg_saving(data: Data, plan: Plan, node: int) -> float:
    """Metres saved by skipping one stop of its route."""
    index = node
    route = plan.route_of[index if index < data.requests.shape[0] else index - data.requests.shape[0]]
    k = plan.position[index]
    here = data.nodes[index].place
    before = data.routes[route].start_place
    after = data.routes[route].end_place
    if k > 0:
        before = data.nodes[plan.stops[route, k - 1]].place
    if k + 1 < plan.length[route]:
        after = data.nodes[plan.stops[route, k + 1]].place
    saved = 0.0
    if before != NOBODY:
        saved += data.legs[before, here, 1]
    if after != NOBODY:
        saved += data.legs[here, after, 1]
    if before != NOBODY and after != NOBODY:
        saved -= data.legs[before, after, 1]
    return saved


@kernel
def ruin_dear(data: Data, plan: Plan, scratch: Scratch, seed: int, size: float) -> None:
    """The rides whose stops cost most to visit, drawn by tournament."""
    requests = data.requests.shape[0]
    wanted = 2 + next_below(scratch.random, int(size))
    enough = scratch.banked[0] + wanted
    for _ in range(2 * wanted):
        if scratch.banked[0] >= enough:
            return
        dearest, most = seed, -1.0
        for _ in range(CONTESTANTS):
            other = next_below(scratch.random, requests)
            if plan.route_of[other] == NOBODY:
                continue
            saved = leg_saving(data, plan, other) + leg_saving(data, plan, other + requests)
            if saved > most:
                dearest, most = other, saved
        evict(data, plan, scratch, dearest)


@kernel
def ruin_route(data: Data, plan: Plan, scratch: Scratch, seed: int, size: float) -> None:
    """A whole route, if it isn't much longer than a usual ruin."""
    route = plan.route_of[seed]
    if route == NOBODY or plan.length[route] > LONG_ROUTE * size:
        ruin_strings(data, plan, scratch, seed, size)
        return
    for k in range(list_pickups(data, plan, scratch, route)):
        evict(data, plan, scratch, scratch.sequence[k])


@kernel
def ruin_scattered(data: Data, plan: Plan, scratch: Scratch, seed: int, size: float) -> None:
    """A few requests anywhere."""
    evict(data, plan, scratch, seed)
    for _ in range(next_below(scratch.random, int(size))):
        evict(data, plan, scratch, next_below(scratch.random, data.requests.shape[0]))


@kernel
def ruin(data: Data, plan: Plan, scratch: Scratch, size: float) -> None:
    """Ruin the plan in one of the ways; the bank holds who left, `touched` the routes."""
    seed = next_below(scratch.random, data.requests.shape[0])
    way = next_share(scratch.random)
    if way < scratch.ways[0]:
        ruin_strings(data, plan, scratch, seed, size)
    elif way < scratch.ways[1]:
        ruin_related(data, plan, scratch, seed, size)
    elif way < scratch.ways[2]:
        ruin_dear(data, plan, scratch, seed, size)
    elif way < scratch.ways[3]:
        ruin_route(data, plan, scratch, seed, size)
    else:
        ruin_scattered(data, plan, scratch, seed, size)
    for k in range(scratch.banked[1]):
        clear_route(data, plan, scratch, scratch.touched[k])


@kernel
def clear_route(data: Data, plan: Plan, scratch: Scratch, route: int) -> None:
    """Rebuild a route without those who left; all leave when the rest cannot be driven alone.

    What a frozen beginning holds cannot leave: when not even that can be driven alone, everybody
    comes back.
    """
    if drop_absent(data, plan, scratch, route):
        return
    for i in range(list_pickups(data, plan, scratch, route)):
        evict(data, plan, scratch, scratch.sequence[i])
    if not drop_absent(data, plan, scratch, route):
        take_back(data, plan, scratch, route)


@kernel
def take_back(data: Data, plan: Plan, scratch: Scratch, route: int) -> None:
    """Undo every eviction from a route whose stops still stand as they were."""
    for k in range(list_pickups(data, plan, scratch, route)):
        request = scratch.sequence[k]
        if plan.route_of[request] == NOBODY:
            plan.route_of[request] = route
            admit(data, plan, request)
    left = 0
    for k in range(scratch.banked[0]):
        if plan.route_of[scratch.bank[k]] == NOBODY:
            scratch.bank[left] = scratch.bank[k]
            left += 1
    scratch.banked[0] = left
