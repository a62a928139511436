"""From the best insertion found to what the caller is told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from skjuts.core.network.slowdown import arrive_s
from skjuts.core.planning.insertion.arrays import (
    DROPOFF_GAP,
    DROPOFF_S,
    LEAVE_S,
    PICKUP_GAP,
    PICKUP_S,
    PRICE,
    ROUTE,
)
from skjuts.core.planning.insertion.offer import Offer, PromiseTerms
from skjuts.core.planning.insertion.tables import Tables
from skjuts.core.planning.problem import Request, Window
from skjuts.core.planning.problem.limits import hard_pickup_window
from skjuts.core.planning.search.arrays import Scratch
from skjuts.core.planning.search.diagnose import diagnose
from skjuts.core.planning.solution import Reason


def write_offer(
    tables: Tables, found: Sequence[int], version: int, request: Request, terms: PromiseTerms
) -> Offer:
    """The offer that `found`, a row of `Query.answer`, describes."""
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
        version=version,
        gaps=(found[PICKUP_GAP], found[DROPOFF_GAP]),
    )


def find_reason(tables: Tables, scratch: Scratch, row: int) -> Reason:
    """Why no vehicle can take the ride in a row of the tables: what the search would say of it.

    The search does not know the hour: a vehicle that could have come, had it not moved on since,
    is one that comes too late.
    """
    reason = diagnose(tables.data, tables.plan, scratch, row)
    return Reason.WINDOW if reason is Reason.PRICE else reason


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
