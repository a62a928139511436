"""Real days of service: weekdays of calendar.txt, then the dates that add or take away a day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

import numpy as np

from skjuts.adapters.gtfs.errors import Faults
from skjuts.adapters.gtfs.tables import Row, Table
from skjuts.core.timetable.feed import Services

WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
ADDED, TAKEN_AWAY = 1, 2
LONGEST_DAYS: Final = 3_660
"""Ten years: a calendar that goes on longer has no real end, and must say one."""


def read_services(files: Mapping[str, bytes], faults: Faults) -> Services:
    """Put the two calendars together. Without any day at all the feed is refused."""
    weekly = _read_weekly(files, faults)
    dated = _read_dated(files, faults)
    days = [day for first, last, _ in weekly.values() for day in (first, last)] + [day for _, day in dated]
    if not days:
        faults.add("calendar.txt", None, "", "det finns inga trafikdagar, inte heller i calendar_dates.txt.")
        return Services((), date(2000, 1, 1), np.zeros((0, 1), dtype=np.bool_))
    first, length = min(days), (max(days) - min(days)).days + 1
    if length > LONGEST_DAYS:
        faults.add("calendar.txt", None, "", f"trafikdagarna sträcker sig över {length // 365} år.")
        length = 1
    ids = tuple(dict.fromkeys([*weekly, *(service for service, _ in dated)]))
    runs = np.zeros((len(ids), length), dtype=np.bool_)
    row_of = {service: row for row, service in enumerate(ids)}
    for service, (begin, end, weekdays) in weekly.items():
        for offset in range((begin - first).days, min((end - first).days + 1, length)):
            runs[row_of[service], offset] = weekdays[(first + timedelta(days=offset)).weekday()]
    for (service, day), kind in dated.items():
        if (day - first).days < length:
            runs[row_of[service], (day - first).days] = kind == ADDED
    return Services(ids, first, runs)


def _read_weekly(
    files: Mapping[str, bytes], faults: Faults
) -> dict[str, tuple[date, date, tuple[bool, ...]]]:
    table = Table(files, "calendar.txt", faults, ("service_id", *WEEKDAYS, "start_date", "end_date"))
    weekly: dict[str, tuple[date, date, tuple[bool, ...]]] = {}
    for row in table:
        service = row.required("service_id")
        begin, end = _required_day(row, "start_date"), _required_day(row, "end_date")
        if service in weekly:
            row.fault("service_id", f"{service} finns på en tidigare rad.")
        if end < begin:
            row.fault("end_date", "slutar innan den börjar.")
        weekly[service] = begin, end, tuple(row.one_of(name, range(2)) == 1 for name in WEEKDAYS)
    return weekly


def _read_dated(files: Mapping[str, bytes], faults: Faults) -> dict[tuple[str, date], int]:
    table = Table(files, "calendar_dates.txt", faults, ("service_id", "date", "exception_type"))
    dated: dict[tuple[str, date], int] = {}
    for row in table:
        key = row.required("service_id"), _required_day(row, "date")
        kind = row.one_of("exception_type", range(ADDED, TAKEN_AWAY + 1), ADDED)
        if dated.setdefault(key, kind) != kind:
            row.fault("exception_type", "samma dag både läggs till och tas bort.")
    return dated


def _required_day(row: Row, column: str) -> date:
    if not row.text(column):
        row.fault(column, "datum saknas.")
    return row.day(column) or date(2000, 1, 1)
