"""What an own fleet costs a year."""

from __future__ import annotations

from dataclasses import dataclass

from skjuts.core.followup.regimes.errors import BadRegime

METRES_A_KM = 1000


@dataclass(frozen=True, slots=True)
class OwnTerms:
    """Prices of an own fleet, in öre.

    `vehicle_ore` is bought for and written off over `life_years` at `rate` a year, and sold for
    `residual_ore`. Crew costs `wage_per_hour_ore` with `social_share` on top for every hour worked;
    `absence` of the hours paid are not worked.
    """

    vehicle_ore: int
    life_years: int
    rate: float
    residual_ore: int
    yearly_per_vehicle_ore: int
    wage_per_hour_ore: int
    social_share: float
    absence: float
    per_km_ore: int
    premises_ore: int
    dispatch_ore: int

    def __post_init__(self) -> None:
        if self.life_years < 1 or not 0 <= self.absence < 1 or self.social_share < 0 or self.rate < 0:
            raise BadRegime(field="own")

    @property
    def annuity_ore(self) -> float:
        """What owning a vehicle costs a year: its price in equal yearly amounts, less what it is sold for."""
        if self.rate == 0:
            return (self.vehicle_ore - self.residual_ore) / self.life_years
        growth = (1 + self.rate) ** self.life_years
        return (self.vehicle_ore * growth - self.residual_ore) * self.rate / (growth - 1)


@dataclass(frozen=True, slots=True)
class OwnCost:
    """A year of an own fleet, in öre, part by part."""

    capital_ore: int
    running_ore: int
    crew_ore: int
    premises_ore: int
    dispatch_ore: int
    distance_ore: int

    @property
    def fixed_ore(self) -> int:
        """What is paid whatever is driven."""
        return self.capital_ore + self.running_ore + self.crew_ore + self.premises_ore + self.dispatch_ore

    @property
    def total_ore(self) -> int:
        """Everything."""
        return self.fixed_ore + self.distance_ore


def price_own(terms: OwnTerms, vehicles: int, crew_hours: float, driven_m: int) -> OwnCost:
    """A year with so many vehicles, manned hours (of each person) and metres driven, loaded or not."""
    paid = crew_hours * terms.wage_per_hour_ore * (1 + terms.social_share) / (1 - terms.absence)
    return OwnCost(
        capital_ore=round(vehicles * terms.annuity_ore),
        running_ore=vehicles * terms.yearly_per_vehicle_ore,
        crew_ore=round(paid),
        premises_ore=terms.premises_ore,
        dispatch_ore=terms.dispatch_ore,
        distance_ore=round(driven_m * terms.per_km_ore / METRES_A_KM),
    )
