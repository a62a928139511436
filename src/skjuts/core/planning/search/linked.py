"""Out–wait–return: two rides and a wait as one unit, inserted and judged together."""

from __future__ import annotations

from skjuts.core.planning.search.arrays import Data, Plan, Scratch
from skjuts.core.planning.search.candidates import COMPANY, SERVABLE, first_gap
from skjuts.core.planning.search.kernel import kernel
from skjuts.core.planning.search.price import total_price
from skjuts.core.planning.search.route import judge
from skjuts.core.planning.search.schedule import reach


@kernel
def splice_linked(data: Data, plan: Plan, scratch: Scratch, route: int, outbound: int, gaps: int) -> int:
    """Write the route with both rides inserted: out in gap i, the wait in gap j, home in gap k.

    `gaps` packs the old positions as i + 1024 (j + 1024 k), i ≤ j ≤ k. Returns the new length.
    """
    requests = data.requests.shape[0]
    home = data.requests[outbound].returned_by
    i, j, k = gaps % 1024, gaps // 1024 % 1024, gaps // 1048576
    write = 0
    for old in range(plan.length[route] + 1):
        if old == i:
            scratch.sequence[write] = outbound
            write += 1
        if old == j:
            scratch.sequence[write] = outbound + requests
            scratch.sequence[write + 1] = home
            write += 2
        if old == k:
            scratch.sequence[write] = home + requests
            write += 1
        if old < plan.length[route]:
            scratch.sequence[write] = plan.stops[route, old]
            write += 1
    return write


@kernel
def try_linked(data: Data, plan: Plan, scratch: Scratch, route: int, outbound: int, gaps: int) -> None:
    """Judge one way to serve the linked pair; keep it in `scratch.best` when it is the best."""
    length = splice_linked(data, plan, scratch, route, outbound, gaps)
    price = judge(data, scratch, route, length)
    if price.bare < 0:
        return
    scratch.hurdle[0] = SERVABLE
    delta = total_price(data, route, price) - plan.cost[route]
    if delta < scratch.best[0]:
        scratch.best[0], scratch.best[1], scratch.best[2], scratch.best[3] = delta, route, gaps, -1


@kernel
def reaches(data: Data, plan: Plan, route: int, k: int, node: int) -> bool:
    """Tell whether a node can be visited in gap k, as far as the stop before it shows."""
    row = data.routes[route]
    target = data.nodes[node]
    if k == 0:
        return reach(data, row.start_place, target.place, row.start) <= target.latest
    before = data.nodes[plan.stops[route, k - 1]]
    return reach(data, before.place, target.place, plan.at[route, k - 1].ready) <= target.latest


@kernel
def scan_linked(data: Data, plan: Plan, scratch: Scratch, route: int, outbound: int) -> None:
    """Improve `scratch.best` with the best place for a linked pair in a route."""
    length = plan.length[route]
    requests = data.requests.shape[0]
    home = data.requests[outbound].returned_by
    needs = data.requests[outbound].needs | data.requests[home].needs
    if (needs & ~data.routes[route].skills) != 0 or length + 4 > min(plan.stops.shape[1], 1023):
        return
    scratch.hurdle[0] = max(scratch.hurdle[0], COMPANY)
    pickup = data.nodes[outbound]
    for i in range(first_gap(data, plan, route, int(pickup.earliest) + pickup.service), length + 1):
        if not reaches(data, plan, route, i, outbound):
            return
        for j in range(i, length + 1):
            if not reaches(data, plan, route, j, outbound + requests):
                break
            if j > i and j < length and plan.at[route, j].closed > 0:
                break
            for k in range(j, length + 1):
                if not reaches(data, plan, route, k, home + requests):
                    break
                try_linked(data, plan, scratch, route, outbound, i + 1024 * (j + 1024 * k))
