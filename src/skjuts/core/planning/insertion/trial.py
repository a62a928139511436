"""Drive a route with the new ride spliced in, beginning where something changes.

A break stays in its gap if it can, else it moves to the next gap that has a schedule: the gaps
before have none, since adding stops makes nothing earlier.
"""

from __future__ import annotations

from skjuts.core.planning.insertion.arrays import Outlook
from skjuts.core.planning.search.arrays import FAR, Data, Plan, Scratch
from skjuts.core.planning.search.kernel import kernel
from skjuts.core.planning.search.schedule import forget_breaks, list_gaps, mark_pickups, run_forward, schedule

CLOSED = -1
"""Where a break cannot stay, because the new rider is aboard there."""

IMPOSSIBLE, ANYWHERE, NEARBY = range(3)
"""What driving says: there is no schedule; any times may have changed; only those about the new ride."""


@kernel
def lay_known(
    data: Data, plan: Plan, scratch: Scratch, outlook: Outlook, route: int, request: int, with_breaks: bool
) -> None:
    """Lay the route's present starts under the spliced sequence, as floors that still hold."""
    requests, old = data.requests.shape[0], 0
    for k in range(plan.length[route] + 2):
        index = scratch.sequence[k]
        if index == request or index == request + requests:
            scratch.floor[k] = data.nodes[index].earliest
            scratch.previous[k] = -1
            continue
        stop = outlook.stops[route, old]
        start = stop.start if with_breaks else stop.early
        scratch.floor[k] = scratch.previous[k] = scratch.start[k] = start
        old += 1


@kernel
def moved_gap(gap: int, i: int, j: int) -> int:
    """The number of a gap after the splice; CLOSED when the new rider is aboard in it."""
    if gap <= i:
        return gap
    return gap + 2 if j <= gap else CLOSED


@kernel
def drive_plainly(
    data: Data, plan: Plan, scratch: Scratch, outlook: Outlook, route: int, request: int, i: int, j: int
) -> bool:
    """The earliest schedule of the spliced sequence without any break."""
    length = plan.length[route] + 2
    lay_known(data, plan, scratch, outlook, route, request, False)
    settled = length if i == 0 and data.routes[route].max_duration < FAR else j + 1
    return run_forward(data, scratch, route, length, i, settled)


@kernel
def move_break(data: Data, scratch: Scratch, route: int, length: int, after: int) -> bool:
    """Put the break in the first gap after `after` that has a schedule.

    `scratch.start` holds the schedule without the break, which is a floor for every other.
    """
    count = list_gaps(data, scratch, route, length)
    for k in range(length):
        scratch.previous[k] = scratch.start[k]
    for choice in range(count):
        gap = scratch.open_gaps[choice]
        if gap <= after:
            continue
        for k in range(length):
            scratch.start[k] = scratch.floor[k] = scratch.previous[k]
        scratch.gaps[0] = gap
        if run_forward(data, scratch, route, length, gap, length):
            return True
    return False


@kernel
def drive(
    data: Data, plan: Plan, scratch: Scratch, outlook: Outlook, route: int, request: int, i: int, j: int
) -> int:
    """The earliest schedule of the route with the ride spliced in, and what it changes."""
    length, row = plan.length[route] + 2, data.routes[route]
    if row.breaks > 1:
        return ANYWHERE if schedule(data, scratch, route, length) else IMPOSSIBLE
    mark_pickups(data, scratch, length)
    forget_breaks(scratch)
    unmoved = NEARBY if row.max_duration >= FAR else ANYWHERE
    if row.breaks == 0:
        plainly = drive_plainly(data, plan, scratch, outlook, route, request, i, j)
        return unmoved if plainly else IMPOSSIBLE
    gap = outlook.routes[route].gap
    stays = moved_gap(gap, i, j)
    if stays != CLOSED:
        scratch.gaps[0] = stays
        lay_known(data, plan, scratch, outlook, route, request, True)
        settled = length if i == 0 and row.max_duration < FAR else j + 1
        if run_forward(data, scratch, route, length, min(i, stays), settled):
            return unmoved
        forget_breaks(scratch)
    if not drive_plainly(data, plan, scratch, outlook, route, request, i, j):
        return IMPOSSIBLE
    return ANYWHERE if move_break(data, scratch, route, length, max(stays, gap)) else IMPOSSIBLE
