"""Service time: the clock of a working day that may pass midnight and survives the change of clocks.

Second 0 is noon minus twelve hours. A time of the day's second is the same on every day of the year, and a
night run after midnight belongs to the day on which its shift began.
"""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from skjuts.core.kernel.service_time import (
    format_service_time,
    moment_of,
    parse_service_time,
    service_s_of,
    start_of,
)

ORDINARY, SPRING, AUTUMN = date(2026, 5, 4), date(2026, 3, 29), date(2026, 10, 25)


@pytest.mark.parametrize("service_day", [ORDINARY, SPRING, AUTUMN])
def test_morning_when_the_clocks_have_changed_then_has_the_same_second(service_day: date) -> None:
    """07:45 is 7 × 3 600 + 45 × 60 = 27 900 on an ordinary day and on both days when the clocks change."""
    moment = moment_of(service_day, 27_900)
    assert (moment.date(), moment.hour, moment.minute) == (service_day, 7, 45)
    assert service_s_of(service_day, moment) == 27_900


@pytest.mark.parametrize(
    ("service_day", "second_zero_utc"),
    [
        ("2026-05-04", "2026-05-03 22:00"),
        ("2026-03-29", "2026-03-28 22:00"),
        ("2026-10-25", "2026-10-24 23:00"),
    ],
)
def test_second_zero_when_counted_from_noon_then_is_twelve_hours_before_it(
    service_day: str, second_zero_utc: str
) -> None:
    """Noon is 10:00 UTC in summer time, on the last Sunday of March too; in winter time it is 11:00 UTC.

    In March second 0 is then 23:00 the evening before, in October 01:00 summer time.
    """
    moment = start_of(date.fromisoformat(service_day))
    assert moment == datetime.fromisoformat(second_zero_utc).replace(tzinfo=UTC)


def test_night_run_when_past_midnight_then_belongs_to_the_day_before() -> None:
    """25:10 is 25 × 3 600 + 10 × 60 = 90 600: ten past one the following night."""
    moment = moment_of(ORDINARY, 90_600)
    assert (moment.date(), moment.hour, moment.minute) == (date(2026, 5, 5), 1, 10)


@pytest.mark.parametrize(
    ("written", "second", "shown"),
    [
        ("07:45", 27_900, "07:45"),
        ("7.45", 27_900, "07:45"),
        ("07:45:30", 27_930, "07:45"),
        ("25:10", 90_600, "25:10 (+1)"),
        ("00:00", 0, "00:00"),
    ],
)
def test_clock_when_read_and_written_then_is_what_people_say(written: str, second: int, shown: str) -> None:
    """Seconds are dropped when shown, so a printed time is never later than the true one."""
    assert parse_service_time(written) == second
    assert format_service_time(second) == shown
