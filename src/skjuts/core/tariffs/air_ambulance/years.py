"""The years after a cut: prices set before the year, deficits carried on, and a key that follows past use."""

from __future__ import annotations

from dataclasses import dataclass

from skjuts.core.tariffs.air_ambulance.bill import Federation, price_region
from skjuts.core.tariffs.air_ambulance.errors import BadBill


@dataclass(frozen=True, slots=True)
class YearTerms:
    """How years hang together.

    `past_use_weight` of the standby key follows the region's share of the hours `lag_years` before;
    the rest of it stands. What the first year's prices do not bring in is carried on `carry_years`.
    """

    years: int
    lag_years: int
    past_use_weight: float
    carry_years: int = 0

    def __post_init__(self) -> None:
        if self.years < 1 or self.lag_years < 0 or not 0 <= self.past_use_weight <= 1 or self.carry_years < 0:
            raise BadBill(field="terms")


def follow_years(
    federation: Federation, standby_key: float, hours: float, cut_hours: float, terms: YearTerms
) -> tuple[int, ...]:
    """What the region's bill falls by each year after it alone has cut its hours, in öre.

    With `carry_years` the first year keeps the prices of the budget, and what that leaves uncovered
    is paid back in equal parts over the years after; without, every year breaks even by itself.
    """
    after = federation.fly_less(cut_hours)
    left = hours - cut_hours
    before = price_region(federation, standby_key, hours)
    savings = []
    deficit = 0.0
    for year in range(terms.years):
        is_budgeted = year == 0 and terms.carry_years > 0
        key = _follow_key(standby_key, hours / federation.hours, left / after.hours, year, terms)
        if is_budgeted:
            income = federation.income_ore - federation.hour_price_ore * cut_hours
            deficit = after.income_ore - income
            bill = before - federation.hour_price_ore * cut_hours
        else:
            bill = price_region(after, key, left)
            if 0 < year <= terms.carry_years:
                bill += deficit / terms.carry_years * bill / after.income_ore
        savings.append(round(before - bill))
    return tuple(savings)


def _follow_key(key: float, use_before: float, use_after: float, year: int, terms: YearTerms) -> float:
    """The standby key of a year: the part that follows past use has moved when the lag has passed."""
    if year < terms.lag_years:
        return key
    return key + terms.past_use_weight * (use_after - use_before)
