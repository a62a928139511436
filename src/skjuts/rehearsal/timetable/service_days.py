"""Which days the invented traffic runs: weekdays, school days, Saturdays, Sundays and red days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from enum import StrEnum
from functools import cache


class DayKind(StrEnum):
    """Kinds of day that a departure is given for; a school day is a weekday as well."""

    WEEKDAYS = "weekdays"
    SCHOOL = "school"
    SATURDAYS = "saturdays"
    SUNDAYS = "sundays"


SATURDAY, SUNDAY = 5, 6
FIXED_RED_DAYS = ((1, 1), (1, 6), (5, 1), (6, 6), (12, 24), (12, 25), (12, 26), (12, 31))
AUTUMN_BREAK_WEEK, WINTER_BREAK_WEEK = 44, 10
"""ISO weeks; the winter break is that of the region's municipalities."""


def list_days(first: date, days: int, kind: DayKind) -> Iterator[date]:
    """The days of a kind."""
    for offset in range(days):
        day = first + timedelta(days=offset)
        if kind in kinds_of(day):
            yield day


def kinds_of(day: date) -> tuple[DayKind, ...]:
    """The kinds that a day is."""
    if day.weekday() == SUNDAY or is_red(day):
        return (DayKind.SUNDAYS,)
    if day.weekday() == SATURDAY:
        return (DayKind.SATURDAYS,)
    return (DayKind.WEEKDAYS,) if is_break(day) else (DayKind.WEEKDAYS, DayKind.SCHOOL)


def is_red(day: date) -> bool:
    """Whether buses run as on a Sunday: the Swedish public holidays and their eves that matter."""
    after_easter = (day - easter(day.year)).days
    return (day.month, day.day) in FIXED_RED_DAYS or after_easter in {-2, 0, 1, 39}


def is_break(day: date) -> bool:
    """Whether the schools are closed on a weekday (invented terms with the usual breaks)."""
    is_summer = (6, 12) <= (day.month, day.day) <= (8, 17)
    is_christmas = (day.month, day.day) >= (12, 20) or (day.month, day.day) <= (1, 8)
    is_easter_week = 0 < (day - easter(day.year)).days <= 5  # noqa: PLR2004 - Tuesday to Friday after Easter
    is_week_off = day.isocalendar().week in {AUTUMN_BREAK_WEEK, WINTER_BREAK_WEEK}
    return is_summer or is_christmas or is_easter_week or is_week_off


@cache
def easter(year: int) -> date:
    """Easter Sunday (Meeus, Jones and Butcher's rule for the Gregorian calendar)."""
    century, of_century = divmod(year, 100)
    golden = year % 19
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (of_century // 4) - epact - of_century % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)
