"""Swedish working days: when a paper arrived, and which day is the last. Pure.

Sources: lag 1989:253 om allmänna helgdagar; lag 1930:173 om beräkning av lagstadgad tid 2 §;
förvaltningslagen 2017:900 22 §.
"""

from __future__ import annotations

import datetime as dt
from functools import cache

SATURDAY = 5
FRIDAY = 4
DAY = dt.timedelta(days=1)
_FIXED = {(1, 1), (1, 6), (5, 1), (6, 6), (12, 25), (12, 26)}
_EVES = {(12, 24), (12, 31)}
_AFTER_EASTER = {-2, 0, 1, 39, 49}


def is_working_day(day: dt.date) -> bool:
    """Whether offices are open; Saturdays, holidays and the eves that the law equals with them are not."""
    return not (
        day.weekday() >= SATURDAY
        or (day.month, day.day) in _FIXED | _EVES
        or (day - easter(day.year)).days in _AFTER_EASTER
        or _is_midsummer_eve(day)
    )


def next_working_day(day: dt.date) -> dt.date:
    """The day itself, or the first working day after it: where a time that ends on a holiday ends."""
    while not is_working_day(day):
        day += DAY
    return day


def previous_working_day(day: dt.date) -> dt.date:
    """The last working day before the day."""
    day -= DAY
    while not is_working_day(day):
        day -= DAY
    return day


def add_months(day: dt.date, months: int) -> dt.date:
    """The same day of a later month, or its last day when it is shorter."""
    years, month = divmod(day.month - 1 + months, 12)
    first = dt.date(day.year + years, month + 1, 1)
    last = (first + dt.timedelta(days=31)).replace(day=1) - DAY
    return first.replace(day=min(day.day, last.day))


@cache
def easter(year: int) -> dt.date:
    """Easter Sunday (Meeus, Jones and Butcher's rule for the Gregorian calendar)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * weekday) // 451
    month, day = divmod(h + weekday - 7 * m + 114, 31)
    return dt.date(year, month, day + 1)


def _is_midsummer_eve(day: dt.date) -> bool:
    return day.month == 6 and day.weekday() == FRIDAY and 19 <= day.day <= 25  # noqa: PLR2004  (the law's days)
