"""A calendar year: what has been booked, what is on its way, what is foreseen, and what was budgeted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import sqrt
from typing import Final

from scipy.special import ndtri as normal_quantile

from skjuts.core.followup.errors import TooFewMonths
from skjuts.core.followup.foresight.foreseeing import Foresight, foresee_months
from skjuts.core.followup.ledger.nowcast import MonthNowcast
from skjuts.core.followup.months import MONTHS_A_YEAR, Month

TWO_SIDED: Final = 0.975


class Sureness(StrEnum):
    """How a month's cost is known."""

    BOOKED = "booked"
    COMING = "coming"
    FORESEEN = "foreseen"


@dataclass(frozen=True, slots=True)
class MonthOutlook:
    """A month: its cost in öre with interval, and its budget (None where nobody has entered one)."""

    month: Month
    sureness: Sureness
    cost_ore: int
    low_ore: int
    high_ore: int
    budget_ore: int | None


@dataclass(frozen=True, slots=True)
class YearOutlook:
    """The months of a year, and the year's own interval, which is narrower than the months' together."""

    year: int
    months: tuple[MonthOutlook, ...]
    low_ore: int
    high_ore: int

    @property
    def cost_ore(self) -> int:
        """What the year is expected to cost."""
        return sum(one.cost_ore for one in self.months)

    @property
    def budget_ore(self) -> int | None:
        """The year's budget; None as long as a month has none."""
        told = [one.budget_ore for one in self.months if one.budget_ore is not None]
        return sum(told) if len(told) == MONTHS_A_YEAR else None

    @property
    def is_settled(self) -> bool:
        """Whether every month's invoices have come."""
        return all(one.sureness is Sureness.BOOKED for one in self.months)


def look_ahead(
    year: int,
    nowcasts: Mapping[Month, MonthNowcast],
    settled: Sequence[Month],
    budgets: Mapping[Month, int],
) -> YearOutlook:
    """The outlook of a year out of the ledger's months.

    A month whose invoices are on their way is told by them when they say more than the series does, else by
    the series. Raises `TooFewMonths` when what is settled is too short to be carried on, or when the year
    began before the ledger.
    """
    wanted = range(year * MONTHS_A_YEAR, (year + 1) * MONTHS_A_YEAR)
    if not settled or wanted[0] < settled[0]:
        raise TooFewMonths("Året började före de resor som är inlästa.", field="year")
    ahead = wanted[-1] - settled[-1]
    booked = [_tell(nowcasts[one], Sureness.BOOKED, budgets) for one in wanted if one <= settled[-1]]
    if ahead <= 0:
        return _close(year, booked, 0.0)
    foreseen = foresee_months(settled, [float(nowcasts[one].expected_ore) for one in settled], ahead)
    later = [
        _foretell(foreseen, place, nowcasts, budgets)
        for place in range(ahead)
        if foreseen.months[place] in wanted
    ]
    places = [foreseen.months.index(one.month) for one in later if one.sureness is Sureness.FORESEEN]
    coming = sum(_find_variance(one) for one in later if one.sureness is Sureness.COMING)
    reach = foreseen.find_reach() * sqrt(foreseen.find_variance(places) + coming)
    return _close(year, [*booked, *later], reach)


def _foretell(
    foreseen: Foresight, place: int, nowcasts: Mapping[Month, MonthNowcast], budgets: Mapping[Month, int]
) -> MonthOutlook:
    month, booked = foreseen.months[place], nowcasts.get(foreseen.months[place])
    low, high = foreseen.find_interval(place)
    if booked is not None and booked.high_ore - booked.low_ore < high - low:
        return _tell(booked, Sureness.COMING, budgets)
    expected = round(float(foreseen.expected[place]))
    return MonthOutlook(month, Sureness.FORESEEN, expected, round(low), round(high), budgets.get(month))


def _tell(one: MonthNowcast, sureness: Sureness, budgets: Mapping[Month, int]) -> MonthOutlook:
    budget = budgets.get(one.month)
    return MonthOutlook(one.month, sureness, one.expected_ore, one.low_ore, one.high_ore, budget)


def _find_variance(one: MonthOutlook) -> float:
    return ((one.high_ore - one.low_ore) / (2 * float(normal_quantile(TWO_SIDED)))) ** 2


def _close(year: int, months: list[MonthOutlook], reach: float) -> YearOutlook:
    total = sum(one.cost_ore for one in months)
    return YearOutlook(year, tuple(months), max(0, round(total - reach)), round(total + reach))
