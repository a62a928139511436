"""The demonstration's timetable: valid, the same every time, and hard in the ways that the demo shows."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest

from skjuts.adapters.gtfs.reading import read_feed, read_feed_files
from skjuts.core.kernel.service_time import parse_service_time
from skjuts.core.timetable.asking import ask_visit
from skjuts.core.timetable.journey import Hindrance, VisitAnswer
from skjuts.core.timetable.opening import OpenFeed
from skjuts.core.timetable.question import Spot, VisitQuestion
from skjuts.rehearsal.roads import load_demo_roads
from skjuts.rehearsal.timetable.feed import make_demo_feed, write_demo_feed
from skjuts.rehearsal.timetable.service_days import DayKind, easter, kinds_of
from tests.universe.feed_validator import list_breaches

TUESDAY = date(2026, 11, 24)
HOSPITAL = Spot("Östersunds sjukhus", 63.1792, 14.63566)


@cache
def demo_files(seed: int = 1) -> dict[str, bytes]:
    """The feed's files, made once."""
    return make_demo_feed(seed)


@cache
def demo_feed() -> OpenFeed:
    """The feed, opened once."""
    return OpenFeed(read_feed_files(demo_files(), "demo.zip").timetable)


def ask_from(town: str, start: str, end: str, day: date = TUESDAY) -> VisitAnswer:
    """From near a town's middle to the hospital and back."""
    point = load_demo_roads().towns[town]
    return ask_visit(
        demo_feed(),
        VisitQuestion(
            home=Spot(f"hemmet i {town}", point.lat + 0.002, point.lon + 0.002),
            visit=HOSPITAL,
            day=day,
            visit_start_s=parse_service_time(start),
            visit_end_s=parse_service_time(end),
        ),
    )


@pytest.mark.parametrize("seed", [1, 7])
def test_demo_timetable_when_made_then_breaks_no_rule_of_the_format(seed: int) -> None:
    """A demonstration that other programs cannot read shows nothing."""
    assert list_breaches(demo_files(seed)) == []


def test_validator_when_faults_are_planted_then_finds_them() -> None:
    """The test above must be able to fail."""
    broken = {
        **demo_files(),
        "stop_times.txt": demo_files()["stop_times.txt"].replace(b"d10-storlien-weekdays-1,", b"borta,"),
        "routes.txt": demo_files()["routes.txt"].replace(b"D11,", b"D10,"),
    }
    assert len(list_breaches(broken)) >= 3


def test_demo_timetable_when_made_twice_then_the_same_bytes_and_another_by_another_seed(
    tmp_path: Path,
) -> None:
    """Tests, demo and pictures of the manual must show the same buses."""
    assert make_demo_feed() == demo_files()
    assert make_demo_feed(2) != demo_files()
    for name in ("a.zip", "b.zip"):
        write_demo_feed(tmp_path / name, demo_files())
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()
    assert read_feed(tmp_path / "a.zip").timetable.stamp.is_demonstration


@pytest.mark.parametrize("town", ["Klövsjö", "Hammarstrand", "Gäddede", "Ytterhogdal", "Föllinge", "Hallen"])
def test_last_bus_home_when_the_visit_is_long_then_leaves_before_it_ends(town: str) -> None:
    """The demonstration's refusal: there in time, but no way home after 16.30."""
    answer = ask_from(town, "13:00", "16:30")
    assert answer.outward is not None
    assert answer.homeward is not None
    assert answer.outward.is_possible is True
    assert answer.homeward.is_possible is False
    assert Hindrance.TOO_EARLY in {obstacle.hindrance for obstacle in answer.homeward.obstacles}


@pytest.mark.parametrize("town", ["Krokom", "Åre", "Svenstavik", "Bräcke", "Strömsund", "Brunflo", "Lit"])
def test_last_bus_home_when_from_larger_towns_then_is_caught(town: str) -> None:
    """Most can take the bus: a rule that refuses all shows nothing either."""
    assert ask_from(town, "13:00", "16:30").is_possible is True


def test_called_traffic_when_it_is_the_way_then_tells_by_when_it_must_be_booked() -> None:
    """Närtrafik counts, with its deadline."""
    answer = ask_from("Offerdal", "13:00", "16:30")
    assert answer.is_possible is True
    assert answer.outward is not None
    assert answer.outward.journey is not None
    assert answer.outward.journey.must_be_booked
    assert answer.outward.journey.book_by_s is not None


def test_zone_when_home_lies_off_the_line_then_fetched_at_the_door() -> None:
    """Five kilometres from Svenstavik nobody walks; the zone's car comes when it is called."""
    towns = load_demo_roads().towns
    home = Spot("gården", towns["Svenstavik"].lat + 0.04, towns["Svenstavik"].lon)
    hours = parse_service_time("13:00"), parse_service_time("16:30")
    answer = ask_visit(demo_feed(), VisitQuestion(home, HOSPITAL, TUESDAY, *hours))
    assert answer.outward is not None
    assert answer.outward.journey is not None
    assert answer.outward.journey.rides[0].is_zone


def test_weekend_when_asked_from_small_places_then_nothing_runs() -> None:
    """The gap of the weekend, with the next day that has traffic."""
    answer = ask_from("Klövsjö", "13:00", "15:00", TUESDAY + timedelta(days=4))
    assert answer.outward is not None
    assert Hindrance.NO_SERVICE in {obstacle.hindrance for obstacle in answer.outward.obstacles}


def test_school_bus_when_the_schools_are_closed_then_does_not_run() -> None:
    """Bispgården has a bus on school days alone: none in the week of the autumn break."""
    answer = ask_from("Bispgården", "15:00", "16:00", date(2026, 10, 27))
    assert answer.outward is not None
    assert Hindrance.NO_SERVICE in {obstacle.hindrance for obstacle in answer.outward.obstacles}


def test_days_when_red_or_in_a_break_then_of_their_kind() -> None:
    """Easter moves, and the buses with it."""
    assert [easter(year) for year in (2024, 2026, 2027)] == [
        date(2024, 3, 31),
        date(2026, 4, 5),
        date(2027, 3, 28),
    ]
    assert kinds_of(date(2026, 4, 3)) == (DayKind.SUNDAYS,), "Good Friday"
    assert kinds_of(date(2026, 12, 24)) == (DayKind.SUNDAYS,)
    assert kinds_of(date(2026, 4, 8)) == (DayKind.WEEKDAYS,), "the week after Easter has no school"
    assert kinds_of(TUESDAY) == (DayKind.WEEKDAYS, DayKind.SCHOOL)
