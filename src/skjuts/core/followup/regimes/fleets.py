"""Fleets of different sizes on the same year of trips, beside buying every trip."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from skjuts.core.followup.regimes.break_even import BreakEven, find_break_even
from skjuts.core.followup.regimes.own import OwnCost, OwnTerms, price_own
from skjuts.core.followup.regimes.schedule import Driven, Fleet, Roads, drive_year
from skjuts.core.followup.regimes.trips import Trip

SECONDS_AN_HOUR = 3600


@dataclass(frozen=True, slots=True)
class FleetYear:
    """One size of fleet: what it drove and costs, what is still bought, from how many trips it pays."""

    vehicles: int
    driven: Driven
    own: OwnCost
    bought_ore: int
    break_even: BreakEven

    @property
    def total_ore(self) -> int:
        """Own and bought together."""
        return self.own.total_ore + self.bought_ore


@dataclass(frozen=True, slots=True)
class FleetComparison:
    """Everything bought, and each size of fleet."""

    bought_ore: int
    years: tuple[FleetYear, ...]

    @property
    def cheapest(self) -> FleetYear | None:
        """The fleet that costs least with what is still bought; None when buying everything costs less."""
        best = min(self.years, key=lambda one: one.total_ore, default=None)
        return best if best is not None and best.total_ore < self.bought_ore else None


def compare_fleets(
    trips: Sequence[Trip], fleet: Fleet, roads: Roads, terms: OwnTerms, most_vehicles: int, crew: int
) -> FleetComparison:
    """Try fleets of 1 to `most_vehicles`, each vehicle manned by `crew` while open, on every day with trips.

    The cap under which a fleet must break even is what it could take of these trips.
    """
    bought = sum(trip.price_ore for trip in trips)
    years = []
    for vehicles in range(1, most_vehicles + 1):
        driven = drive_year(trips, replace(fleet, vehicles=vehicles), roads)
        hours = (fleet.close_s - fleet.open_s) / SECONDS_AN_HOUR * vehicles * crew * driven.days
        own = price_own(terms, vehicles, hours, driven.driven_m)
        years.append(
            FleetYear(
                vehicles, driven, own, sum(trip.price_ore for trip in driven.left), _break_even(driven, own)
            )
        )
    return FleetComparison(bought, tuple(years))


def _break_even(driven: Driven, own: OwnCost) -> BreakEven:
    count = len(driven.taken)
    if count == 0:
        return BreakEven(None, 0)
    paid = sum(trip.price_ore for trip in driven.taken) / count
    return find_break_even(own.fixed_ore, paid, own.distance_ore / count, count)
