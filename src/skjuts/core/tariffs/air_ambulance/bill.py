"""The federation's year as it breaks even, a region's part of it, and what a cut changes."""

from __future__ import annotations

from dataclasses import dataclass, replace

from skjuts.core.tariffs.air_ambulance.errors import BadBill


@dataclass(frozen=True, slots=True)
class Federation:
    """A year that breaks even.

    `income_ore` equals cost; `fixed_share` of it does not depend on hours. `standby_share` of the
    income is shared by a key, the rest by hours.
    """

    income_ore: float
    hours: float
    fixed_share: float
    standby_share: float

    def __post_init__(self) -> None:
        is_share = 0 <= self.fixed_share <= 1 and 0 <= self.standby_share <= 1
        if not is_share or self.hours <= 0 or self.income_ore < 0:
            raise BadBill(field="federation")

    @property
    def per_hour_ore(self) -> float:
        """What an hour of flight costs beside what is fixed."""
        return self.income_ore * (1 - self.fixed_share) / self.hours

    @property
    def hour_price_ore(self) -> float:
        """What an hour is invoiced at."""
        return self.income_ore * (1 - self.standby_share) / self.hours

    def fly_less(self, cut_hours: float) -> Federation:
        """The year with fewer hours, still breaking even."""
        hours = self.hours - cut_hours
        if cut_hours < 0 or hours <= 0:
            raise BadBill(field="cut_hours")
        fixed = self.income_ore * self.fixed_share
        income = fixed + self.per_hour_ore * hours
        return replace(self, income_ore=income, hours=hours, fixed_share=fixed / income if income else 0.0)


@dataclass(frozen=True, slots=True)
class Saving:
    """What a cut is worth, in öre: as invoiced, to the region, and to everyone together.

    `alone_ore` when the region cuts alone, `all_ore` when all regions cut the same share.
    """

    invoice_ore: int
    alone_ore: int
    all_ore: int
    system_ore: int


def price_region(federation: Federation, standby_key: float, hours: float) -> float:
    """A region's bill, in öre: its key's part of the standby fee and its hours' part of the rest."""
    if not 0 <= standby_key <= 1 or not 0 <= hours <= federation.hours:
        raise BadBill(field="region")
    use = hours / federation.hours
    share = federation.standby_share * standby_key + (1 - federation.standby_share) * use
    return federation.income_ore * share


def measure_cut(federation: Federation, standby_key: float, hours: float, cut_hours: float) -> Saving:
    """What it is worth that a region flies `cut_hours` less of its `hours`. Raises `BadBill`."""
    if not 0 <= cut_hours <= hours or hours <= 0:
        raise BadBill(field="cut_hours")
    before = price_region(federation, standby_key, hours)
    alone = price_region(federation.fly_less(cut_hours), standby_key, hours - cut_hours)
    share = cut_hours / hours
    together = before
    if share < 1:
        every = federation.fly_less(federation.hours * share)
        together = price_region(every, standby_key, hours * (1 - share))
    return Saving(
        invoice_ore=round(federation.hour_price_ore * cut_hours),
        alone_ore=round(before - alone),
        all_ore=round(before - together),
        system_ore=round(federation.per_hour_ore * cut_hours),
    )
