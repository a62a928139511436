"""The reference evaluator, asked what some stops on a shift would cost.

It reads a problem from end to end for each run, so it is given a cut of the problem: the riders
of that run (with those linked to them) and the places that the run can touch.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from skjuts.core.planning.explain.lookup import Lookup
from skjuts.core.planning.explain.walk import walk_run
from skjuts.core.planning.problem import Problem, Request, Shift, Vehicle
from skjuts.core.planning.reference import Infeasible, Visit, schedule_run
from skjuts.core.planning.solution import Run, StopKind


@dataclass(frozen=True, slots=True)
class Override:
    """What a question of the kind "what if" changes: requests by their id, rules, or the shifts."""

    requests: tuple[Request, ...] = ()
    has_ride_caps: bool = True
    has_breaks: bool = True
    longer_shift_s: int = 0


AS_IT_IS = Override()


def list_visits(run: Run) -> list[Visit]:
    """The pickups and dropoffs of a run, in order."""
    kinds = (StopKind.PICKUP, StopKind.DROPOFF)
    return [Visit(s.request, s.kind) for s in run.stops if s.request is not None and s.kind in kinds]


def find_run(
    lookup: Lookup,
    vehicle: Vehicle,
    shift: int,
    visits: Sequence[Visit],
    override: Override = AS_IT_IS,
) -> Run | None:
    """The run with exactly these stops, or None when a rule forbids it."""
    asked = _change_shifts(vehicle, override)
    outcome = schedule_run(cut_problem(lookup, asked, visits, override), asked, shift, visits)
    return None if isinstance(outcome, Infeasible) else outcome


def cut_problem(
    lookup: Lookup, vehicle: Vehicle, visits: Sequence[Visit], override: Override = AS_IT_IS
) -> Problem:
    """The problem with only what one run touches."""
    problem = lookup.problem
    changed = {request.id: request for request in override.requests}
    ids = dict.fromkeys(visit.request for visit in visits)
    requests = [changed.get(r.id, r) for i in ids for r in lookup.list_linked(i)]
    ends = [place for place in (vehicle.start_place, vehicle.end_place) if place is not None]
    touched = dict.fromkeys([*ends, *(place for r in requests for place in (r.pickup, r.dropoff))])
    rows = np.array([lookup.get_place_index(place) for place in touched])
    return replace(
        problem,
        places=tuple(problem.places[row] for row in rows),
        travel=replace(problem.travel, legs=problem.travel.legs[np.ix_(rows, rows)]),
        requests=tuple({r.id: r for r in requests}.values()),
        vehicles=(vehicle,),
        rules=problem.rules if override.has_ride_caps else replace(problem.rules, ride_caps=()),
        unrounded=None,
    )


def _change_shifts(vehicle: Vehicle, override: Override) -> Vehicle:
    if override.has_breaks and not override.longer_shift_s:
        return vehicle
    shifts = (_change_shift(shift, override) for shift in vehicle.shifts)
    return replace(vehicle, shifts=tuple(shifts))


def _change_shift(shift: Shift, override: Override) -> Shift:
    longer_s, most_s = override.longer_shift_s, shift.max_duration_s
    return replace(
        shift,
        start_s=shift.start_s - longer_s,
        end_s=shift.end_s + longer_s,
        max_duration_s=None if most_s is None else most_s + 2 * longer_s,
        breaks=shift.breaks if override.has_breaks else (),
    )


def duration_s(lookup: Lookup, run: Run) -> int:
    """Vehicle time of a run, from leaving to reaching its ends."""
    return walk_run(lookup, run).duration_s
