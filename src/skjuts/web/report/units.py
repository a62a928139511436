"""Times, distances and amounts the Swedish way, in the problem's own units.

Foreign instances have no clock and no money: their ticks are shown as plain numbers.
"""

from __future__ import annotations

from skjuts.core.kernel.money import NO_BREAK_SPACE, ORE_PER_KRONA
from skjuts.core.kernel.service_time import HOUR_S, MINUTE_S, format_service_time
from skjuts.core.planning.problem import Problem

KM_M = 1000
WHOLE_KM_FROM_M = 100 * KM_M
LONG_MINUTES = 120


def number(value: float, decimals: int = 0) -> str:
    """A number with a decimal comma and thousands apart."""
    text = f"{abs(value):,.{decimals}f}".replace(",", NO_BREAK_SPACE).replace(".", ",")
    return f"−{text}" if value < 0 and any(digit in text for digit in "123456789") else text


def percent(share: float, decimals: int = 0) -> str:
    """A share of one as per cent."""
    return f"{number(share * 100, decimals)}{NO_BREAK_SPACE}%"


class Units:
    """Writes the quantities of one problem."""

    def __init__(self, problem: Problem) -> None:
        self.is_foreign = problem.unrounded is not None
        self._ticks = problem.ticks_per_unit

    @property
    def least_told_s(self) -> int:
        """A shorter time is shown as nothing."""
        return 1 if self.is_foreign else MINUTE_S // 2

    def clock(self, time_s: int) -> str:
        """A time of the service day."""
        return number(time_s / self._ticks, 1) if self.is_foreign else format_service_time(time_s)

    def minutes(self, time_s: float) -> str:
        """A length of time: minutes, and hours from two hours on."""
        if self.is_foreign:
            return number(time_s / self._ticks, 1)
        whole = round(time_s / MINUTE_S)
        if whole < LONG_MINUTES:
            return f"{whole}{NO_BREAK_SPACE}min"
        hours, left = divmod(whole, HOUR_S // MINUTE_S)
        return f"{hours}{NO_BREAK_SPACE}h{NO_BREAK_SPACE}{left:02d}{NO_BREAK_SPACE}min"

    def hours(self, time_s: float) -> str:
        """A long time as whole hours."""
        if self.is_foreign:
            return number(time_s / self._ticks)
        return f"{number(time_s / HOUR_S)}{NO_BREAK_SPACE}h"

    def km(self, distance_m: float) -> str:
        """A distance; whole kilometres from a hundred."""
        if self.is_foreign:
            return number(distance_m / self._ticks, 1)
        decimals = 0 if abs(distance_m) >= WHOLE_KM_FROM_M else 1
        return f"{number(distance_m / KM_M, decimals)}{NO_BREAK_SPACE}km"

    def amount(self, amount_ore: float) -> str:
        """An amount in whole kronor, for a column that says so."""
        if self.is_foreign:
            return number(amount_ore / self._ticks, 1)
        return number(amount_ore / ORE_PER_KRONA)

    def money(self, amount_ore: float) -> str:
        """An amount in whole kronor with its unit."""
        return self.amount(amount_ore) + ("" if self.is_foreign else f"{NO_BREAK_SPACE}kr")
