"""Every kind of shift as arrays, to say at once which may drive a party alone and which is cheapest.

An estimate in free flow: it orders the shifts and leaves out those that are certainly too late or
too far away. What a ride costs and whether it is allowed is for the reference evaluator to say.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from skjuts.core.planning.explain.lookup import Lookup
from skjuts.core.planning.explain.party import Party
from skjuts.core.planning.problem import Vehicle
from skjuts.core.planning.problem.limits import NO_LIMIT_S, hard_dropoff_window, hard_pickup_window
from skjuts.core.tariffs.contract import MAX_KM_BANDS, OrderUse, Tariff

type ShiftKind = tuple[Vehicle, int]
"""A vehicle and the number of one of its shifts, standing for all that differ in name only."""
type Table = NDArray[np.int64]


def prices_use(tariff: Tariff) -> bool:
    """Whether the contract prices anything but guaranteed hours."""
    amounts = (tariff.start_ore, tariff.per_minute_ore, tariff.minimum_ore, tariff.approach_per_km_ore)
    return any(amounts) or any(band.per_km_ore for band in tariff.km_bands)


def list_kinds(lookup: Lookup, avoid: Collection[tuple[str, int]]) -> list[ShiftKind]:
    """One shift of each kind, without the stops that a plan in progress holds fixed."""
    kinds: dict[tuple[object, ...], ShiftKind] = {}
    for vehicle, number, shift in lookup.list_shifts():
        if (vehicle.id, number) in avoid:
            continue
        free = replace(shift, frozen=())
        ends = (vehicle.start_place, vehicle.end_place)
        kind = (vehicle.tariff, *ends, vehicle.layouts, vehicle.qualifications, free)
        shifts = tuple(replace(other, frozen=()) for other in vehicle.shifts)
        kinds.setdefault(kind, (replace(vehicle, shifts=shifts), number))
    return list(kinds.values())


class ShiftTable:
    """The kinds of shift of one problem, one row each."""

    def __init__(self, lookup: Lookup, kinds: Sequence[ShiftKind]) -> None:
        self._lookup = lookup
        tariffs = [lookup.problem.tariffs[vehicle.tariff] for vehicle, _ in kinds]
        shifts = [vehicle.shifts[number] for vehicle, number in kinds]
        self._starts = _list_rows(lookup, (vehicle.start_place for vehicle, _ in kinds))
        self._ends = _list_rows(lookup, (vehicle.end_place for vehicle, _ in kinds))
        self._opens_s = np.array([shift.start_s for shift in shifts], dtype=np.int64)
        self._closes_s = np.array([shift.end_s for shift in shifts], dtype=np.int64)
        self._rates = _columns([_rates(tariff) for tariff in tariffs], 7)
        self._bands = np.array([_bands(t) for t in tariffs], dtype=np.int64).reshape(-1, MAX_KM_BANDS, 3)

    def rank(self, party: Party, longer_shift_s: int = 0) -> list[int]:
        """The rows that may have time for the party, the cheapest estimate first."""
        use = estimate_use(self._lookup, party)
        approach_s, approach_m = self._legs(self._starts, party[0].pickup, to_place=True)
        return_s, return_m = self._legs(self._ends, party[-1].dropoff, to_place=False)
        pickup, dropoff = hard_pickup_window(party[0]), hard_dropoff_window(party[-1])
        ready_s = self._opens_s - longer_shift_s + approach_s
        bound_s = use.busy_s + use.waiting_s
        done_s = np.maximum(ready_s, pickup.earliest_s) + bound_s
        has_time = (ready_s <= pickup.latest_s) & (done_s + return_s <= self._closes_s + longer_shift_s)
        has_time &= done_s - party[-1].dropoff_service_s <= dropoff.latest_s
        start, minute, waiting, minimum, per_km, back_per_km, hourly = self._rates
        order = (
            start + self._price_metres(use.loaded_m) + (use.busy_s * minute + use.waiting_s * waiting) / 60
        )
        used = np.maximum(order, minimum) + (approach_m * per_km + return_m * back_per_km) / 1000
        price = np.maximum(used, (approach_s + bound_s + return_s) * hourly / 3600)
        return [int(row) for row in np.argsort(price, kind="stable") if has_time[row]]

    def _price_metres(self, loaded_m: int) -> NDArray[np.float64]:
        """What the loaded metres of an order cost in each row."""
        begins, ends, per_km = self._bands[:, :, 0], self._bands[:, :, 1], self._bands[:, :, 2]
        metres = np.clip(np.minimum(loaded_m, ends) - begins, 0, None)
        return np.asarray((metres * per_km).sum(axis=1) / 1000)

    def _legs(self, rows: Table, place: str, *, to_place: bool) -> tuple[Table, Table]:
        """Seconds and metres between each row's end and a place; an open end is at no distance."""
        at = self._lookup.get_place_index(place)
        legs = self._lookup.problem.travel.legs
        found = legs[rows, at] if to_place else legs[at, rows]
        return np.where(rows < 0, 0, found[:, 0]), np.where(rows < 0, 0, found[:, 1])


def estimate_use(lookup: Lookup, party: Party) -> OrderUse:
    """What the party's order uses in free flow, waiting for its returns included."""
    rides = [(request.pickup, request.dropoff) for request in party]
    service_s = sum(request.pickup_service_s + request.dropoff_service_s for request in party)
    return OrderUse(
        loaded_m=sum(lookup.metres(*ride) for ride in rides),
        busy_s=service_s + sum(lookup.free_flow_s(*ride) for ride in rides),
        waiting_s=sum(request.wait.visit_s for request in party if request.wait is not None),
    )


def _list_rows(lookup: Lookup, places: Iterable[str | None]) -> Table:
    """Rows of the travel matrix, -1 for an open end."""
    rows = [-1 if place is None else lookup.get_place_index(place) for place in places]
    return np.array(rows, dtype=np.int64)


def _columns(rows: Sequence[tuple[int, ...]], width: int) -> Table:
    return np.array(rows, dtype=np.int64).reshape(-1, width).T


def _rates(tariff: Tariff) -> tuple[int, ...]:
    """The prices of a tariff by column; the hour counts only where nothing else is priced."""
    hourly = 0 if prices_use(tariff) else tariff.guaranteed_per_hour_ore
    minutes = (tariff.per_minute_ore, tariff.waiting_per_minute_ore, tariff.minimum_ore)
    return (tariff.start_ore, *minutes, tariff.approach_per_km_ore, tariff.return_per_km_ore, hourly)


def _bands(tariff: Tariff) -> list[tuple[int, int, int]]:
    """From, to and price per km of each band, filled up with empty ones."""
    begins = [band.from_m for band in tariff.km_bands]
    ends = [*begins[1:], NO_LIMIT_S]
    bands = [(band.from_m, end, band.per_km_ore) for band, end in zip(tariff.km_bands, ends, strict=False)]
    return bands + [(0, 0, 0)] * (MAX_KM_BANDS - len(bands))
