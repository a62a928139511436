"""Legs that must be booked: until when, and how."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum
from typing import Final

from skjuts.core.kernel.service_time import start_of

NOTHING_TO_BOOK: Final = 2**30
"""The last moment to book what needs no booking: never passed."""
DEADLINE_UNKNOWN: Final = 2**30 - 1
"""Must be booked, but the feed does not say until when."""
FARTHEST_DAYS_BACK: Final = 60
"""How far back a day of service is looked for when notice is counted in such days."""


class Notice(IntEnum):
    """When a booking must be made, as GTFS numbers it."""

    REAL_TIME = 0
    SAME_DAY = 1
    EARLIER_DAY = 2


@dataclass(frozen=True, slots=True)
class BookingRule:
    """How a leg is booked.

    `least_notice_s` counts back from the departure (`SAME_DAY`). `days_before` and `latest_s` (a
    second of that day) are for `EARLIER_DAY`; `counted_service` is the row of the service whose
    days are counted, or None for every day of the calendar. Texts are shown as they stand.
    """

    id: str
    notice: Notice
    least_notice_s: int = 0
    days_before: int = 0
    latest_s: int = 0
    counted_service: int | None = None
    message: str = ""
    phone: str = ""
    url: str = ""


def last_moment_s(
    rule: BookingRule, day: date, departure_s: int, runs_on: Callable[[int, date], bool]
) -> int:
    """Last second at which a departure can be booked, as a second of the service day `day`.

    Negative on the days before. `runs_on` says whether a service runs on a day.
    """
    if rule.notice is Notice.REAL_TIME:
        return departure_s
    if rule.notice is Notice.SAME_DAY:
        return departure_s - rule.least_notice_s
    booked_on = _count_back(rule, day, runs_on)
    return int((start_of(booked_on) - start_of(day)).total_seconds()) + rule.latest_s


def _count_back(rule: BookingRule, day: date, runs_on: Callable[[int, date], bool]) -> date:
    left, at = rule.days_before, day
    for _ in range(FARTHEST_DAYS_BACK):
        if left == 0:
            break
        at -= timedelta(days=1)
        if rule.counted_service is None or runs_on(rule.counted_service, at):
            left -= 1
    return at
