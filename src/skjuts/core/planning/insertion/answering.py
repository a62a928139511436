"""From the best insertion found to what the caller is told."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from skjuts.core.network.slowdown import arrive_s
from skjuts.core.planning.insertion.arrays import (
    COMING,
    COMPANY,
    DROPOFF_GAP,
    DROPOFF_S,
    FITTING,
    FULL,
    HURDLE,
    LEAVE_S,
    PICKUP_GAP,
    PICKUP_S,
    PRICE,
    RIDING,
    ROOM,
    ROUTE,
    SHIFT,
    SKILLS,
    Query,
)
from skjuts.core.planning.insertion.offer import Answer, Offer, PromiseTerms, Refusal
from skjuts.core.planning.insertion.tables import Tables
from skjuts.core.planning.problem import Request, Window
from skjuts.core.planning.problem.limits import hard_pickup_window, unserved_ore
from skjuts.core.planning.search.arrays import NOBODY
from skjuts.core.planning.solution import Reason

REASONS = {
    SKILLS: Reason.QUALIFICATION,
    ROOM: Reason.CAPACITY,
    SHIFT: Reason.SHIFT,
    COMING: Reason.WINDOW,
    COMPANY: Reason.MIXING,
    FULL: Reason.CAPACITY,
    FITTING: Reason.WINDOW,
    RIDING: Reason.RIDE_TIME,
}


def write_answer(
    tables: Tables, query: Query, versions: NDArray[np.int64], request: Request, terms: PromiseTerms
) -> Answer:
    """The offer that `query.answer` describes, or why there is none.

    A ride that costs more than leaving it out is refused by its price.
    """
    found = query.answer.tolist()
    if found[ROUTE] == NOBODY:
        reason = REASONS[found[HURDLE]]
        return Refusal(
            request, Reason.RIDE_ALONE if reason is Reason.MIXING and request.ride_alone else reason
        )
    if found[PRICE] >= unserved_ore(tables.problem, request):
        return Refusal(request, Reason.PRICE)
    vehicle, shift = tables.shifts[found[ROUTE]]
    seated_s = found[DROPOFF_S] - found[PICKUP_S] - request.pickup_service_s
    direct_s = measure_direct(tables, request, found[PICKUP_S] + request.pickup_service_s)
    return Offer(
        request=replace(request, promised=promise(request, found[PICKUP_S], found[LEAVE_S], terms)),
        vehicle=vehicle.id,
        shift=shift,
        price_ore=found[PRICE],
        pickup_s=found[PICKUP_S],
        dropoff_s=found[DROPOFF_S],
        detour_s=max(0, seated_s - direct_s),
        version=int(versions[found[ROUTE]]),
        gaps=(found[PICKUP_GAP], found[DROPOFF_GAP]),
    )


def promise(request: Request, pickup_s: int, leave_s: int, terms: PromiseTerms) -> Window:
    """The pickup to tell the rider: around the computed one, within what was asked and can be reached."""
    asked = hard_pickup_window(request)
    earliest = max(asked.earliest_s, leave_s, pickup_s - terms.before_s)
    return Window(earliest, min(asked.latest_s, pickup_s + terms.after_s))


def measure_direct(tables: Tables, request: Request, depart_s: int) -> int:
    """The seconds of the direct ride at that time of day."""
    start, end = tables.places[request.pickup], tables.places[request.dropoff]
    free_s = int(tables.data.legs[start, end, 0])
    if not len(tables.data.work):
        return free_s
    return int(arrive_s(tables.data.work, tables.data.zones[start], depart_s, free_s)) - depart_s
