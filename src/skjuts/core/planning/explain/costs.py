"""What each contract and each carrier is paid in a plan, part by part."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import astuple, dataclass

from skjuts.core.planning.explain.lookup import Lookup
from skjuts.core.planning.explain.rides import list_riders
from skjuts.core.planning.explain.walk import Activity, Walk
from skjuts.core.planning.problem import Vehicle
from skjuts.core.tariffs.contract import RunCost, guarantee_ore


@dataclass(frozen=True, slots=True)
class ContractCost:
    """One contract's (or carrier's) part of the plan.

    `cost` sums the runs' price parts; `idle_guarantee_ore` is the guarantee of the shifts that
    never drive, and `shifts_idle` their number.
    """

    name: str
    vehicles_used: int
    runs: int
    riders: int
    driven_m: int
    empty_m: int
    duration_s: int
    cost: RunCost
    shifts_idle: int
    idle_guarantee_ore: int

    @property
    def total_ore(self) -> int:
        """What the carrier is paid for the day."""
        return self.cost.total_ore + self.idle_guarantee_ore


def cost_by_contract(lookup: Lookup, walks: Iterable[Walk]) -> tuple[ContractCost, ...]:
    """What each contract is paid, the dearest first."""
    return _group(lookup, walks, lambda vehicle: vehicle.tariff)


def cost_by_carrier(lookup: Lookup, walks: Iterable[Walk]) -> tuple[ContractCost, ...]:
    """What each carrier is paid, the dearest first."""
    return _group(lookup, walks, lambda vehicle: vehicle.carrier)


def total_cost(groups: Iterable[ContractCost]) -> ContractCost:
    """All groups together; a vehicle belongs to one of them."""
    groups = list(groups)
    return ContractCost(
        name="",
        vehicles_used=sum(group.vehicles_used for group in groups),
        runs=sum(group.runs for group in groups),
        riders=sum(group.riders for group in groups),
        driven_m=sum(group.driven_m for group in groups),
        empty_m=sum(group.empty_m for group in groups),
        duration_s=sum(group.duration_s for group in groups),
        cost=add_costs(group.cost for group in groups),
        shifts_idle=sum(group.shifts_idle for group in groups),
        idle_guarantee_ore=sum(group.idle_guarantee_ore for group in groups),
    )


def add_costs(costs: Iterable[RunCost]) -> RunCost:
    """The sum of some runs' prices, part by part."""
    parts = [astuple(cost) for cost in costs]
    return RunCost(*(sum(column) for column in zip(*parts, strict=True))) if parts else RunCost()


def _group(
    lookup: Lookup, walks: Iterable[Walk], name_of: Callable[[Vehicle], str]
) -> tuple[ContractCost, ...]:
    driven: dict[str, list[Walk]] = defaultdict(list)
    for walk in walks:
        driven[name_of(lookup.get_vehicle(walk.run.vehicle))].append(walk)
    used = {(walk.run.vehicle, walk.run.shift) for group in driven.values() for walk in group}
    idle: dict[str, list[int]] = defaultdict(list)
    for vehicle, number, _ in lookup.list_shifts():
        if (vehicle.id, number) not in used:
            idle[name_of(vehicle)].append(guarantee_ore(lookup.problem.tariffs[vehicle.tariff]))
    groups = [_contract(name, driven[name], idle[name]) for name in sorted({*driven, *idle})]
    paid = [group for group in groups if group.runs or group.idle_guarantee_ore]
    return tuple(sorted(paid, key=lambda group: -group.total_ore))


def _contract(name: str, walks: list[Walk], idle: list[int]) -> ContractCost:
    return ContractCost(
        name=name,
        vehicles_used=len({walk.run.vehicle for walk in walks}),
        runs=len(walks),
        riders=sum(len(list_riders(walk.run)) for walk in walks),
        driven_m=sum(walk.metres(Activity.LOADED, Activity.EMPTY) for walk in walks),
        empty_m=sum(walk.metres(Activity.EMPTY) for walk in walks),
        duration_s=sum(walk.duration_s for walk in walks),
        cost=add_costs(walk.run.cost for walk in walks),
        shifts_idle=len(idle),
        idle_guarantee_ore=sum(idle),
    )
