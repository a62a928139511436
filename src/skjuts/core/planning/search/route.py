"""One route of a plan: load it, judge it, refresh what is known about its stops, store it."""

from __future__ import annotations

from skjuts.core.planning.search.arrays import (
    ALL_LAYOUTS,
    FAR,
    GUARDS,
    NOBODY,
    Data,
    Plan,
    Scratch,
)
from skjuts.core.planning.search.kernel import kernel, wide
from skjuts.core.planning.search.price import Price, price_route, total_price
from skjuts.core.planning.search.schedule import forget_breaks, leave, schedule, schedule_plainly

IMPOSSIBLE = Price(wide(-1), wide(0))


@kernel
def fitting_layouts(data: Data, route: int, load: int) -> int:
    """Bit set of the route's layouts that hold this packed load."""
    row = data.routes[route]
    fits = 0
    for k in range(row.layouts):
        room = row.capacity[k] - load
        if room >= 0 and (room & GUARDS) == 0:
            fits |= 1 << k
    return fits


@kernel
def may_join(data: Data, groups_aboard: int, group: int) -> bool:
    """Tell whether a rider of this group may share the vehicle with the groups aboard."""
    return (groups_aboard & data.forbids[group]) == 0


@kernel
def carries(data: Data, scratch: Scratch, route: int, length: int) -> bool:
    """Tell whether layouts, groups, qualifications and links allow the whole sequence."""
    requests = data.requests.shape[0]
    load = groups = wide(0)
    fits, aboard = ALL_LAYOUTS, 0
    for k in range(scratch.counts.shape[0]):
        scratch.counts[k] = 0
    for k in range(length):
        index = scratch.sequence[k]
        node = data.nodes[index]
        if node.hold >= 0 and not links(data, scratch, k, aboard):
            return False
        if index < requests:
            skills = data.requests[index].needs & ~data.routes[route].skills
            if skills != 0 or not may_join(data, groups, node.group):
                return False
            scratch.counts[node.group] += 1
            load, aboard = load + node.load, aboard + 1
        else:
            scratch.counts[node.group] -= 1
            load, aboard = load - node.load, aboard - 1
        fits = fits & fitting_layouts(data, route, load)
        if fits == 0:
            return False
        if aboard == 0:
            held = k + 1 < length and data.nodes[scratch.sequence[k + 1]].hold >= 0
            fits = fits if held else ALL_LAYOUTS
        groups = with_group(groups, node.group, scratch.counts[node.group])
    return True


@kernel
def with_group(groups: int, group: int, count: int) -> int:
    """The bit set of groups aboard after one of them changed its count."""
    bit = wide(1) << wide(group)
    return groups | bit if count > 0 else groups & ~bit


@kernel
def links(data: Data, scratch: Scratch, k: int, aboard: int) -> bool:
    """Tell whether the linked return at stop k follows its outbound ride, with nobody aboard."""
    requests = data.requests.shape[0]
    outbound = data.requests[scratch.sequence[k]].return_of
    return k > 0 and aboard == 0 and scratch.sequence[k - 1] == outbound + requests


@kernel
def judge(data: Data, scratch: Scratch, route: int, length: int) -> Price:
    """Price the sequence under every rule; IMPOSSIBLE when one is broken."""
    if length == 0:
        return Price(wide(0), wide(0))
    if not carries(data, scratch, route, length) or not schedule(data, scratch, route, length):
        return IMPOSSIBLE
    return price_route(data, scratch, route, length)


@kernel
def load_sequence(plan: Plan, scratch: Scratch, route: int) -> int:
    """Copy a route's stops to the scratch sequence; returns their number."""
    length = plan.length[route]
    for k in range(length):
        scratch.sequence[k] = plan.stops[route, k]
    return length


@kernel
def note_times(data: Data, plan: Plan, scratch: Scratch, route: int, length: int) -> None:
    """Write the earliest starts and, backwards, the latest ones that windows and riders allow."""
    requests = data.requests.shape[0]
    row = data.routes[route]
    at = plan.at[route]
    for k in range(length):
        node = data.nodes[scratch.sequence[k]]
        at[k].start = scratch.start[k]
        at[k].ready = scratch.start[k] + node.service
        scratch.ceiling[k] = node.latest
    for _ in range(2):
        latest, place, hold = wide(row.end), row.end_place, wide(0)
        for k in range(length - 1, -1, -1):
            node = data.nodes[scratch.sequence[k]]
            by = min(leave(data, node.place, place, latest), latest - hold) - node.service
            scratch.ceiling[k] = min(scratch.ceiling[k], by)
            latest, place, hold = scratch.ceiling[k], node.place, wide(max(node.hold, 0))
        for k in range(length):
            index = scratch.sequence[k]
            if index >= requests:
                pickup = data.nodes[index - requests]
                most = scratch.ceiling[scratch.where[index - requests]] + pickup.service + pickup.ride_limit
                scratch.ceiling[k] = min(scratch.ceiling[k], most)
    for k in range(length):
        at[k].latest = min(scratch.ceiling[k], wide(FAR))


@kernel
def note_states(data: Data, plan: Plan, scratch: Scratch, route: int, length: int) -> None:
    """Write what is aboard after each stop and the closed gaps."""
    requests = data.requests.shape[0]
    row = data.routes[route]
    at = plan.at[route]
    load = groups = wide(0)
    fits, aboard = ALL_LAYOUTS, 0
    for k in range(scratch.counts.shape[0]):
        scratch.counts[k] = 0
    for k in range(length):
        index = scratch.sequence[k]
        node = data.nodes[index]
        if aboard == 0 and node.hold < 0:
            fits = ALL_LAYOUTS
        sign = 1 if index < requests else -1
        scratch.counts[node.group] += sign
        load, aboard = load + sign * node.load, aboard + sign
        fits = fits & fitting_layouts(data, route, load)
        groups = with_group(groups, node.group, scratch.counts[node.group])
        at[k].load, at[k].aboard, at[k].groups = load, aboard, groups
        at[k].layouts_before = fits if aboard > 0 else ALL_LAYOUTS
        at[k].closed = 1 if node.hold >= 0 or k < row.frozen else 0
    after = ALL_LAYOUTS
    for k in range(length - 1, -1, -1):
        held = k + 1 < length and data.nodes[scratch.sequence[k + 1]].hold >= 0
        ends = at[k].aboard == 0 and not held
        after = ALL_LAYOUTS if ends else after & fitting_layouts(data, route, at[k].load)
        at[k].layouts_after = after


@kernel
def note_route(data: Data, plan: Plan, scratch: Scratch, route: int, length: int) -> Price:
    """Write what is known about a scheduled route's stops, and price it.

    With breaks, what is written are the starts without them: a break may move when a rider
    joins, so only these bound every later start from below.
    """
    if length == 0:
        return Price(wide(0), wide(0))
    if data.routes[route].breaks == 0:
        note_times(data, plan, scratch, route, length)
        price = price_route(data, scratch, route, length)
    else:
        price = price_route(data, scratch, route, length)
        forget_breaks(scratch)
        schedule_plainly(data, scratch, route, length)
        note_times(data, plan, scratch, route, length)
    note_states(data, plan, scratch, route, length)
    return price


@kernel
def store(data: Data, plan: Plan, scratch: Scratch, route: int, length: int) -> bool:
    """Make the scratch sequence the route, with everything known about its stops.

    False, and nothing changed, when the sequence has no schedule.
    """
    requests = data.requests.shape[0]
    if length > 0 and not schedule(data, scratch, route, length):
        return False
    for k in range(length):
        index = scratch.sequence[k]
        plan.stops[route, k] = index
        plan.position[index] = k
        plan.route_of[index if index < requests else index - requests] = route
    plan.length[route] = length
    price = note_route(data, plan, scratch, route, length)
    plan.bare[route] = price.bare
    fresh = total_price(data, route, price)
    plan.totals[0] += fresh - plan.cost[route]
    plan.cost[route] = fresh
    return True


@kernel
def splice(data: Data, plan: Plan, scratch: Scratch, route: int, request: int, i: int, j: int) -> int:
    """Write the route with the request inserted to the scratch sequence; returns its length."""
    length = plan.length[route]
    write = 0
    for k in range(length + 1):
        if k == i:
            scratch.sequence[write] = request
            write += 1
        if k == j:
            scratch.sequence[write] = request + data.requests.shape[0]
            write += 1
        if k < length:
            scratch.sequence[write] = plan.stops[route, k]
            write += 1
    return write


@kernel
def drop_absent(data: Data, plan: Plan, scratch: Scratch, route: int) -> bool:
    """Rebuild a route without the requests whose `route_of` says that they have left it.

    False when the rest has no schedule: removing a stop can do that where the way past it is
    longer than the way by it.
    """
    requests = data.requests.shape[0]
    write = 0
    for k in range(plan.length[route]):
        index = plan.stops[route, k]
        request = index if index < requests else index - requests
        if plan.route_of[request] == route:
            scratch.sequence[write] = index
            write += 1
    return store(data, plan, scratch, route, write)


@kernel
def release(data: Data, plan: Plan, request: int) -> None:
    """Take a request out of its route's membership (the stops go with `drop_absent`)."""
    plan.route_of[request] = NOBODY
    plan.totals[1] += data.requests[request].unserved
    plan.totals[2] += 1


@kernel
def admit(data: Data, plan: Plan, request: int) -> None:
    """Book a request as served (its stops come with `store`)."""
    plan.totals[1] -= data.requests[request].unserved
    plan.totals[2] -= 1
