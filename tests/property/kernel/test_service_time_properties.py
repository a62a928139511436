"""Service time and moments are two names of one thing, also when the clocks change."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from skjuts.core.kernel.service_time import (
    DAY_S,
    HOUR_S,
    MINUTE_S,
    SWEDISH_TIME,
    format_service_time,
    moment_of,
    parse_service_time,
    service_s_of,
)


def _last_sunday(year: int, month: int) -> date:
    last = date(year, month, 31)
    return last - timedelta(days=(last.weekday() + 1) % 7)


YEARS = st.integers(2000, 2037)
CHANGE_DAYS = st.builds(_last_sunday, YEARS, st.sampled_from([3, 10]))
AROUND_CHANGES = st.builds(lambda day, shift: day + timedelta(days=shift), CHANGE_DAYS, st.integers(-1, 1))
DAYS = st.one_of(AROUND_CHANGES, st.dates(date(2000, 1, 1), date(2037, 12, 31)))
SERVICE_S = st.integers(-6 * HOUR_S, 30 * HOUR_S)


@given(DAYS, SERVICE_S)
def test_a_service_time_when_turned_into_a_moment_and_back_then_it_is_the_same(
    day: date, service_s: int
) -> None:
    """Plans are kept in service seconds and shown as moments; neither may drift."""
    assert service_s_of(day, moment_of(day, service_s)) == service_s


@given(DAYS, SERVICE_S, st.integers(0, 4 * HOUR_S))
def test_a_journey_when_the_clocks_change_then_it_takes_as_long_as_it_takes(
    day: date, service_s: int, drive_s: int
) -> None:
    """Driving time is elapsed time on every day of the year."""
    drive = moment_of(day, service_s + drive_s).astimezone(UTC) - moment_of(day, service_s).astimezone(UTC)
    assert drive == timedelta(seconds=drive_s)


@given(DAYS, st.integers(4 * HOUR_S, 24 * HOUR_S - 1))
def test_a_clock_time_when_after_the_change_then_the_wall_shows_it(day: date, service_s: int) -> None:
    """From four in the morning on, seconds and clocks agree on all days."""
    moment = moment_of(day, service_s)
    assert moment.replace(tzinfo=None) == datetime.combine(day, datetime.min.time()) + timedelta(
        seconds=service_s
    )


@given(CHANGE_DAYS, st.integers(0, 3 * 60 - 1), st.sampled_from([0, 1]))
def test_a_moment_when_in_the_hours_of_the_change_then_it_comes_back_as_itself(
    day: date, minute: int, fold: int
) -> None:
    """The doubled hour of autumn and the missing one of spring must not swap or merge."""
    wall = datetime(day.year, day.month, day.day, minute // 60, minute % 60, tzinfo=SWEDISH_TIME, fold=fold)
    instant = wall.astimezone(UTC)
    assert moment_of(day, service_s_of(day, instant)).astimezone(UTC) == instant


@given(st.integers(0, 2 * DAY_S))
def test_a_service_time_when_written_and_read_back_then_only_its_seconds_are_gone(service_s: int) -> None:
    """What a plan prints, a form must read."""
    assert parse_service_time(format_service_time(service_s)) == service_s // MINUTE_S * MINUTE_S
