"""What a ride would cost with nobody else in the vehicle.

A party (a ride, or a ride out with its waiting return) is put alone on every shift that may
carry it, and the cheapest that keeps every rule is its price alone. Shifts that differ in
nothing but their name are tried once; the rest are tried in the order of an estimate that
leaves out waiting and traffic, at most `TRIES` of them.

The price is what the order uses under the contract, without filling up to a guarantee: guarantees are
paid however people ride. A contract that prices nothing but hours is valued by the hour. The same
yardstick, `value_use_ore`, measures the plan's own runs, so that the two can be compared.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from skjuts.core.planning.explain.lookup import Lookup
from skjuts.core.planning.explain.party import Party, list_party_visits, may_carry
from skjuts.core.planning.explain.pricing import AS_IT_IS, Override, duration_s, find_run
from skjuts.core.planning.problem import Vehicle
from skjuts.core.tariffs.contract import OrderUse, RunCost, Tariff, price_run, rate

TRIES = 60
"""Shifts priced exactly for one party before it counts as impossible alone."""

type Rows = NDArray[np.int64]
"""Rows of the travel matrix, -1 for an open end."""


@dataclass(frozen=True, slots=True)
class AlonePrice:
    """The cheapest way to drive a party with nobody else aboard."""

    riders: tuple[str, ...]
    vehicle: str
    shift: int
    price_ore: int


@dataclass(frozen=True, slots=True)
class AloneTotal:
    """The price of riding alone for many: the sum over the riders that it could be found for."""

    price_ore: int
    riders: int
    riders_without_price: int


def value_use_ore(tariff: Tariff, cost: RunCost, vehicle_s: int) -> int:
    """What a run uses under its contract, guarantees left out (see the module's text)."""
    used_ore = cost.total_ore - cost.guarantee_ore
    return used_ore if _prices_use(tariff) else rate(vehicle_s, tariff.guaranteed_per_hour_ore, 3600)


def _prices_use(tariff: Tariff) -> bool:
    """Whether the contract prices anything but guaranteed hours."""
    amounts = (tariff.start_ore, tariff.per_minute_ore, tariff.minimum_ore, tariff.approach_per_km_ore)
    return any(amounts) or any(band.per_km_ore for band in tariff.km_bands)


class AlonePricer:
    """Finds the cheapest single ride; holds what is the same for every party of a problem."""

    def __init__(self, lookup: Lookup, avoid: Collection[tuple[str, int]] = ()) -> None:
        """Ask every shift but those of `avoid` (vehicle id and number)."""
        self._lookup = lookup
        self._kinds = _list_kinds(lookup, avoid)
        self._tariffs = [lookup.problem.tariffs[vehicle.tariff] for vehicle, _ in self._kinds]
        self._starts = _list_rows(lookup, [vehicle.start_place for vehicle, _ in self._kinds])
        self._ends = _list_rows(lookup, [vehicle.end_place for vehicle, _ in self._kinds])

    def find_price(self, request_id: str, override: Override = AS_IT_IS) -> AlonePrice | None:
        """The cheapest price of this request's party alone; None when no shift tried can take it."""
        changed = {request.id: request for request in override.requests}
        party = tuple(changed.get(r.id, r) for r in self._lookup.list_linked(request_id))
        return self.find_party_price(party, override)

    def find_party_price(self, party: Party, override: Override = AS_IT_IS) -> AlonePrice | None:
        """The same for requests that ride together as given."""
        ranked = (self._kinds[index] for index in self._rank(party))
        able = (kind for kind in ranked if may_carry(kind[0], party))
        for vehicle, shift in islice(able, TRIES):
            run = find_run(self._lookup, vehicle, shift, list_party_visits(party), override)
            if run is not None:
                tariff = self._lookup.problem.tariffs[vehicle.tariff]
                price_ore = value_use_ore(tariff, run.cost, duration_s(self._lookup, run))
                return AlonePrice(tuple(r.id for r in party), vehicle.id, shift, price_ore)
        return None

    def total(self, riders: Iterable[str]) -> AloneTotal:
        """The price of riding alone for all of these; a party is paid for once."""
        waiting = dict.fromkeys(riders)
        price_ore = priced = without = 0
        while waiting:
            rider = next(iter(waiting))
            found = self.find_price(rider)
            party = {request.id for request in self._lookup.list_linked(rider)} & waiting.keys()
            price_ore += 0 if found is None else found.price_ore
            priced += 0 if found is None else len(party)
            without += len(party) if found is None else 0
            for member in party:
                del waiting[member]
        return AloneTotal(price_ore, priced, without)

    def _rank(self, party: Party) -> list[int]:
        """The kinds of shift, the cheapest estimate first."""
        if not self._kinds:
            return []
        use = _estimate_use(self._lookup, party)
        approach_s, approach_m = self._legs(self._starts, party[0].pickup, to_place=True)
        return_s, return_m = self._legs(self._ends, party[-1].dropoff, to_place=False)
        costs = {t.id: price_run(t, [use], 0, 0) for t in {t.id: t for t in self._tariffs}.values()}
        order_ore = np.array([costs[t.id].total_ore - costs[t.id].guarantee_ore for t in self._tariffs])
        per_km, back_per_km, per_hour = self._rates
        used_ore = order_ore + (approach_m * per_km + return_m * back_per_km) / 1000
        bound_s = approach_s + use.busy_s + use.waiting_s + return_s
        return [int(k) for k in np.argsort(np.maximum(used_ore, bound_s * per_hour / 3600), kind="stable")]

    @cached_property
    def _rates(self) -> NDArray[np.int64]:
        """Approach and return per km, and the hour where only hours are priced: shape (3, kinds)."""
        hourly = [0 if _prices_use(t) else t.guaranteed_per_hour_ore for t in self._tariffs]
        columns = [
            (t.approach_per_km_ore, t.return_per_km_ore, per_hour)
            for t, per_hour in zip(self._tariffs, hourly, strict=True)
        ]
        return np.array(columns, dtype=np.int64).T

    def _legs(self, rows: Rows, place: str, *, to_place: bool) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Seconds and metres between each kind's end and a place; an open end is at no distance."""
        at = self._lookup.get_place_index(place)
        legs = self._lookup.problem.travel.legs
        found = legs[rows, at] if to_place else legs[at, rows]
        return np.where(rows < 0, 0, found[:, 0]), np.where(rows < 0, 0, found[:, 1])


def _list_rows(lookup: Lookup, places: Iterable[str | None]) -> Rows:
    return np.array([-1 if place is None else lookup.get_place_index(place) for place in places])


def _list_kinds(lookup: Lookup, avoid: Collection[tuple[str, int]]) -> list[tuple[Vehicle, int]]:
    """One shift of each kind, without the stops that a plan in progress holds fixed."""
    kinds: dict[tuple[object, ...], tuple[Vehicle, int]] = {}
    for vehicle, number, shift in lookup.list_shifts():
        if (vehicle.id, number) in avoid:
            continue
        free = replace(shift, frozen=())
        ends = (vehicle.start_place, vehicle.end_place)
        kind = (vehicle.tariff, *ends, vehicle.layouts, vehicle.qualifications, free)
        shifts = tuple(replace(other, frozen=()) for other in vehicle.shifts)
        kinds.setdefault(kind, (replace(vehicle, shifts=shifts), number))
    return list(kinds.values())


def _estimate_use(lookup: Lookup, party: Party) -> OrderUse:
    """What the party's order uses in free flow, waiting for its returns included."""
    rides = [(request.pickup, request.dropoff) for request in party]
    service_s = sum(request.pickup_service_s + request.dropoff_service_s for request in party)
    return OrderUse(
        loaded_m=sum(lookup.metres(*ride) for ride in rides),
        busy_s=service_s + sum(lookup.free_flow_s(*ride) for ride in rides),
        waiting_s=sum(request.wait.visit_s for request in party if request.wait is not None),
    )
