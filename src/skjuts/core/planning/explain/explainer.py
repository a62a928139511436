"""Answers about one plan: its figures at once, and any rider when asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from skjuts.core.planning.explain.alone import AlonePrice, AlonePricer
from skjuts.core.planning.explain.elsewhere import Elsewhere, Surroundings
from skjuts.core.planning.explain.figures import PlanFigures, count_figures
from skjuts.core.planning.explain.lookup import Lookup
from skjuts.core.planning.explain.nearest_miss import MissFinder, NearestMiss
from skjuts.core.planning.explain.party import has_room, list_needs, may_carry
from skjuts.core.planning.explain.pricing import find_run, list_visits
from skjuts.core.planning.explain.rides import Ride, list_rides
from skjuts.core.planning.explain.walk import Walk, walk_run
from skjuts.core.planning.problem import Problem, Request
from skjuts.core.planning.problem.limits import unserved_ore
from skjuts.core.planning.solution import Reason, Run, Solution
from skjuts.core.tariffs.contract import guarantee_ore


@dataclass(frozen=True, slots=True)
class RiderExplanation:
    """Why a served rider rides as planned.

    `added_ore` is the price of the run less its price without the rider (and without those linked
    to the rider; an empty shift still costs its guarantee); None when a fixed beginning holds the
    rider. `elsewhere` is the cheapest place found in another run, None when none of the nearest
    could take the rider. `alone` is the cheapest ride with nobody else, linked rides included.
    """

    request: Request
    ride: Ride
    linked: tuple[str, ...]
    run_ore: int
    run_riders: int
    added_ore: int | None
    elsewhere: Elsewhere | None
    alone: AlonePrice | None


@dataclass(frozen=True, slots=True)
class UnservedExplanation:
    """Why a request has no vehicle, and what would have made room.

    `vehicles_able` counts the vehicles with the qualifications and the room; `lacking` names the
    needed qualifications that no vehicle with room has, each on its own.
    """

    request: Request
    reason: Reason
    linked: tuple[str, ...]
    vehicles_able: int
    lacking: tuple[str, ...]
    unserved_ore: int
    nearest_miss: NearestMiss | None


class Explainer:
    """A plan opened for questions. Riders are explained when asked for, a few milliseconds each."""

    def __init__(self, problem: Problem, solution: Solution) -> None:
        self.solution = solution
        self.lookup = Lookup(problem)
        self.walks: Sequence[Walk] = [walk_run(self.lookup, run) for run in solution.runs]
        self.rides: dict[str, Ride] = {r.request: r for r in list_rides(self.lookup, self.walks)}
        self._runs = {(run.vehicle, run.shift): run for run in solution.runs}
        self._reasons = {item.request: item.reason for item in solution.unserved}

    @cached_property
    def figures(self) -> PlanFigures:
        """The figures of the whole plan."""
        return count_figures(self.lookup, self.solution, self.walks, list(self.rides.values()))

    def explain_rider(self, request_id: str) -> RiderExplanation:
        """Explain a served rider (KeyError for anyone else)."""
        ride = self.rides[request_id]
        run = self._runs[ride.vehicle, ride.shift]
        request = self.lookup.get_request(request_id)
        linked = tuple(r.id for r in self.lookup.list_linked(request_id))
        here = [(ride.vehicle, ride.shift)]
        return RiderExplanation(
            request=request,
            ride=ride,
            linked=linked,
            run_ore=run.cost.total_ore,
            run_riders=len(list_visits(run)) // 2,
            added_ore=self._find_added_ore(run, linked),
            elsewhere=self._surroundings.find_cheapest(request, here) if len(linked) == 1 else None,
            alone=self._pricer.find_price(request_id),
        )

    def explain_unserved(self, request_id: str) -> UnservedExplanation:
        """Explain a request that nobody drives (KeyError for anyone else)."""
        reason = self._reasons[request_id]
        request = self.lookup.get_request(request_id)
        party = self.lookup.list_linked(request_id)
        vehicles = self.lookup.problem.vehicles
        roomy = [v for v in vehicles if all(has_room(v, r.total_load) for r in party)]
        has_lack = (n for n in list_needs(party) if not any(n in v.qualifications for v in roomy))
        return UnservedExplanation(
            request=request,
            reason=reason,
            linked=tuple(r.id for r in party),
            vehicles_able=sum(may_carry(vehicle, party) for vehicle in vehicles),
            lacking=tuple(sorted(has_lack)),
            unserved_ore=unserved_ore(self.lookup.problem, request),
            nearest_miss=self._miss_finder.find_nearest_miss(request, reason),
        )

    def _find_added_ore(self, run: Run, linked: tuple[str, ...]) -> int | None:
        """What the run would cost less without these riders."""
        vehicle = self.lookup.get_vehicle(run.vehicle)
        if any(stop.request in linked for stop in vehicle.shifts[run.shift].frozen):
            return None
        visits = [visit for visit in list_visits(run) if visit.request not in linked]
        if not visits:
            return run.cost.total_ore - guarantee_ore(self.lookup.problem.tariffs[vehicle.tariff])
        without = find_run(self.lookup, vehicle, run.shift, visits)
        return None if without is None else run.cost.total_ore - without.cost.total_ore

    @cached_property
    def _pricer(self) -> AlonePricer:
        return AlonePricer(self.lookup)

    @cached_property
    def _surroundings(self) -> Surroundings:
        return Surroundings(self.lookup, self.solution.runs)

    @cached_property
    def _miss_finder(self) -> MissFinder:
        idle = AlonePricer(self.lookup, avoid=self._runs.keys())
        return MissFinder(self.lookup, self._surroundings, idle)
