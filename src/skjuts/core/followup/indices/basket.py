"""A contract's index clause: what its price follows, from when, how late and how often."""

from __future__ import annotations

from dataclasses import dataclass
from math import isclose
from typing import Final

from skjuts.core.followup.errors import BadBasket
from skjuts.core.followup.months import MONTHS_A_YEAR, Month, number_in_year

WHOLE: Final = 100.0
THIRD_QUARTER: Final = frozenset({7, 8, 9})


@dataclass(frozen=True, slots=True)
class Component:
    """A series and its weight in the basket, in per cent."""

    series: str
    weight: float


@dataclass(frozen=True, slots=True)
class IndexClause:
    """How one contract's price is adjusted.

    In each month of `adjusts_in` (1-12) the level is set from the values of `lag_months` earlier over those
    of `base`, and holds until the next. `starts` is the first month of traffic; before it the level is
    `link`. `link` is the level that an earlier basket had reached when this one took over. `fixed_share` is
    the part of the price that does not follow (per cent). A clause that `follows_revisions` is set anew when
    a value is corrected; otherwise what was published when the price was set stands.
    """

    contract: str
    components: tuple[Component, ...]
    base: Month
    starts: Month
    lag_months: int
    adjusts_in: tuple[int, ...]
    follows_revisions: bool = False
    fixed_share: float = 0.0
    link: float = 1.0

    def __post_init__(self) -> None:
        """Refuse a clause that nobody could follow."""
        weights = [one.weight for one in self.components]
        if min(weights, default=0) <= 0 or not isclose(sum(weights), WHOLE, abs_tol=1e-6):
            raise BadBasket("Vikterna måste vara över noll och bli 100 procent.", field=self.contract)
        if not self.adjusts_in or not set(self.adjusts_in) <= set(range(1, MONTHS_A_YEAR + 1)):
            raise BadBasket("Ange i vilka av årets månader priset justeras.", field=self.contract)
        if self.lag_months < 0 or self.link <= 0 or not 0 <= self.fixed_share < WHOLE:
            raise BadBasket(
                "Eftersläpning, länkfaktor eller fast andel är utanför det möjliga.", field=self.contract
            )

    def find_adjustment(self, month: Month) -> Month | None:
        """The month in which the price of `month` was last set; None before the traffic started."""
        for back in range(MONTHS_A_YEAR):
            candidate = month - back
            if candidate < self.starts:
                return None
            if number_in_year(candidate) in self.adjusts_in:
                return candidate
        return None


def list_objections(clause: IndexClause) -> list[str]:
    """What the trade advises against in a clause, as Swedish sentences; it is followed all the same.

    Source: the trade's recommended index basket for service trips: all of the price indexed, a base outside
    the third quarter.
    """
    objections = []
    if clause.fixed_share > 0:
        objections.append(
            f"{clause.fixed_share:g} procent av priset följer inte index; allt rekommenderas att göra det."
        )
    if number_in_year(clause.base) in THIRD_QUARTER:
        objections.append("Basen ligger i tredje kvartalet, vars värden är ovanliga; välj ett annat.")
    return objections
