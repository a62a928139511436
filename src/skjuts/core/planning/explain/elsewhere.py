"""Where else a rider could go: the cheapest place in another run, looked for among the nearest.

An explanation needs the runner-up, not a proof. Every gap of every run that lies near the
rider's times is measured in added metres; the best few are put to the reference evaluator,
which decides what is allowed and what it costs. `Elsewhere` says how many runs were asked.
"""

from __future__ import annotations

import heapq
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from skjuts.core.planning.explain.lookup import Lookup
from skjuts.core.planning.explain.party import may_carry
from skjuts.core.planning.explain.pricing import AS_IT_IS, Override, find_run, list_visits
from skjuts.core.planning.problem import Request, Vehicle, Window
from skjuts.core.planning.problem.limits import NO_LIMIT_S, hard_dropoff_window, hard_pickup_window
from skjuts.core.planning.reference import Visit
from skjuts.core.planning.solution import Run, StopKind

NEAREST_RUNS = 3
POSITIONS_PER_RUN = 3
SLACK_S = 1800
"""How far a planned stop is thought to move when somebody is put in beside it."""

type Metres = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """The cheapest other place found for a rider, and among how many runs.

    `price_ore` is what that run would cost more with the rider aboard.
    """

    vehicle: str
    shift: int
    price_ore: int
    runs_asked: int


class _Gap(NamedTuple):
    """A gap between two stops of a run: matrix rows of the places around it (-1: open end)."""

    before: int
    after: int
    leaves_s: int
    starts_s: int


class _Position(NamedTuple):
    """Two gaps of one run where a rider's ends could go, and the metres that they add by estimate."""

    run: int
    pickup_at: int
    dropoff_at: int
    added_m: float


class Surroundings:
    """All runs of a plan as one table of gaps, to find those near a rider."""

    def __init__(self, lookup: Lookup, runs: Sequence[Run]) -> None:
        self._lookup = lookup
        self._runs = runs
        self._vehicles = [lookup.get_vehicle(run.vehicle) for run in runs]
        gaps = [_list_gaps(lookup, run, v) for run, v in zip(runs, self._vehicles, strict=True)]
        self._bounds = np.cumsum([0, *(len(group) for group in gaps)])
        self._table = np.array([gap for group in gaps for gap in group], dtype=np.int64).reshape(-1, 4)
        before, after = self._table[:, 0], self._table[:, 1]
        direct_m = lookup.problem.travel.legs[before, after, 1]
        self._skipped_m = np.where((before < 0) | (after < 0), 0, direct_m)

    def find_cheapest(
        self, request: Request, avoid: Collection[tuple[str, int]] = (), override: Override = AS_IT_IS
    ) -> Elsewhere | None:
        """The cheapest place among the nearest runs, other than the shifts of `avoid`."""
        nearest = []
        for positions in self._list_positions(request):
            run = self._runs[positions[0].run]
            if (run.vehicle, run.shift) not in avoid:
                nearest.append(positions)
            if len(nearest) == NEAREST_RUNS:
                break
        found = [self._price(p, request, override, len(nearest)) for group in nearest for p in group]
        return min((f for f in found if f is not None), key=lambda f: f.price_ore, default=None)

    def _price(self, at: _Position, request: Request, override: Override, asked: int) -> Elsewhere | None:
        """The exact price of one position, None when a rule forbids it."""
        run, vehicle = self._runs[at.run], self._vehicles[at.run]
        visits = list_visits(run)
        visits.insert(at.dropoff_at, Visit(request.id, StopKind.DROPOFF))
        visits.insert(at.pickup_at, Visit(request.id, StopKind.PICKUP))
        changed = find_run(self._lookup, vehicle, run.shift, visits, override)
        if changed is None:
            return None
        return Elsewhere(vehicle.id, run.shift, changed.cost.total_ore - run.cost.total_ore, asked)

    def _list_positions(self, request: Request) -> list[list[_Position]]:
        """The best positions of each run that passes near the rider's times, nearest run first."""
        pickup_m = self._measure(request.pickup, hard_pickup_window(request))
        dropoff_m = self._measure(request.dropoff, hard_dropoff_window(request))
        groups = []
        for run in self._list_runs_near(request, pickup_m, dropoff_m):
            part = slice(self._bounds[run], self._bounds[run + 1])
            groups.append(self._pair(run, request, pickup_m[part], dropoff_m[part]))
        return sorted((group for group in groups if group), key=lambda group: group[0].added_m)

    def _list_runs_near(self, request: Request, pickup_m: Metres, dropoff_m: Metres) -> list[int]:
        """The able runs whose best gaps, each end on its own, add the least; more than will be asked."""
        if not self._runs:
            return []
        by_run = [np.minimum.reduceat(metres, self._bounds[:-1]) for metres in (pickup_m, dropoff_m)]
        least_m = by_run[0] + by_run[1]
        ranked = (int(run) for run in np.argsort(least_m, kind="stable") if np.isfinite(least_m[run]))
        able = (run for run in ranked if may_carry(self._vehicles[run], (request,)))
        return list(islice(able, 3 * NEAREST_RUNS))

    def _measure(self, place: str, window: Window) -> Metres:
        """Added metres of stopping at a place in each gap; infinite where the times are too far off."""
        legs, at = self._lookup.problem.travel.legs, self._lookup.get_place_index(place)
        _, _, leaves_s, starts_s = self._table.T
        is_near = (leaves_s <= window.latest_s + SLACK_S) & (starts_s >= window.earliest_s - SLACK_S)
        gaps = np.flatnonzero(is_near)
        before, after, leaves_s, starts_s = self._table[gaps].T
        to_here = np.where(before[:, None] < 0, 0, legs[before, at])
        from_here = np.where(after[:, None] < 0, 0, legs[at, after])
        fits = leaves_s + to_here[:, 0] <= window.latest_s + SLACK_S
        fits &= starts_s - from_here[:, 0] >= window.earliest_s - SLACK_S
        added_m = np.full(len(self._table), np.inf)
        added_m[gaps[fits]] = (to_here[:, 1] + from_here[:, 1] - self._skipped_m[gaps])[fits]
        return added_m

    def _pair(self, run: int, request: Request, pickup_m: Metres, dropoff_m: Metres) -> list[_Position]:
        """The best pairs of gaps in one run, the least added metres first."""
        positions = []
        for p in np.flatnonzero(np.isfinite(pickup_m)):
            if np.isfinite(dropoff_m[p]):
                together_m = self._added_together_m(int(self._bounds[run] + p), request)
                positions.append(_Position(run, int(p), int(p), together_m))
            later = p + 1 + np.flatnonzero(np.isfinite(dropoff_m[p + 1 :]))
            positions += [_Position(run, int(p), int(d), float(pickup_m[p] + dropoff_m[d])) for d in later]
        return heapq.nsmallest(POSITIONS_PER_RUN, positions, key=lambda position: position.added_m)

    def _added_together_m(self, gap: int, request: Request) -> float:
        """Added metres of driving the rider from end to end within one gap."""
        legs = self._lookup.problem.travel.legs[:, :, 1]
        before, after, _, _ = self._table[gap]
        pickup = self._lookup.get_place_index(request.pickup)
        dropoff = self._lookup.get_place_index(request.dropoff)
        around_m = [0 if a < 0 or b < 0 else legs[a, b] for a, b in ((before, pickup), (dropoff, after))]
        skipped_m = 0 if before < 0 or after < 0 else legs[before, after]
        return float(sum(around_m) + legs[pickup, dropoff] - skipped_m)


def _list_gaps(lookup: Lookup, run: Run, vehicle: Vehicle) -> list[_Gap]:
    """The gaps around a run's pickups and dropoffs; none may be used among its frozen stops."""
    shift = vehicle.shifts[run.shift]
    stops = [stop for stop in run.stops if stop.request is not None]
    places = (vehicle.start_place, *(stop.place for stop in stops), vehicle.end_place)
    rows = [-1 if place is None else lookup.get_place_index(place) for place in places]
    leaves = [shift.start_s, *(stop.start for stop in stops)]
    starts = [*(stop.start for stop in stops), shift.end_s]
    gaps = [_Gap(*gap) for gap in zip(rows, rows[1:], leaves, starts, strict=False)]
    closed = _Gap(-1, -1, NO_LIMIT_S, 0)
    return [closed] * len(shift.frozen) + gaps[len(shift.frozen) :]
