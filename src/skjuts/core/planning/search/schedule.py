"""When a route's stops happen: the schedule of core/planning/README.md, compiled.

The sequence to judge lies in `scratch.sequence`; the starts come out in `scratch.start`. The
earliest schedule is the least fixed point of lower bounds (`floor`), reached by pushing a
pickup up whenever its dropoff comes too late; the comfortable one is the greatest fixed point
of upper bounds (`ceiling`) with each order's last stop held.
"""

from __future__ import annotations

from skjuts.core.network.slowdown import arrive_s, depart_s
from skjuts.core.planning.search.arrays import FAR, NOWHERE, Data, Scratch
from skjuts.core.planning.search.kernel import kernel, wide


@kernel
def reach(data: Data, a: int, b: int, depart: int) -> int:
    """Arrival at place b after leaving place a; NOWHERE is everywhere at once."""
    if a == NOWHERE or b == NOWHERE:
        return depart
    free = wide(data.legs[a, b, 0])
    if data.work.shape[0] == 0:
        return depart + free
    return arrive_s(data.work, data.zones[a], depart, free)


@kernel
def leave(data: Data, a: int, b: int, by: int) -> int:
    """Latest time to leave place a so as to be at place b by `by`."""
    if a == NOWHERE or b == NOWHERE:
        return by
    free = wide(data.legs[a, b, 0])
    if data.work.shape[0] == 0:
        return by - free
    return depart_s(data.work, data.zones[a], by, free)


@kernel
def rest(data: Data, scratch: Scratch, route: int, gap: int, time: int) -> int:
    """Take the breaks placed in `gap`, beginning at `time`; -1 when one would start too late."""
    row = data.routes[route]
    for k in range(row.breaks):
        if scratch.gaps[k] == gap:
            time = max(time, row.pause[k, 0])
            if time > row.pause[k, 1]:
                return -1
            time += row.pause[k, 2]
    return time


@kernel
def arrival(data: Data, scratch: Scratch, route: int, k: int) -> int:
    """Earliest arrival at stop k of the sequence given the start of stop k - 1; -1: no break fits."""
    node = data.nodes[scratch.sequence[k]]
    row = data.routes[route]
    if k == 0:
        time, place = wide(row.start), row.start_place
    else:
        before = data.nodes[scratch.sequence[k - 1]]
        time, place = scratch.start[k - 1] + before.service, before.place
    if node.hold >= 0:
        return max(reach(data, place, node.place, time), time + node.hold)
    if row.breaks > 0:
        time = rest(data, scratch, route, k, time)
        if time < 0:
            return -1
    return reach(data, place, node.place, time)


@kernel
def push_pickup(data: Data, scratch: Scratch, k: int) -> int:
    """If the dropoff at k comes too late for its rider, raise the pickup's floor.

    Returns the pickup's position when it was raised, k when all is well, -1 when impossible.
    """
    requests = data.requests.shape[0]
    index = scratch.sequence[k]
    if index < requests:
        return k
    p = scratch.where[index - requests]
    pickup = data.nodes[index - requests]
    needed = scratch.start[k] - pickup.ride_limit - pickup.service
    if needed <= scratch.start[p]:
        return k
    if needed > pickup.latest:
        return -1
    scratch.floor[p] = needed
    return p


@kernel
def finish(data: Data, scratch: Scratch, route: int, length: int) -> int:
    """Check the end of the shift and the longest duration.

    Returns `length` when they hold, 0 when the first stop's floor was raised, -1 when impossible.
    """
    row = data.routes[route]
    first = data.nodes[scratch.sequence[0]]
    last = data.nodes[scratch.sequence[length - 1]]
    home = reach(data, last.place, row.end_place, scratch.start[length - 1] + last.service)
    if row.breaks > 0:
        done = rest(data, scratch, route, length, home)
        if done < 0 or done > row.end:
            return -1
    if home > row.end:
        return -1
    if row.max_duration >= FAR:
        return length
    if home - leave(data, row.start_place, first.place, scratch.start[0]) <= row.max_duration:
        return length
    needed = reach(data, row.start_place, first.place, home - row.max_duration)
    if needed > first.latest:
        return -1
    scratch.floor[0] = needed
    return 0


@kernel
def run_forward(data: Data, scratch: Scratch, route: int, length: int, begin: int, settled: int) -> bool:
    """Bring `scratch.start` from stop `begin` to the least fixed point above `scratch.floor`.

    `scratch.previous` holds the starts of a schedule known to be a fixed point of the rest: once
    a stop beyond `settled` starts as it did there, everything after it stands too.
    """
    k = begin
    while True:
        while k < length:
            node = data.nodes[scratch.sequence[k]]
            time = arrival(data, scratch, route, k)
            if time < 0:
                return False
            scratch.start[k] = max(time, scratch.floor[k])
            if scratch.start[k] > node.latest:
                return False
            if k > settled and scratch.start[k] == scratch.previous[k]:
                return True
            back = push_pickup(data, scratch, k)
            if back < 0:
                return False
            k = back if back < k else k + 1
        k = finish(data, scratch, route, length)
        if k < 0:
            return False
        if k == length:
            return True


@kernel
def schedule_plainly(data: Data, scratch: Scratch, route: int, length: int) -> bool:
    """The earliest schedule from nothing but the windows, breaks as `scratch.gaps` says."""
    for k in range(length):
        scratch.floor[k] = data.nodes[scratch.sequence[k]].earliest
    return run_forward(data, scratch, route, length, 0, length)


@kernel
def list_gaps(data: Data, scratch: Scratch, route: int, length: int) -> int:
    """Write the gaps where a break may stand to `scratch.open_gaps`; returns their number.

    `scratch.start` holds the schedule without breaks: a gap that it comes to after a break's
    latest start is too late for it, and so is every gap after.
    """
    requests = data.requests.shape[0]
    row = data.routes[route]
    latest = row.pause[row.breaks - 1, 1]
    count, aboard = 0, 0
    for gap in range(length + 1):
        if gap > 0:
            index = scratch.sequence[gap - 1]
            if scratch.start[gap - 1] + data.nodes[index].service > latest:
                return count
            aboard += 1 if index < requests else -1
        linked = gap < length and data.nodes[scratch.sequence[gap]].hold >= 0
        early = gap < length and data.nodes[scratch.sequence[gap]].latest < row.pause[0, 0] + row.pause[0, 2]
        if aboard == 0 and not linked and not early and gap >= row.frozen:
            scratch.open_gaps[count] = gap
            count += 1
    return count


@kernel
def forget_breaks(scratch: Scratch) -> None:
    """Place the breaks nowhere."""
    scratch.gaps[0] = scratch.gaps[1] = -1


@kernel
def schedule_with_breaks(data: Data, scratch: Scratch, route: int, length: int) -> bool:
    """The earliest schedule with the breaks in the first gaps that make it possible."""
    breaks = data.routes[route].breaks
    forget_breaks(scratch)
    if not schedule_plainly(data, scratch, route, length):
        return False
    count = list_gaps(data, scratch, route, length)
    for first in range(count):
        scratch.gaps[0] = scratch.open_gaps[first]
        for second in range(first, count if breaks > 1 else first + 1):
            scratch.gaps[1] = scratch.open_gaps[second]
            if schedule_plainly(data, scratch, route, length):
                return True
    return False


@kernel
def mark_pickups(data: Data, scratch: Scratch, length: int) -> None:
    """Remember where in the sequence each rider is picked up."""
    requests = data.requests.shape[0]
    for k in range(length):
        if scratch.sequence[k] < requests:
            scratch.where[scratch.sequence[k]] = k


@kernel
def schedule(data: Data, scratch: Scratch, route: int, length: int) -> bool:
    """The earliest schedule of the sequence; False when there is none."""
    mark_pickups(data, scratch, length)
    if data.routes[route].breaks > 0:
        return schedule_with_breaks(data, scratch, route, length)
    return schedule_plainly(data, scratch, route, length)


@kernel
def lower_ceiling(data: Data, scratch: Scratch, k: int, last_of_order: bool) -> None:
    """The latest start of stop k that leaves the next stop's ceiling within reach."""
    node = data.nodes[scratch.sequence[k]]
    if last_of_order:
        scratch.ceiling[k] = scratch.start[k]
        return
    following = data.nodes[scratch.sequence[k + 1]]
    by = leave(data, node.place, following.place, scratch.ceiling[k + 1])
    if following.hold >= 0:
        by = min(by, scratch.ceiling[k + 1] - following.hold)
    limit = min(wide(node.latest), max(scratch.start[k], wide(node.due)))
    scratch.ceiling[k] = min(scratch.ceiling[k], limit, by - node.service)


@kernel
def find_dropoff(scratch: Scratch, node: int, k: int) -> int:
    """Position of a node after position k (it is there)."""
    while scratch.sequence[k] != node:
        k += 1
    return k


@kernel
def tighten(data: Data, scratch: Scratch, length: int) -> None:
    """Move the stops of each order as late as its last stop allows; `scratch.start` is changed."""
    requests = data.requests.shape[0]
    for k in range(length):
        scratch.ceiling[k] = FAR
    aboard, k = 0, length - 1
    while k >= 0:
        index = scratch.sequence[k]
        held = k + 1 < length and data.nodes[scratch.sequence[k + 1]].hold >= 0
        lower_ceiling(data, scratch, k, aboard == 0 and not held)
        aboard += 1 if index >= requests else -1
        if index < requests:
            q = find_dropoff(scratch, index + requests, k)
            most = scratch.ceiling[k] + data.nodes[index].service + data.nodes[index].ride_limit
            if scratch.ceiling[q] > most:
                scratch.ceiling[q] = most
                aboard, k = riders_after(scratch, requests, q - 1), q - 1
                continue
        k -= 1
    for k in range(length):
        scratch.start[k] = scratch.ceiling[k]


@kernel
def riders_after(scratch: Scratch, requests: int, k: int) -> int:
    """How many are aboard when stop k of the sequence is done."""
    aboard = 0
    for i in range(k + 1):
        aboard += 1 if scratch.sequence[i] < requests else -1
    return aboard
