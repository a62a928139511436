"""What follows from a problem alone: windows and ride limits after every rule is applied.

Both the checker and the planner start from these readings of the rules, so they are kept
short enough to be read against the text of the rules.
"""

from __future__ import annotations

from skjuts.core.planning.problem.problem import PoolingRules, Problem
from skjuts.core.planning.problem.request import ReferenceSide, Request, Window

NO_LIMIT_S = 1 << 30
"""Longer than any ride in any unit; stands for 'no limit'."""


def cap_detour(rules: PoolingRules, category: str, direct_s: int) -> int | None:
    """The detour that the first fitting row of the ride-time table allows, in seconds."""
    for row in rules.ride_caps:
        if row.category in ("", category) and direct_s <= row.direct_up_to_s:
            return row.max_detour_s
    return None


def ride_limit(problem: Problem, request: Request, direct_s: int) -> int:
    """Longest allowed time from the end of the pickup to the start of the dropoff."""
    limits = [NO_LIMIT_S]
    if request.max_ride_s is not None:
        limits.append(request.max_ride_s)
    detour = cap_detour(problem.rules, request.category, direct_s)
    if detour is not None:
        limits.append(direct_s + detour)
    return min(limits)


def hard_pickup_window(request: Request) -> Window:
    """The pickup window with tolerance and promise applied."""
    earliest, latest = request.pickup_window
    if request.reference is not ReferenceSide.ARRIVE_BY:
        latest += request.late_tolerance_s
    if request.promised is not None:
        earliest = max(earliest, request.promised.earliest_s)
        latest = min(latest, request.promised.latest_s)
    return Window(earliest, latest)


def hard_dropoff_window(request: Request) -> Window:
    """The dropoff window with tolerance applied."""
    earliest, latest = request.dropoff_window
    if request.reference is ReferenceSide.ARRIVE_BY:
        latest += request.late_tolerance_s
    return Window(earliest, latest)


def due_s(request: Request) -> int:
    """The time after which each minute at the reference side is priced as lateness."""
    if request.reference is ReferenceSide.ARRIVE_BY:
        return request.dropoff_window.latest_s
    return request.pickup_window.latest_s


def unserved_ore(problem: Problem, request: Request) -> int:
    """The price of leaving this request out of the plan."""
    if request.unserved_ore is not None:
        return request.unserved_ore
    return problem.rules.unserved_ore[request.priority]
