"""Why a request stands outside the plan: how far the most promising vehicle came."""

from __future__ import annotations

from skjuts.core.planning.search.arrays import DEAR, NOBODY, Data, Plan, Scratch
from skjuts.core.planning.search.candidates import (
    CAPACITY,
    COMPANY,
    QUALIFICATION,
    RIDE_TIME,
    SHIFT,
    WINDOW,
    scan_route,
)
from skjuts.core.planning.search.kernel import kernel, short
from skjuts.core.planning.search.linked import scan_linked
from skjuts.core.planning.solution import Reason

REASONS = {
    QUALIFICATION: Reason.QUALIFICATION,
    SHIFT: Reason.SHIFT,
    COMPANY: Reason.MIXING,
    CAPACITY: Reason.CAPACITY,
    WINDOW: Reason.WINDOW,
    RIDE_TIME: Reason.RIDE_TIME,
}


@kernel
def find_hurdle(data: Data, plan: Plan, scratch: Scratch, request: int) -> int:
    """The last hurdle that any route of the plan came to with this request."""
    scratch.hurdle[0] = QUALIFICATION
    scratch.best[0], scratch.best[1] = DEAR, NOBODY
    linked = data.requests[request].returned_by != NOBODY
    for route in range(data.routes.shape[0]):
        if linked:
            scan_linked(data, plan, scratch, short(route), short(request))
        else:
            scan_route(data, plan, scratch, short(route), short(request), 0.0)
    return scratch.hurdle[0]


def diagnose(data: Data, plan: Plan, scratch: Scratch, request: int) -> Reason:
    """The reason code of an unserved request (of its outbound ride when it is a linked return)."""
    outbound = int(data.requests["return_of"][request])
    leader = request if outbound == NOBODY else outbound
    reason = REASONS.get(int(find_hurdle(data, plan, scratch, leader)), Reason.PRICE)
    alone = (int(data.forbids[data.nodes["group"][leader]]) >> int(data.nodes["group"][leader])) & 1
    return Reason.RIDE_ALONE if reason is Reason.MIXING and alone else reason
