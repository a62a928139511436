"""The figures of a whole plan, each with one definition that the page repeats in words.

A *rider* here is one request, whatever escorts come along. Shares are of one (0–1); a share of
nothing is 0.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from skjuts.core.planning.explain.alone import AlonePricer, AloneTotal, value_use_ore
from skjuts.core.planning.explain.costs import ContractCost, cost_by_carrier, cost_by_contract
from skjuts.core.planning.explain.lookup import Lookup
from skjuts.core.planning.explain.rides import Ride, list_rides
from skjuts.core.planning.explain.walk import Activity, Walk, walk_run
from skjuts.core.planning.problem import Problem
from skjuts.core.planning.problem.limits import unserved_ore
from skjuts.core.planning.solution import PlanCost, Reason, Solution

MOST_PRICED_ALONE = 2_000
"""Parties priced alone one by one; a bigger plan is sampled, so that its figures take seconds."""


@dataclass(frozen=True, slots=True)
class Pooling:
    """How much riders share.

    `riders_per_order` is served requests / orders: how many ride from the moment a vehicle stops
    being empty until it is empty again. `riders_per_loaded_km` is rider metres / loaded metres:
    how many are aboard on average while anybody is; it also grows with detours, so
    `direct_m` (the sum of direct distances) stands beside it.
    """

    orders: int
    riders_per_order: float
    riders_per_loaded_km: float
    sharing_riders: int
    direct_m: int


@dataclass(frozen=True, slots=True)
class VehicleUse:
    """Vehicles, their time and their metres. Vehicle time runs from leaving to reaching the ends."""

    vehicles_used: int
    vehicles_offered: int
    runs: int
    duration_s: int
    waiting_s: int
    idle_s: int
    loaded_m: int
    empty_m: int

    @property
    def driven_m(self) -> int:
        """All metres driven."""
        return self.loaded_m + self.empty_m

    @property
    def empty_share(self) -> float:
        """The part of the metres with nobody aboard."""
        return share(self.empty_m, self.driven_m)


@dataclass(frozen=True, slots=True)
class Punctuality:
    """Served rides against the time that the rider chose."""

    on_time: int
    late: int
    worst_s: int
    mean_late_s: float

    @property
    def on_time_share(self) -> float:
        """The part of the served rides that is on time."""
        return share(self.on_time, self.on_time + self.late)


@dataclass(frozen=True, slots=True)
class Spread:
    """How a time is spread over the rides: mean, nearest-rank percentiles and largest, seconds."""

    mean_s: float
    median_s: int
    p90_s: int
    largest_s: int


@dataclass(frozen=True, slots=True)
class UnservedGroup:
    """The unserved requests with one reason, and what leaving them out costs in the objective."""

    reason: Reason
    requests: tuple[str, ...]
    price_ore: int


@dataclass(frozen=True, slots=True)
class PlanFigures:
    """All figures of a plan.

    `price_per_ride_ore` is what the carriers are paid (runs and idle guarantees) per served ride;
    `alone` is what the same rides would have cost one by one and `use_ore` what the plan's runs cost,
    both without guarantees (see `explain.alone`).
    """

    requests: int
    served: int
    cost: PlanCost
    carriers_ore: int
    price_per_ride_ore: int
    use_ore: int
    alone: AloneTotal
    pooling: Pooling
    use: VehicleUse
    punctuality: Punctuality
    ride_times: Spread
    detours: Spread
    contracts: tuple[ContractCost, ...]
    carriers: tuple[ContractCost, ...]
    unserved: tuple[UnservedGroup, ...]

    @property
    def saving_ore(self) -> int:
        """What pooling saves: less than nothing when riding alone would have been cheaper.

        Riders without a price alone are left out of the comparison to the plan's disadvantage.
        """
        return self.alone.price_ore - self.use_ore

    @property
    def unserved_count(self) -> int:
        """Requests without a vehicle."""
        return self.requests - self.served


def explain_plan(problem: Problem, solution: Solution) -> PlanFigures:
    """Count every figure of a plan. Seconds on 11 000 requests; nothing is searched."""
    lookup = Lookup(problem)
    walks = [walk_run(lookup, run) for run in solution.runs]
    return count_figures(lookup, solution, walks, list_rides(lookup, walks))


def count_figures(
    lookup: Lookup, solution: Solution, walks: Sequence[Walk], rides: Sequence[Ride]
) -> PlanFigures:
    """The figures from walks and rides that are already made."""
    carriers_ore = solution.cost.runs_ore + solution.cost.idle_guarantee_ore
    return PlanFigures(
        requests=len(lookup.problem.requests),
        served=len(rides),
        cost=solution.cost,
        carriers_ore=carriers_ore,
        price_per_ride_ore=round(share(carriers_ore, len(rides))),
        use_ore=sum(_use_ore(lookup, walk) for walk in walks),
        alone=AlonePricer(lookup).total((ride.request for ride in rides), MOST_PRICED_ALONE),
        pooling=count_pooling(walks, rides),
        use=count_use(lookup.problem, walks),
        punctuality=count_punctuality(rides),
        ride_times=spread([ride.ride_s for ride in rides]),
        detours=spread([ride.detour_s for ride in rides]),
        contracts=cost_by_contract(lookup, walks),
        carriers=cost_by_carrier(lookup, walks),
        unserved=group_unserved(lookup, solution),
    )


def _use_ore(lookup: Lookup, walk: Walk) -> int:
    tariff = lookup.problem.tariffs[lookup.get_vehicle(walk.run.vehicle).tariff]
    return value_use_ore(tariff, walk.run.cost, walk.duration_s)


def share(part: float, whole: float) -> float:
    """`part` of `whole`, and 0 of nothing."""
    return part / whole if whole else 0.0


def count_pooling(walks: Sequence[Walk], rides: Sequence[Ride]) -> Pooling:
    """The pooling figures."""
    orders = sum(walk.orders for walk in walks)
    steps = [step for walk in walks for step in walk.steps]
    rider_m = sum(step.metres * len(step.aboard) for step in steps)
    loaded_m = sum(walk.metres(Activity.LOADED) for walk in walks)
    return Pooling(
        orders=orders,
        riders_per_order=share(len(rides), orders),
        riders_per_loaded_km=share(rider_m, loaded_m),
        sharing_riders=sum(bool(ride.co_riders) for ride in rides),
        direct_m=sum(ride.direct_m for ride in rides),
    )


def count_use(problem: Problem, walks: Sequence[Walk]) -> VehicleUse:
    """The vehicle figures."""
    return VehicleUse(
        vehicles_used=len({walk.run.vehicle for walk in walks}),
        vehicles_offered=len(problem.vehicles),
        runs=len(walks),
        duration_s=sum(walk.duration_s for walk in walks),
        waiting_s=sum(walk.seconds(Activity.WAITING) for walk in walks),
        idle_s=sum(walk.seconds(Activity.IDLE) for walk in walks),
        loaded_m=sum(walk.metres(Activity.LOADED) for walk in walks),
        empty_m=sum(walk.metres(Activity.EMPTY) for walk in walks),
    )


def count_punctuality(rides: Sequence[Ride]) -> Punctuality:
    """How many rides are on time, and how late the others are."""
    late = [ride.late_s for ride in rides if ride.late_s]
    return Punctuality(len(rides) - len(late), len(late), max(late, default=0), share(sum(late), len(late)))


def spread(times_s: Iterable[int]) -> Spread:
    """Mean, median, ninth decile and largest of some times; all 0 of nothing."""
    ordered = sorted(times_s)
    if not ordered:
        return Spread(0.0, 0, 0, 0)
    return Spread(share(sum(ordered), len(ordered)), _rank(ordered, 50), _rank(ordered, 90), ordered[-1])


def _rank(ordered: Sequence[int], percent: int) -> int:
    """Nearest-rank percentile: the least value with at least this part at or below it."""
    return ordered[max(0, -(-len(ordered) * percent // 100) - 1)]


def group_unserved(lookup: Lookup, solution: Solution) -> tuple[UnservedGroup, ...]:
    """Unserved requests by reason, the commonest first."""
    by_reason = Counter(item.reason for item in solution.unserved)
    groups = []
    for reason, _ in sorted(by_reason.items(), key=lambda pair: (-pair[1], pair[0])):
        requests = tuple(item.request for item in solution.unserved if item.reason is reason)
        price = sum(unserved_ore(lookup.problem, lookup.get_request(request)) for request in requests)
        groups.append(UnservedGroup(reason, requests, price))
    return tuple(groups)
