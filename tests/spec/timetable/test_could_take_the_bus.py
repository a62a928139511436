"""Could she take the bus? Worked by hand on a village, a town and a hospital.

Out: 07.00 from Byn, change in Staden (five minutes at least), 08.00 at Sjukhuset; or 10.00 and 11.00.
Home: 12.00 and 16.10, straight to Byn; and a called taxi at 25.10. Home lies 289 m on foot from its stop,
the visit 289 m from its own (222 m as the crow flies, times 1.3): 290 seconds at an even pace.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from skjuts.adapters.gtfs.reading import read_feed_files
from skjuts.core.kernel.errors import InvalidField
from skjuts.core.kernel.service_time import format_service_time, parse_service_time
from skjuts.core.timetable.asking import ask_visit, list_departures
from skjuts.core.timetable.doors import Bound
from skjuts.core.timetable.feed import Access
from skjuts.core.timetable.journey import Hindrance, Obstacle, VisitAnswer, WayAnswer
from skjuts.core.timetable.opening import OpenFeed
from skjuts.core.timetable.question import Spot, Traveller, VisitQuestion
from skjuts.core.timetable.storing import Replay, replay, store
from tests.universe.village_feed import FILES, HOME, VISIT, village_files, village_timetable

TUESDAY, SATURDAY = date(2026, 3, 3), date(2026, 3, 7)
VILLAGE = OpenFeed(village_timetable())
CALM = Traveller(walk_limit_m=500)


def ask(start: str, end: str, *, feed: OpenFeed = VILLAGE, day: date = TUESDAY, **asked: Any) -> VisitAnswer:  # noqa: ANN401
    """From home in Byn to a visit and back."""
    traveller = asked.pop("traveller", CALM)
    return ask_visit(
        feed,
        VisitQuestion(
            home=Spot("hemmet", *HOME),
            visit=Spot("besöket", *VISIT),
            day=day,
            visit_start_s=parse_service_time(start) if start else None,
            visit_end_s=parse_service_time(end) if end else None,
            traveller=traveller,
            **asked,
        ),
    )


def outward(answer: VisitAnswer) -> WayAnswer:
    """The way there."""
    assert answer.outward is not None
    return answer.outward


def homeward(answer: VisitAnswer) -> WayAnswer:
    """The way home."""
    assert answer.homeward is not None
    return answer.homeward


def times(way: WayAnswer) -> tuple[str, str] | None:
    """When one leaves and arrives, to the minute."""
    if way.journey is None:
        return None
    return format_service_time(way.journey.depart_s), format_service_time(way.journey.arrive_s)


def only_obstacle(way: WayAnswer) -> Obstacle:
    """The one thing that stands in the way."""
    (obstacle,) = way.obstacles
    return obstacle


@pytest.mark.parametrize(
    ("start", "out", "end", "home"),
    [
        ("09:00", ("06:55", "08:04"), "11:00", ("11:55", "12:54")),
        ("11:14", ("06:55", "08:04"), "11:51", ("16:05", "17:04")),
        ("11:15", ("09:55", "11:04"), "11:50", ("11:55", "12:54")),
        ("14:00", ("09:55", "11:04"), "16:00", ("16:05", "17:04")),
    ],
)
def test_visit_when_the_bus_fits_then_latest_out_and_earliest_home(
    start: str, out: tuple[str, str], end: str, home: tuple[str, str]
) -> None:
    """Ten minutes before the visit, five after it, and not a minute of waiting more than the bus asks."""
    answer = ask(start, end)
    assert answer.is_possible is True
    assert (times(outward(answer)), times(homeward(answer))) == (out, home)


def test_journey_when_it_changes_then_told_leg_by_leg() -> None:
    """The officer sees which buses, where to change and how long to wait and walk."""
    journey = outward(ask("09:00", "")).journey
    assert journey is not None
    assert [(leg.line, leg.from_halt.name, leg.to_halt.name, leg.wait_s) for leg in journey.rides] == [
        ("45", "Byn", "Staden läge A", 0),
        ("1", "Staden läge A", "Sjukhuset", 600),
    ]
    assert [leg.metres for leg in journey.walks] == [289, 289]
    assert all(leg.is_estimate for leg in journey.walks)
    assert (journey.changes, journey.wait_s, journey.must_be_booked) == (1, 600, False)


def test_way_home_when_the_last_bus_leaves_before_the_visit_ends_then_too_early_with_the_bus() -> None:
    """The refusal that this house was built for: the last bus 16.10, the visit ends 16.30."""
    answer = ask("14:00", "16:30", home_by_s=24 * 3600)
    obstacle = only_obstacle(homeward(answer))
    assert answer.is_possible is False
    assert obstacle.hindrance is Hindrance.TOO_EARLY
    assert obstacle.near_miss is not None
    assert obstacle.near_miss.rides[0].depart_s == parse_service_time("16:10")
    assert obstacle.limit == parse_service_time("16:35")
    assert obstacle.sentence == (
        "Sista möjliga resan hem börjar 16:05 (buss 45 från Sjukhuset går 16:10), "
        "men besöket slutar 16:30 och man kan gå därifrån 16:35."
    )


def test_way_there_when_the_first_bus_comes_after_the_visit_begins_then_too_late_with_the_bus() -> None:
    """Nearly in time is still too late, and the near miss says by how much."""
    obstacle = only_obstacle(outward(ask("08:00", "")))
    assert obstacle.hindrance is Hindrance.TOO_LATE
    assert obstacle.would_need is not None
    assert obstacle.limit == parse_service_time("07:50")
    assert format_service_time(obstacle.would_need) == "08:04"


def test_day_when_nothing_runs_then_no_service_and_the_next_day_that_has_any() -> None:
    """A Saturday without buses is a reason that can be checked."""
    way = outward(ask("10:00", "", day=SATURDAY))
    assert way.is_possible is False
    assert way.obstacles[0].hindrance is Hindrance.NO_SERVICE
    assert way.obstacles[0].would_need == 2
    assert "Nästa dag med trafik är måndag 9 mars 2026." in way.obstacles[0].sentence


def test_day_when_outside_the_feed_then_unknown_and_never_no() -> None:
    """A timetable that ends says nothing about the week after."""
    answer = ask("10:00", "15:00", day=date(2026, 3, 16))
    assert answer.is_possible is None
    assert only_obstacle(outward(answer)).hindrance is Hindrance.OUTSIDE_FEED


def test_walk_when_longer_than_the_limit_then_how_far_and_the_limit() -> None:
    """Who can walk 250 m cannot walk 289."""
    way = outward(ask("09:00", "", traveller=replace(CALM, walk_limit_m=250)))
    obstacle = only_obstacle(way)
    assert (obstacle.hindrance, obstacle.limit, obstacle.would_need) == (Hindrance.WALK_TOO_LONG, 250, 289)
    assert obstacle.sentence == ("Gångvägen från hemmet till Byn är ungefär 290 m; gränsen är 250 m.")


def test_home_when_far_from_every_stop_then_the_nearest_stop_is_named() -> None:
    """There is no journey at all, and the reason is still a distance."""
    question = VisitQuestion(
        Spot("stugan", 62.9, 14.0), Spot("besöket", *VISIT), TUESDAY, 9 * 3600, None, CALM
    )
    way = outward(ask_visit(VILLAGE, question))
    assert [obstacle.hindrance for obstacle in way.obstacles] == [Hindrance.WALK_TOO_LONG]
    assert way.obstacles[0].sentence.startswith("Närmaste hållplats till stugan är Byn, ungefär 14,7 km bort")


def test_changes_when_more_than_are_accepted_then_how_many() -> None:
    """The limit and the need, in the same unit."""
    obstacle = only_obstacle(outward(ask("09:00", "", traveller=replace(CALM, most_changes=0))))
    assert (obstacle.hindrance, obstacle.limit, obstacle.would_need) == (Hindrance.TOO_MANY_CHANGES, 0, 1)


def test_change_when_shorter_than_the_feed_asks_then_not_made() -> None:
    """Ten minutes are enough at the station's five, but not when the feed asks for twelve."""
    slow = FILES["transfers.txt"].replace("300", "720")
    feed = OpenFeed(read_feed_files(village_files(transfers=slow), "byn").timetable)
    assert times(outward(ask("09:00", "", feed=feed))) is None


def test_wheelchair_when_every_leg_is_known_to_take_it_then_possible() -> None:
    """Trips and stops that say yes are enough."""
    way = outward(ask("09:00", "", traveller=replace(CALM, needs_accessible=True)))
    assert way.journey is not None
    assert way.journey.access is Access.YES


def test_wheelchair_when_a_trip_says_nothing_then_unknown_and_never_yes() -> None:
    """Nobody has said whether the town bus at 10.40 takes a wheelchair; only that it is hardly known."""
    late = replace(CALM, needs_accessible=True)
    way = outward(ask("11:30", "", traveller=late, leave_home_after_s=9 * 3600))
    assert way.is_possible is None
    obstacle = only_obstacle(way)
    assert obstacle.hindrance is Hindrance.ACCESS_UNKNOWN
    assert (
        obstacle.sentence
        == "Det är okänt om buss 1 från Staden läge A till Sjukhuset går att åka med rullstol."
    )


def test_wheelchair_when_a_trip_says_no_then_inaccessible() -> None:
    """No is no, and the leg is named."""
    trips = FILES["trips.txt"].replace("in-2,Sjukhuset,0", "in-2,Sjukhuset,2")
    feed = OpenFeed(read_feed_files(village_files(trips=trips), "byn").timetable)
    asked = {"traveller": replace(CALM, needs_accessible=True), "leave_home_after_s": 9 * 3600}
    way = outward(ask("11:30", "", feed=feed, **asked))
    assert way.is_possible is False
    assert only_obstacle(way).hindrance is Hindrance.INACCESSIBLE


NIGHT = {"home_by_s": 27 * 3600}


def test_called_taxi_when_booked_in_time_then_after_midnight_with_its_deadline() -> None:
    """25:10 is ten past one the following night, and was bookable until 15.00 the day before."""
    way = homeward(ask("", "18:00", **NIGHT))
    assert times(way) == ("25:05 (+1)", "25:54 (+1)")
    assert way.journey is not None
    assert way.journey.book_by_s == parse_service_time("15:00") - 86_400
    (ride,) = way.journey.rides
    assert (ride.mode, ride.booking is not None and ride.booking.phone) == (
        "förbeställd taxi",
        "0771-00 00 00",
    )


def test_called_taxi_when_the_deadline_has_passed_then_must_be_booked_before() -> None:
    """Asked at noon the same day, it is too late to call."""
    way = homeward(ask("", "18:00", booked_at_s=12 * 3600, **NIGHT))
    obstacle = next(one for one in way.obstacles if one.hindrance is Hindrance.MUST_BE_BOOKED)
    assert obstacle.limit == 12 * 3600
    assert obstacle.would_need == parse_service_time("15:00") - 86_400
    assert obstacle.sentence == (
        "Förbeställd taxi N1 från Sjukhuset måste beställas senast kl. 15:00 dagen före på 0771-00 00 00."
    )


def test_called_taxi_when_not_wanted_then_must_be_booked() -> None:
    """Some cannot telephone: then what must be booked does not count, and is named."""
    way = homeward(ask("", "18:00", traveller=replace(CALM, may_book=False), **NIGHT))
    assert Hindrance.MUST_BE_BOOKED in {one.hindrance for one in way.obstacles}


def test_trip_of_the_night_before_when_it_runs_past_midnight_then_counts_in_the_morning() -> None:
    """A visit that ends at 00.30 can be left by Monday's 25:10, which is Tuesday's 01:10."""
    way = homeward(ask("", "00:30", leave_home_after_s=0))
    assert times(way) == ("01:05", "01:54")


def test_clock_when_it_changes_in_the_night_then_the_bus_still_leaves_on_the_wall_clock() -> None:
    """07.00 is 07.00 on the last Sunday of March, too, though its night is an hour short."""
    dates = "service_id,date,exception_type\nvardag,20260328,1\nvardag,20260329,1\n"
    info = FILES["feed_info.txt"].replace("20260315", "20260331")
    feed = OpenFeed(read_feed_files(village_files(calendar_dates=dates, feed_info=info), "byn").timetable)
    sunday = date(2026, 3, 29)
    assert times(outward(ask("09:00", "", feed=feed, day=sunday))) == ("06:55", "08:04")
    saturday_night = homeward(ask("", "00:20", feed=feed, day=sunday, leave_home_after_s=0))
    assert times(saturday_night) == ("02:05", "02:54"), "elapsed seconds: the wall clock has jumped an hour"


def test_alternatives_when_listed_then_every_departure_that_nothing_beats() -> None:
    """Both mornings, for the officer to show."""
    ends = (Spot("hemmet", *HOME), Spot("besöket", *VISIT))
    listed = list_departures(VILLAGE, ends, TUESDAY, Bound(5 * 3600, 20 * 3600), CALM)
    assert [format_service_time(one.depart_s) for one in listed] == ["06:55", "09:55"]


def test_answer_when_stored_then_replayed_bit_for_bit_and_only_by_its_own_feed() -> None:
    """An appeal replays the decision's own timetable, and is told when it has another."""
    stored = store(ask("14:00", "16:30"))
    assert replay(VILLAGE, stored) is Replay.SAME
    other = village_files(feed_info=FILES["feed_info.txt"].replace(",7,", ",8,"))
    assert replay(OpenFeed(read_feed_files(other, "byn").timetable), stored) is Replay.OTHER_FEED
    forged = stored.replace(b'"depart_s":', b'"depart_s":1', 1)
    assert replay(VILLAGE, forged) is Replay.DIFFERENT
    with pytest.raises(InvalidField):
        replay(VILLAGE, b"{}")


@pytest.mark.parametrize(
    "asked",
    [
        {"start": "", "end": ""},
        {"start": "10:00", "end": "09:00"},
        {"start": "10:00", "end": "", "arrive_margin_s": -1},
    ],
)
def test_question_when_it_makes_no_sense_then_refused(asked: dict[str, Any]) -> None:
    """A visit has a time, and ends after it begins."""
    with pytest.raises(InvalidField):
        ask(**asked)


def test_feed_when_several_days_are_asked_then_each_is_answered_by_its_own() -> None:
    """Days are kept open; the fifth must not answer for the first."""
    answers = [
        times(outward(ask("09:00", "", day=TUESDAY + timedelta(days=days)))) for days in (*range(7), 0)
    ]
    assert [one is not None for one in answers] == [True, True, True, True, False, False, True, True]
