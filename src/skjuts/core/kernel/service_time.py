"""Time within a service day: whole seconds, untouched by the clock changes.

A service day is named by a date in Sweden. Its second 0 is *noon minus twelve hours* and its
seconds are elapsed seconds, as in GTFS. On ordinary days second 0 is midnight. On the two days
of the year when the clocks change, the change has happened long before noon, so the seconds
agree with the clock on the wall from the change on: 07:45 is second 27 900 on every day of the
year. Only the few hours before the change differ by one (on the last Sunday of March second 0 is
23:00 the evening before, on the last Sunday of October it is 01:00 summer time).

A service day may pass midnight: 25:10 is ten past one the following night, and belongs to the
day on which the shift began. The zone's rules come from the `tzdata` package.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from skjuts.core.kernel.errors import InvalidField

SWEDISH_TIME: Final = ZoneInfo("Europe/Stockholm")
MINUTE_S: Final = 60
HOUR_S: Final = 3600
DAY_S: Final = 86_400

_NOON_S = 12 * HOUR_S
_MINUTES_PER_HOUR = 60
_CLOCK = re.compile(r"(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?(?: ?\(\+\d\))?", re.ASCII)


def start_of(service_day: date) -> datetime:
    """Second 0 of a service day, as an aware moment in UTC."""
    noon = datetime.combine(service_day, time(12), SWEDISH_TIME)
    return noon.astimezone(UTC) - timedelta(seconds=_NOON_S)


def moment_of(service_day: date, service_s: int) -> datetime:
    """Turn a second of a service day into an aware moment on the Swedish clock."""
    return (start_of(service_day) + timedelta(seconds=service_s)).astimezone(SWEDISH_TIME)


def service_s_of(service_day: date, moment: datetime) -> int:
    """Turn an aware moment into the second of a service day; negative before its second 0.

    Parts of a second are dropped downwards. Raises `InvalidField` for a moment without a zone,
    since nobody can tell which of the two 02:30 of the last Sunday of October it means.
    """
    if moment.tzinfo is None:
        raise InvalidField("Tidpunkten saknar tidszon.", field="moment", remedy="Ange tidszonen.")
    return (moment.astimezone(UTC) - start_of(service_day)) // timedelta(seconds=1)


def format_service_time(service_s: int) -> str:
    """Write a second of the service day to the minute: `07:45`, or `25:10 (+1)` past midnight.

    Seconds are dropped, so a printed time is never later than the true one. A time before the
    day's second 0 is written with a minus: `−00:30`.
    """
    minutes = service_s // MINUTE_S
    sign = "\u2212" if minutes < 0 else ""
    hour, minute = divmod(abs(minutes), _MINUTES_PER_HOUR)
    days = service_s // DAY_S
    return f"{sign}{hour:02d}:{minute:02d}" + (f" (+{days})" if days > 0 else "")


def parse_service_time(text: str, *, field: str = "") -> int:
    """Read `07:45`, `7.45`, `07:45:30` or `25:10` as a second of the service day.

    Raises `InvalidField`.
    """
    match = _CLOCK.fullmatch(text.strip())
    hour, minute, second = (int(part or 0) for part in match.groups()) if match else (0, 99, 0)
    if minute >= _MINUTES_PER_HOUR or second >= MINUTE_S:
        raise InvalidField(
            "Klockslaget går inte att läsa.",
            field=field,
            remedy="Skriv timmar och minuter, till exempel 07:45, eller 25:10 för 01:10 natten efter.",
        )
    return hour * HOUR_S + minute * MINUTE_S + second
