"""Objective values as a person reads them: kronor, or the instance's own unit of distance."""

from __future__ import annotations

from skjuts.core.kernel.money import ORE_PER_KRONA, format_kronor
from skjuts.core.planning.problem import Problem

NO_BREAK_SPACE = "\u00a0"


def format_objective(problem: Problem, amount: int) -> str:
    """Write an amount of the problem's own: whole kronor, or a distance with two decimals."""
    if problem.unrounded is None:
        kronor = (amount + ORE_PER_KRONA // 2) // ORE_PER_KRONA
        return format_kronor(kronor * ORE_PER_KRONA).replace(",00", "")
    return format_number(amount / problem.ticks_per_unit, decimals=2)


def format_number(value: float, decimals: int = 0) -> str:
    """Write a number the Swedish way: comma, and spaces between thousands."""
    return f"{value:,.{decimals}f}".replace(",", NO_BREAK_SPACE).replace(".", ",")


def format_share(part: float, whole: float) -> str:
    """Write `part` of `whole` in per cent; nothing of nothing is 0 %."""
    return f"{format_number(100 * part / whole if whole else 0.0, 1)}{NO_BREAK_SPACE}%"


def format_duration(seconds: float) -> str:
    """Write a length of time as `1:05` or `2:10:00`."""
    minutes, rest = divmod(round(max(0.0, seconds)), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"
