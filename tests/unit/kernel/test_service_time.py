"""The service day on ordinary days and on the two days when the clocks change."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from skjuts.core.kernel.errors import InvalidField
from skjuts.core.kernel.service_time import (
    HOUR_S,
    SWEDISH_TIME,
    format_service_time,
    moment_of,
    parse_service_time,
    service_s_of,
)

SPRING = date(2026, 3, 29)
ORDINARY = date(2026, 6, 1)
AUTUMN = date(2026, 10, 25)


@pytest.mark.parametrize("day", [SPRING, ORDINARY, AUTUMN])
def test_a_morning_ride_when_the_clocks_change_then_it_keeps_its_clock_time(day: date) -> None:
    """A dialysis series at 07:45 must be at 07:45 on all days of the year."""
    moment = moment_of(day, parse_service_time("07:45"))
    assert (moment.date(), moment.hour, moment.minute) == (day, 7, 45)


@pytest.mark.parametrize(
    ("day", "shown"),
    [
        (SPRING, "2026-03-28T23:00:00+01:00"),
        (ORDINARY, "2026-06-01T00:00:00+02:00"),
        (AUTUMN, "2026-10-25T01:00:00+02:00"),
    ],
)
def test_second_zero_when_the_clocks_change_then_it_is_noon_minus_twelve_hours(day: date, shown: str) -> None:
    """Timetables define it so; ours must not differ by an hour twice a year."""
    assert moment_of(day, 0).isoformat() == shown


def test_a_shift_when_the_night_is_an_hour_longer_then_its_hours_are_those_worked() -> None:
    """Pay and driving rules count the hours that passed, not those on the wall."""
    evening = service_s_of(date(2026, 10, 24), datetime(2026, 10, 24, 22, tzinfo=SWEDISH_TIME))
    morning = service_s_of(date(2026, 10, 24), datetime(2026, 10, 25, 6, tzinfo=SWEDISH_TIME))
    assert morning - evening == 9 * HOUR_S


def test_the_doubled_hour_when_told_apart_then_its_two_half_past_twos_are_an_hour_apart() -> None:
    """02:30 happens twice on the last Sunday of October."""
    first = datetime(2026, 10, 25, 2, 30, tzinfo=SWEDISH_TIME, fold=0)
    second = first.replace(fold=1)
    assert service_s_of(AUTUMN, second) - service_s_of(AUTUMN, first) == HOUR_S


def test_a_moment_when_it_has_no_zone_then_it_is_refused() -> None:
    """A naive time is a guess, and half the guesses are an hour off."""
    with pytest.raises(InvalidField):
        service_s_of(ORDINARY, datetime(2026, 6, 1, 12))  # noqa: DTZ001 - that is the point


def test_a_moment_when_given_in_another_zone_then_it_is_the_same_second() -> None:
    """Machines speak UTC, people do not."""
    assert service_s_of(ORDINARY, datetime(2026, 6, 1, 10, tzinfo=UTC)) == 12 * HOUR_S


@pytest.mark.parametrize(
    ("service_s", "shown"),
    [
        (27_900, "07:45"),
        (27_959, "07:45"),
        (90_600, "25:10 (+1)"),
        (108_000, "30:00 (+1)"),
        (-1_800, "−00:30"),
        (86_400, "24:00 (+1)"),
    ],
)
def test_a_service_time_when_shown_then_the_next_night_is_marked(service_s: int, shown: str) -> None:
    """A driver must see that 25:10 is tomorrow's night, not today's."""
    assert format_service_time(service_s) == shown


@pytest.mark.parametrize(
    ("text", "service_s"),
    [("07:45", 27_900), ("7.45", 27_900), ("07:45:30", 27_930), ("25:10", 90_600), ("25:10 (+1)", 90_600)],
)
def test_a_service_time_when_typed_in_a_usual_way_then_it_is_read(text: str, service_s: int) -> None:
    """Colon and point are both common in Swedish."""
    assert parse_service_time(text) == service_s


@pytest.mark.parametrize("text", ["", "7", "07:60", "07:45:60", "sju", "-1:00", "007:45", "٠٧:٤٥"])
def test_a_service_time_when_it_is_not_one_then_it_is_refused(text: str) -> None:
    """A time that was misread is a car at the wrong hour."""
    with pytest.raises(InvalidField):
        parse_service_time(text)
