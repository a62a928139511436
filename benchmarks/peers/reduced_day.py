"""A day with only the rules that a general solver can hold, for both sides alike.

Kept: who goes where and when, promised times, ride limits by the region's table, loads in four resources,
riding alone, qualifications, shifts, depots and open ends, prices on those left out, and each
contract's own price level. Dropped, and why:

- parts of a tariff (start fee, bands, minutes, waiting, minimum, guaranteed hours): a general solver prices
  arcs, and cannot know whether a car drives empty. What is left is one price for every kilometre: the
  first band's, and the contract's minutes at the mean speed of the day;
- the choice of layout: one for each vehicle, with the most kinds of room and then the most room;
- breaks: OR-Tools' breaks do not ask that the car be empty;
- groups that may not mix, and linked out–wait–return: possible only as constraints that its local
  search fights with;
- lateness at a price inside the tolerance: as soft bounds they need a linear program for every move;
  the tolerance is given for free instead;
- time of day: free flow all day.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from skjuts.core.planning.problem import Load, Problem, ReferenceSide, Request, Vehicle
from skjuts.core.tariffs.contract import KmBand, Tariff

DROPPED = (
    "tariff parts (every kilometre costs the same), choice of layout, breaks, mixing rules, linked returns, "
    "price of lateness, time of day"
)


def reduce_day(problem: Problem) -> Problem:
    """Copy a day without the rules that the module's text names."""
    minutes_per_km = measure_minutes_per_km(problem)
    return replace(
        problem,
        name=f"{problem.name}, förenklad",
        travel=replace(problem.travel, slowdown=None),
        requests=tuple(_reduce_request(request) for request in problem.requests),
        vehicles=tuple(_reduce_vehicle(vehicle) for vehicle in problem.vehicles),
        tariffs={name: even_tariff(tariff, minutes_per_km) for name, tariff in problem.tariffs.items()},
        rules=replace(problem.rules, may_not_mix=frozenset(), lateness_per_minute_ore=0, change_ore=0),
    )


def measure_minutes_per_km(problem: Problem) -> float:
    """Minutes that a kilometre takes over all direct rides."""
    number = {place.id: k for k, place in enumerate(problem.places)}
    ends = np.array([(number[one.pickup], number[one.dropoff]) for one in problem.requests])
    seconds, metres = problem.travel.legs[ends[:, 0], ends[:, 1]].astype(np.float64).sum(axis=0)
    return float(seconds / 60 / (metres / 1000))


def even_tariff(tariff: Tariff, minutes_per_km: float) -> Tariff:
    """One price for each kilometre, loaded or empty, in whole tens of öre."""
    per_km = tariff.km_bands[0].per_km_ore + tariff.per_minute_ore * minutes_per_km
    rate = max(10, round(per_km / 10) * 10)
    return Tariff(tariff.id, km_bands=(KmBand(0, rate),), approach_per_km_ore=rate, return_per_km_ore=rate)


def choose_layout(layouts: tuple[Load, ...]) -> Load:
    """The layout with the most kinds of room, then the most room; the first of equals."""
    return max(layouts, key=lambda layout: (sum(amount > 0 for amount in layout), sum(layout)))


def _reduce_request(request: Request) -> Request:
    """No link and no priced lateness: the window ends where the tolerance did."""
    pickup, dropoff, more = request.pickup_window, request.dropoff_window, request.late_tolerance_s
    if request.reference is ReferenceSide.ARRIVE_BY:
        dropoff = dropoff._replace(latest_s=dropoff.latest_s + more)
    else:
        pickup = pickup._replace(latest_s=pickup.latest_s + more)
    return replace(request, pickup_window=pickup, dropoff_window=dropoff, late_tolerance_s=0, wait=None)


def _reduce_vehicle(vehicle: Vehicle) -> Vehicle:
    return replace(
        vehicle,
        layouts=(choose_layout(vehicle.layouts),),
        shifts=tuple(replace(shift, breaks=()) for shift in vehicle.shifts),
        guaranteed=False,
    )
