"""The connection scans against the slow oracle: the same times and numbers of rides, for any small feed."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import example, given, settings
from hypothesis import strategies as st

from skjuts.core.timetable.asking import ask_visit, list_departures
from skjuts.core.timetable.assembling import assemble
from skjuts.core.timetable.doors import Bound
from skjuts.core.timetable.feed import Access
from skjuts.core.timetable.journey import Journey, RideLeg, VisitAnswer, WalkLeg, WayAnswer
from skjuts.core.timetable.opening import OpenFeed
from skjuts.core.timetable.question import VisitQuestion
from skjuts.core.timetable.storing import Replay, replay, store
from tests.property.timetable.oracle import Asked, earliest_return, latest_departure, list_arrivals
from tests.property.timetable.small_feeds import GridTravel, make_asked, questions, stamp

HOUR_S = 3600
hours = st.integers(5, 22).map(lambda hour: hour * HOUR_S)


def open_asked(asked: Asked) -> OpenFeed:
    """The feed, opened."""
    grid = GridTravel()
    return OpenFeed(assemble(stamp(), asked.services, asked.rows), grid, grid)


def question_of(asked: Asked, start_s: int, stay_s: int) -> VisitQuestion:
    """The whole question."""
    return VisitQuestion(
        home=asked.origin,
        visit=asked.target,
        day=asked.day,
        visit_start_s=start_s,
        visit_end_s=start_s + stay_s,
        traveller=asked.traveller,
        booked_at_s=asked.booked_at_s,
    )


def ask(asked: Asked, start_s: int, stay_s: int) -> VisitAnswer:
    """The answer of the search."""
    return ask_visit(open_asked(asked), question_of(asked, start_s, stay_s))


def outline(way: WayAnswer | None) -> tuple[int, int, int] | None:
    """What the oracle knows of a journey."""
    journey = None if way is None else way.journey
    return None if journey is None else (journey.depart_s, len(journey.rides), journey.arrive_s)


@settings(max_examples=300, deadline=None)
@given(asked=questions, start_s=hours)
def test_way_there_when_searched_then_leaves_as_late_as_the_oracle(asked: Asked, start_s: int) -> None:
    """A departure too early costs the patient hours; one that does not exist costs the visit."""
    answer = ask(asked, start_s, HOUR_S)
    expected = latest_departure(asked, 4 * HOUR_S, start_s - 600)
    assert outline(answer.outward) == expected


@settings(max_examples=300, deadline=None)
@given(asked=questions, end_s=hours)
def test_way_home_when_searched_then_arrives_as_early_as_the_oracle(asked: Asked, end_s: int) -> None:
    """Whether the last bus home can be caught decides the permit."""
    answer = ask(asked, end_s, 0)
    turned = Asked(
        asked.rows, asked.services, asked.day, asked.target, asked.origin, asked.traveller, asked.booked_at_s
    )
    expected = earliest_return(turned, end_s + 300, 24 * HOUR_S)
    assert outline(answer.homeward) == expected


@settings(max_examples=150, deadline=None)
@given(asked=questions, start_s=hours)
def test_journeys_when_found_then_every_leg_joins_the_next_and_keeps_the_limits(
    asked: Asked, start_s: int
) -> None:
    """An officer reads the legs, not the labels: they must be possible one after another."""
    answer = ask(asked, start_s, HOUR_S)
    for way in (answer.outward, answer.homeward):
        if way is not None and way.journey is not None:
            assert_is_possible(way.journey, asked)


def assert_is_possible(journey: Journey, asked: Asked) -> None:
    """Leg by leg."""
    limits = asked.traveller
    at_s = journey.depart_s
    for leg in journey.legs:
        wait_s = leg.wait_s if isinstance(leg, RideLeg) else 0
        assert leg.depart_s == at_s + wait_s
        assert leg.arrive_s >= leg.depart_s
        at_s = leg.arrive_s
        if isinstance(leg, WalkLeg):
            assert leg.metres <= limits.walk_limit_m
    assert at_s == journey.arrive_s
    assert journey.changes <= limits.most_changes
    assert limits.may_book or not journey.must_be_booked
    assert not limits.needs_accessible or journey.access is Access.YES
    if asked.booked_at_s is not None and journey.book_by_s is not None:
        assert journey.book_by_s >= asked.booked_at_s


@settings(max_examples=100, deadline=None)
@given(asked=questions, start_s=hours)
def test_answers_when_none_then_something_stands_in_the_way(asked: Asked, start_s: int) -> None:
    """A refusal without a reason cannot be appealed; a near miss within all limits is no miss."""
    answer = ask(asked, start_s, HOUR_S)
    for way in (answer.outward, answer.homeward):
        assert way is not None
        assert (way.journey is None) == bool(way.obstacles)
        assert way.is_possible is not True or way.journey is not None
        for obstacle in way.obstacles:
            assert obstacle.sentence.endswith(".")


@settings(max_examples=60, deadline=None)
@given(asked=questions, start_s=hours)
def test_answers_when_replayed_from_their_bytes_then_the_same(asked: Asked, start_s: int) -> None:
    """An appeal a year later must meet the very answer that the decision was built on."""
    stored = store(ask(asked, start_s, HOUR_S))
    assert replay(open_asked(asked), stored) is Replay.SAME


@settings(max_examples=60, deadline=None)
@example(asked=make_asked(102))
@given(asked=questions)
def test_departures_of_a_window_when_listed_then_none_beats_another(asked: Asked) -> None:
    """Alternatives that are worse in every way only make the choice harder."""
    asked = replace(asked, booked_at_s=None)
    window = Bound(8 * HOUR_S, 16 * HOUR_S)
    listed = list_departures(
        open_asked(asked), (asked.origin, asked.target), asked.day, window, asked.traveller
    )
    times = [(one.depart_s, one.arrive_s) for one in listed]
    assert times == sorted(set(times))
    assert [arrive_s for _, arrive_s in times] == sorted({arrive_s for _, arrive_s in times})
    for leave_s, arrive_s in times:
        assert window.earliest_s <= leave_s <= window.latest_s
        assert min(list_arrivals(asked, leave_s)) <= arrive_s
