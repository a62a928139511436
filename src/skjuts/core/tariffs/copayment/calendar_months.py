"""Months counted on the calendar: how long a period lasts, and until when a claim is in time."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from skjuts.core.tariffs.copayment.terms import ClaimMonths, ClaimWindow

MONTHS_A_YEAR = 12


def find_months_later(day: date, months: int) -> date:
    """The day of the same number so many months later, or that month's last day when it has none."""
    whole = day.year * MONTHS_A_YEAR + day.month - 1 + months
    year, month = divmod(whole, MONTHS_A_YEAR)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def find_last_day(start: date, months: int) -> date:
    """The last day of a time that begins on `start`: 15 March for twelve months ends on 14 March."""
    later = find_months_later(start, months)
    return later - timedelta(days=1) if later.day == start.day else later


def find_last_claim_day(trip_day: date, window: ClaimWindow) -> date:
    """The last day on which a trip may be claimed."""
    if isinstance(window, ClaimMonths):
        return find_months_later(trip_day, window.months)
    return date(trip_day.year + window.years_back, MONTHS_A_YEAR, 31)
